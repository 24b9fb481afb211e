//! Linear models as they lie in the model file: read in place, nothing to load.

use super::features::Linear;

/// Where the head of a section ends.
const HEAD: usize = 8;

/// Few classes: each slot holds the key's mark and one weight a class.
#[derive(Clone, Copy)]
pub struct Rows<'a, const N: usize> {
    slots: &'a [u8],
    mask: usize,
}

/// Many classes: each slot holds the key's mark and where the key's (class, weight) pairs lie.
#[derive(Clone, Copy)]
pub struct Lists<'a> {
    slots: &'a [u8],
    pairs: &'a [u8],
    mask: usize,
}

/// The upper bits of a key tell keys of one slot apart; never zero, which marks a free slot.
pub fn mark(key: u64) -> u16 {
    ((key >> 48) as u16).max(1)
}

/// Bytes of one slot of [`Lists`]: mark, place of the first pair, number of pairs.
pub const LIST_SLOT: usize = 6;

fn head(section: &[u8]) -> Option<(usize, &[u8])> {
    let (head, rest) = section.split_at_checked(HEAD)?;
    let slots = u32::from_le_bytes([head[0], head[1], head[2], head[3]]) as usize;
    (slots.is_power_of_two()).then_some((slots, rest))
}

impl<'a, const N: usize> Rows<'a, N> {
    /// Reads a section; `None` where it is not one.
    pub fn new(section: &'a [u8]) -> Option<Rows<'a, N>> {
        let (count, rest) = head(section)?;
        let slots = rest.get(..count * (2 + N))?;
        Some(Rows { slots, mask: count - 1 })
    }
}

impl<const N: usize> Linear for Rows<'_, N> {
    fn add(&self, keys: &[u64], scores: &mut [f32]) {
        let mut sums = [0_i32; N];
        for &key in keys {
            let wanted = mark(key).to_le_bytes();
            let mut slot = key as usize & self.mask;
            // The table is never full, so a free slot ends the search.
            loop {
                let at = slot * (2 + N);
                let Some(found) = self.slots.get(at..at + 2 + N) else { break };
                if found[..2] == wanted {
                    for class in 0..N {
                        sums[class] += i32::from(found[2 + class] as i8);
                    }
                    break;
                }
                if found[..2] == [0, 0] {
                    break;
                }
                slot = (slot + 1) & self.mask;
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
        Some(Lists { slots, pairs, mask: count - 1 })
    }
}

impl Linear for Lists<'_> {
    fn add(&self, keys: &[u64], scores: &mut [f32]) {
        for &key in keys {
            let wanted = mark(key).to_le_bytes();
            let mut slot = key as usize & self.mask;
            loop {
                let at = slot * LIST_SLOT;
                let Some(found) = self.slots.get(at..at + LIST_SLOT) else { break };
                if found[..2] == wanted {
                    let first = 2 * u32::from_le_bytes([found[2], found[3], found[4], 0]) as usize;
                    let pairs = self.pairs.get(first..first + 2 * usize::from(found[5])).unwrap_or(&[]);
                    for pair in pairs.chunks_exact(2) {
                        if let Some(score) = scores.get_mut(usize::from(pair[0])) {
                            *score += f32::from(pair[1] as i8);
                        }
                    }
                    break;
                }
                if found[..2] == [0, 0] {
                    break;
                }
                slot = (slot + 1) & self.mask;
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
    let slots = (rows.len() * 4 / 3 + 1).next_power_of_two();
    let stride = inline.map_or(LIST_SLOT, |classes| 2 + classes);
    let mut table = vec![0_u8; slots * stride];
    let mut pairs = Vec::new();
    for (_, key, row) in &rows {
        let mut slot = *key as usize & (slots - 1);
        while table[slot * stride..slot * stride + 2] != [0, 0] {
            slot = (slot + 1) & (slots - 1);
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
