//! JSON Lines: articles as they are, and rows that `annotate` printed.

use crate::facts::{agencies, bylines, dates};
use crate::format::limits::MOST_ROW;
use crate::{Failure, Options, Record, Records, ending, language};
use rashomon_news::{
    Anchor, Annotated, Change, Doubt, Gender, Happening, Marked, MarkedKind, Mention, MentionForm, Moment, Person,
    PersonKind, Published, Quantity, Quote, QuoteKind, Report, Role, Rule, Time, TimeKind,
};
use rashomon_text::{Layer, Offsets, Range, Text};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read};

/// A date the user or the row gives.
pub fn given(value: Moment) -> Published {
    Published { value, why: Rule::new("given"), passage: None, from: None }
}

/// Reads rows one at a time, in constant memory but for the row itself.
pub fn records(name: &str, bytes: Box<dyn Read + Send>, options: Options) -> Records {
    let name = name.to_owned();
    let mut stream = BufReader::new(bytes);
    let mut number = 0;
    let mut over = false;
    Box::new(std::iter::from_fn(move || {
        while !over {
            let place = || format!("{name} line {}", number + 1);
            let (line, whole) = match row(&mut stream) {
                Ok(Some(row)) => row,
                Ok(None) => return None,
                Err(error) => {
                    over = true;
                    return Some(Err(Failure::new(place(), error.to_string())));
                }
            };
            let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line);
            let found = if !whole {
                Some(Err(Failure::new(place(), format!("the row is longer than {} MB", MOST_ROW >> 20))))
            } else if line.iter().all(u8::is_ascii_whitespace) {
                None
            } else {
                Some(match serde_json::from_slice::<Value>(line) {
                    Ok(row) => record(&row, number, &name, &options)
                        .ok_or_else(|| Failure::new(place(), "the row has no \"text\"")),
                    Err(error) => Err(Failure::new(place(), format!("not JSON: {error}"))),
                })
            };
            number += 1;
            if found.is_some() {
                return found;
            }
        }
        None
    }))
}

/// The next line, and whether it is whole: of a line longer than [`MOST_ROW`] the rest is passed over.
fn row(stream: &mut dyn BufRead) -> std::io::Result<Option<(Vec<u8>, bool)>> {
    let mut line = Vec::new();
    stream.take(MOST_ROW as u64 + 1).read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Ok(None);
    }
    if line.len() <= MOST_ROW || line.ends_with(b"\n") {
        return Ok(Some((line, true)));
    }
    loop {
        let part = stream.fill_buf()?;
        if part.is_empty() {
            return Ok(Some((Vec::new(), false)));
        }
        let end = part.iter().position(|byte| *byte == b'\n');
        let taken = end.map_or(part.len(), |end| end + 1);
        stream.consume(taken);
        if end.is_some() {
            return Ok(Some((Vec::new(), false)));
        }
    }
}

/// The report of a row; `None` where it has no text.
pub fn record(row: &Value, number: usize, name: &str, options: &Options) -> Option<Record> {
    let words = |key: &str| row.get(key).and_then(Value::as_str).map(str::to_owned);
    let text = Text::new(words("text")?);
    let id = match row.get("id") {
        Some(Value::String(id)) => id.clone(),
        Some(Value::Number(id)) => id.to_string(),
        _ => number.to_string(),
    };
    let mut report = Report::new(id, text.clone());
    report.source = words("source").filter(|_| row.get("quotes").is_some()).unwrap_or_else(|| name.to_owned());
    report.url = words("url");
    report.outlet = words("outlet").or_else(|| words("source").filter(|_| row.get("quotes").is_none()));
    report.title = words("title");
    report.section = words("section");
    report.published = match row.get("published") {
        Some(told @ Value::Object(_)) => published(told),
        Some(Value::String(told)) => day(told).map(given),
        _ => words("date").and_then(|told| day(&told)).map(given),
    }
    .or(options.published.map(given));
    let offsets = Offsets::new(text.as_str());
    let cut = Cut { text: &text, offsets: &offsets };
    if let Some(published) = &mut report.published {
        published.passage = row.get("published").and_then(|told| cut.pair(told.get("passage")?));
    }
    match row.get("blocks").and_then(Value::as_array) {
        Some(blocks) => {
            report.blocks = Layer::new(
                blocks
                    .iter()
                    .filter_map(|block| Some((cut.object(block)?, Role::from_name(block.get("role")?.as_str()?)?))),
            );
        }
        None => {
            let title = report.title.as_deref().unwrap_or("").trim();
            let lines = text.as_str().split('\n').filter_map(|line| text.range_of(line)).map(|line| text.trim(line));
            let mut first = true;
            report.blocks = Layer::new(lines.filter(|line| !line.is_empty()).map(|line| {
                let headline = std::mem::take(&mut first) && !title.is_empty() && text.slice(line) == title;
                (line, if headline { Role::Headline } else { Role::Paragraph })
            }));
        }
    }
    report.modified = row.get("modified").and_then(published);
    report.authors = strings(row.get("authors").or_else(|| row.get("author")));
    report.agencies = strings(row.get("agencies"));
    report.complete = row.get("complete").and_then(Value::as_bool);
    report.language = words("language");
    report.doubts = strings(row.get("doubts")).into_iter().map(Doubt::new).collect();
    if row.get("quotes").is_none() {
        tell(row, &mut report);
        return Some(Record::Report(Box::new(report)));
    }
    Some(Record::Annotated(Box::new(annotated(row, report, &cut))))
}

