//! A forest of boosted trees over numbers cut into steps.

/// What a split tree node holds: a number's place, the step up to which it goes left, and where its children are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// The number's place; [`LEAF`] in a leaf.
    pub feature: u16,
    /// Steps up to this one go to `left`, the rest to `left + 1`; unused in a leaf.
    pub step: u8,
    /// The left child's place in the tree.
    pub left: u16,
    /// A leaf's value.
    pub value: f32,
}

/// The `feature` of a leaf.
pub const LEAF: u16 = u16::MAX;

/// A forest: the sum of its trees' leaves is the log odds.
#[derive(Clone, Debug, Default)]
pub struct Forest {
    /// For each number, the upper bounds of its steps, rising.
    pub steps: Vec<Vec<f32>>,
    /// The log odds before any tree.
    pub base: f32,
    /// The trees; a root is node 0.
    pub trees: Vec<Vec<Node>>,
}

impl Forest {
    /// The steps of a row of numbers.
    pub fn cut(&self, numbers: &[f32], out: &mut Vec<u8>) {
        out.extend(self.steps.iter().zip(numbers).map(|(steps, number)| step(steps, *number)));
    }

    /// The log odds of a row of steps.
    pub fn odds(&self, row: &[u8]) -> f32 {
        self.trees.iter().fold(self.base, |sum, tree| {
            let mut place = 0;
            loop {
                let Some(node) = tree.get(place) else { return sum };
                if node.feature == LEAF {
                    return sum + node.value;
                }
                let right = row.get(usize::from(node.feature)).is_some_and(|step| *step > node.step);
                place = usize::from(node.left) + usize::from(right);
            }
        })
    }

    /// The log odds of a row of numbers.
    pub fn odds_of(&self, numbers: &[f32]) -> f32 {
        let mut row = Vec::with_capacity(numbers.len());
        self.cut(numbers, &mut row);
        self.odds(&row)
    }

    /// Its bytes: little-endian, steps first, then the trees; leaves in 16 bits of 1/2048.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        out.extend((self.steps.len() as u16).to_le_bytes());
        for steps in &self.steps {
            out.push(steps.len() as u8);
            out.extend(steps.iter().flat_map(|bound| bound.to_le_bytes()));
        }
        out.extend(self.base.to_le_bytes());
        out.extend((self.trees.len() as u16).to_le_bytes());
        for tree in &self.trees {
            out.extend((tree.len() as u16).to_le_bytes());
            for node in tree {
                out.extend(node.feature.to_le_bytes());
                if node.feature == LEAF {
                    out.extend(((node.value * 2048.0).round().clamp(-32768.0, 32767.0) as i16).to_le_bytes());
                } else {
                    out.push(node.step);
                    out.extend(node.left.to_le_bytes());
                }
            }
        }
        out
    }

    /// The forest of these bytes; `None` where they end early.
    pub fn read(bytes: &mut &[u8]) -> Option<Forest> {
        let mut forest = Forest::default();
        for _ in 0..u16(bytes)? {
            let count = take(bytes, 1)?[0];
            forest.steps.push((0..count).map(|_| f32(bytes)).collect::<Option<_>>()?);
        }
        forest.base = f32(bytes)?;
        for _ in 0..u16(bytes)? {
            let mut tree = Vec::new();
            for _ in 0..u16(bytes)? {
                let feature = u16(bytes)?;
                tree.push(if feature == LEAF {
                    Node { feature, step: 0, left: 0, value: f32::from(u16(bytes)? as i16) / 2048.0 }
                } else {
                    Node { feature, step: take(bytes, 1)?[0], left: u16(bytes)?, value: 0.0 }
                });
            }
            // A child stands after its parent, so a walk ends.
            let forward = |(place, node): (usize, &Node)| node.feature == LEAF || usize::from(node.left) > place;
            tree.iter().enumerate().all(forward).then_some(())?;
            forest.trees.push(tree);
        }
        Some(forest)
    }
}

/// How many upper bounds lie below the number.
pub fn step(steps: &[f32], number: f32) -> u8 {
    steps.partition_point(|bound| *bound < number) as u8
}

/// Takes bytes from the front.
pub fn take<'a>(bytes: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (front, rest) = bytes.split_at_checked(count)?;
    *bytes = rest;
    Some(front)
}

fn u16(bytes: &mut &[u8]) -> Option<u16> {
    take(bytes, 2).map(|two| u16::from_le_bytes([two[0], two[1]]))
}

fn f32(bytes: &mut &[u8]) -> Option<f32> {
    take(bytes, 4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forest_survives_its_bytes() {
        let leaf = |value| Node { feature: LEAF, step: 0, left: 0, value };
        let forest = Forest {
            steps: vec![vec![0.5, 2.0], vec![]],
            base: -1.0,
            trees: vec![vec![Node { feature: 0, step: 0, left: 1, value: 0.0 }, leaf(0.5), leaf(2.0)]],
        };
        let bytes = forest.bytes();
        let again = Forest::read(&mut bytes.as_slice()).unwrap();
        assert_eq!(again.odds_of(&[0.2, 0.0]), -0.5);
        assert_eq!(again.odds_of(&[7.0, 0.0]), 1.0);
        assert!(Forest::read(&mut &bytes[..bytes.len() - 1]).is_none());
    }
}
