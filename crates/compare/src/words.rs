//! The words of a story: cut, stemmed, weighed by how rare they are.

use crate::vectors::{self, DIMS, ONE, Vectors};
use rashomon_text::{Range, Text};
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::HashMap;

/// Function words: they carry no statement of their own.
const STOP: &str = "a about above after again all also am an and any are as at be been being both but by can could did do does doing \
 down during each few for from further had has have having he her here hers herself him himself his how i if in into is it its itself \
 just may me might more most much must my myself of off on once one only or other our ours out over own same shall she should so some \
 such than that the their theirs them themselves then there these they this those through to too under until up upon us very was we \
 were what when where which while who whom whose why will with within would yet you your yours said says say told tells added adds mr mrs ms s t re ve ll d m";

/// Words that say plainly "no".
const NO: &str = "not no never none neither nor nobody nothing nowhere cannot cant wont";
/// Words that turn a statement round.
const NEGATIVE: &str = "not no never none neither nor nobody nothing nowhere without cannot cant wont hardly deny denied denies denying \
 dismiss dismissed dismisses reject rejected rejects rejecting refute refuted refutes refuse refused refuses fail failed fails unfounded false untrue unable stop stopped against";

/// Number words by value; "one" is left out, since it is more often a pronoun.
const NUMBERS: [(&str, f64); 29] = [
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
    ("hundred", 100.0),
    ("dozen", 12.0),
    ("twice", 2.0),
];

/// The idf of a word the background table does not know: rarer than all it knows.
const UNKNOWN_IDF: f32 = 8.5;

/// A word of a report.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Its characters, without marks and possessive endings.
    pub range: Range,
    /// Its form in the story's lexicon.
    pub form: u32,
    /// Whether it starts with a capital letter and does not open its sentence.
    pub name: bool,
    /// Whether it stands in quote marks.
    pub quoted: bool,
    /// Whether it stands in what somebody is said to have said, in marks or not.
    pub said: bool,
    /// Whether a mark or a conjunction before it parts it from the words before.
    pub opens: bool,
    /// Whether it only tells who says something, and that they say it.
    pub attributes: bool,
}

/// A form of a word: what is the same wherever it stands.
#[derive(Clone, Debug)]
pub struct Form {
    /// The number of its stem; forms of one stem are one word.
    pub stem: u32,
    /// How rare it is in news at large, ln(reports / reports that have it).
    pub idf: f32,
    /// Row of its meaning vector.
    pub vector: Option<u32>,
    /// Whether it is a function word.
    pub stop: bool,
    /// Whether it turns a statement round.
    pub negative: bool,
    /// Whether it says plainly "no": with it a statement turns into its contrary.
    pub no: bool,
    /// Its value, where it is a number.
    pub number: Option<f64>,
}

/// All forms and stems of one story.
pub struct Lexicon {
    forms: Vec<Form>,
    by_form: HashMap<String, u32>,
    by_stem: HashMap<String, u32>,
    /// In how many sentences of the story each stem stands.
    sentences: Vec<u32>,
    total: u32,
    stemmer: Stemmer,
    vectors: &'static Vectors,
    /// By form, once all sentences are counted.
    weights: Vec<f32>,
    /// By form: its stem, and the place of its meaning.
    senses: Vec<(u32, u32)>,
    /// Meaning vectors of the forms that have one and are no number.
    meanings: Vec<[i16; DIMS]>,
    /// By form: its vector times its weight, where it has both.
    weighed: Vec<Option<Box<[f32; DIMS]>>>,
}

/// No meaning vector.
const NONE: u32 = u32::MAX;

impl Lexicon {
    pub fn new() -> Lexicon {
        Lexicon {
            forms: Vec::new(),
            by_form: HashMap::new(),
            by_stem: HashMap::new(),
            sentences: Vec::new(),
            total: 0,
            stemmer: Stemmer::create(Algorithm::English),
            vectors: vectors::shipped(),
            weights: Vec::new(),
            senses: Vec::new(),
            meanings: Vec::new(),
            weighed: Vec::new(),
        }
    }

    pub fn form(&self, word: Word) -> &Form {
        &self.forms[word.form as usize]
    }

