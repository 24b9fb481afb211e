//! Which names of a report name the same.

use super::labels;
use super::lexicon::{self, Lexicon};
use super::names::Name;
use super::scene::Scene;
use super::tagger::Class;
use crate::Upos;
use rashomon_news::{Gender, MentionForm, PersonKind};
use std::ops::Range;

/// A mention, by its tokens.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// How it names.
    pub form: MentionForm,
    /// How many could be meant.
    pub candidates: u8,
}

/// Everything that names one person, body, place or group.
#[derive(Clone, Debug)]
pub struct Chain {
    /// Sort.
    pub kind: PersonKind,
    /// Words of the fullest name, as keys.
    pub words: Vec<String>,
    /// The fullest name as printed.
    pub name: String,
    /// Titles and roles as printed.
    pub labels: Vec<String>,
    /// The labels' words, as keys.
    pub roles: Vec<String>,
    /// Peoples and countries of the labels, as keys.
    pub nations: Vec<String>,
    /// Told by titles, roles and first names.
    pub gender: Option<Gender>,
    /// Its mentions; in order once all are found.
    pub mentions: Vec<Placed>,
}

impl Chain {
    /// A chain of nothing yet.
    pub fn new(kind: PersonKind, words: Vec<String>, name: String) -> Chain {
        Chain { kind, words, name, labels: vec![], roles: vec![], nations: vec![], gender: None, mentions: vec![] }
    }

    /// The last mention that begins before a token.
    pub fn last_before(&self, token: usize) -> Option<&Placed> {
        self.mentions.iter().filter(|mention| mention.tokens.start < token).max_by_key(|mention| mention.tokens.start)
    }

    /// Adds a mention.
    pub fn mention(&mut self, tokens: Range<usize>, form: MentionForm, candidates: usize) {
        self.mentions.push(Placed { tokens, form, candidates: candidates.clamp(1, 255) as u8 });
    }
}

/// The chains of all names, in the order in which the fullest forms come.
pub fn link(scene: &Scene<'_>) -> Vec<Chain> {
    let mut chains: Vec<Chain> = Vec::new();
    // Headlines, captions and credits last: with capitals everywhere, what the model takes for a name may be half a sentence.
    let (body, headlines): (Vec<Name>, Vec<Name>) = scene
        .names
        .iter()
        .map(|name| Name { tokens: trimmed(scene, name), class: name.class })
        .partition(|name| scene.running(name.tokens.start));
    for (names, body) in [(body, true), (headlines, false)] {
        let mut short = Vec::new();
        for name in &names {
            let Some(kind) = kind(scene, name) else { continue };
            let words = words(scene, &name.tokens, kind);
            match words.len() {
                0 => {}
                1 => short.push((name, kind, words)),
                _ if !body && mixed(&chains, &words) => {}
                _ => join(scene, &mut chains, name, kind, words, body),
            }
        }
        for (name, kind, words) in short {
            attach(scene, &mut chains, &name.tokens, kind, words);
        }
    }
    for chain in &mut chains {
        chain.mentions.sort_by_key(|mention| mention.tokens.start);
    }
    chains
}

/// Whether a headline's name runs two names of the body into one: "Lund Beats Berg".
fn mixed(chains: &[Chain], words: &[String]) -> bool {
    let has = |chain: &Chain, word: &String| chain.words.contains(word);
    let known = |word: &String| chains.iter().any(|chain| has(chain, word));
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    known(first) && known(last) && !chains.iter().any(|chain| has(chain, first) && has(chain, last))
}

/// A name in a headline without a verb of speech at its end; a body's also without what only describes it ("Senior", "Top") and, in a
/// headline, without the verb after it and the rest.
fn trimmed(scene: &Scene<'_>, name: &Name) -> Range<usize> {
    let mut tokens = name.tokens.clone();
    // "Lund Says": a headline's capitals make a name of the verb.
    let says = tokens.len() > 1 && scene.known(tokens.end - 1) & lexicon::SPEECH != 0;
    if says && scene.headline(tokens.start) {
        tokens.end -= 1;
    }
    if name.class != Class::Organisation {
        return tokens;
    }
    if tokens.len() > 1 && matches!(scene.key(tokens.start), "senior" | "top" | "former" | "leading" | "acting") {
        tokens.start += 1;
    }
    if scene.headline(tokens.start) {
        let verb = (tokens.start + 1..tokens.end).find(|&at| matches!(scene.upos(at), Upos::Verb | Upos::Aux));
        tokens.end = verb.unwrap_or(tokens.end);
    }
    tokens
}

