//! A checked range of bytes.

use std::fmt;

/// Bytes `start..end` of one text, on character boundaries, `start <= end`.
///
/// Made by [`crate::Text::range`], or from other ranges of the same text; offsets count bytes. Ranges order by start, then by end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Range {
    start: u32,
    end: u32,
}

impl Range {
    /// Callers have checked that both ends are boundaries of one text.
    pub(crate) fn checked(start: usize, end: usize) -> Range {
        debug_assert!(start <= end);
        Range { start: start as u32, end: end as u32 }
    }

    /// The first byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether no byte is in it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside (an empty range on the edge does).
    pub fn contains(self, other: Range) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` is inside.
    pub fn holds(self, offset: usize) -> bool {
        self.start() <= offset && offset < self.end()
    }

    /// Whether at least one byte is in both.
    pub fn overlaps(self, other: Range) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The bytes in both, where there are any.
    pub fn intersection(self, other: Range) -> Option<Range> {
        self.overlaps(other).then(|| Range { start: self.start.max(other.start), end: self.end.min(other.end) })
    }

    /// From the earlier start to the later end, what lies between included.
    pub fn cover(self, other: Range) -> Range {
        Range { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The first `start..` of this and the `..end` of a later range of the same text; `None` where they are the wrong way round.
    pub fn to(self, later: Range) -> Option<Range> {
        (self.start <= later.end).then_some(Range { start: self.start, end: later.end })
    }

    /// What lies between the end of this and the start of a later range of the same text; `None` where they overlap or are the wrong way round.
    pub fn between(self, later: Range) -> Option<Range> {
        (self.end <= later.start).then_some(Range { start: self.end, end: later.start })
    }

    /// As the standard library's range, for slicing.
    pub fn bytes(self) -> std::ops::Range<usize> {
        self.start()..self.end()
    }
}

impl fmt::Debug for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
