//! A small forest of boosted trees: what decides whether two passages tell the same.

/// Boosted regression trees over rows of features; their sum is a log-odds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trees {
    /// Log-odds before any tree.
    pub base: f32,
    /// The trees, each a list of nodes; the root is the first.
    pub trees: Vec<Vec<Node>>,
}

/// A node: inner where `left` is not 0, else a leaf.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Node {
    /// Place of the feature.
    pub feature: u16,
    /// Rows below it go left.
    pub threshold: f32,
    /// Place of the left child in the tree; the right child follows it.
    pub left: u16,
    /// What a leaf adds.
    pub value: f32,
}

impl Trees {
    /// Chance that a row is a pair, 0..1.
    pub fn chance(&self, row: &[f32]) -> f32 {
        let mut sum = self.base;
        for tree in &self.trees {
            let mut at = 0;
            while let Some(node) = tree.get(at) {
                if node.left == 0 {
                    sum += node.value;
                    break;
                }
                let low = row.get(node.feature as usize).copied().unwrap_or(0.0) < node.threshold;
                at = node.left as usize + usize::from(!low);
            }
        }
        1.0 / (1.0 + (-sum).exp())
    }

    /// The same trees laid out for many rows.
    pub(crate) fn flat(&self) -> Flat<'_> {
        Flat::new(self)
    }
}

/// Deeper trees are walked as they are.
const DEEPEST: usize = 6;

/// Trees as full ones of one depth, each level after the other: no step of a walk hangs on what the last one found but its place.
pub(crate) struct Flat<'t> {
    trees: &'t Trees,
    /// `None` where a tree is too deep.
    depth: Option<usize>,
    inner: Vec<(u16, f32)>,
    leaves: Vec<f32>,
}

impl<'t> Flat<'t> {
    fn new(trees: &'t Trees) -> Flat<'t> {
        let depths: Option<Vec<usize>> = trees.trees.iter().map(|tree| depth(tree, 0, DEEPEST)).collect();
        let depth = depths.map(|all| all.into_iter().max().unwrap_or(0));
        let mut flat = Flat { trees, depth, inner: Vec::new(), leaves: Vec::new() };
        for tree in trees.trees.iter().filter(|_| depth.is_some()) {
            let mut level: Vec<usize> = vec![0];
            for _ in 0..depth.unwrap_or(0) {
                let mut next = Vec::with_capacity(2 * level.len());
                for &at in &level {
                    let node = tree.get(at).copied().unwrap_or_default();
                    flat.inner.push((node.feature, node.threshold));
                    // Both sides of what was a leaf lead to it.
                    let left = usize::from(node.left);
                    next.extend(if left == 0 { [at, at] } else { [left, left + 1] });
                }
                level = next;
            }
            flat.leaves.extend(level.iter().map(|&at| tree.get(at).map_or(0.0, |leaf| leaf.value)));
        }
        flat
    }

    /// Chances that rows are pairs, 0..1: those of [`Trees::chance`].
    ///
    /// A tree walks many rows before the next one comes: it stays near, and no walk waits for another.
    pub fn chances(&self, rows: &[&[f32]]) -> Vec<f32> {
        let Some(depth) = self.depth else { return rows.iter().map(|row| self.trees.chance(row)).collect() };
        let mut sums = vec![self.trees.base; rows.len()];
        for (rows, sums) in rows.chunks(BLOCK).zip(sums.chunks_mut(BLOCK)) {
            match depth {
                3 => self.walk::<3>(rows, sums),
                4 => self.walk::<4>(rows, sums),
                _ => self.walk_deep(depth, rows, sums),
            }
        }
        sums.iter().map(|sum| 1.0 / (1.0 + (-sum).exp())).collect()
    }

    /// Trees of a depth known beforehand: their walks are unrolled.
    fn walk<const DEPTH: usize>(&self, rows: &[&[f32]], sums: &mut [f32]) {
        self.walk_deep(DEPTH, rows, sums);
    }

    #[inline(always)]
    fn walk_deep(&self, depth: usize, rows: &[&[f32]], sums: &mut [f32]) {
        let (inner, leaves) = ((1 << depth) - 1, 1 << depth);
        for (place, leaves) in self.leaves.chunks_exact(leaves).enumerate() {
            let nodes = &self.inner[place * inner..(place + 1) * inner];
            for (row, sum) in rows.iter().zip(&mut *sums) {
                let mut at = 0;
                for _ in 0..depth {
                    let (feature, threshold) = nodes[at];
                    let low = row.get(usize::from(feature)).copied().unwrap_or(0.0) < threshold;
                    at = 2 * at + 1 + usize::from(!low);
                }
                *sum += leaves[at - inner];
            }
        }
    }
}

/// So many rows, of some 70 numbers each, stay in the nearest cache.
const BLOCK: usize = 64;

/// How deep a tree is below a node; `None` beyond `most`.
fn depth(tree: &[Node], at: usize, most: usize) -> Option<usize> {
    match tree.get(at).map_or(0, |node| usize::from(node.left)) {
        0 => Some(0),
        _ if most == 0 => None,
        left => Some(1 + depth(tree, left, most - 1)?.max(depth(tree, left + 1, most - 1)?)),
    }
}

/// The forests.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    /// Whether two passages are one utterance.
    pub utterances: Forest,
    /// The same, with what all other pairs say of the pair.
    pub second: Forest,
    /// Whether a report says again what a passage of it says.
    pub repeats: Forest,
    /// Whether two quantities measure one thing.
    pub facts: Forest,
    /// Whether two time expressions date one happening.
    pub events: Forest,
}