fn kind(scene: &Scene<'_>, name: &Name) -> Option<PersonKind> {
    match name.class {
        Class::Person => Some(PersonKind::Person),
        Class::Organisation => Some(PersonKind::Organisation),
        Class::Place => Some(PersonKind::Place),
        Class::People if plural_people(scene, &name.tokens) => Some(PersonKind::Group),
        Class::People | Class::Other => None,
    }
}

/// A name of several words: of a chain that has it, or of its own. Only a headline's name can be longer than one that the body
/// knows by one word alone, and only a person's: "Anna Lund wins" over a text that says "Lund".
fn join(scene: &Scene<'_>, chains: &mut Vec<Chain>, name: &Name, kind: PersonKind, words: Vec<String>, body: bool) {
    let headline = scene.headline(name.tokens.start);
    let fuller = |chain: &Chain| {
        headline && kind == PersonKind::Person && chain.words.len() == 1 && words.last() == chain.words.last()
    };
    let found =
        chains.iter().position(|chain| chain.kind == kind && (same(kind, &chain.words, &words) || fuller(chain)));
    let at = found.unwrap_or_else(|| {
        chains.push(Chain::new(kind, words.clone(), scene.words(&name.tokens)));
        chains.len() - 1
    });
    if chains[at].words.len() < words.len() && (body || headline && kind == PersonKind::Person) {
        chains[at].words = words;
        chains[at].name = scene.words(&name.tokens);
    }
    place(scene, &mut chains[at], &name.tokens, 1);
}

/// Adds a name's mention with what its titles tell.
fn place(scene: &Scene<'_>, chain: &mut Chain, tokens: &Range<usize>, candidates: usize) {
    chain.mention(tokens.clone(), MentionForm::Name, candidates);
    if chain.kind == PersonKind::Person {
        labels::read(scene, chain, tokens);
    }
}

/// A one-word name: of a longer one, or of its own.
fn attach(scene: &Scene<'_>, chains: &mut Vec<Chain>, tokens: &Range<usize>, kind: PersonKind, words: Vec<String>) {
    let word = &words[0];
    let gender = labels::honorific(scene, tokens.start);
    let mut fitting: Vec<usize> = (0..chains.len())
        .filter(|&at| chains[at].kind == kind && shortens(scene, kind, word, &chains[at], tokens))
        .filter(|&at| gender.is_none() || chains[at].gender.is_none() || chains[at].gender == gender)
        .collect();
    // A chain of the very word wins over one that merely holds it, and a surname over a first name.
    let exact: Vec<usize> = fitting.iter().copied().filter(|&at| chains[at].words.len() == 1).collect();
    let last: Vec<usize> = fitting.iter().copied().filter(|&at| chains[at].words.last() == Some(word)).collect();
    if !exact.is_empty() {
        fitting = exact;
    } else if !last.is_empty() && kind == PersonKind::Person {
        fitting = last;
    }
    let near = fitting.iter().copied().max_by_key(|&at| {
        let before = chains[at].last_before(tokens.start).map(|mention| mention.tokens.start);
        (before, std::cmp::Reverse(at))
    });
    match near {
        Some(at) => place(scene, &mut chains[at], tokens, fitting.len()),
        None => {
            let mut chain = Chain::new(kind, words, scene.words(tokens));
            place(scene, &mut chain, tokens, 1);
            chains.push(chain);
        }
    }
}

