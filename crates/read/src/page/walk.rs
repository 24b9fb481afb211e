//! A page's tree, walked once: its lines of text, the elements they stand in, and what its head says.

use super::names;
use super::tree::{Element, Line, Page, Tag, Told};
use dom_query::{Document, NodeData, NodeRef};

/// Elements that hold no text a reader sees.
fn silent(name: &str) -> bool {
    matches!(
        name,
        "style"
            | "template"
            | "noscript"
            | "svg"
            | "iframe"
            | "canvas"
            | "object"
            | "textarea"
            | "head"
            | "math"
            | "audio"
            | "video"
            | "map"
            | "datalist"
            | "noembed"
    )
}

struct Walk {
    page: Page,
    text: String,
    links: u32,
    bold: u32,
    names: u32,
    timed: bool,
    broken: bool,
    gap: bool,
    stack: Vec<u32>,
    linked: usize,
    strong: usize,
    preserved: usize,
    inline: Vec<u32>,
    item: bool,
    open: Vec<(usize, usize, usize)>,
}

enum Step {
    In,
    Out,
}

/// What is undone when an element closes.
#[derive(Clone, Copy, Default)]
struct Undo {
    block: bool,
    link: bool,
    bold: bool,
    pre: bool,
    inline: bool,
    item: bool,
    told: bool,
    margin: bool,
}

/// Walks a page once, without recursion.
pub fn walk(document: &Document) -> Page {
    let mut walk = Walk {
        page: Page::default(),
        text: String::new(),
        links: 0,
        bold: 0,
        names: 0,
        timed: false,
        broken: false,
        gap: false,
        stack: Vec::new(),
        linked: 0,
        strong: 0,
        preserved: 0,
        inline: Vec::new(),
        item: false,
        open: Vec::new(),
    };
    walk.page.elements.push(Element {
        parent: 0,
        tag: Tag::Other,
        names: 0,
        around: 0,
        tags: 0,
        depth: 0,
        chars: 0,
        links: 0,
        running: 0,
        lines: 0,
        commas: 0,
        hidden: false,
        make: 0,
    });
    walk.stack.push(0);
    let root = document.root();
    let mut undo: Vec<Undo> = Vec::new();
    let mut node: NodeRef<'_> = root;
    let mut step = Step::In;
    loop {
        match step {
            Step::In => {
                let into = walk.enter(&node, &mut undo);
                match node.first_child().filter(|_| into) {
                    Some(child) => node = child,
                    None => step = Step::Out,
                }
            }
            Step::Out => {
                walk.leave(undo.pop().unwrap_or_default());
                if node.id == root.id {
                    break;
                }
                match (node.next_sibling(), node.parent()) {
                    (Some(next), _) => {
                        node = next;
                        step = Step::In;
                    }
                    (None, Some(parent)) => node = parent,
                    (None, None) => break,
                }
            }
        }
    }
    walk.flush();
    walk.page.sum();
    walk.page
}

impl Walk {
    /// Takes a node in; whether its children are to be walked.
    fn enter(&mut self, node: &NodeRef<'_>, undo: &mut Vec<Undo>) -> bool {
        let mut mine = Undo::default();
        let into = node.query_or(false, |inner| match &inner.data {
            NodeData::Document | NodeData::Fragment => true,
            NodeData::Text { contents } => {
                self.words(contents);
                false
            }
            NodeData::Element(element) => {
                let name: &str = &element.name.local;
                let attribute =
                    |key: &str| element.attrs.iter().find(|one| &*one.name.local == key).map(|one| &*one.value);
                self.element(name, &attribute, node, &mut mine)
            }
            _ => false,
        });
        undo.push(mine);
        into
    }

