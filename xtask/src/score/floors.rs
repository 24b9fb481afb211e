//! The floors pinned in the repository.

use crate::gold;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

/// `score/floors.tsv`: a line a figure, after lines that start with `#`.
#[derive(Debug, Default)]
pub struct Floors {
    /// The digest of the data the floors were pinned on.
    pub digest: Option<String>,
    /// The floors, by figure.
    pub values: BTreeMap<String, f64>,
    /// Why floors were lowered, in order.
    pub reasons: Vec<String>,
}

impl Floors {
    fn path() -> PathBuf {
        gold::root().join("score/floors.tsv")
    }

    /// As pinned; none where the file is not there.
    pub fn read() -> Result<Floors> {
        let mut floors = Floors::default();
        let Ok(words) = fs::read_to_string(Floors::path()) else { return Ok(floors) };
        for line in words.lines() {
            if let Some(digest) = line.strip_prefix("# data ") {
                floors.digest = Some(digest.to_owned());
            } else if let Some(reason) = line.strip_prefix("# lowered: ") {
                floors.reasons.push(reason.to_owned());
            } else if let Some((name, value)) = line.split_once('\t').filter(|_| !line.starts_with('#')) {
                floors.values.insert(name.to_owned(), value.parse().with_context(|| format!("floors.tsv: {line:?}"))?);
            }
        }
        Ok(floors)
    }

    /// Writes the file.
    pub fn write(&self) -> Result<()> {
        let mut words =
            String::from("# Figures may not fall below these (cargo xtask score --check); raise them with --pin.\n");
        if let Some(digest) = &self.digest {
            writeln!(words, "# data {digest}")?;
        }
        for reason in &self.reasons {
            writeln!(words, "# lowered: {reason}")?;
        }
        for (name, value) in &self.values {
            writeln!(words, "{name}\t{value:.3}")?;
        }
        fs::create_dir_all(Floors::path().parent().unwrap_or(&gold::root()))?;
        fs::write(Floors::path(), words).context("score/floors.tsv cannot be written")
    }

    /// The figures below their floors, in words. A figure that was not measured is not below.
    pub fn below(&self, measured: &BTreeMap<String, f64>, rounding: f64) -> Vec<String> {
        let pairs = self.values.iter().filter_map(|(name, &floor)| Some((name, floor, *measured.get(name)?)));
        pairs
            .filter(|&(name, floor, value)| worse(name, value, floor, rounding))
            .map(|(name, floor, value)| format!("{name} {value:.3} ({floor:.3})"))
            .collect()
    }

    /// Takes the measured figures as floors: raised always, lowered only for a reason.
    pub fn pin(&mut self, measured: &BTreeMap<String, f64>, digest: &str, lower: Option<&str>) {
        for (name, &value) in measured.iter().filter(|(name, _)| decides(name)) {
            let kept =
                self.values.get(name).copied().filter(|&floor| lower.is_none() && worse(name, value, floor, 0.0));
            self.values.insert(name.clone(), kept.unwrap_or(value));
        }
        self.reasons.extend(lower.map(str::to_owned));
        self.digest = Some(digest.to_owned());
    }
}

/// Counts of what the gold holds, and of what was found, are no figures of quality.
fn decides(name: &str) -> bool {
    !["/of", "/pages", "/pairs", "/groups", "/reports", "/found", "/gold", "/largest"]
        .iter()
        .any(|end| name.ends_with(end))
}

/// Lost reports and mixed stories are better when fewer.
fn worse(name: &str, value: f64, floor: f64, rounding: f64) -> bool {
    if name.ends_with("/mixed") || name.ends_with("/lost") {
        value > floor + rounding
    } else {
        value + rounding < floor
    }
}

#[cfg(test)]
mod tests {
    use super::Floors;
    use std::collections::BTreeMap;

    #[test]
    fn a_floor_rises_by_itself_and_falls_only_for_a_reason() {
        let measured = |value: f64| BTreeMap::from([("quotes/content exact/F1".to_owned(), value)]);
        let mut floors = Floors::default();
        floors.pin(&measured(0.5), "d", None);
        floors.pin(&measured(0.4), "d", None);
        assert_eq!(floors.below(&measured(0.4), 0.0006), ["quotes/content exact/F1 0.400 (0.500)"]);
        assert!(floors.below(&measured(0.4996), 0.0006).is_empty());
        floors.pin(&measured(0.4), "d", Some("the data changed"));
        assert!(floors.below(&measured(0.4), 0.0006).is_empty());
    }

    #[test]
    fn fewer_mixed_stories_are_better() {
        let mixed = |value: f64| BTreeMap::from([("group-basil/stories/mixed".to_owned(), value)]);
        let mut floors = Floors::default();
        floors.pin(&mixed(2.0), "d", None);
        assert!(floors.below(&mixed(1.0), 0.0).is_empty());
        assert_eq!(floors.below(&mixed(3.0), 0.0).len(), 1);
    }
}
