//! The trained language model, read in place from the program itself.

use super::lemmas::Lemmas;
use super::tree::{Kinds, Models};
use super::weights::{Lists, Rows};
use crate::grammar::{Upos, Xpos};
use std::sync::OnceLock;

static BYTES: &[u8] = include_bytes!("../../../../models/language.bin");
const MAGIC: &[u8] = b"rashomon language 2\n";

/// All parts of the language model.
pub struct Model<'a> {
    /// What each class of the taggers means.
    pub tags: Vec<(Upos, Xpos)>,
    /// Where words end.
    pub tokens: Rows<'a, 1>,
    /// Joined words, by the length of the first.
    pub joined: Lists<'a>,
    /// Where sentences end.
    pub sentences: Rows<'a, 1>,
    /// The first tagger.
    pub first: Lists<'a>,
    /// The second tagger.
    pub second: Lists<'a>,
    /// Heads and relations.
    pub trees: Models<Rows<'a, 3>, Lists<'a>>,
    /// Dictionary forms.
    pub lemmas: Lemmas<'a>,
}

/// What each tag is to the parser: 0 a mark, 1 a verb, 2 a conjunction.
pub fn kinds(tags: &[(Upos, Xpos)]) -> Kinds {
    let mut kinds = [9; 256];
    for (kind, (upos, _)) in kinds.iter_mut().zip(tags) {
        *kind = match upos {
            Upos::Punct => 0,
            Upos::Verb | Upos::Aux => 1,
            Upos::Cconj | Upos::Sconj => 2,
            _ => 9,
        };
    }
    kinds
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
        let kinds = kinds(&tags);
        Some(Model {
            tags,
            tokens: Rows::new(section()?)?,
            joined: Lists::new(section()?)?,
            sentences: Rows::new(section()?)?,
            first: Lists::new(section()?)?,
            second: Lists::new(section()?)?,
            trees: Models {
                moves: Rows::new(section()?)?,
                labels: Lists::new(section()?)?,
                relations: Lists::new(section()?)?,
                kinds,
            },
            lemmas: Lemmas::new(section()?)?,
        })
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
