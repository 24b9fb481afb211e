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

/// How many of which base unit a unit is, so that values in different units can be compared: a mile is 1609.344 metres.
///
/// Units and bases are written as in [`Quantity::unit`]. Years and months are the mean ones of the Gregorian calendar; "ton" is taken
/// as the metric one, which the short ton of 907 kg is not. `None` where there is nothing to convert: money, counts, percentages.
pub fn comparable(unit: &str) -> Option<(f64, &'static str)> {
    let (_, factor, base) = CONVERTIBLE.iter().find(|(name, ..)| *name == unit)?;
    Some((*factor, base))
}

/// Unit, how many of the base it is, base. By definition of the international yard and pound (1959) and of SI.
const CONVERTIBLE: [(&str, f64, &str); 58] = [
    ("kilometre", 1000.0, "metre"),
    ("metre", 1.0, "metre"),
    ("centimetre", 0.01, "metre"),
    ("millimetre", 0.001, "metre"),
    ("micrometre", 0.000001, "metre"),
    ("nanometre", 0.000000001, "metre"),
    ("mile", 1609.344, "metre"),
    ("nautical mile", 1852.0, "metre"),
    ("yard", 0.9144, "metre"),
    ("foot", 0.3048, "metre"),
    ("inch", 0.0254, "metre"),
    ("kilogram", 1.0, "kilogram"),
    ("gram", 0.001, "kilogram"),
    ("milligram", 0.000001, "kilogram"),
    ("metric ton", 1000.0, "kilogram"),
    ("ton", 1000.0, "kilogram"),
    ("kiloton", 1000000.0, "kilogram"),
    ("gigaton", 1000000000000.0, "kilogram"),
    ("pound-mass", 0.45359237, "kilogram"),
    ("ounce", 0.028349523125, "kilogram"),
    ("stone", 6.35029318, "kilogram"),
    ("litre", 1.0, "litre"),
    ("millilitre", 0.001, "litre"),
    ("gallon", 3.785411784, "litre"),
    ("pint", 0.473176473, "litre"),
    ("barrel", 158.987294928, "litre"),
    ("hectare", 10000.0, "square metre"),
    ("acre", 4046.8564224, "square metre"),
    ("square kilometre", 1000000.0, "square metre"),
    ("square metre", 1.0, "square metre"),
    ("square mile", 2589988.110336, "square metre"),
    ("square foot", 0.09290304, "square metre"),
    ("kilometre per hour", 0.277777778, "metre per second"),
    ("mile per hour", 0.44704, "metre per second"),
    ("metre per second", 1.0, "metre per second"),
    ("knot", 0.514444444, "metre per second"),
    ("celsius", 1.0, "celsius"),
    ("watt", 1.0, "watt"),
    ("kilowatt", 1000.0, "watt"),
    ("megawatt", 1000000.0, "watt"),
    ("gigawatt", 1000000000.0, "watt"),
    ("hertz", 1.0, "hertz"),
    ("kilohertz", 1000.0, "hertz"),
    ("megahertz", 1000000.0, "hertz"),
    ("gigahertz", 1000000000.0, "hertz"),
    ("second", 1.0, "second"),
    ("millisecond", 0.001, "second"),
    ("minute", 60.0, "second"),
    ("hour", 3600.0, "second"),
    ("day", 86400.0, "second"),
    ("week", 604800.0, "second"),
    ("fortnight", 1209600.0, "second"),
    ("month", 2629746.0, "second"),
    ("year", 31556952.0, "second"),
    ("decade", 315569520.0, "second"),
    ("century", 3155695200.0, "second"),
    ("year of age", 31556952.0, "second"),
    ("month of age", 2629746.0, "second"),
];
