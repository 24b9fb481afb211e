//! The name of what made an annotation or a finding.

use std::borrow::Cow;
use std::fmt;

/// The name of the rule or model that made an annotation or a finding, such as `quotes/direct-after` or `published/json-ld`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rule(Cow<'static, str>);

impl Rule {
    /// A rule known when the program is built.
    pub const fn new(name: &'static str) -> Rule {
        Rule(Cow::Borrowed(name))
    }

    /// A rule whose name was read from data.
    pub fn named(name: impl Into<String>) -> Rule {
        Rule(Cow::Owned(name.into()))
    }

    /// Its name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
