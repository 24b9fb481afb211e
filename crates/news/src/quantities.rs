//! How many: numbers with bounds, units and what is counted.

use crate::Rule;
use rashomon_text::Range;

/// A number with its bounds and unit; its range is the layer's.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The printed number; `None` for ranges and vague words.
    pub number: Option<f64>,
    /// The least it can be; `None` where there is no lower bound.
    pub low: Option<f64>,
    /// The most it can be.
    pub high: Option<f64>,
    /// How the value stands to the printed number.
    pub change: Change,
    /// Normalised: "dollar", "percentage", "kilometre", the counted noun in the singular, "-" where there is none.
    pub unit: String,
    /// What is counted, as printed: "people were killed" gives "people killed".
    pub of: Option<String>,
    /// Where the noun of what is counted stands.
    pub counted: Option<Range>,
    /// The smallest self-contained phrase: number, what it counts and what happened to it ("at least 12 people were killed").
    pub phrase: Range,
    /// The class of what is counted, from the lexicon: "deaths", "injuries", "money", "age"…
    pub class: Option<String>,
    /// What found it.
    pub rule: Rule,
}

/// How a value stands to the printed number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// Just that: =
    Equal,
    /// About that: ~
    About,
    /// Less than that: <
    Less,
    /// More than that: >
    More,
    /// A rise by that.
    Up,
    /// A fall by that.
    Down,
}

impl Change {
    /// Its sign in the contract.
    pub fn sign(self) -> &'static str {
        match self {
            Change::Equal => "=",
            Change::About => "~",
            Change::Less => "<",
            Change::More => ">",
            Change::Up => "up",
            Change::Down => "down",
        }
    }

    /// The change of that sign.
    pub fn from_sign(sign: &str) -> Option<Change> {
        use Change::*;
        [Equal, About, Less, More, Up, Down].into_iter().find(|change| change.sign() == sign)
    }
}
