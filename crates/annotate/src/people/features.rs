//! The features a token's label is told by.

use super::lexicon::{self, mix};
use super::looks::{Case, Looks, Run, told};
use super::tagger::BUCKETS;

/// Everything the run's other words and neighbours tell.
struct Around {
    first: u64,
    last: u64,
    before: u64,
    after: u64,
    first_known: u32,
    last_known: u32,
    before_known: u32,
    after_known: u32,
    first_kinds: [u16; 2],
    last_kinds: [u16; 2],
    before_kinds: [u16; 2],
    after_kinds: [u16; 2],
}

/// Writes the features of a token, as rows of the model.
pub fn of(looks: &Looks, at: usize, out: &mut Vec<u32>) {
    out.clear();
    let own = &looks.tokens[at];
    let sentence = &looks.sentences[own.sentence as usize];
    let see = |by: isize| {
        let token = at as isize + by;
        (token >= sentence.start as isize && token < sentence.end as isize).then(|| &looks.tokens[token as usize])
    };
    let mut put = |template: u64, value: u64| out.push((mix(value ^ mix(template)) as usize & (BUCKETS - 1)) as u32);
    let case = own.case as u64 | u64::from(own.first) << 3 | u64::from(own.shouted) << 4;
    put(1, case);
    put(2, own.lower);
    put(3, own.shape);
    for (n, &affix) in own.affixes.iter().enumerate() {
        put(4 + n as u64, mix(affix) ^ case & 7);
    }
    let told = looks.told(at);
    // The word's own nature: each thing known of it, and all of them together.
    bits(&mut put, 10, own.known, case);
    put(11, u64::from(own.known) << 8 | case);
    put(12, u64::from(own.phrase) << 8 | case);
    bits(&mut put, 13, told, case & 7);
    put(14, u64::from(told) << 8 | case);
    put(
        15,
        u64::from(told & (told::TITLED | told::SURNAME | told::BODY | told::PLACE | told::INSIDE)) << 32
            ^ u64::from(own.known & 0x1fff),
    );
    let mut window = [0u64; 7];
    let mut nature = [0u64; 7];
    for by in [-3isize, -2, -1, 1, 2, 3] {
        let slot = (by + 3) as usize;
        let (lower, known, shape, phrase) = match see(by) {
            Some(look) => (look.lower, look.known, look.case as u64 | u64::from(look.first) << 3, look.phrase),
            None => (1, 1 << 31, 15, 0),
        };
        window[slot] = lower;
        nature[slot] = shape;
        let template = 20 + 8 * slot as u64;
        if by.abs() <= 2 {
            put(template, lower);
            put(template + 2, u64::from(known) << 8 | shape);
            put(template + 3, mix(own.key) ^ lower);
            bits(&mut put, template + 4, known, case & 7);
        }
        put(template + 1, shape << 8 | case);
        put(template + 5, u64::from(phrase) << 16 | shape << 8 | case);
    }
    for by in -2isize..=2 {
        if let Some(look) = see(by) {
            let [coarse, fine] = look.kinds;
            put(90 + by.unsigned_abs() as u64 * 2 + u64::from(by < 0) * 100, u64::from(coarse) << 16 | case);
            put(91 + by.unsigned_abs() as u64 * 2 + u64::from(by < 0) * 100, u64::from(fine) << 16 | case);
        }
    }
    put(80, mix(window[1]) ^ window[2].rotate_left(7));
    put(81, mix(window[4]) ^ window[5].rotate_left(7));
    put(82, mix(window[2]) ^ window[4].rotate_left(7));
    put(83, nature[2] << 24 | case << 16 | nature[4] << 8 | nature[1]);
    put(84, nature[2] << 24 | case << 16 | nature[4] << 8 | nature[5]);
    if let Some(run) = own.run.map(|run| &looks.runs[run as usize]) {
        of_run(looks, at, run, case, told, &mut put);
    }
}

