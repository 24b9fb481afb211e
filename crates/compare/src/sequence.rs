//! Words in a row: runs, pairs of neighbours, what two stretches have in the same order.

/// How many words two stretches have in the same order: the longest common subsequence, by bits (Hyyrö 2004).
pub fn common(a: &[u32], b: &[u32]) -> u32 {
    let a = &a[..a.len().min(64)];
    let known = seen(a);
    let mut rest = u64::MAX;
    // A word that the other has not changes nothing.
    for stem in b.iter().filter(|stem| known & bit(**stem) != 0) {
        let mut here = 0u64;
        for (place, other) in a.iter().enumerate() {
            here |= u64::from(other == stem) << place;
        }
        let matched = rest & here;
        rest = rest.wrapping_add(matched) | (rest & !here);
    }
    let used = if a.len() == 64 { u64::MAX } else { (1u64 << a.len()) - 1 };
    (!rest & used).count_ones()
}

/// A bit for each of some words: where a word's bit is missing, it is none of them.
fn seen(words: &[u32]) -> u128 {
    words.iter().fold(0, |all, &word| all | bit(word))
}

fn bit(word: u32) -> u128 {
    1 << (word % 128)
}

/// Share of pairs of neighbours that both have, Dice.
pub fn neighbours(a: &[u32], b: &[u32]) -> f32 {
    if a.len() < 2 || b.len() < 2 {
        return 0.0;
    }
    let known = seen(b);
    let both = |pair: &[u32]| known & bit(pair[0]) != 0 && known & bit(pair[1]) != 0;
    let found = a.windows(2).filter(|pair| both(pair) && b.windows(2).any(|other| other == *pair)).count();
    2.0 * found as f32 / (a.len() + b.len() - 2) as f32
}

/// The longest run of equal words, and the most weight in such a run.
pub fn run(a: &[u32], weights: &[f32], b: &[u32]) -> (f32, f32) {
    let mut best = (0, 0.0f32);
    for (i, stem) in a.iter().enumerate() {
        if !b.contains(stem) {
            continue;
        }
        for j in (0..b.len()).filter(|&j| b[j] == *stem) {
            // Each run is walked once, from its first words on.
            if i > 0 && j > 0 && a[i - 1] == b[j - 1] {
                continue;
            }
            let length = a[i..].iter().zip(&b[j..]).take_while(|(x, y)| x == y).count();
            let mut sum = 0.0;
            for weight in &weights[i..i + length] {
                sum += weight;
                best.1 = best.1.max(sum);
            }
            best.0 = best.0.max(length);
        }
    }
    (best.0 as f32, best.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_the_same_order() {
        for (expected, a, b) in [
            (0, &[][..], &[1, 2][..]),
            (0, &[1, 2], &[]),
            (3, &[1, 2, 3], &[1, 2, 3]),
            (2, &[1, 2, 3], &[3, 1, 2]),
            (3, &[1, 9, 2, 8, 3], &[7, 1, 2, 6, 3]),
            (1, &[4, 4, 4], &[4]),
        ] {
            assert_eq!(common(a, b), expected, "{a:?} {b:?}");
            assert_eq!(common(b, a), expected, "{b:?} {a:?}");
        }
        // Beyond 64 words the rest of the first stretch is not looked at.
        let long: Vec<u32> = (0..100).collect();
        assert_eq!(common(&long, &long), 64);
    }

    #[test]
    fn neighbours_and_runs() {
        assert_eq!(neighbours(&[1, 2, 3], &[1, 2, 3]), 1.0);
        assert_eq!(neighbours(&[1, 2, 3], &[3, 2, 1]), 0.0);
        assert_eq!(neighbours(&[1], &[1, 2]), 0.0);
        assert_eq!(run(&[5, 1, 2, 6], &[1.0, 2.0, 3.0, 1.0], &[1, 2, 7]), (2.0, 5.0));
        assert_eq!(run(&[5], &[1.0], &[6]), (0.0, 0.0));
    }
}
