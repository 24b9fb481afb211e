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
}

/// The forests.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    /// Whether two passages are one utterance.
    pub utterances: Forest,
    /// The same, with what all other pairs say of the pair.
    pub second: Forest,
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
    /// Pairs below it stay apart.
    pub threshold: f32,
}

const MAGIC: &[u8] = b"RCM2";

impl Model {
    /// The model that ships, decoded once; one that joins nothing where the file is damaged.
    pub fn shipped() -> &'static Model {
        static MODEL: std::sync::OnceLock<Model> = std::sync::OnceLock::new();
        MODEL.get_or_init(|| {
            let nothing = || Forest { threshold: 2.0, ..Forest::default() };
            Model::decode(include_bytes!("../../../models/compare.bin")).unwrap_or_else(|| Model {
                utterances: nothing(),
                second: nothing(),
                facts: nothing(),
                events: nothing(),
            })
        })
    }

    /// As bytes, deflated.
    pub fn encode(&self) -> Vec<u8> {
        let mut body = Vec::new();
        for forest in [&self.utterances, &self.second, &self.facts, &self.events] {
            body.extend(forest.threshold.to_le_bytes());
            body.extend(forest.trees.base.to_le_bytes());
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
    Some(Forest { trees: Trees { base, trees }, threshold })
}
