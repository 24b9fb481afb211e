//! Values in common units.

use rashomon_news::{Change, Quantity};

/// A value in the base unit of its dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// "length", "mass", …; "count" for things counted; the unit itself where it is none of these.
    pub dimension: String,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Whether the unit was converted: conversions are rounded when printed.
    pub converted: bool,
    /// "about", "some", "around".
    pub about: bool,
}

/// Unit, dimension, how many base units it is. International yard and pound (1959); years and months by mean length.
const UNITS: [(&str, &str, f64); 47] = [
    ("metre", "length", 1.0),
    ("meter", "length", 1.0),
    ("kilometre", "length", 1000.0),
    ("kilometer", "length", 1000.0),
    ("centimetre", "length", 0.01),
    ("centimeter", "length", 0.01),
    ("millimetre", "length", 0.001),
    ("millimeter", "length", 0.001),
    ("foot", "length", 0.3048),
    ("inch", "length", 0.0254),
    ("yard", "length", 0.9144),
    ("mile", "length", 1609.344),
    ("nautical mile", "length", 1852.0),
    ("kilogram", "mass", 1.0),
    ("gram", "mass", 0.001),
    ("tonne", "mass", 1000.0),
    ("metric ton", "mass", 1000.0),
    ("ton", "mass", 1000.0),
    ("pound-mass", "mass", 0.453_592_37),
    ("pound", "mass", 0.453_592_37),
    ("ounce", "mass", 0.028_349_5),
    ("stone", "mass", 6.350_29),
    ("second", "time", 1.0),
    ("minute", "time", 60.0),
    ("hour", "time", 3600.0),
    ("day", "time", 86_400.0),
    ("night", "time", 86_400.0),
    ("week", "time", 604_800.0),
    ("month", "time", 2_629_746.0),
    ("year", "time", 31_556_952.0),
    ("year-old", "time", 31_556_952.0),
    ("year of age", "age", 1.0),
    ("month of age", "age", 1.0 / 12.0),
    ("week of age", "age", 7.0 / 365.2425),
    ("season", "time", 31_556_952.0),
    ("decade", "time", 315_569_520.0),
    ("century", "time", 3_155_695_200.0),
    ("mile per hour", "speed", 1.609_344),
    ("mph", "speed", 1.609_344),
    ("kilometre per hour", "speed", 1.0),
    ("kilometer per hour", "speed", 1.0),
    ("acre", "area", 4046.86),
    ("hectare", "area", 10_000.0),
    ("square kilometre", "area", 1e6),
    ("square mile", "area", 2_589_988.0),
    ("litre", "volume", 1.0),
    ("gallon", "volume", 3.785_41),
];

/// Units that are no counted things though they measure nothing physical.
const MONEY: [&str; 12] =
    ["dollar", "euro", "pound sterling", "yen", "yuan", "rupee", "rouble", "ruble", "franc", "won", "shekel", "naira"];

/// What is measured, and not counted, in whatever unit.
const MEASURED: [&str; 12] = [
    "age",
    "area",
    "distance",
    "duration",
    "mass",
    "measure",
    "money",
    "percentage",
    "power",
    "speed",
    "temperature",
    "volume",
];

impl Measure {
    pub fn of(quantity: &Quantity) -> Measure {
        let unit = quantity.unit.to_lowercase();
        let known = UNITS.iter().find(|known| known.0 == unit);
        let factor = known.map_or(1.0, |known| known.2);
        let dimension = match known {
            Some(known) => known.1.to_owned(),
            None if MONEY.iter().any(|money| unit.starts_with(money)) => unit.clone(),
            None if unit.starts_with("percent") => "percentage".to_owned(),
            None if quantity.class.as_deref().is_some_and(|class| MEASURED.contains(&class)) => unit.clone(),
            None => "count".to_owned(),
        };
        Measure {
            dimension,
            low: quantity.low.map(|value| value * factor),
            high: quantity.high.map(|value| value * factor),
            converted: factor != 1.0,
            about: quantity.change == Change::About,
        }
    }

    /// The middle, or the only bound.
    pub fn middle(&self) -> f64 {
        match (self.low, self.high) {
            (Some(low), Some(high)) => (low + high) / 2.0,
            (Some(bound), None) | (None, Some(bound)) => bound,
            (None, None) => 0.0,
        }
    }

    /// Whether both bounds are the same, but for the rounding of a conversion.
    pub fn equal(&self, other: &Measure, slack: f64) -> bool {
        let near = |a: Option<f64>, b: Option<f64>| match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() <= slack * a.abs().max(b.abs()) + 1e-9,
            (None, None) => true,
            _ => false,
        };
        near(self.low, other.low) && near(self.high, other.high)
    }

    /// Whether one value can satisfy both; an approximate value gives a tenth either way: "some 200" is said of 212.
    pub fn compatible(&self, other: &Measure, slack: f64) -> bool {
        let wide = |measure: &Measure| if measure.about { slack.max(0.1) } else { slack };
        let slack = wide(self).max(wide(other));
        let reaches = |low: Option<f64>, high: Option<f64>| match (low, high) {
            (Some(low), Some(high)) => low <= high + slack * high.abs() + 1e-9,
            _ => true,
        };
        reaches(self.low, other.high) && reaches(other.low, self.high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rashomon_news::Rule;
    use rashomon_text::Text;

    fn measure(value: f64, unit: &str, class: Option<&str>) -> Measure {
        Measure::of(&Quantity {
            number: Some(value),
            low: Some(value),
            high: Some(value),
            change: Change::Equal,
            unit: unit.to_owned(),
            of: None,
            counted: None,
            phrase: Text::new("3").whole(),
            class: class.map(str::to_owned),
            rule: Rule::new("test"),
        })
    }

    #[test]
    fn what_can_be_held_against_what() {
        let age = measure(3.0, "year of age", Some("age"));
        for (same, other) in [
            (true, measure(36.0, "month of age", Some("age"))),
            (false, measure(3.0, "ferry", None)),
            (false, measure(3.0, "year", Some("duration"))),
            (false, measure(3.0, "celsius", Some("temperature"))),
        ] {
            assert_eq!(age.dimension == other.dimension, same, "{other:?}");
            assert_eq!(age.dimension == other.dimension && age.equal(&other, 0.0), same, "{other:?}");
        }
        let counted = measure(3.0, "ferry", None);
        assert_eq!(counted.dimension, measure(3.0, "boat", Some("ships")).dimension);
        assert_ne!(counted.dimension, measure(3.0, "megawatt", Some("power")).dimension);
    }
}
