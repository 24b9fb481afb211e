//! What `cargo xtask train read` needs of the insides: the numbers of pages and copies, and the models' shapes. Not for other use.

pub use crate::facts::dates;
pub use crate::line::{Words, words::hash};
pub use crate::model::lexicon::{self, Lexicon};
pub use crate::model::trees::{self, Forest, LEAF, Node};
pub use crate::page::features as page_features;
pub use crate::page::opinion;
pub use crate::page::tree::{Page, Tag};
use crate::page::walk;
pub use crate::text_copy::features as copy_features;
pub use crate::text_copy::{lines, roles::Copy, stretch::hold, title, when};

/// A page of these characters, walked, and the other extractor's opinion of each line.
pub fn page(html: &str) -> (Page, Vec<f32>) {
    let document = dom_query::Document::from(html);
    let page = walk::walk(&document);
    let shares = opinion::shares(&page, opinion::text(document).as_deref());
    (page, shares)
}
