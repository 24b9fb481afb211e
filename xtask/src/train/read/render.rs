//! A page written as a text copy of it would be: what the models of text copies learn from.

use dom_query::{Document, NodeData, NodeRef};

/// How a copy is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Look {
    /// As tools write pages as text (the layout rules of inscriptis): list markers, blank lines around paragraphs, a space
    /// around each span, tables side by side; sections, forms and buttons are no blocks, so their words are glued together.
    Tool,
    /// As a browser copies a page: no markers, blank lines around paragraphs, sections and buttons on lines of their own.
    Browser,
    /// As WET records hold it: each block on a line of its own, no blank lines.
    Bare,
}

/// The text copy of a page.
pub fn render(html: &str, look: Look) -> String {
    let document = Document::from(html);
    let mut writer = Writer { look, canvas: vec![Canvas::default()], tables: Vec::new(), counters: Vec::new() };
    writer.children(&document.root(), &Box { block: false, ..Box::default() }, 0);
    let canvas = writer.canvas.swap_remove(0);
    tidy(&canvas.text())
}

/// No white space around lines, at most one blank line between any two.
fn tidy(text: &str) -> String {
    let mut out = String::new();
    let mut blank = 0;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            blank += 1;
            continue;
        }
        if blank > 0 && !out.is_empty() {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        blank = 0;
    }
    out
}

/// Pages nested deeper than this are cut.
const DEEPEST: usize = 600;

/// What counts of an element's layout.
#[derive(Clone, Debug, Default)]
struct Box {
    block: bool,
    hidden: bool,
    pre: bool,
    margin: i32,
    span: bool,
    quote: bool,
    bullet: String,
}

/// Lines being written.
#[derive(Debug)]
struct Canvas {
    margin: i32,
    line: String,
    space: bool,
    lines: Vec<String>,
    bullets: Vec<String>,
    begun: bool,
}

impl Default for Canvas {
    fn default() -> Canvas {
        Canvas { margin: 1000, line: String::new(), space: true, lines: Vec::new(), bullets: Vec::new(), begun: false }
    }
}

impl Canvas {
    fn bullet(&mut self) -> String {
        if std::mem::replace(&mut self.begun, true) {
            return String::new();
        }
        self.bullets.iter_mut().rev().find(|bullet| !bullet.is_empty()).map(std::mem::take).unwrap_or_default()
    }

    fn write(&mut self, words: &str, pre: bool) {
        if pre {
            let bullet = self.bullet();
            self.line.push_str(&bullet);
            self.line.push_str(words);
            self.space = false;
            return;
        }
        let mut single = String::new();
        for character in words.chars() {
            if !character.is_whitespace() {
                single.push(character);
                self.space = false;
            } else if !self.space {
                single.push(' ');
                self.space = true;
            }
        }
        if !single.is_empty() {
            if self.line.is_empty() {
                let bullet = self.bullet();
                self.line.push_str(&bullet);
            }
            self.line.push_str(&single);
        }
    }

    fn next(&mut self) {
        self.line.clear();
        self.space = true;
        self.begun = false;
    }

    fn flush(&mut self) -> bool {
        if self.space && self.line.ends_with(' ') {
            self.line.pop();
        }
        if self.line.is_empty() {
            return false;
        }
        self.lines.push(self.line.clone());
        self.next();
        self.margin = 0;
        true
    }

    fn space_out(&mut self, margin: i32) {
        if margin > self.margin {
            self.lines.push("\n".repeat((margin - self.margin - 1).max(0) as usize));
            self.margin = margin;
        }
    }

    /// An item that begins or ends without words leaves its marker alone on a line.
    fn hollow(&mut self) {
        let bullet = self.bullet();
        if !bullet.is_empty() {
            self.lines.push(bullet);
            self.margin = 0;
        }
        self.begun = false;
    }

    fn open(&mut self, mine: &Box) {
        if !self.flush() && !mine.bullet.is_empty() {
            self.hollow();
        }
        self.bullets.push(mine.bullet.clone());
        self.space_out(mine.margin);
    }

    fn close(&mut self, mine: &Box) {
        if !self.flush() && !mine.bullet.is_empty() {
            self.hollow();
        }
        self.bullets.pop();
        self.space_out(mine.margin);
    }

