//! Linear models as they lie in the model file: read in place, nothing to load.

use super::features::Linear;

/// Where the head of a section ends.
const HEAD: usize = 8;

/// Few classes: each slot holds the key's mark and one weight a class.
#[derive(Clone, Copy)]
pub struct Rows<'a, const N: usize> {
    slots: &'a [u8],
    count: usize,
}

/// Many classes: each slot holds the key's mark and where the key's (class, weight) pairs lie.
#[derive(Clone, Copy)]
pub struct Lists<'a> {
    slots: &'a [u8],
    pairs: &'a [u8],
    count: usize,
}

/// The upper bits of a key tell keys of one slot apart; never zero, which marks a free slot.
pub fn mark(key: u64) -> u16 {
    ((key >> 48) as u16).max(1)
}

/// Bytes of one slot of [`Lists`]: mark, place of the first pair, number of pairs.
pub const LIST_SLOT: usize = 6;

/// The slot of a key among `count`: the lower half of the key, brought into range.
fn home(key: u64, count: usize) -> usize {
    ((u64::from(key as u32) * count as u64) >> 32) as usize
}

/// The slot after a slot.
fn next(slot: usize, count: usize) -> usize {
    if slot + 1 == count { 0 } else { slot + 1 }
}

fn head(section: &[u8]) -> Option<(usize, &[u8])> {
    let (head, rest) = section.split_at_checked(HEAD)?;
    let slots = u32::from_le_bytes([head[0], head[1], head[2], head[3]]) as usize;
    Some((slots, rest))
}

impl<'a, const N: usize> Rows<'a, N> {
    /// Reads a section; `None` where it is not one.
    pub fn new(section: &'a [u8]) -> Option<Rows<'a, N>> {
        let (count, rest) = head(section)?;
        let slots = rest.get(..count * (2 + N))?;
        Some(Rows { slots, count })
    }
}

/// How many keys are looked up side by side.
const SIDE: usize = 32;

/// Where a key's slot begins, `None` where it has none; `first` is what its home slot holds. The table is never full, so a free
/// slot ends the search.
fn find(slots: &[u8], stride: usize, count: usize, key: u64, first: u16) -> Option<usize> {
    let wanted = mark(key);
    let mut slot = home(key, count);
    let mut held = first;
    loop {
        if held == wanted {
            return Some(slot * stride);
        }
        if held == 0 {
            return None;
        }
        slot = next(slot, count);
        held = held_at(slots, slot * stride);
    }
}

/// The mark in the slot that begins at a byte.
fn held_at(slots: &[u8], at: usize) -> u16 {
    slots.get(at..at + 2).map_or(0, |mark| u16::from_le_bytes([mark[0], mark[1]]))
}

/// The marks in the home slots of some keys. Nothing in this loop waits for what was read, so memory answers for all at once.
fn homes(slots: &[u8], stride: usize, count: usize, keys: &[u64]) -> [u16; SIDE] {
    let mut marks = [0; SIDE];
    for (mark, &key) in marks.iter_mut().zip(keys) {
        *mark = held_at(slots, home(key, count) * stride);
    }
    marks
}

impl<const N: usize> Linear for Rows<'_, N> {
    fn add(&self, keys: &[u64], scores: &mut [f32]) {
        let mut sums = [0_i32; N];
        for keys in keys.chunks(SIDE) {
            let marks = homes(self.slots, 2 + N, self.count, keys);
            for (&key, first) in keys.iter().zip(marks) {
                let Some(at) = find(self.slots, 2 + N, self.count, key, first) else { continue };
                let Some(row) = self.slots.get(at + 2..at + 2 + N) else { continue };
                for (sum, &weight) in sums.iter_mut().zip(row) {
                    *sum += i32::from(weight as i8);
                }
            }
        }
        for (score, sum) in scores.iter_mut().zip(sums) {
            *score += sum as f32;
        }
    }
}