    fn element<'a>(
        &mut self,
        name: &str,
        attribute: &dyn Fn(&str) -> Option<&'a str>,
        node: &NodeRef<'_>,
        mine: &mut Undo,
    ) -> bool {
        match name {
            "script" => {
                if attribute("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json")) {
                    self.page.linked.push(node.text().to_string());
                }
                return false;
            }
            "meta" => {
                let key = attribute("property").or_else(|| attribute("name")).or_else(|| attribute("itemprop"));
                if let (Some(key), Some(value)) = (key, attribute("content"))
                    && !value.trim().is_empty()
                {
                    self.page.metas.push((key.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
                return false;
            }
            "title" => {
                if self.page.title.is_none() {
                    let title = one_line(&node.text());
                    self.page.title = Some(title).filter(|title| !title.is_empty());
                }
                return false;
            }
            "link" => {
                if attribute("rel") == Some("canonical") && self.page.canonical.is_none() {
                    self.page.canonical = attribute("href").map(|place| place.trim().to_owned());
                }
                return false;
            }
            "html" => {
                let language = attribute("lang").or_else(|| attribute("xml:lang"));
                self.page.language = language.map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty());
            }
            "head" => return true,
            "br" => {
                self.flush();
                self.broken = true;
                return false;
            }
            "img" | "input" => return false,
            _ if silent(name) => return false,
            _ => {}
        }
        let class = attribute("class").unwrap_or("");
        let id = attribute("id").unwrap_or("");
        let role = attribute("role").unwrap_or("");
        let property = attribute("itemprop").unwrap_or("");
        let mut names = names::groups(class) | names::groups(id) | names::groups(role) | names::groups(property);
        if let Some(data) = attribute("data-testid").or_else(|| attribute("data-component")) {
            names |= names::groups(data);
        }
        let told = names & TELLING != 0 || name == "time" || attribute("rel") == Some("author") || !property.is_empty();
        let block = Tag::block(name);
        if let Some(tag) = block {
            self.flush();
            self.gap |= tag.margin();
            mine.margin = tag.margin();
            mine.block = true;
            let style = attribute("style").unwrap_or("");
            let hidden = attribute("hidden").is_some()
                || attribute("aria-hidden") == Some("true")
                || style.contains("display:none")
                || style.contains("display: none");
            self.open_element(tag, names, hidden, class);
            match tag {
                Tag::Li => {
                    self.item = true;
                    mine.item = true;
                }
                Tag::Pre => {
                    self.preserved += 1;
                    mine.pre = true;
                }
                _ => {}
            }
        } else {
            self.inline.push(names);
            mine.inline = true;
            match name {
                "a" => {
                    self.linked += 1;
                    mine.link = true;
                }
                "b" | "strong" | "em" | "i" => {
                    self.strong += 1;
                    mine.bold = true;
                }
                "time" => self.timed = true,
                _ => {}
            }
        }
        if told && self.page.told.len() < MOST_TOLD {
            let name = format!("{class} {id} {property} {}", attribute("rel").unwrap_or("")).to_ascii_lowercase();
            let value = attribute("datetime").or_else(|| attribute("content")).map(str::to_owned);
            self.page.told.push(Told {
                name,
                value,
                line: self.page.lines.len(),
                time: mine.inline && self.timed,
                text: String::new(),
                element: self.stack.last().copied().unwrap_or(0),
                address: attribute("href").map(str::to_owned),
            });
            self.open.push((self.page.told.len() - 1, self.page.lines.len(), self.text.len()));
            mine.told = true;
        }
        true
    }

    fn open_element(&mut self, tag: Tag, names: u32, hidden: bool, class: &str) {
        let parent = self.stack.last().copied().unwrap_or(0);
        let above = &self.page.elements[parent as usize];
        let make = class.bytes().fold(tag as u32 + 1, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let element = Element {
            parent,
            tag,
            names,
            around: above.around | names,
            tags: above.tags | 1 << tag as u8,
            depth: above.depth.saturating_add(1),
            chars: 0,
            links: 0,
            running: 0,
            lines: 0,
            commas: 0,
            hidden: above.hidden || hidden,
            make,
        };
        self.stack.push(self.page.elements.len() as u32);
        self.page.elements.push(element);
    }

    fn leave(&mut self, mine: Undo) {
        if mine.told
            && let Some((told, line, from)) = self.open.pop()
        {
            self.page.told[told].text = self.since(line, from);
        }
        if mine.block {
            self.flush();
            self.item &= !mine.item;
            self.stack.pop();
            self.broken = false;
            self.gap |= mine.margin;
        }
        if mine.inline {
            self.inline.pop();
        }
        self.linked -= usize::from(mine.link);
        self.strong -= usize::from(mine.bold);
        self.preserved -= usize::from(mine.pre);
    }

    /// The text from a byte of a line on, bounded.
    fn since(&self, line: usize, from: usize) -> String {
        let mut text = String::new();
        for (number, done) in self.page.lines.iter().enumerate().skip(line).take(6) {
            let from = if number == line { from.min(done.text.len()) } else { 0 };
            text.push_str(done.text.get(from..).unwrap_or(""));
            text.push('\n');
        }
        if self.page.lines.len() == line {
            text.push_str(self.text.get(from.min(self.text.len())..).unwrap_or(""));
        } else {
            text.push_str(&self.text);
        }
        text.truncate(text.char_indices().nth(400).map_or(text.len(), |(at, _)| at));
        text.trim().to_owned()
    }

    fn words(&mut self, contents: &str) {
        if self.preserved > 0 {
            for (number, line) in contents.split('\n').enumerate() {
                if number > 0 {
                    self.flush();
                    self.broken = true;
                }
                self.add(line);
            }
            return;
        }
        self.add(contents);
    }

    fn add(&mut self, contents: &str) {
        let before = self.text.len();
        let mut space = self.text.ends_with(' ') || self.text.is_empty();
        let mut chars = 0;
        for character in contents.chars() {
            if character.is_whitespace() && character != '\u{a0}' {
                if !space {
                    self.text.push(' ');
                    space = true;
                }
            } else if !matches!(character, '\u{200b}' | '\u{feff}' | '\u{ad}') {
                self.text.push(character);
                space = false;
                chars += 1;
            }
        }
        if chars == 0 {
            return;
        }
        let all = self.text[before..].chars().count() as u32;
        if self.linked > 0 {
            self.links += all;
        }
        if self.strong > 0 {
            self.bold += all;
        }
        for names in &self.inline {
            self.names |= names;
        }
    }

    /// Ends the current line.
    fn flush(&mut self) {
        let text = self.text.trim();
        if !text.is_empty() {
            self.page.lines.push(Line {
                text: text.to_owned(),
                element: self.stack.last().copied().unwrap_or(0),
                links: self.links,
                bold: self.bold,
                names: self.names,
                broken: self.broken,
                gap: self.gap,
                item: std::mem::take(&mut self.item),
                timed: self.timed,
            });
            self.broken = false;
            self.gap = false;
        }
        self.text.clear();
        self.links = 0;
        self.bold = 0;
        self.names = 0;
        self.timed = false;
    }
}

/// Bits of the groups that tell authors, dates and titles (`author`, `date`, `title`, `summary`).
const TELLING: u32 = 1 << 16 | 1 << 17 | 1 << 19;

/// Elements that tell something are kept up to this number; pages that list articles have thousands.
const MOST_TOLD: usize = 400;

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
