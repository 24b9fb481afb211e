//! One kind of annotation over one text.

use crate::Range;
use std::ops::Deref;

/// A value and the range it stands on.
#[derive(Clone, Debug, PartialEq)]
pub struct Spanned<T> {
    /// Where it stands.
    pub range: Range,
    /// What stands there.
    pub value: T,
}

/// One kind of annotation over one text: sorted by range once, when it is built, then only read.
///
/// Reads as a slice of [`Spanned`] values. Items may overlap; items on the same range keep the order they came in.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer<T> {
    items: Vec<Spanned<T>>,
    /// The longest item's length in bytes, which bounds how far back an overlapping item can start.
    longest: usize,
}

impl<T> Layer<T> {
    /// A layer of these items.
    pub fn new(items: impl IntoIterator<Item = (Range, T)>) -> Layer<T> {
        let mut items: Vec<_> = items.into_iter().map(|(range, value)| Spanned { range, value }).collect();
        items.sort_by_key(|item| item.range);
        let longest = items.iter().map(|item| item.range.len()).max().unwrap_or(0);
        Layer { items, longest }
    }

    /// The items that share at least one byte with `range`, in order.
    pub fn overlapping(&self, range: Range) -> impl Iterator<Item = &Spanned<T>> {
        let first = self.items.partition_point(|item| item.range.start() + self.longest <= range.start());
        self.items[first..]
            .iter()
            .take_while(move |item| item.range.start() < range.end())
            .filter(move |item| item.range.overlaps(range))
    }

    /// The items that lie wholly inside `range`, in order.
    pub fn within(&self, range: Range) -> impl Iterator<Item = &Spanned<T>> {
        let first = self.items.partition_point(|item| item.range.start() < range.start());
        self.items[first..]
            .iter()
            .take_while(move |item| item.range.start() <= range.end())
            .filter(move |item| range.contains(item.range))
    }

    /// The items whose range holds the byte at `offset`, in order.
    pub fn at(&self, offset: usize) -> impl Iterator<Item = &Spanned<T>> {
        let first = self.items.partition_point(|item| item.range.start() + self.longest <= offset);
        self.items[first..]
            .iter()
            .take_while(move |item| item.range.start() <= offset)
            .filter(move |item| item.range.holds(offset))
    }
}

impl<T> Default for Layer<T> {
    fn default() -> Layer<T> {
        Layer { items: Vec::new(), longest: 0 }
    }
}

impl<T> Deref for Layer<T> {
    type Target = [Spanned<T>];

    fn deref(&self) -> &[Spanned<T>] {
        &self.items
    }
}

impl<'a, T> IntoIterator for &'a Layer<T> {
    type Item = &'a Spanned<T>;
    type IntoIter = std::slice::Iter<'a, Spanned<T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}
