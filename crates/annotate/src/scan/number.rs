//! Numbers in digits and in words.

use super::{Kind, Lexicon, Word};

/// The largest number that is read; beyond it digits are a code, not an amount.
const LARGEST: f64 = 1e18;

/// What a numeral says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Numeral {
    /// one … nineteen
    Unit(u8),
    /// twenty … ninety
    Ten(u8),
    /// hundred, thousand, million …
    Scale(f64),
    /// hundreds, thousands, dozens …
    Many(f64),
    /// dozen, score
    Group(f64),
    /// half, third, quarter …: one of so many parts
    Part(u16),
    /// thirds, quarters …: several of so many parts
    Parts(u16),
    /// first … ninetieth
    Ordinal(u8),
    /// several, few, couple, both …
    Loose(Vague),
}

/// A number that is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vague {
    /// dozens, hundreds, tens of thousands: so many of a group
    Many,
    /// several
    Several,
    /// a few
    Few,
}

/// A number as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    /// Its value; for [`Vague::Many`] the size of the group.
    pub value: f64,
    /// Whether it only says roughly how many.
    pub vague: Option<Vague>,
    /// The place after its last word.
    pub next: usize,
    /// Whether it starts in digits.
    pub digits: bool,
    /// Whether it is a bare article: "a million", "a dozen" are not.
    pub article: bool,
    /// Whether it is a fraction: "two thirds", "half".
    pub fraction: bool,
}

