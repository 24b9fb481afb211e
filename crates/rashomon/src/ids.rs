//! One id for each report of a run.

use std::collections::BTreeSet;

/// Hands out ids, telling apart those that collide.
#[derive(Default)]
pub struct Ids {
    taken: BTreeSet<String>,
}

impl Ids {
    /// `id` itself where it is free, else `folder/id` of the source it came from, else `id#2`, `id#3` …
    pub fn give(&mut self, id: &str, source: &str) -> String {
        let folder = source.rsplit(['/', '\\']).nth(1).filter(|folder| !folder.is_empty());
        let placed = folder.map(|folder| format!("{folder}/{id}"));
        let counted = (2..).map(|count| format!("{id}#{count}"));
        let mut names = std::iter::once(id.to_owned()).chain(placed).chain(counted);
        let free = names.find(|name| !self.taken.contains(name)).unwrap_or_default();
        self.taken.insert(free.clone());
        free
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn ids_that_collide_are_told_apart() {
        let mut ids = Ids::default();
        let given = [("page", "a/page.html"), ("page", "b/page.html"), ("page", "b/page.html"), ("page", "page.txt")]
            .map(|(id, source)| ids.give(id, source));
        assert_eq!(given, ["page", "b/page", "page#2", "page#3"]);
    }
}
