//! What a cue says: whether somebody spoke, or only thought, or did something.
//!
//! A quote finder counts attitudes and acts ("farmers march every Friday against …", "the ship's owner allowed them …") among attributions; two
//! reports that tell of them do not quote anybody. The words are those that introduce words in marks in news.

use rashomon_news::Quote;
use rashomon_text::{Range, Text};
use rust_stemmers::{Algorithm, Stemmer};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::OnceLock;

/// Words for speaking and writing.
const SAYING: &str = "accord accuse acknowledge add address admit admonish advise affirm agree allege announce answer apologise apologize \
 appeal argue ask assert assure attribute blame blast boast brand broadcast call caution charge chant chide cite claim comment complain \
 concede conclude condemn confess confirm congratulate contend continue convey counter credit criticise criticize cry declare decline \
 decry defend demand denounce deny describe detail disclose dismiss dispute dub elaborate email emphasise emphasize estimate exclaim \
 explain express go hail hint indicate inform insist interject interrupt invite issue joke label lament liken list maintain mention mock \
 muse note notify offer order plead pledge point post praise predict proclaim promise pronounce propose publish put question \
 quip quote read reassure rebuff rebuke recall recommend recount refer refuse refute reiterate reject relate release remark remind repeat \
 reply report request respond retort reveal rule say shout signal slam speak specify speculate state stress submit suggest swear talk tell \
 term testify text thank threaten title tout tweet underline urge voice vow wager warn welcome whisper wonder write yell \
 said told wrote written spoke spoken went swore sworn";

/// Words for what goes on in a mind.
const THINKING: &str = "believe think hope want wish expect fear feel know consider intend plan see view regard doubt worry like prefer \
 suspect realise realize understand assume thought knew known felt saw seen understood";

/// Words that give a thing a name: what follows a name in marks is told by the report.
const NAMING: &str =
    "call describe dub brand label term characterize characterise portray denounce decry deride slam hail";

/// Words for saying that a thing is not so.
const DENYING: &str = "deny dismiss reject refute rebuff dispute repudiate disavow";

/// "Did not deny": what turns these round.
const NOT: &str = "not never t nobody neither no";

/// Forms of asking: without who asks, or in the passive, nobody's words follow.
const ASKED: &str = "asked questioned pressed";
const PASSIVE: &str = "was were been being when if";

/// "Declined to say whether …": what somebody would not tell.
const WITHHELD: &str = "declined declining declines refused refusing refuses";
const TELLING: &str = "say comment confirm disclose reveal discuss specify elaborate identify";

/// What a quote's cue tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// Neither: an act or an attitude.
    Other,
    /// No cue at all.
    Silent,
    Thought,
    Said,
}

/// What the cue of a quote tells.
pub fn act(text: &Text, quote: &Quote) -> Act {
    let nobody = quote.source.is_empty();
    quote.cue.iter().map(|&cue| of(text.slice(cue), nobody)).max().unwrap_or(Act::Silent)
}

/// Whether a quote's cue gives a thing a name.
pub fn names(text: &Text, quote: &Quote) -> bool {
    quote.cue.iter().any(|&cue| words(text.slice(cue)).any(|word| stems().naming.contains(&*stems().of(&word))))
}

/// The cue that says that a quote's speaker denies its content.
pub fn denied(text: &Text, quote: &Quote) -> Option<Range> {
    let denies = |cue: &Range| {
        let not = words(text.slice(*cue)).any(|word| NOT.split(' ').any(|one| one == word));
        !not && words(text.slice(*cue)).any(|word| stems().denying.contains(&*stems().of(&word)))
    };
    quote.cue.iter().copied().find(denies)
}

/// The lists by their stems.
struct Stems {
    stemmer: Stemmer,
    saying: HashSet<String>,
    thinking: HashSet<String>,
    naming: HashSet<String>,
    denying: HashSet<String>,
}

impl Stems {
    fn of<'w>(&self, word: &'w str) -> Cow<'w, str> {
        self.stemmer.stem(word)
    }
}

fn stems() -> &'static Stems {
    static STEMS: OnceLock<Stems> = OnceLock::new();
    STEMS.get_or_init(|| {
        let stemmer = Stemmer::create(Algorithm::English);
        let list = |words: &str| words.split_whitespace().map(|word| stemmer.stem(word).into_owned()).collect();
        let (saying, thinking, naming, denying) = (list(SAYING), list(THINKING), list(NAMING), list(DENYING));
        Stems { stemmer, saying, thinking, naming, denying }
    })
}

/// The words of a cue in lower case.
fn words(cue: &str) -> impl Iterator<Item = String> + '_ {
    cue.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// What a cue tells, as printed; `nobody` where no words say whose it is.
fn of(cue: &str, nobody: bool) -> Act {
    let has = |list: &str| words(cue).any(|word| list.split(' ').any(|one| one == word));
    if has(ASKED) && (nobody || has(PASSIVE)) || has(WITHHELD) && has(TELLING) {
        return Act::Other;
    }
    let tells = |word: String| {
        let stem = stems().of(&word);
        if stems().saying.contains(&*stem) {
            Act::Said
        } else if stems().thinking.contains(&*stem) {
            Act::Thought
        } else {
            Act::Other
        }
    };
    words(cue).map(tells).max().unwrap_or(Act::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues() {
        for (expected, cue) in [
            (Act::Said, "said"),
            (Act::Said, "According to"),
            (Act::Said, "has repeatedly denied"),
            (Act::Said, "apologised for"),
            (Act::Said, "accusing"),
            (Act::Said, "wrote"),
            (Act::Thought, "believes"),
            (Act::Thought, "had hoped"),
            (Act::Other, "have marched every Friday"),
            (Act::Other, "allowed"),
            (Act::Other, "floods"),
            (Act::Other, "quarrel over"),
            (Act::Other, ""),
            (Act::Said, "asked"),
            (Act::Other, "was not asked"),
            (Act::Other, "declined to say"),
            (Act::Said, "refused"),
        ] {
            assert_eq!(of(cue, false), expected, "{cue}");
        }
        assert_eq!(of("Asked", true), Act::Other);
    }
}
