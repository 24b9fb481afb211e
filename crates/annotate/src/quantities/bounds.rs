//! The bounds of a value, as the contract says.

use super::Said;
use super::data::{Sign, Sort};
use crate::scan::Vague;

/// What is printed, and between what it lies.
pub(super) struct Bounds {
    pub number: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// How much "almost" may fall short: the contract's four in a hundred.
const ALMOST: f64 = 0.96;
/// How many points "almost half" may fall short, of a hundred.
const ALMOST_POINTS: f64 = 5.0;

pub(super) fn of(said: &Said) -> Bounds {
    let first = &said.first;
    if let Some(vague) = first.vague {
        let (low, high) = match vague {
            Vague::Several => (3.0, 9.0),
            Vague::Few => (3.0, 9.0),
            Vague::Many if first.value == 12.0 => (24.0, 99.0),
            Vague::Many if first.value == 20.0 => (40.0, 99.0),
            Vague::Many if first.value == 10.0 => (20.0, 99.0),
            Vague::Many => (2.0 * first.value, 10.0 * first.value - 1.0),
        };
        return Bounds { number: None, low: Some(low), high: Some(high) };
    }
    // Parts of a whole are told in per cent.
    let scale =
        if first.fraction && said.sort == Some(Sort::Percent) || said.rule == "quantities/share" { 100.0 } else { 1.0 };
    let low = first.value * scale;
    if let Some(second) = &said.second {
        return Bounds { number: None, low: Some(low), high: Some(second.value * scale) };
    }
    let value = low;
    let (low, high) = match said.sign {
        Sign::Equal | Sign::About => (Some(value), Some(value)),
        Sign::Almost if scale == 100.0 => (Some(value - ALMOST_POINTS), Some(value)),
        // "Almost minus five" is above it.
        Sign::Almost => (Some(value.min(value * ALMOST)), Some(value.max(value * ALMOST))),
        Sign::More | Sign::Most => (Some(value), None),
        Sign::Less => (None, Some(value)),
    };
    Bounds { number: Some(value).filter(|_| said.sign != Sign::Most), low, high }
}