pub(super) fn numerals() -> Vec<(String, Numeral)> {
    let units = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
                 seventeen eighteen nineteen";
    let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let scales = [("hundred", 1e2), ("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("trillion", 1e12)];
    let indian = [("lakh", 1e5), ("crore", 1e7)];
    let parts = [
        ("half", "halves", 2),
        ("third", "thirds", 3),
        ("quarter", "quarters", 4),
        ("fourth", "fourths", 4),
        ("fifth", "fifths", 5),
        ("sixth", "sixths", 6),
        ("seventh", "sevenths", 7),
        ("eighth", "eighths", 8),
        ("ninth", "ninths", 9),
        ("tenth", "tenths", 10),
    ];
    let ordinals = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth \
                    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth";
    let mut all = vec![("zero".to_owned(), Numeral::Unit(0))];
    all.extend(units.split_whitespace().zip(1..).map(|(word, value)| (word.to_owned(), Numeral::Unit(value))));
    all.extend(tens.iter().zip(2..).map(|(word, ten)| ((*word).to_owned(), Numeral::Ten(ten * 10))));
    for (word, value) in scales.into_iter().chain(indian) {
        all.push((word.to_owned(), Numeral::Scale(value)));
        all.push((format!("{word}s"), Numeral::Many(value)));
    }
    for (word, value) in
        [("bn", 1e9), ("mn", 1e6), ("mln", 1e6), ("bln", 1e9), ("tn", 1e12), ("trn", 1e12), ("mil", 1e6)]
    {
        all.push((word.to_owned(), Numeral::Scale(value)));
    }
    for (word, value) in [("dozen", 12.0), ("score", 20.0)] {
        all.push((word.to_owned(), Numeral::Group(value)));
        all.push((format!("{word}s"), Numeral::Many(value)));
    }
    all.push(("tens".to_owned(), Numeral::Many(10.0)));
    for (word, many, of) in parts {
        // An ordinal that is also a part is kept as the part: who asks for ordinals asks for both.
        all.push((word.to_owned(), Numeral::Part(of)));
        all.push((many.to_owned(), Numeral::Parts(of)));
    }
    for (word, value) in ordinals.split_whitespace().zip(1..) {
        if !all.iter().any(|(known, _)| known == word) {
            all.push((word.to_owned(), Numeral::Ordinal(value)));
        }
    }
    all.push(("several".to_owned(), Numeral::Loose(Vague::Several)));
    all.push(("few".to_owned(), Numeral::Loose(Vague::Few)));
    all
}

/// The value of a number in digits with its thousands parted by commas; `None` beyond what is read.
pub(crate) fn parse_digits(words: &str) -> Option<f64> {
    if words.len() > 40 {
        return None;
    }
    let plain: String = words.chars().filter(|c| *c != ',').collect();
    plain.parse::<f64>().ok().filter(|value| *value <= LARGEST)
}

struct Reader<'a> {
    text: &'a str,
    words: &'a [Word],
    lexicon: &'a Lexicon,
}

impl Reader<'_> {
    fn numeral(&self, at: usize) -> Option<Numeral> {
        self.words.get(at).and_then(|word| self.lexicon.numeral(word.id))
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.words.get(at).is_some_and(|found| found.of(self.text).eq_ignore_ascii_case(word))
    }

    fn mark(&self, at: usize, mark: &str) -> bool {
        self.words.get(at).is_some_and(|found| found.kind == Kind::Mark && found.id == self.lexicon.id(mark))
    }

    /// "twenty-one", "nineteen", "one hundred and five", "two hundred thousand".
    fn in_words(&self, mut at: usize) -> Option<(f64, usize)> {
        let (mut total, mut part) = (0.0, 0.0);
        let mut seen = false;
        // What the part can still take: nothing below it was said yet.
        let mut room = f64::INFINITY;
        let mut last_scale = f64::INFINITY;
        loop {
            let joined = if seen && (self.is(at, "and") || self.mark(at, "-")) { at + 1 } else { at };
            match self.numeral(joined) {
                Some(Numeral::Unit(value))
                    if room > f64::from(value) && (room > 10.0 || value < 10) && (!seen || room > 1.0) =>
                {
                    if joined > at && self.is(at, "and") && room < 100.0 {
                        break;
                    }
                    part += f64::from(value);
                    room = 1.0;
                }
                Some(Numeral::Ten(value)) if room >= 100.0 => {
                    part += f64::from(value);
                    room = 10.0;
                }
                Some(Numeral::Scale(100.0)) if seen && part > 0.0 && part < 100.0 && joined == at => {
                    part *= 100.0;
                    room = 100.0;
                }
                Some(Numeral::Scale(scale))
                    if seen
                        && scale > 100.0
                        && part > 0.0
                        && scale < last_scale
                        && (joined == at || self.mark(at, "-")) =>
                {
                    total += part * scale;
                    part = 0.0;
                    room = scale;
                    last_scale = scale;
                }
                _ => break,
            }
            seen = true;
            at = joined + 1;
        }
        seen.then_some((total + part, at))
    }

    /// "1/2" or "½" right at `at`.
    fn small_fraction(&self, at: usize) -> Option<(f64, usize)> {
        let word = self.words.get(at)?;
        let sign = match word.of(self.text) {
            "½" => 0.5,
            "¼" => 0.25,
            "¾" => 0.75,
            "⅓" => 1.0 / 3.0,
            "⅔" => 2.0 / 3.0,
            _ => 0.0,
        };
        if sign > 0.0 {
            return Some((sign, at + 1));
        }
        let slash = self.words.get(at + 1).filter(|slash| slash.glued && matches!(slash.of(self.text), "/" | "⁄"))?;
        let below = self.words.get(at + 2).filter(|below| below.glued && slash.kind == Kind::Mark)?;
        let (above, under) = (parse_digits(word.of(self.text))?, parse_digits(below.of(self.text))?);
        let plain = self.words.get(at + 3).is_none_or(|next| !(next.glued && matches!(next.of(self.text), "/" | "⁄")));
        (plain && above < under && above > 0.0 && under <= 200.0 && under.fract() == 0.0)
            .then(|| (above / under, at + 3))
    }
}