/// What an article's own words tell of it, where the row is silent.
fn tell(row: &Value, report: &mut Report) {
    let text = report.text.clone();
    let body: Vec<&str> = report
        .blocks
        .iter()
        .filter(|block| block.value == Role::Paragraph)
        .map(|block| text.slice(block.range))
        .collect();
    if report.authors.is_empty() {
        let byline =
            row.get("byline").or_else(|| row.get("author")).or_else(|| row.get("authors")).and_then(Value::as_str);
        report.authors = byline.map(bylines::authors).unwrap_or_default();
    }
    if report.agencies.is_empty() {
        let mut found = Vec::new();
        for (place, line) in body.iter().enumerate() {
            let signed = place + 1 == body.len() && line.len() < 60 && agencies::signed(line);
            found.extend(agencies::credited(
                line,
                if signed { agencies::Place::Credit } else { agencies::Place::Running },
            ));
        }
        for name in found {
            if !report.agencies.iter().any(|known| known == name) {
                report.agencies.push(name.to_owned());
            }
        }
    }
    if report.language.is_none() {
        report.language = language::of(&body);
    }
    if report.complete.is_none() {
        report.complete = ending::complete(&body, std::iter::empty());
    }
}

/// `{"value", "why", "from"}`
fn published(told: &Value) -> Option<Published> {
    let word = |key: &str| told.get(key).and_then(Value::as_str);
    Some(Published {
        value: word("value")?.parse().ok()?,
        why: Rule::named(word("why").unwrap_or("given")),
        passage: None,
        from: word("from").map(str::to_owned),
    })
}

/// The date at the start of a stamp such as `2017-09-15T00:00:00`; midnight without a zone is a day.
fn day(told: &str) -> Option<Moment> {
    let midnight = told.get(10..).is_some_and(|rest| rest.trim_start_matches(['T', ' ']).starts_with("00:00"));
    let zone = told.get(19..).is_some_and(|rest| rest.contains(['Z', '+', '-']));
    if midnight && !zone {
        return told.get(..10)?.parse().ok().map(Moment::Day);
    }
    dates::machine(told)
}

fn strings(value: Option<&Value>) -> Vec<String> {
    let list = value.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Ranges from code points of one text.
struct Cut<'a> {
    text: &'a Text,
    offsets: &'a Offsets<'a>,
}

impl Cut<'_> {
    fn range(&self, start: &Value, end: &Value) -> Option<Range> {
        let byte = |value: &Value| self.offsets.byte(usize::try_from(value.as_u64()?).ok()?);
        self.text.range(byte(start)?, byte(end)?)
    }

    /// `{"start", "end"}`
    fn object(&self, value: &Value) -> Option<Range> {
        self.range(value.get("start")?, value.get("end")?)
    }

    /// `[start, end]`
    fn pair(&self, value: &Value) -> Option<Range> {
        self.range(value.get(0)?, value.get(1)?)
    }

    /// `[[start, end], …]`
    fn list(&self, value: Option<&Value>) -> Vec<Range> {
        value.and_then(Value::as_array).into_iter().flatten().filter_map(|pair| self.pair(pair)).collect()
    }
}

