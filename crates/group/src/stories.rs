//! The stories as they stand: members, ids that stay, ids that lead elsewhere.

use crate::hash::ByHash;

/// A story as it stands.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// Its stable id.
    pub id: String,
    /// Its members by number, in the order they were placed.
    pub members: Vec<u32>,
    /// The story it became part of.
    pub merged: Option<u32>,
    /// The oldest story of what runs on, itself where there is none; follow until it is its own.
    pub line: u32,
    /// How many members it had when it was last looked at for a split.
    pub looked: u32,
}

/// All stories of a stream.
#[derive(Default)]
pub struct Stories {
    held: Vec<Held>,
    by_id: ByHash<u64, u32>,
}

impl Stories {
    /// A new story of these members; its id is made from `seed`, what is printed of its first member.
    pub fn open(&mut self, members: Vec<u32>, seed: &str) -> u32 {
        let number = self.held.len() as u32;
        let mut id = seed.to_owned();
        let mut twin = 1;
        while self.by_id.contains_key(&crate::hash::of(id.as_bytes())) {
            // The same text again, or a part split off that starts with a story's first member.
            twin += 1;
            id = format!("{seed}-{twin}");
        }
        self.by_id.insert(crate::hash::of(id.as_bytes()), number);
        self.held.push(Held { id, members, merged: None, line: number, looked: 0 });
        number
    }

    /// The story of that number.
    pub fn get(&self, story: u32) -> &Held {
        &self.held[story as usize]
    }

    /// The story of that number, to change.
    pub fn get_mut(&mut self, story: u32) -> &mut Held {
        &mut self.held[story as usize]
    }

    /// The number a story's id leads to, whatever it was merged into since.
    pub fn resolve(&self, id: &str) -> Option<u32> {
        let mut story = *self.by_id.get(&crate::hash::of(id.as_bytes()))?;
        while let Some(into) = self.held[story as usize].merged {
            story = into;
        }
        Some(story)
    }

    /// Makes `from` part of `into`.
    pub fn merge(&mut self, from: u32, into: u32) {
        let members = std::mem::take(&mut self.held[from as usize].members);
        self.held[from as usize].merged = Some(into);
        self.run_on(from, into);
        self.held[into as usize].members.extend(members);
    }

    /// The oldest story of the storyline that a story belongs to.
    pub fn line(&self, story: u32) -> u32 {
        let mut line = self.held[story as usize].line;
        while self.held[line as usize].line != line {
            line = self.held[line as usize].line;
        }
        line
    }

    /// Makes the storylines of two stories one; the older one's name stays.
    pub fn run_on(&mut self, a: u32, b: u32) {
        let (a, b) = (self.line(a), self.line(b));
        self.held[a.max(b) as usize].line = a.min(b);
    }

    /// The stories that have members, in the order they were opened.
    pub fn living(&self) -> impl Iterator<Item = u32> {
        (0..self.held.len() as u32).filter(|&story| !self.held[story as usize].members.is_empty())
    }
}
