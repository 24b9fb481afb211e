//! The agencies a report credits, with the words that do.

use rashomon_news::{Report, Role};
use rashomon_text::Range;

/// Short name of each agency and how it is printed. Short forms in capitals count only as whole words.
const AGENCIES: [(&str, &[&str]); 17] = [
    ("AP", &["Associated Press", "AP"]),
    ("AFP", &["Agence France-Presse", "Agence France Presse", "AFP"]),
    ("Reuters", &["Reuters", "REUTERS"]),
    ("PA", &["Press Association", "PA"]),
    ("UPI", &["United Press International", "UPI"]),
    ("Interfax", &["Interfax"]),
    ("TASS", &["ITAR-TASS", "TASS"]),
    ("RIA Novosti", &["RIA Novosti"]),
    ("Xinhua", &["Xinhua"]),
    ("dpa", &["Deutsche Presse-Agentur", "dpa", "DPA"]),
    ("EFE", &["EFE"]),
    ("ANSA", &["ANSA"]),
    ("Kyodo", &["Kyodo"]),
    ("Yonhap", &["Yonhap"]),
    ("PTI", &["Press Trust of India", "PTI"]),
    ("ANI", &["Asian News International"]),
    ("CP", &["Canadian Press"]),
];

/// The short name of what may be an agency, with or without its article; other names as they are.
pub fn short(name: String) -> String {
    let bare = name.strip_prefix("The ").or(name.strip_prefix("the ")).unwrap_or(&name);
    let known = AGENCIES.iter().find(|(_, forms)| forms.contains(&bare));
    known.map_or(name, |(short, _)| (*short).to_owned())
}

/// (agency, the words, whether the credit is for the report's own text and not for one statement), in order of the agencies.
pub fn find(report: &Report) -> Vec<(&'static str, Range, bool)> {
    let mut out = Vec::new();
    for (name, forms) in AGENCIES {
        let mut best: Option<(Range, bool)> = None;
        for block in report.blocks.iter().filter(|block| !matches!(block.value, Role::Caption | Role::Furniture)) {
            let part = report.text.slice(block.range);
            for form in forms {
                for (at, _) in part.match_indices(form) {
                    let (before, after) = (&part[..at], &part[at + form.len()..]);
                    let whole = !before.ends_with(|c: char| c.is_alphanumeric() || c == '/' || c == '@')
                        && !after.starts_with(|c: char| c.is_alphanumeric());
                    // "Image: Reuters" credits a picture.
                    let picture = ["image:", "photo:", "photo by", "picture:", "credit:", "photo/", "video by"]
                        .iter()
                        .any(|mark| before.to_lowercase().trim_end().ends_with(mark));
                    if !whole || picture || after.starts_with('/') {
                        continue;
                    }
                    let Some(range) =
                        report.text.range(block.range.start() + at, block.range.start() + at + form.len())
                    else {
                        continue;
                    };
                    let own = own(before, after, block.value);
                    if best.is_none_or(|(_, was)| own && !was) {
                        best = Some((range, own));
                    }
                }
            }
        }
        if let Some((range, own)) = best {
            out.push((name, range, own || report.agencies.iter().any(|known| known == name)));
        }
    }
    out
}

/// Whether a credit is for the text itself: a dateline, a line of credits, a notice.
fn own(before: &str, after: &str, role: Role) -> bool {
    if !role.tells() {
        return true;
    }
    let dateline = before.len() < 60 && before.ends_with('(') && after.starts_with(')');
    let notice = ["contributed", "copyright", "all rights", "reporting by"].iter().any(|mark| {
        after.to_lowercase().get(..40).unwrap_or(&after.to_lowercase()).contains(mark)
            || before.to_lowercase().ends_with(mark)
    });
    // A line of nothing but credits: "mm/jil (AFP, AP)".
    let short = before.len() + after.len() < 40;
    dateline || notice || short || before.to_lowercase().contains("copyright")
}