    pub fn stem(&self, word: Word) -> u32 {
        self.forms[word.form as usize].stem
    }

    /// The stem of a word in lower case that some report has.
    pub fn stem_of(&self, lower: &str) -> Option<u32> {
        self.by_form.get(lower).map(|&form| self.forms[form as usize].stem)
    }

    /// Weighs all forms, once all sentences are counted.
    pub fn weigh(&mut self) {
        for form in &self.forms {
            let weight = self.weigh_form(form);
            let row = form.vector.map_or(&[][..], |row| self.vectors.row(row));
            let values = || row.iter().copied();
            let place = if form.number.is_none() && !row.is_empty() { self.meanings.len() as u32 } else { NONE };
            if place != NONE {
                let mut meaning = [0; DIMS];
                meaning.iter_mut().zip(values()).for_each(|(own, value)| *own = i16::from(value));
                self.meanings.push(meaning);
            }
            let weighed = (weight > 0.0 && !row.is_empty()).then(|| {
                let mut weighed = Box::new([0.0; DIMS]);
                weighed.iter_mut().zip(values()).for_each(|(own, value)| *own = weight * f32::from(value));
                weighed
            });
            self.weights.push(weight);
            self.senses.push((form.stem, place));
            self.weighed.push(weighed);
        }
    }

    /// How rare the word is, in news at large and in this story: a word half of the story's sentences have tells little.
    pub fn weight(&self, word: Word) -> f32 {
        self.weights[word.form as usize]
    }

    fn weigh_form(&self, form: &Form) -> f32 {
        if form.stop {
            return 0.0;
        }
        let here = self.rarity(form.stem);
        form.idf.min(7.0) * (0.35 + 0.65 * here)
    }

    /// 1 for a stem of one sentence of the story, 0 for one that all its sentences have.
    fn rarity(&self, stem: u32) -> f32 {
        let total = f64::from(self.total.max(2));
        let have = f64::from(self.sentences[stem as usize].max(1));
        ((total / have).ln() / total.ln()) as f32
    }

    /// How alike two words are: 1 for one stem, else what their vectors say above chance, 0..1.
    pub fn likeness(&self, a: Word, b: Word) -> f32 {
        self.alike(self.senses[a.form as usize], self.senses[b.form as usize])
    }

    /// How alike a form is to each of others.
    pub fn likenesses(&self, form: u32, others: &[u32], out: &mut Vec<f32>) {
        let own = self.senses[form as usize];
        out.extend(others.iter().map(|&other| self.alike(own, self.senses[other as usize])));
    }

    fn alike(&self, a: (u32, u32), b: (u32, u32)) -> f32 {
        if a.0 == b.0 {
            return 1.0;
        }
        if a.1 == NONE || b.1 == NONE {
            return 0.0;
        }
        let (x, y) = (&self.meanings[a.1 as usize], &self.meanings[b.1 as usize]);
        // In chunks that compilers turn into a handful of instructions.
        let chunks = x.chunks_exact(16).zip(y.chunks_exact(16));
        let dot: i32 =
            chunks.map(|(x, y)| x.iter().zip(y).map(|(&x, &y)| i32::from(x) * i32::from(y)).sum::<i32>()).sum();
        // Unrelated words reach .2 to .3 now and then; the scale starts there.
        if dot <= ONE / 4 { 0.0 } else { ((dot as f32 / ONE as f32 - 0.25) / 0.75).clamp(0.0, 0.9) }
    }

    /// The word's vector times its weight.
    pub fn weighed(&self, word: Word) -> Option<&[f32; DIMS]> {
        self.weighed[word.form as usize].as_deref()
    }

    /// Counts the words of one sentence.
    pub fn count(&mut self, words: &[Word]) {
        let mut stems: Vec<u32> = words.iter().map(|&word| self.stem(word)).collect();
        stems.sort_unstable();
        stems.dedup();
        for stem in stems {
            self.sentences[stem as usize] += 1;
        }
        self.total += 1;
    }

