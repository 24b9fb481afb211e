//! The trained language model, read in place from the program itself.

use super::lemmas::Lemmas;
use super::network::{Network, inputs::Inputs};
use super::weights::{Lists, Rows};
use crate::grammar::{Upos, Xpos};
use std::sync::OnceLock;

static BYTES: &[u8] = include_bytes!("../../../../models/language.bin");
const MAGIC: &[u8] = b"rashomon language 3\n";

/// All parts of the language model.
pub struct Model<'a> {
    /// What each class of tags means.
    pub tags: Vec<(Upos, Xpos)>,
    /// Where words end.
    pub tokens: Rows<'a, 1>,
    /// Joined words, by the length of the first.
    pub joined: Lists<'a>,
    /// Where sentences end.
    pub sentences: Rows<'a, 1>,
    /// Rows of words and their parts.
    pub inputs: Inputs<'a>,
    /// Tags, heads and relations.
    pub network: Network,
    /// Which classes of tags are punctuation.
    pub marks: [bool; 256],
    /// Dictionary forms.
    pub lemmas: Lemmas<'a>,
}

/// Which tags are punctuation.
pub fn marks(tags: &[(Upos, Xpos)]) -> [bool; 256] {
    let mut marks = [false; 256];
    marks.iter_mut().zip(tags).for_each(|(mark, (upos, _))| *mark = *upos == Upos::Punct);
    marks
}

impl<'a> Model<'a> {
    /// Reads a model; `None` where the bytes are not one.
    pub fn new(bytes: &'a [u8]) -> Option<Model<'a>> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut section = || {
            let (length, tail) = rest.split_at_checked(4)?;
            let length = u32::from_le_bytes([length[0], length[1], length[2], length[3]]) as usize;
            let (section, tail) = tail.split_at_checked(length)?;
            rest = tail;
            Some(section)
        };
        let names = std::str::from_utf8(section()?).ok()?;
        let tags = names.lines().map(|line| {
            let (upos, xpos) = line.split_once(' ')?;
            Some((Upos::from_name(upos)?, Xpos::from_name(xpos)?))
        });
        let tags: Vec<_> = tags.collect::<Option<_>>()?;
        let marks = marks(&tags);
        let model = Model {
            tokens: Rows::new(section()?)?,
            joined: Lists::new(section()?)?,
            sentences: Rows::new(section()?)?,
            lemmas: Lemmas::new(section()?)?,
            inputs: Inputs::new(section()?)?,
            network: Network::new(section()?)?,
            marks,
            tags,
        };
        let fits = model.network.tags.columns == model.tags.len() && model.inputs.width() * 2 == model.network.width();
        (fits && model.tags.len() <= model.marks.len()).then_some(model)
    }

    /// The model that ships with the program.
    pub fn shipped() -> Option<&'static Model<'static>> {
        static MODEL: OnceLock<Option<Model<'static>>> = OnceLock::new();
        MODEL.get_or_init(|| Model::new(BYTES)).as_ref()
    }
}

/// Joins sections to a model file.
pub fn pack(sections: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    for section in sections {
        bytes.extend((section.len() as u32).to_le_bytes());
        bytes.extend(section);
    }
    bytes
}
