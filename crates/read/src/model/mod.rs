//! Small learned models: trees over numbers, weights over words.

pub mod lexicon;
pub mod trees;

use lexicon::Lexicon;
use std::io::Read;
use std::sync::OnceLock;
use trees::Forest;

/// The models that tell lines apart (models/read.md).
#[derive(Debug)]
pub struct Models {
    /// What words say of the lines they stand in.
    pub lexicon: Lexicon,
    /// Log odds that a line of a page is the article's.
    pub page: Forest,
    /// Log odds that a line of a text copy is the article's.
    pub copy: Forest,
    /// Log odds that a line of a text copy is its headline.
    pub title: Forest,
    /// Log odds that a date of a text copy is that of publication.
    pub when: Forest,
}

/// The models that ship, unpacked once.
pub fn models() -> &'static Models {
    static MODELS: OnceLock<Models> = OnceLock::new();
    MODELS.get_or_init(|| {
        let packed: &[u8] = include_bytes!("../../../../models/read.bin");
        let mut bytes = Vec::new();
        let _ = flate2::read::DeflateDecoder::new(packed).read_to_end(&mut bytes);
        // The file is part of the program; a test holds that it unpacks.
        unpack(&bytes).unwrap_or_else(|| Models {
            lexicon: Lexicon { weights: Vec::new() },
            page: Forest::default(),
            copy: Forest::default(),
            title: Forest::default(),
            when: Forest::default(),
        })
    })
}

fn unpack(mut bytes: &[u8]) -> Option<Models> {
    let weights = trees::take(&mut bytes, lexicon::SIZE)?.iter().map(|weight| *weight as i8).collect();
    let page = Forest::read(&mut bytes)?;
    let copy = Forest::read(&mut bytes)?;
    let title = Forest::read(&mut bytes)?;
    let when = Forest::read(&mut bytes)?;
    Some(Models { lexicon: Lexicon { weights }, page, copy, title, when })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_models_that_ship_unpack_and_fit_the_numbers() {
        let models = super::models();
        assert_eq!(models.page.steps.len(), crate::page::features::NUMBERS);
        assert_eq!(models.copy.steps.len(), crate::text_copy::features::NUMBERS);
        assert_eq!(models.title.steps.len(), crate::text_copy::title::NUMBERS);
        assert_eq!(models.when.steps.len(), crate::text_copy::when::NUMBERS);
    }
}
