//! How long and how often.

use super::clock::PARTS;
use super::meaning::{From, Meaning};
use super::read::Got;

/// The letter of a unit in a duration, with how many of it the unit is.
pub(super) fn letter(unit: i32) -> (&'static str, f64) {
    match unit {
        0 => ("TS", 1.0),
        1 => ("TM", 1.0),
        2 => ("TH", 1.0),
        3 => ("D", 1.0),
        4 => ("W", 1.0),
        5 => ("M", 1.0),
        6 => ("M", 3.0),
        7 => ("Y", 1.0),
        8 => ("Y", 10.0),
        9 => ("Y", 100.0),
        10 => ("D", 2.0),
        11 => ("W", 2.0),
        _ => ("Y", 1000.0),
    }
}

/// A TIMEX3 duration: "P3D", "PT1H30M", "PXY".
pub(super) fn length(amount: Option<f64>, unit: i32) -> String {
    let (letter, times) = letter(unit);
    let (time, sign) = letter.strip_prefix('T').map_or(("", letter), |sign| ("T", sign));
    let Some(amount) = amount else {
        let vague = match unit {
            8 => "PXDE",
            9 => "PXCE",
            6 => "PXQ",
            10 | 11 => return format!("PX{}", if unit == 10 { "WE" } else { "W" }),
            _ => return format!("P{time}X{sign}"),
        };
        return vague.to_owned();
    };
    let count = amount * times;
    // Half a year is six months, half an hour thirty minutes.
    let finer = match sign {
        "Y" => Some((12.0, "M", "")),
        "H" => Some((60.0, "M", "")),
        "M" if time == "T" => Some((60.0, "S", "")),
        "D" => Some((24.0, "H", "T")),
        _ => None,
    };
    let whole = count.trunc();
    let rest = finer.map(|(size, sign, time)| ((count.fract() * size).round(), sign, time)).filter(|rest| rest.0 > 0.0);
    match rest {
        Some((rest, fine, fine_time)) if count.fract() > 1e-6 => {
            let head = if whole > 0.0 { format!("{whole}{sign}") } else { String::new() };
            format!("P{time}{head}{fine_time}{rest}{fine}")
        }
        _ => format!("P{time}{count}{sign}"),
    }
}

pub(super) fn each(got: &Got, argument: i32) -> Option<Meaning> {
    let value = if let Some(weekday) = got.weekday {
        let part = got.part.map_or("", |part| PARTS[part.clamp(0, 7) as usize]);
        format!("XXXX-WXX-{weekday}{part}")
    } else if let Some(month) = got.month {
        format!("XXXX-{month:02}")
    } else if let Some(season) = got.season {
        format!("XXXX-{}", ["SP", "SU", "FA", "WI"][(season - 1).clamp(0, 3) as usize])
    } else if let Some(part) = got.part {
        format!("XXXX-XX-XX{}", PARTS[part.clamp(0, 7) as usize])
    } else if argument == 6 || got.unit == Some(6) {
        "P1Q".to_owned()
    } else {
        length(Some(got.num.map_or(1.0, |num| num.value)), got.unit?)
    };
    Some(Meaning::plain(value, From::Own))
}