/// The words that tell a name from others, as keys.
fn words(scene: &Scene<'_>, tokens: &Range<usize>, kind: PersonKind) -> Vec<String> {
    let all: Vec<String> =
        tokens.clone().map(|token| scene.key(token).to_owned()).filter(|key| !key.is_empty() && key != "s").collect();
    let idle = |word: &str| match kind {
        PersonKind::Person => {
            Lexicon::get().lists(word) & lexicon::PARTICLE != 0 || matches!(word, "jr" | "sr" | "ii" | "iii" | "iv")
        }
        _ => matches!(word, "the"),
    };
    let telling: Vec<String> =
        all.iter().filter(|word| !idle(word)).flat_map(|word| word.split(' ')).map(str::to_owned).collect();
    let telling = if telling.is_empty() { all } else { telling };
    let joined = telling.join(" ");
    match alias(&joined) {
        Some(other) if kind == PersonKind::Place => vec![other.to_owned()],
        _ => telling,
    }
}

/// Other names of the countries that news shortens most.
fn alias(words: &str) -> Option<&'static str> {
    Some(match words {
        "us" | "u s" | "usa" | "united states" | "united states of america" | "u s a" => "united states",
        "uk" | "u k" | "united kingdom" | "britain" | "great britain" => "united kingdom",
        "uae" | "united arab emirates" => "united arab emirates",
        "drc" | "democratic republic of congo" | "democratic republic of the congo" => "democratic republic of congo",
        _ => return None,
    })
}

fn plural_people(scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
    let last = tokens.end - 1;
    scene.key(last).ends_with('s') && scene.upos(last) != Upos::Adj && tokens.len() == 1
}

/// Whether two names of two words and more are one.
fn same(kind: PersonKind, a: &[String], b: &[String]) -> bool {
    if a == b {
        return true;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    match kind {
        PersonKind::Person if short.len() >= 2 => {
            let first = short[0] == long[0] || initial(&short[0], &long[0]);
            first && short.last() == long.last() && within(&short[1..], &long[1..])
                || short[0] == long[0] && within(&short[1..], &long[1..])
                || short.last() == long.last() && within(short, long)
        }
        PersonKind::Organisation => {
            short.len() >= 2
                && short.len() < long.len()
                && long.starts_with(short)
                && long[short.len()..].iter().all(|word| corporate(word))
        }
        _ => false,
    }
}

/// Whether a word is the legal form of a company, as it closes its name.
pub fn legal_form(word: &str) -> bool {
    matches!(
        word,
        "inc" | "ltd" | "llc" | "plc" | "co" | "corp" | "corporation" | "limited" | "ag" | "sa" | "gmbh" | "nv"
    )
}

/// Whether a word adds only what sort of company it is.
fn corporate(word: &str) -> bool {
    legal_form(word) || matches!(word, "company" | "group" | "holdings")
}

/// Whether all words of one are in the other, in order.
fn within(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|other| other == word || initial(word, other)))
}

fn initial(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.chars().count() == 1 && long.starts_with(short)
}

/// Whether a one-word name can stand for a chain.
fn shortens(scene: &Scene<'_>, kind: PersonKind, word: &str, chain: &Chain, tokens: &Range<usize>) -> bool {
    if chain.words.len() == 1 {
        return chain.words[0] == word;
    }
    match kind {
        PersonKind::Person => chain.words.iter().any(|own| own == word),
        PersonKind::Organisation => {
            let upper = scene.word(tokens.start).chars().filter(|c| c.is_uppercase()).count() >= 2;
            let everyday = scene.known(tokens.start) & (lexicon::EVERYDAY | lexicon::BODY) != 0;
            // "Lund and Berg" are two bodies, and one of them alone is not both.
            let both = chain.words.iter().any(|word| word == "and");
            upper && acronym(word, &chain.words) || (!everyday && !both && chain.words[0] == word)
        }
        _ => false,
    }
}

/// Whether the word is made of the initials of the words, small words counted or not.
fn acronym(word: &str, words: &[String]) -> bool {
    let small = |word: &str| Lexicon::get().lists(word) & lexicon::JOINER != 0;
    let all: String = words.iter().filter_map(|word| word.chars().next()).collect();
    let big: String = words.iter().filter(|word| !small(word)).filter_map(|word| word.chars().next()).collect();
    word.len() >= 2 && (word == all || word == big)
}
