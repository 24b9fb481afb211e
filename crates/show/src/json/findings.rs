//! The object `compare --json` prints.

use super::Spans;
use super::rows::{number, published};
use rashomon_news::{Annotated, Dating, Direction, Member, SideBySide};
use rashomon_text::{Offsets, Passage, Range};
use serde_json::{Value, json};

/// All stories of one run.
pub fn comparison(stories: &[SideBySide]) -> Value {
    json!({"stories": stories.iter().map(story).collect::<Vec<_>>()})
}

/// The offsets of a story's texts, found by report id.
struct Texts<'a>(Vec<(&'a str, Spans<'a>)>);

impl<'a> Texts<'a> {
    fn new(reports: &'a [Annotated]) -> Texts<'a> {
        Texts(
            reports.iter().map(|all| (all.report.id.as_str(), Spans(Offsets::new(all.report.text.as_str())))).collect(),
        )
    }

    fn of(&self, report: &str) -> &Spans<'a> {
        let place = self.0.iter().position(|(id, _)| *id == report).unwrap_or(0);
        &self.0[place].1
    }

    fn pair(&self, report: &str, range: Range) -> Value {
        self.of(report).pair(range)
    }

    fn member<T>(&self, member: &Member<T>, rest: Value) -> Value {
        let mut object = self.of(&member.report).object(member.passage.range(), rest);
        object["report"] = member.report.as_str().into();
        object
    }

    fn passages(&self, report: &str, all: &[Passage]) -> Value {
        all.iter().map(|passage| self.pair(report, passage.range())).collect()
    }
}

fn story(side: &SideBySide) -> Value {
    let texts = Texts::new(&side.reports);
    let found = &side.findings;
    let reports = side.reports.iter().zip(&side.story.reports).map(|(all, member)| {
        let report = &all.report;
        let origin = found.origins.iter().find(|origin| origin.reports.contains(&report.id)).map(|origin| &origin.name);
        json!({"id": report.id, "outlet": report.outlet, "title": report.title, "published": dating(&member.dating, texts.of(&report.id)),
            "origin": origin, "agencies": report.agencies, "complete": report.complete})
    });
    let utterances = found.utterances.iter().map(|utterance| {
        let members = utterance.members.iter().map(|member| {
            let value = &member.value;
            texts.member(member, json!({"kind": value.kind.name(), "speaker": value.speaker, "via": value.via,
                "denied": value.denied.as_ref().map(Passage::as_str),
                "whole": texts.of(&member.report).list(&value.whole)}))
        });
        let differences = utterance.differences.iter().map(|difference| {
            let (a, b) = (&utterance.members[difference.a].report, &utterance.members[difference.b].report);
            let kinds: Vec<_> = difference.kinds.iter().map(|kind| kind.name()).collect();
            json!({"a": difference.a, "b": difference.b, "kinds": kinds, "alarm": difference.alarm,
                "only_a": texts.of(a).list(&difference.only_a), "only_b": texts.of(b).list(&difference.only_b)})
        });
        json!({"id": utterance.id, "speaker": utterance.speaker, "members": members.collect::<Vec<_>>(), "origins": utterance.origins,
            "differences": differences.collect::<Vec<_>>(), "rule": utterance.rule.as_str()})
    });
    let facts = found.facts.iter().map(|fact| {
        let members = fact.members.iter().map(|member| {
            let value = &member.value.quantity;
            texts.member(
                member,
                json!({"number": number(value.number), "low": number(value.low), "high": number(value.high),
                "unit": value.unit, "of": value.of, "as_of": member.value.as_of.map(|day| day.to_string())}),
            )
        });
        json!({"id": fact.id, "what": fact.what, "relation": fact.relation.name(), "why": fact.why,
            "members": members.collect::<Vec<_>>(), "origins": fact.origins, "rule": fact.rule.as_str()})
    });
    let events = found.events.iter().map(|event| {
        let members = event.members.iter().map(|member| {
            texts.member(
                member,
                json!({"date": member.value.date, "clause": texts.pair(&member.report, member.value.clause)}),
            )
        });
        json!({"id": event.id, "what": event.what, "date": event.date, "members": members.collect::<Vec<_>>(),
            "origins": event.origins, "rule": event.rule.as_str()})
    });
    let copies = found.copies.iter().map(|copy| {
        let passages = copy.passages.iter().map(|(a, b)| {
            json!({"a": texts.pair(&copy.a, a.range()), "b": texts.pair(&copy.b, b.range())})
        });
        let credits = copy.credits.iter().map(|(report, passage)| texts.of(report).object(passage.range(), json!({"report": report})));
        json!({"a": copy.a, "b": copy.b, "origin": copy.origin, "direction": copy.direction.map(|way| match way {
                Direction::AToB => "a→b",
                Direction::BToA => "b→a",
            }),
            "passages": passages.collect::<Vec<_>>(), "credits": credits.collect::<Vec<_>>(), "rule": copy.rule.as_str()})
    });
    let only = found.only.iter().map(|only| {
        let missing = only
            .missing_from
            .iter()
            .map(|missing| json!({"report": missing.report, "state": missing.state.name(), "why": missing.why}));
        let mut row = texts.of(&only.report).object(
            only.passage.range(),
            json!({"kind": only.kind.name(), "what": only.what,
            "missing_from": missing.collect::<Vec<_>>()}),
        );
        row["report"] = only.report.as_str().into();
        row
    });
    let wording = found.wording.iter().map(|wording| {
        let labels = wording.labels.iter().map(|label| {
            json!({"report": label.report, "words": label.words, "count": label.at.len(), "at": texts.passages(&label.report, &label.at)})
        });
        json!({"about": wording.about, "labels": labels.collect::<Vec<_>>(), "rule": wording.rule.as_str()})
    });
    let chains = found.chains.iter().map(|chain| {
        let mut row = texts.of(&chain.report).object(chain.passage.range(), json!({"links": chain.links}));
        row["report"] = chain.report.as_str().into();
        row
    });
    let origins =
        found.origins.iter().map(|origin| json!({"name": origin.name, "reports": origin.reports, "why": origin.why}));
    json!({"story": side.story.id, "title": side.story.title, "storyline": side.story.storyline,
        "from": side.story.span.map(|(from, _)| from.to_string()), "to": side.story.span.map(|(_, to)| to.to_string()),
        "reports": reports.collect::<Vec<_>>(), "origins": origins.collect::<Vec<_>>(),
        "utterances": utterances.collect::<Vec<_>>(), "facts": facts.collect::<Vec<_>>(), "events": events.collect::<Vec<_>>(),
        "copies": copies.collect::<Vec<_>>(), "only": only.collect::<Vec<_>>(), "wording": wording.collect::<Vec<_>>(),
        "chains": chains.collect::<Vec<_>>(), "doubts": found.doubts})
}

fn dating(dating: &Dating, spans: &Spans) -> Value {
    match dating {
        Dating::Told(told) | Dating::Inferred(told) => published(told, spans),
        Dating::Bounded { after, before, why } => {
            json!({"value": null, "why": why, "after": after.map(|day| day.to_string()), "before": before.map(|day| day.to_string())})
        }
        Dating::Unknown => Value::Null,
    }
}
