//! What a walk over a page gives: its lines of text, the block elements they stand in, and what its head says.

/// The kinds of block elements that are told apart; the names are HTML's.
#[allow(missing_docs)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Tag {
    Other,
    Div,
    P,
    Li,
    H1,
    H2,
    H3,
    H4,
    Cell,
    Article,
    Main,
    Section,
    Aside,
    Nav,
    Footer,
    Header,
    Figure,
    Figcaption,
    Blockquote,
    List,
    Table,
    Form,
    Pre,
    Definition,
    Body,
    Address,
    Row,
}

/// How many kinds there are.
pub const TAGS: usize = Tag::Row as usize + 1;

impl Tag {
    /// The kind of a block element; `None` for inline elements.
    pub fn block(name: &str) -> Option<Tag> {
        Some(match name {
            "div" => Tag::Div,
            "p" => Tag::P,
            "li" => Tag::Li,
            "h1" => Tag::H1,
            "h2" => Tag::H2,
            "h3" => Tag::H3,
            "h4" | "h5" | "h6" => Tag::H4,
            "td" | "th" => Tag::Cell,
            "article" => Tag::Article,
            "main" => Tag::Main,
            "section" => Tag::Section,
            "aside" => Tag::Aside,
            "nav" => Tag::Nav,
            "footer" => Tag::Footer,
            "header" => Tag::Header,
            "figure" => Tag::Figure,
            "figcaption" | "caption" => Tag::Figcaption,
            "blockquote" => Tag::Blockquote,
            "ul" | "ol" | "menu" => Tag::List,
            "table" | "tbody" | "thead" | "tfoot" => Tag::Table,
            "tr" => Tag::Row,
            "form" | "fieldset" | "select" | "option" => Tag::Form,
            "pre" => Tag::Pre,
            "dl" | "dt" | "dd" => Tag::Definition,
            "body" => Tag::Body,
            "address" => Tag::Address,
            "hr" | "center" | "details" | "summary" | "dialog" | "html" | "hgroup" | "legend" | "frameset"
            | "noframes" => Tag::Other,
            _ => return None,
        })
    }

    /// Blank lines around it in a text copy of the page.
    pub fn margin(self) -> bool {
        matches!(self, Tag::P | Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::Figure | Tag::Blockquote | Tag::Pre)
    }

    /// Whether it is a heading.
    pub fn heading(self) -> bool {
        matches!(self, Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4)
    }
}

/// A block element with text in it.
#[derive(Clone, Debug)]
pub struct Element {
    /// Its place in [`Page::elements`]; the root is its own parent.
    pub parent: u32,
    /// Its kind.
    pub tag: Tag,
    /// Groups its class, id and roles name ([`names::groups`]).
    pub names: u32,
    /// The groups of all elements around it and its own.
    pub around: u32,
    /// The tags around it and its own, as bits.
    pub tags: u32,
    /// How many block elements are around it.
    pub depth: u16,
    /// Characters of text in it.
    pub chars: u32,
    /// Characters in links.
    pub links: u32,
    /// Characters in lines of running text.
    pub running: u32,
    /// Lines.
    pub lines: u32,
    /// Commas.
    pub commas: u32,
    /// Whether the page hides it.
    pub hidden: bool,
    /// A hash of tag and class: siblings of one make share it.
    pub make: u32,
}

/// A line of text: what stands between two block boundaries or line breaks.
#[derive(Clone, Debug)]
pub struct Line {
    /// The text, white space made single.
    pub text: String,
    /// The innermost block element.
    pub element: u32,
    /// Characters in links.
    pub links: u32,
    /// Characters in bold type.
    pub bold: u32,
    /// Groups of the inline elements around any of it.
    pub names: u32,
    /// Whether the line before ended in a line break of the same block.
    pub broken: bool,
    /// Whether a blank line stands before it in a text copy.
    pub gap: bool,
    /// Whether a list item begins with it.
    pub item: bool,
    /// Whether a `time` element stands in it.
    pub timed: bool,
}

/// A meta element's name (or property, or itemprop) and content.
pub type Meta = (String, String);

/// An element that names an author, a date, or the like: what it is called, its text or attribute.
#[derive(Clone, Debug)]
pub struct Told {
    /// `class`, `id`, `itemprop`, `rel` as they stand, in lower case.
    pub name: String,
    /// The attribute that carries the value (`datetime`, `content`), if there is one.
    pub value: Option<String>,
    /// The number of the line that holds it, or comes next.
    pub line: usize,
    /// Whether it is a `time` element.
    pub time: bool,
    /// Its text.
    pub text: String,
    /// The block element it stands in.
    pub element: u32,
    /// The place a link leads to.
    pub address: Option<String>,
}

/// What a walk over a page gives.
#[derive(Debug, Default)]
pub struct Page {
    /// Block elements; parents before children.
    pub elements: Vec<Element>,
    /// Lines of text, in order.
    pub lines: Vec<Line>,
    /// Meta elements, in order.
    pub metas: Vec<Meta>,
    /// The texts of `application/ld+json` scripts.
    pub linked: Vec<String>,
    /// The text of the first `title` element.
    pub title: Option<String>,
    /// The page's `lang`.
    pub language: Option<String>,
    /// `link rel="canonical"`.
    pub canonical: Option<String>,
    /// Elements that tell authors, dates and titles.
    pub told: Vec<Told>,
}

impl Page {
    /// Sums the lines into the elements around them.
    pub fn sum(&mut self) {
        for line in &self.lines {
            let chars = line.text.chars().count() as u32;
            let element = &mut self.elements[line.element as usize];
            element.chars += chars;
            element.links += line.links.min(chars);
            element.lines += 1;
            element.commas += line.text.bytes().filter(|byte| *byte == b',').count() as u32;
            if chars >= 80 && line.links * 2 < chars {
                element.running += chars;
            }
        }
        // Children come after their parents.
        for place in (1..self.elements.len()).rev() {
            let child = self.elements[place].clone();
            let parent = &mut self.elements[child.parent as usize];
            parent.chars += child.chars;
            parent.links += child.links;
            parent.running += child.running;
            parent.lines += child.lines;
            parent.commas += child.commas;
        }
    }

    /// The content of the first meta element of that name.
    pub fn meta(&self, name: &str) -> Option<&str> {
        self.metas.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}
