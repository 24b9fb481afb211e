//! Dates as precise as their words.

use jiff::civil::Date;
use rashomon_news::Time;

/// `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `YYYY-MM-DDThh:mm` of an expression that means a date; `from/to` for a stretch of years;
/// `None` where it stays relative or means no calendar time.
pub fn iso(time: &Time) -> Option<String> {
    let value = time.value.as_str();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if value.len() >= 4 && digits(&value[..4]) {
        let plain = value.len() == 4
            || value.len() == 7 && value.as_bytes()[4] == b'-' && digits(&value[5..7])
            || value.len() >= 10
                && value.as_bytes()[4] == b'-'
                && digits(&value[5..7])
                && value.as_bytes()[7] == b'-'
                && digits(&value[8..10]);
        if plain {
            let hour = value
                .get(10..16)
                .filter(|rest| rest.as_bytes()[0] == b'T' && digits(&rest[1..3]) && digits(&rest[4..6]));
            let length = if hour.is_some() { 16 } else { value.len().min(10) };
            return Some(value[..length].to_owned());
        }
    }
    let (first, last) = time.days?;
    Some(between(first, last))
}

/// The most precise single date that covers a stretch of days: a week that lies in one month is that month.
fn between(first: Date, last: Date) -> String {
    if first == last {
        first.to_string()
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{:04}-{:02}", first.year(), first.month())
    } else if first.year() == last.year() {
        // A week over two months is told by the month it starts in; longer stretches by their year.
        let days = last.day_of_year() - first.day_of_year();
        if days <= 7 { format!("{:04}-{:02}", first.year(), first.month()) } else { format!("{:04}", first.year()) }
    } else {
        format!("{:04}/{:04}", first.year(), last.year())
    }
}