    fn break_line(&mut self) {
        if !self.flush() {
            self.lines.push(String::new());
            self.next();
        }
    }

    fn text(mut self) -> String {
        self.flush();
        self.lines.join("\n")
    }
}

/// A table's rows of cells.
type Table = Vec<Vec<Vec<String>>>;

/// Cells side by side, shorter ones in the middle of their row's height.
fn table(rows: &Table) -> String {
    let width = |cell: &[String]| cell.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|at| rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell)).max().unwrap_or(0))
        .collect();
    let mut out = Vec::new();
    for row in rows {
        let height = row.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            let line = row.iter().enumerate().map(|(column, cell)| {
                let words = at.checked_sub((height - cell.len()) / 2).and_then(|at| cell.get(at));
                let words = words.map_or("", String::as_str);
                format!("{words}{}", " ".repeat(widths[column].saturating_sub(words.chars().count())))
            });
            out.push(line.collect::<Vec<_>>().join("  "));
        }
    }
    out.join("\n") + "\n"
}

enum Counter {
    Sign(&'static str),
    Number(u32),
}

struct Writer {
    look: Look,
    canvas: Vec<Canvas>,
    tables: Vec<Table>,
    counters: Vec<Counter>,
}

impl Writer {
    fn here(&mut self) -> &mut Canvas {
        // The page's own canvas is never taken off.
        let last = self.canvas.len() - 1;
        &mut self.canvas[last]
    }

    fn children(&mut self, node: &NodeRef<'_>, around: &Box, depth: usize) {
        let mut next = node.first_child();
        while let Some(child) = next {
            self.node(&child, around, depth);
            next = child.next_sibling();
        }
    }

    fn words(&mut self, words: &str, around: &Box) {
        if around.hidden || words.is_empty() {
            return;
        }
        let pre = around.pre;
        if around.quote {
            self.here().write(&format!("\"{words}\""), pre);
        } else if around.span && self.look == Look::Tool {
            self.here().write(&format!(" {words} "), pre);
        } else {
            self.here().write(words, pre);
        }
    }

    fn node(&mut self, node: &NodeRef<'_>, around: &Box, depth: usize) {
        enum Kind {
            Words(String),
            Element(String, String, bool),
            Other,
        }
        let kind = node.query_or(Kind::Other, |inner| match &inner.data {
            NodeData::Text { contents } => Kind::Words(contents.to_string()),
            NodeData::Element(element) => {
                let value = |key: &str| element.attrs.iter().find(|one| &*one.name.local == key);
                let style = value("style").map(|style| style.value.to_lowercase()).unwrap_or_default();
                Kind::Element(element.name.local.to_string(), style, value("hidden").is_some())
            }
            _ => Kind::Other,
        });
        match kind {
            Kind::Words(words) => self.words(&words, around),
            Kind::Element(name, style, hidden) if depth < DEEPEST => {
                self.element(node, &name, &style, hidden, around, depth);
            }
            _ => {}
        }
    }