fn annotated(row: &Value, report: Report, cut: &Cut) -> Annotated {
    let array = |key: &str| row.get(key).and_then(Value::as_array).into_iter().flatten();
    let string = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let rule = |value: &Value| Rule::named(string(value, "rule").unwrap_or_default());
    let mut all = Annotated::bare(report);
    all.dated = row.get("dated").and_then(published);
    all.sentences = cut.list(row.get("sentences"));
    all.people = array("people")
        .filter_map(|person| {
            Some(Person {
                name: string(person, "name")?,
                kind: PersonKind::from_name(&string(person, "kind")?)?,
                labels: strings(person.get("labels")),
                gender: match person.get("gender").and_then(Value::as_str) {
                    Some("masculine") => Some(Gender::Masculine),
                    Some("feminine") => Some(Gender::Feminine),
                    _ => None,
                },
                mentions: person
                    .get("mentions")?
                    .as_array()?
                    .iter()
                    .filter_map(|mention| {
                        Some(Mention {
                            range: cut.object(mention)?,
                            form: MentionForm::from_name(&string(mention, "form")?)?,
                            candidates: mention.get("candidates").and_then(Value::as_u64).unwrap_or(1) as u8,
                        })
                    })
                    .collect(),
                rule: rule(person),
            })
        })
        .collect();
    all.quotes = array("quotes")
        .filter_map(|quote| {
            let content = cut.list(quote.get("content"));
            (!content.is_empty()).then_some(())?;
            Some(Quote {
                kind: QuoteKind::from_name(&string(quote, "kind")?)?,
                content,
                cue: cut.list(quote.get("cue")),
                source: cut.list(quote.get("source")),
                speaker: string(quote, "speaker"),
                candidates: strings(quote.get("candidates")),
                via: string(quote, "via"),
                within: quote.get("within").and_then(Value::as_u64).map(|place| place as usize),
                probability: quote.get("probability").and_then(Value::as_f64).map(|chance| chance as f32),
                rule: rule(quote),
            })
        })
        .collect();
    all.marked = array("marked")
        .filter_map(|marked| {
            let kind = MarkedKind::from_name(&string(marked, "kind")?)?;
            Some(Marked { range: cut.object(marked)?, kind, rule: rule(marked) })
        })
        .collect();
    all.times = Layer::new(array("times").filter_map(|time| {
        let days = |pair: &Value| Some((pair.get(0)?.as_str()?.parse().ok()?, pair.get(1)?.as_str()?.parse().ok()?));
        Some((
            cut.object(time)?,
            Time {
                kind: TimeKind::from_name(&string(time, "type")?)?,
                value: string(time, "value")?,
                anchor: match time.get("anchor") {
                    Some(Value::String(name)) if name == "published" => Anchor::Published,
                    Some(Value::String(name)) if name == "missing" => Anchor::Missing,
                    Some(pair @ Value::Array(_)) => cut.pair(pair).map_or(Anchor::Own, Anchor::Expression),
                    _ => Anchor::Own,
                },
                days: time.get("days").and_then(days),
                rule: rule(time),
            },
        ))
    }));
    all.quantities = Layer::new(array("quantities").filter_map(|quantity| {
        let range = cut.object(quantity)?;
        let number = |key: &str| quantity.get(key).and_then(Value::as_f64);
        Some((
            range,
            Quantity {
                number: number("number"),
                low: number("low"),
                high: number("high"),
                change: Change::from_sign(&string(quantity, "change")?)?,
                unit: string(quantity, "unit").unwrap_or_else(|| "-".to_owned()),
                of: string(quantity, "of"),
                counted: quantity.get("counted").and_then(|pair| cut.pair(pair)),
                phrase: quantity.get("phrase").and_then(|pair| cut.pair(pair)).unwrap_or(range),
                class: string(quantity, "class"),
                rule: rule(quantity),
            },
        ))
    }));
    all.happenings = array("happenings")
        .filter_map(|happening| {
            let part = |key: &str| happening.get(key).and_then(|pair| cut.pair(pair));
            Some(Happening {
                time: part("time")?,
                head: part("head")?,
                lemma: string(happening, "lemma")?,
                who: part("who"),
                place: part("place"),
                clause: part("clause")?,
                rule: rule(happening),
            })
        })
        .collect();
    all
}
