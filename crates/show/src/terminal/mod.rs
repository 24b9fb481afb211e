//! The report for a terminal: one screen a story, every line in its outlet's own words.

mod clean;
mod head;
mod rest;
mod rows;
mod sheet;

use crate::view::View;
use rashomon_news::SideBySide;
use sheet::Sheet;

/// How to print.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether to use colour.
    pub colour: bool,
    /// Columns; fewer than 40 are taken as 40.
    pub width: usize,
    /// Whether to print every row instead of one screen a story.
    pub all: bool,
}

/// One screen a story, in the order given.
///
/// Outlet text is printed as one line of running words: escapes and other controls become U+FFFD, marks that turn the writing
/// direction likewise, white space becomes single spaces. Nothing else of it is changed; rows that do not fit are counted.
pub fn report(stories: &[SideBySide], style: Style) -> String {
    let mut sheet = Sheet::new(style);
    for (number, side) in stories.iter().enumerate() {
        if number > 0 {
            sheet.gap();
            sheet.gap();
        }
        story(&mut sheet, &View::new(side), (number + 1, stories));
    }
    sheet.finish()
}

fn story(sheet: &mut Sheet, view: &View, place: (usize, &[SideBySide])) {
    head::print(sheet, view, place);
    if view.reports().len() > 1 {
        rows::said(sheet, view);
        rows::counted(sheet, view);
        rows::when(sheet, view);
        rest::copied(sheet, view);
        rest::passed_on(sheet, view);
        rows::named(sheet, view);
        rest::only(sheet, view);
    }
    rest::doubts(sheet, view);
}

#[cfg(test)]
mod tests;