/// The number that starts at place `at`: "12", "1.2 million", "two hundred thousand", "2 1/2", "a dozen", "several", "dozens",
/// "tens of thousands", "half", "three quarters", "a quarter of a million". Not ordinals, not letters for scales ("5m").
pub(crate) fn number(text: &str, words: &[Word], lexicon: &Lexicon, at: usize) -> Option<Number> {
    let read = Reader { text, words, lexicon };
    let first = words.get(at)?;
    let plain =
        |value: f64, next: usize| Number { value, vague: None, next, digits: false, article: false, fraction: false };
    if let Some((value, next)) = read.small_fraction(at) {
        let found = Number { digits: true, fraction: true, ..plain(value, next) };
        return Some(scaled_part(&read, found));
    }
    if first.kind == Kind::Digits {
        let mut value = parse_digits(first.of(text))?;
        let mut next = at + 1;
        if let Some((part, after)) = read.small_fraction(next).filter(|_| value < 1000.0 && value.fract() == 0.0) {
            value += part;
            next = after;
        } else if read.mark(next, "-")
            && words[next].glued
            && let Some((part, after)) =
                read.small_fraction(next + 1).filter(|_| value < 100.0 && words[next + 1].glued)
        {
            value += part;
            next = after;
        }
        let mut last = f64::INFINITY;
        while let Some(Numeral::Scale(scale)) = read
            .numeral(next)
            .or_else(|| (read.mark(next, "-") && words[next].glued).then(|| read.numeral(next + 1)).flatten())
        {
            if scale >= last && last != 100.0 || !value.is_finite() || value * scale > LARGEST {
                break;
            }
            value *= scale;
            last = scale;
            next += if read.mark(next, "-") { 2 } else { 1 };
        }
        if let (Some(Numeral::Group(size)), true) = (read.numeral(next), value < 1000.0) {
            return Some(Number { digits: true, ..plain(value * size, next + 1) });
        }
        return Some(Number { digits: true, ..plain(value, next) });
    }
    if first.kind != Kind::Letters {
        return None;
    }
    worded(&read, at)
}

fn worded(read: &Reader<'_>, at: usize) -> Option<Number> {
    let plain =
        |value: f64, next: usize| Number { value, vague: None, next, digits: false, article: false, fraction: false };
    let article = read.is(at, "a") || read.is(at, "an");
    let start = if article { at + 1 } else { at };
    // "the next couple of", "a couple of"
    if read.is(start, "couple") && (article || at > 0) {
        return Some(plain(2.0, if read.is(start + 1, "of") { start + 2 } else { start + 1 }));
    }
    match read.numeral(start) {
        Some(Numeral::Many(size)) if !article => {
            let mut value = size;
            let mut next = start + 1;
            while read.is(next, "of") {
                let Some(Numeral::Many(more)) = read.numeral(next + 1) else { break };
                if value * more > LARGEST {
                    break;
                }
                value *= more;
                next += 2;
            }
            Some(Number { vague: Some(Vague::Many), ..plain(value, next) })
        }
        Some(Numeral::Scale(scale)) => {
            // "a million", "hundred": only with its article is it a number of its own.
            if !article {
                return None;
            }
            // "a hundred thirty million", "a hundred and five", "a hundred thousand"
            let mut value = scale;
            let mut next = start + 1;
            let more = if read.is(next, "and") { next + 1 } else { next };
            if let Some((part, after)) = read.in_words(more).filter(|(part, _)| *part > 0.0 && scale == 100.0) {
                if part < 100.0 {
                    value += part;
                    next = after;
                } else {
                    let unit = scale_of(part);
                    if part < 100.0 * unit {
                        value = scale * unit + part;
                        next = after;
                    }
                }
            } else if let Some(Numeral::Scale(again)) = read.numeral(next).filter(|_| scale < 1e6) {
                value *= again;
                next += 1;
            }
            // "a million and a half"
            if read.is(next, "and") && read.is(next + 1, "a") && read.is(next + 2, "half") {
                return Some(plain(value * 1.5, next + 3));
            }
            Some(plain(value, next))
        }
        Some(Numeral::Group(size)) if size == 12.0 || article => Some(plain(size, start + 1)),
        Some(Numeral::Part(of)) if of == 2 || article => {
            let next = start + 1;
            if of == 2 && !article && (read.is(next, "a") || read.is(next, "an")) {
                if let Some((Numeral::Scale(scale), _)) = read.numeral(next + 1).zip(Some(())) {
                    return Some(plain(scale / 2.0, next + 2));
                }
                if let Some(Numeral::Group(size)) = read.numeral(next + 1) {
                    return Some(plain(size / 2.0, next + 2));
                }
            }
            let found = Number { fraction: true, ..plain(1.0 / f64::from(of), next) };
            Some(scaled_part(read, found))
        }
        Some(Numeral::Loose(Vague::Several)) if !article => {
            Some(Number { vague: Some(Vague::Several), ..plain(3.0, start + 1) })
        }
        Some(Numeral::Loose(Vague::Few)) if article || at > 0 => {
            Some(Number { vague: Some(Vague::Few), ..plain(3.0, start + 1) })
        }
        _ if article => None,
        _ => {
            let (mut value, mut next) = read.in_words(at)?;
            // "two and a half", "one-half", "two thirds", "three dozen"
            let hyphen = if read.mark(next, "-") { next + 1 } else { next };
            if read.is(next, "and") && read.is(next + 1, "a") && read.is(next + 2, "half") {
                value += 0.5;
                next += 3;
                if let Some(Numeral::Scale(scale)) = read.numeral(next) {
                    value *= scale;
                    next += 1;
                }
                return Some(plain(value, next));
            }
            if read.is(next, "point")
                && let Some((part, after)) = read.in_words(next + 1).filter(|(part, _)| *part < 10.0)
            {
                value += part / 10.0;
                next = after;
                if let Some(Numeral::Scale(scale)) = read.numeral(next) {
                    value *= scale;
                    next += 1;
                }
                return Some(plain(value, next));
            }
            match read.numeral(hyphen) {
                Some(Numeral::Parts(of)) if value < f64::from(of) && value > 1.0 => {
                    let found = Number { fraction: true, ..plain(value / f64::from(of), hyphen + 1) };
                    Some(scaled_part(read, found))
                }
                Some(Numeral::Part(of)) if value == 1.0 && (of > 2 || hyphen == next || hyphen > next) => {
                    let found = Number { fraction: true, ..plain(1.0 / f64::from(of), hyphen + 1) };
                    Some(scaled_part(read, found))
                }
                Some(Numeral::Group(size)) if hyphen == next => Some(plain(value * size, next + 1)),
                _ => Some(plain(value, next)),
            }
        }
    }
}