fn of_run(looks: &Looks, at: usize, run: &Run, case: u64, told: u32, put: &mut impl FnMut(u64, u64)) {
    let own = &looks.tokens[at];
    let place = (at - run.tokens.start).min(4) as u64;
    let left = (run.tokens.end - 1 - at).min(4) as u64;
    let position = place << 3 | left;
    put(100, position);
    put(101, position << 8 | case);
    let tight = around(looks, &run.tokens);
    put(102, mix(tight.last) ^ place.min(1));
    put(103, mix(tight.first) ^ left.min(1));
    put(104, mix(tight.before) ^ place.min(1));
    put(105, mix(tight.after) ^ left.min(1));
    bits(put, 106, tight.last_known, place.min(1));
    bits(put, 107, tight.first_known, place.min(1) << 1 | left.min(1));
    bits(put, 108, tight.before_known, position);
    bits(put, 109, tight.after_known, position);
    put(110, u64::from(tight.first_known & 0x7fff) << 32 | u64::from(tight.last_known & 0x7fff) << 8 | position);
    put(111, u64::from(tight.first_known >> 16) << 32 | u64::from(tight.last_known >> 16) << 8 | position);
    let place_bit = place.min(1) << 1 | left.min(1);
    for (template, kinds) in
        [(130, tight.before_kinds), (132, tight.after_kinds), (134, tight.first_kinds), (136, tight.last_kinds)]
    {
        put(template, u64::from(kinds[0]) << 8 | place_bit);
        put(template + 1, u64::from(kinds[1]) << 8 | place_bit);
    }
    put(138, u64::from(tight.before_kinds[0]) << 32 | u64::from(tight.after_kinds[0]) << 8 | place_bit);
    put(112, mix(tight.before) ^ tight.after.rotate_left(9) ^ place.min(1));
    let size = run.tokens.len().min(5) as u64;
    put(113, u64::from(told) << 8 | size);
    bits(put, 114, looks.told(run.tokens.end - 1), position);
    bits(put, 115, looks.told(run.tokens.start), position);
    if run.loose != run.tokens {
        let loose = around(looks, &run.loose);
        let inside = u64::from(run.loose.start < run.tokens.start) << 1 | u64::from(run.loose.end > run.tokens.end);
        put(120, mix(loose.first) ^ inside << 1 ^ place.min(1));
        put(121, mix(loose.last) ^ inside << 1 ^ place.min(1));
        bits(put, 122, loose.first_known, inside << 4 | place.min(1));
        bits(put, 123, loose.last_known, inside << 4 | place.min(1));
        put(124, u64::from(loose.first_known >> 16) << 8 | inside << 4 | position);
        put(125, mix(loose.before) ^ inside);
    }
    if own.case == Case::Upper {
        put(126, told as u64 & u64::from(told::BRACKETS | told::INITIALS | told::THE | told::BODY));
    }
}

fn around(looks: &Looks, tokens: &std::ops::Range<usize>) -> Around {
    let sentence = &looks.sentences[looks.tokens[tokens.start].sentence as usize];
    let (first, last) = (&looks.tokens[tokens.start], &looks.tokens[tokens.end - 1]);
    let outside = |token: usize| match sentence.contains(&token) {
        true => (looks.tokens[token].lower, looks.tokens[token].known, looks.tokens[token].kinds),
        false => (1, 1 << 31, [0, 0]),
    };
    let (before, before_known, before_kinds) = outside(tokens.start.wrapping_sub(1));
    let (after, after_known, after_kinds) = outside(tokens.end);
    Around {
        first: first.lower,
        last: last.lower,
        before,
        after,
        first_known: first.known,
        last_known: last.known,
        before_known: before_known & lexicon::LISTED | before_known & 0x8000_fc00,
        first_kinds: first.kinds,
        last_kinds: last.kinds,
        before_kinds,
        after_kinds,
        after_known: after_known & lexicon::LISTED | after_known & 0x8000_fc00,
    }
}

/// One feature for each bit that is set.
fn bits(put: &mut impl FnMut(u64, u64), template: u64, mut set: u32, with: u64) {
    while set != 0 {
        let bit = set.trailing_zeros();
        put(template, u64::from(bit) << 16 | with | 1 << 40);
        set &= set - 1;
    }
}
