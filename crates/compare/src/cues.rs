//! What a cue says: whether somebody spoke, or only thought, or did something.
//!
//! A quote finder counts attitudes and acts ("farmers march every Friday against …", "the ship's owner allowed them …") among attributions; two
//! reports that tell of them do not quote anybody. The words are those that introduce words in marks in news.

use rashomon_news::Quote;
use rashomon_text::Text;
use rust_stemmers::{Algorithm, Stemmer};
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
    quote.cue.iter().map(|&cue| of(text.slice(cue))).max().unwrap_or(Act::Silent)
}

/// What a cue tells, as printed.
fn of(cue: &str) -> Act {
    static KNOWN: OnceLock<(Stemmer, HashSet<String>, HashSet<String>)> = OnceLock::new();
    let (stemmer, saying, thinking) = KNOWN.get_or_init(|| {
        let stemmer = Stemmer::create(Algorithm::English);
        let stems = |words: &str| words.split_whitespace().map(|word| stemmer.stem(word).into_owned()).collect();
        let (saying, thinking) = (stems(SAYING), stems(THINKING));
        (stemmer, saying, thinking)
    });
    let tells = |word: &str| {
        let stem = stemmer.stem(word);
        if saying.contains(&*stem) {
            Act::Said
        } else if thinking.contains(&*stem) {
            Act::Thought
        } else {
            Act::Other
        }
    };
    let cue = cue.to_lowercase();
    cue.split(|c: char| !c.is_alphabetic()).map(tells).max().unwrap_or(Act::Other)
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
        ] {
            assert_eq!(of(cue), expected, "{cue}");
        }
    }
}