impl<'a> Lists<'a> {
    /// Reads a section; `None` where it is not one.
    pub fn new(section: &'a [u8]) -> Option<Lists<'a>> {
        let (count, rest) = head(section)?;
        let (slots, pairs) = rest.split_at_checked(count * LIST_SLOT)?;
        Some(Lists { slots, pairs, count })
    }
}

impl Linear for Lists<'_> {
    fn add(&self, keys: &[u64], scores: &mut [f32]) {
        for keys in keys.chunks(SIDE) {
            let marks = homes(self.slots, LIST_SLOT, self.count, keys);
            let mut lists = [(0, 0, [0; 2]); SIDE];
            let mut found = 0;
            for (&key, first) in keys.iter().zip(marks) {
                let Some(at) = find(self.slots, LIST_SLOT, self.count, key, first) else { continue };
                let Some(slot) = self.slots.get(at + 2..at + LIST_SLOT) else { continue };
                let from = 2 * u32::from_le_bytes([slot[0], slot[1], slot[2], 0]) as usize;
                let to = from + 2 * usize::from(slot[3]);
                // The first pair is read here, so that memory brings all lists at once.
                if let Some(pair) = self.pairs.get(from..to).and_then(|list| list.first_chunk()) {
                    lists[found] = (from + 2, to, *pair);
                    found += 1;
                }
            }
            for &(from, to, first) in &lists[..found] {
                let mut add = |class: u8, weight: u8| {
                    if let Some(score) = scores.get_mut(usize::from(class)) {
                        *score += f32::from(weight as i8);
                    }
                };
                add(first[0], first[1]);
                for pair in self.pairs[from..to].chunks_exact(2) {
                    add(pair[0], pair[1]);
                }
            }
        }
    }
}

/// The trained weights of one key: (class, weight), classes in order.
pub type Row = Vec<(u8, f32)>;

/// Lays out a trained model of at most `limit` of the heaviest keys, weights scaled to bytes; `inline` classes make [`Rows`],
/// none [`Lists`].
pub fn pack(rows: Vec<(u64, Row)>, limit: usize, inline: Option<usize>) -> Vec<u8> {
    let heaviest = |row: &Row| row.iter().fold(0.0_f32, |most, (_, weight)| most.max(weight.abs()));
    let mut rows: Vec<(f32, u64, Row)> = rows.into_iter().map(|(key, row)| (heaviest(&row), key, row)).collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    rows.truncate(limit);
    // The largest weights of a few features are cut, so that small ones keep their sense in a byte.
    let scale = 127.0 / rows.get(rows.len() / 1000).map_or(1.0, |row| row.0).max(f32::MIN_POSITIVE);
    let quantise = |weight: f32| (weight * scale).round().clamp(-127.0, 127.0) as i8;
    rows.retain(|row| quantise(row.0) != 0);
    // One slot in seven stays free, which ends searches.
    let slots = rows.len() * 7 / 6 + 2;
    let stride = inline.map_or(LIST_SLOT, |classes| 2 + classes);
    let mut table = vec![0_u8; slots * stride];
    let mut pairs = Vec::new();
    for (_, key, row) in &rows {
        let mut slot = home(*key, slots);
        while table[slot * stride..slot * stride + 2] != [0, 0] {
            slot = next(slot, slots);
        }
        let entry = &mut table[slot * stride..(slot + 1) * stride];
        entry[..2].copy_from_slice(&mark(*key).to_le_bytes());
        if inline.is_none() {
            entry[2..5].copy_from_slice(&(pairs.len() as u32 / 2).to_le_bytes()[..3]);
        }
        for (class, weight) in
            row.iter().map(|&(class, weight)| (class, quantise(weight) as u8)).filter(|pair| pair.1 != 0)
        {
            match inline {
                Some(_) => entry[2 + usize::from(class)] = weight,
                None => {
                    pairs.extend([class, weight]);
                    entry[5] += 1;
                }
            }
        }
    }
    let mut section = (slots as u32).to_le_bytes().to_vec();
    section.extend((rows.len() as u32).to_le_bytes());
    section.extend(table);
    section.extend(pairs);
    section
}