fn scale_of(value: f64) -> f64 {
    [1e12, 1e9, 1e6, 1e3].into_iter().find(|scale| value >= *scale).unwrap_or(1.0)
}

/// "a quarter of a million", "half a billion", "1/2 million".
fn scaled_part(read: &Reader<'_>, found: Number) -> Number {
    let mut next = found.next;
    if read.is(next, "of") && (read.is(next + 1, "a") || read.is(next + 1, "one")) {
        next += 2;
    } else if read.is(next, "a") {
        next += 1;
    }
    match read.numeral(next) {
        Some(Numeral::Scale(scale)) if scale >= 1e3 && (next > found.next || found.digits) => {
            Number { value: found.value * scale, next: next + 1, fraction: false, ..found }
        }
        _ => found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::words;

    fn read(text: &str) -> Option<(f64, String)> {
        let lexicon = Lexicon::new();
        let cut = words(text, 0..text.len(), &lexicon);
        let found = number(text, &cut, &lexicon, 0)?;
        Some((found.value, text[..cut[found.next - 1].end as usize].to_owned()))
    }

    #[test]
    fn numbers() {
        for (text, value, said) in [
            ("12 people", 12.0, "12"),
            ("1.2 million euros", 1.2e6, "1.2 million"),
            ("two hundred thousand men", 2e5, "two hundred thousand"),
            ("twenty-one", 21.0, "twenty-one"),
            ("twenty eight thousand six hundred forty-two", 28642.0, "twenty eight thousand six hundred forty-two"),
            ("one hundred and five", 105.0, "one hundred and five"),
            ("two and three", 2.0, "two"),
            ("2 1/2 years", 2.5, "2 1/2"),
            ("4 hundred million", 4e8, "4 hundred million"),
            ("a quarter of a million people", 250_000.0, "a quarter of a million"),
            ("half a billion", 5e8, "half a billion"),
            ("three quarters", 0.75, "three quarters"),
            ("two-thirds of", 2.0 / 3.0, "two-thirds"),
            ("two and a half million", 2.5e6, "two and a half million"),
            ("a dozen", 12.0, "a dozen"),
            ("three dozen", 36.0, "three dozen"),
            ("tens of thousands", 1e4, "tens of thousands"),
            ("a hundred thirty million dollars", 1.3e8, "a hundred thirty million"),
            ("a couple of weeks", 2.0, "a couple of"),
            ("1/3", 1.0 / 3.0, "1/3"),
            ("a million", 1e6, "a million"),
        ] {
            assert_eq!(read(text), Some((value, said.to_owned())), "{text}");
        }
        for text in ["million", "first", "people", "a man", "9".repeat(400).as_str()] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