    fn layout(&self, name: &str, style: &str, hidden: bool, around: &Box) -> Box {
        let tool = self.look == Look::Tool;
        let mut mine = Box { pre: around.pre, hidden: around.hidden, ..Box::default() };
        mine.hidden |= matches!(name, "head" | "link" | "meta" | "script" | "title" | "style");
        mine.hidden |= !tool && (hidden || matches!(name, "noscript" | "iframe" | "textarea" | "svg" | "template"));
        mine.block = matches!(
            name,
            "p" | "figure"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "ul"
                | "ol"
                | "li"
                | "address"
                | "article"
                | "aside"
                | "div"
                | "footer"
                | "header"
                | "hgroup"
                | "main"
                | "nav"
                | "figcaption"
                | "blockquote"
                | "pre"
        ) || !tool
            && matches!(
                name,
                "section"
                    | "form"
                    | "fieldset"
                    | "dl"
                    | "dt"
                    | "dd"
                    | "button"
                    | "option"
                    | "table"
                    | "tr"
                    | "td"
                    | "th"
                    | "caption"
                    | "details"
                    | "summary"
                    | "body"
                    | "hr"
            );
        let spaced = matches!(name, "p" | "figure" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
            || !tool && matches!(name, "blockquote" | "pre");
        mine.margin = i32::from(spaced && self.look != Look::Bare);
        mine.pre |= name == "pre";
        mine.span = name == "span";
        mine.quote = name == "q";
        for directive in style.split(';') {
            let Some((key, value)) = directive.split_once(':') else { continue };
            if key.trim() == "display" {
                match value.trim().trim_end_matches("!important").trim() {
                    "none" => mine.hidden = true,
                    "block" => mine.block = true,
                    _ => mine.block = mine.block && !tool,
                }
            }
        }
        mine
    }

    fn element(&mut self, node: &NodeRef<'_>, name: &str, style: &str, hidden: bool, around: &Box, depth: usize) {
        let mut mine = self.layout(name, style, hidden, around);
        if mine.hidden {
            return;
        }
        let tool = self.look == Look::Tool;
        match name {
            "br" => return self.here().break_line(),
            "ul" if tool => {
                let sign = ["* ", "+ ", "o ", "- "][self.counters.len() % 4];
                self.counters.push(Counter::Sign(sign));
            }
            "ol" => self.counters.push(Counter::Number(1)),
            "li" if tool || matches!(self.counters.last(), Some(Counter::Number(_))) => {
                mine.bullet = match self.counters.last_mut() {
                    Some(Counter::Number(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    Some(Counter::Sign(sign)) => (*sign).to_owned(),
                    None => "* ".to_owned(),
                };
            }
            "table" if tool => {
                self.tables.push(Vec::new());
                self.canvas.push(Canvas::default());
            }
            "tr" if tool => {
                if let Some(table) = self.tables.last_mut() {
                    table.push(Vec::new());
                }
            }
            _ => {}
        }
        let cell = tool && matches!(name, "td" | "th") && !self.tables.is_empty();
        if cell {
            self.canvas.push(Canvas::default());
        }
        if mine.block {
            self.here().open(&mine);
        }
        self.children(node, &mine, depth + 1);
        if mine.block {
            self.here().close(&mine);
        }
        match name {
            "ul" if tool => drop(self.counters.pop()),
            "ol" => drop(self.counters.pop()),
            "table" if tool => self.close_table(around),
            _ if cell => {
                let canvas = self.canvas.pop().unwrap_or_default();
                let lines: Vec<String> = canvas.text().split('\n').map(str::to_owned).collect();
                if let Some(table) = self.tables.last_mut() {
                    if table.is_empty() {
                        table.push(Vec::new());
                    }
                    if let Some(row) = table.last_mut() {
                        row.push(lines);
                    }
                }
            }
            _ => {}
        }
    }

    fn close_table(&mut self, around: &Box) {
        let outside = self.canvas.pop().unwrap_or_default().text();
        let rows = self.tables.pop().unwrap_or_default();
        if !outside.trim().is_empty() {
            self.words(outside.trim(), around);
            self.here().break_line();
        }
        let flat = Box { bullet: String::new(), ..around.clone() };
        if around.block {
            self.here().open(&flat);
        }
        self.here().write(&table(&rows), true);
        if around.block {
            self.here().close(&flat);
        }
        self.here().flush();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><head><title>T</title></head><body><section>Menu</section><button>Open</button>\
        <ul><li>News<ul><li>World</li></ul></li><li></li></ul><h1>A bridge <span>opens</span></h1>\
        <p>It is <b>open</b>.</p><div style='display:none'>No</div><p hidden>Later</p>\
        <table><tr><td>Nine</td><td>hurt</td></tr></table></body></html>";

    #[test]
    fn each_look_has_its_layout() {
        assert_eq!(
            render(PAGE, Look::Tool),
            "MenuOpen\n* News\n+ World\n*\n\nA bridge opens\n\nIt is open.\n\nLater\n\nNine  hurt\n"
        );
        assert_eq!(render(PAGE, Look::Bare), "Menu\nOpen\nNews\nWorld\nA bridge opens\nIt is open.\nNine\nhurt\n");
        assert_eq!(
            render(PAGE, Look::Browser),
            "Menu\nOpen\nNews\nWorld\n\nA bridge opens\n\nIt is open.\n\nNine\nhurt\n"
        );
    }
}