    fn intern(&mut self, lower: &str) -> u32 {
        if let Some(&id) = self.by_form.get(lower) {
            return id;
        }
        let number = value(lower);
        let root = match number {
            Some(value) => format!("{value}"),
            None => self.stemmer.stem(&plain(lower)).into_owned(),
        };
        let next = self.by_stem.len() as u32;
        let stem = *self.by_stem.entry(root).or_insert(next);
        if stem == next {
            self.sentences.push(0);
        }
        let row = self.vectors.find(lower);
        let known = row.map(|row| self.vectors.idf(row));
        let idf = known.unwrap_or(if number.is_some() { 6.0 } else { UNKNOWN_IDF });
        let has = |list: &str| list.split_whitespace().any(|word| word == lower);
        let negative = has(NEGATIVE) || lower.ends_with("n't");
        let stop = has(STOP) || (lower.ends_with("n't")) || lower == "not" || lower == "no";
        let id = self.forms.len() as u32;
        let no = lower.ends_with("n't") || has(NO);
        self.forms.push(Form { stem, idf, vector: row, stop, negative, no, number });
        self.by_form.insert(lower.to_owned(), id);
        id
    }

    /// The words of a range. Cuts at hyphens and marks; keeps "8.5", "120,000", "don't" whole; drops possessive endings.
    pub fn cut(&mut self, text: &Text, range: Range, out: &mut Vec<Word>) {
        let part = text.slice(range);
        let mut chars = part.char_indices().peekable();
        while let Some((start, first)) = chars.next() {
            if !first.is_alphanumeric() {
                continue;
            }
            let mut end = start + first.len_utf8();
            while let Some(&(at, c)) = chars.peek() {
                let inside = if c.is_alphanumeric() { !breaks(part, at, c) } else { joins(part, end, at, c) };
                if !inside {
                    break;
                }
                end = at + c.len_utf8();
                chars.next();
            }
            let mut word = &part[start..end];
            for ending in ["'s", "’s", "'S", "’S"] {
                word = word.strip_suffix(ending).unwrap_or(word);
            }
            let lower = word.to_lowercase().replace('’', "'");
            let lower = if first.is_ascii_digit() { lower.replace(',', "") } else { lower };
            let form = self.intern(&lower);
            if let Some(range) = text.range(range.start() + start, range.start() + start + word.len()) {
                out.push(Word {
                    range,
                    form,
                    name: first.is_uppercase(),
                    quoted: false,
                    said: false,
                    opens: false,
                    attributes: false,
                });
            }
        }
    }
}

/// A digit run ends where letters begin: "12mph", "100kg", "$70-a-share".
fn breaks(part: &str, at: usize, c: char) -> bool {
    let before = part[..at].chars().next_back();
    c.is_alphabetic()
        && before.is_some_and(|before| before.is_ascii_digit())
        && !["th", "st", "nd", "rd"].iter().any(|ending| part[at..].starts_with(ending))
}

/// Whether a mark at `at` holds a word together: an apostrophe between letters, a point or comma between digits.
fn joins(part: &str, end: usize, at: usize, c: char) -> bool {
    let next = part[at + c.len_utf8()..].chars().next();
    let before = part[..end].chars().next_back();
    match c {
        '\'' | '’' => before.is_some_and(char::is_alphabetic) && next.is_some_and(char::is_alphabetic),
        '.' | ',' => before.is_some_and(|c| c.is_ascii_digit()) && next.is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    }
}

fn value(lower: &str) -> Option<f64> {
    if lower.starts_with(|c: char| c.is_ascii_digit()) {
        return lower.parse().ok();
    }
    NUMBERS.iter().find(|(word, _)| *word == lower).map(|&(_, value)| value)
}

/// British spellings in their American form, so that outlets of both meet.
fn plain(lower: &str) -> String {
    let mut word = lower.replace("isation", "ization");
    for (british, american) in
        [("ise", "ize"), ("ised", "ized"), ("ises", "izes"), ("ising", "izing"), ("lled", "led"), ("lling", "ling")]
    {
        if word.len() > british.len() + 3 && word.ends_with(british) {
            let stem = word.len() - british.len();
            word.replace_range(stem.., american);
            break;
        }
    }
    if word.len() > 5 { word.replace("our", "or").replace("paed", "ped") } else { word }
}