/// Trees and the chance from which a pair is taken.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forest {
    /// The trees.
    pub trees: Trees,
    /// A straight line beside them: the log-odds at 0, then what one of each feature adds. Empty where there is none.
    pub line: Vec<f32>,
    /// Pairs below it stay apart.
    pub threshold: f32,
}

/// The share of the line in the log-odds: trees follow the stories they have seen too closely, and a line is wrong elsewhere.
const LINE: f32 = 1.0 / 3.0;

impl Forest {
    /// Chance that a row is a pair, 0..1.
    pub fn chance(&self, row: &[f32]) -> f32 {
        self.with_line(row, self.trees.chance(row))
    }

    /// The chances of many rows.
    pub fn chances(&self, rows: &[&[f32]]) -> Vec<f32> {
        let trees = self.trees.flat().chances(rows);
        trees.into_iter().zip(rows).map(|(chance, row)| self.with_line(row, chance)).collect()
    }

    /// The first sixth of a forest that is a mean of several: much the same, in a sixth of the time.
    pub(crate) fn sixth(&self) -> Forest {
        let first = self.trees.trees.len() / SIXTH;
        let mut trees = Trees { base: self.trees.base, trees: self.trees.trees[..first].to_vec() };
        trees.trees.iter_mut().flatten().filter(|node| node.left == 0).for_each(|leaf| leaf.value *= SIXTH as f32);
        Forest { trees, line: self.line.clone(), threshold: self.threshold }
    }

    fn with_line(&self, row: &[f32], chance: f32) -> f32 {
        let Some((base, weights)) = self.line.split_first() else { return chance };
        let line: f32 = weights.iter().zip(row).map(|(weight, value)| weight * value).sum::<f32>() + base;
        let chance = chance.clamp(1e-6, 1.0 - 1e-6);
        let odds = (1.0 - LINE) * (chance / (1.0 - chance)).ln() + LINE * line;
        1.0 / (1.0 + (-odds).exp())
    }
}

/// In so many parts the trees come.
const SIXTH: usize = 6;

const MAGIC: &[u8] = b"RCM3";

impl Model {
    /// The model that ships, decoded once; one that joins nothing where the file is damaged.
    pub fn shipped() -> &'static Model {
        static MODEL: std::sync::OnceLock<Model> = std::sync::OnceLock::new();
        MODEL.get_or_init(|| {
            let nothing = || Forest { threshold: 2.0, ..Forest::default() };
            Model::decode(include_bytes!("../../../models/compare.bin")).unwrap_or_else(|| Model {
                utterances: nothing(),
                second: nothing(),
                repeats: nothing(),
                facts: nothing(),
                events: nothing(),
            })
        })
    }

    /// As bytes, deflated.
    pub fn encode(&self) -> Vec<u8> {
        let mut body = Vec::new();
        for forest in [&self.utterances, &self.second, &self.repeats, &self.facts, &self.events] {
            body.extend(forest.threshold.to_le_bytes());
            body.extend(forest.trees.base.to_le_bytes());
            body.extend((forest.line.len() as u16).to_le_bytes());
            body.extend(forest.line.iter().flat_map(|weight| weight.to_le_bytes()));
            body.extend((forest.trees.trees.len() as u16).to_le_bytes());
            for tree in &forest.trees.trees {
                body.extend((tree.len() as u16).to_le_bytes());
                for node in tree {
                    body.extend(node.feature.to_le_bytes());
                    body.extend(node.left.to_le_bytes());
                    let number = if node.left == 0 { node.value } else { node.threshold };
                    body.extend(number.to_le_bytes());
                }
            }
        }
        let mut out = MAGIC.to_vec();
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        // Writing to memory cannot fail; were it to, the decoder would refuse the short file.
        let _ = std::io::Write::write_all(&mut encoder, &body);
        out.extend(encoder.finish().unwrap_or_default());
        out
    }

    /// From bytes; `None` where they are damaged.
    pub fn decode(file: &[u8]) -> Option<Model> {
        let mut body = Vec::new();
        let mut decoder = flate2::read::ZlibDecoder::new(file.strip_prefix(MAGIC)?);
        std::io::Read::read_to_end(&mut decoder, &mut body).ok()?;
        let mut rest = body.as_slice();
        Some(Model {
            utterances: forest(&mut rest)?,
            second: forest(&mut rest)?,
            repeats: forest(&mut rest)?,
            facts: forest(&mut rest)?,
            events: forest(&mut rest)?,
        })
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (head, tail) = rest.split_at_checked(N)?;
    *rest = tail;
    head.try_into().ok()
}

fn forest(rest: &mut &[u8]) -> Option<Forest> {
    let threshold = f32::from_le_bytes(take(rest)?);
    let base = f32::from_le_bytes(take(rest)?);
    let line =
        (0..u16::from_le_bytes(take(rest)?)).map(|_| Some(f32::from_le_bytes(take(rest)?))).collect::<Option<_>>()?;
    let count = u16::from_le_bytes(take(rest)?);
    let mut trees = Vec::new();
    for _ in 0..count {
        let nodes = u16::from_le_bytes(take(rest)?);
        let mut tree: Vec<Node> = Vec::new();
        for place in 0..nodes {
            let feature = u16::from_le_bytes(take(rest)?);
            let left = u16::from_le_bytes(take(rest)?);
            let number = f32::from_le_bytes(take(rest)?);
            // Children stand after their parent, so walking a tree ends.
            if left != 0 && (left <= place || left + 1 >= nodes) {
                return None;
            }
            tree.push(Node { feature, threshold: number, left, value: number });
        }
        trees.push(tree);
    }
    Some(Forest { trees: Trees { base, trees }, line, threshold })
}
