//! Which reports share running text, and which agency they have it from.

use crate::credits;
use crate::sheet::Sheet;
use crate::words::Lexicon;
use rashomon_news::{Copied, Direction, Moment, Rule};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Length of a seed in words: longer ones miss edited copies, shorter ones are found by chance.
const SEED: usize = 4;
/// How many earlier places of a seed are tried: bounds the work where many reports carry one text.
const NEIGHBOURS: usize = 8;
/// Words outside quotations that must agree; the guide of the gold says twelve in a row, almost word for word.
const SHARED: usize = 12;
/// Words of these that stand in no quotation at all: two outlets that tell what one person said need not have it from each other.
const TOLD: usize = 4;
/// Words that must agree, quoted or not, where both credit one agency.
const CREDITED: usize = 8;
/// Share of the words of the longer side that must agree.
const DENSE: f32 = 0.72;

/// A stretch that two reports share, as places of words.
#[derive(Clone, Debug)]
pub struct Shared {
    pub a: std::ops::Range<usize>,
    pub b: std::ops::Range<usize>,
    /// Words that agree.
    pub agree: usize,
    /// Those of them outside quotation marks.
    pub plain: usize,
    /// Those of them in no quotation, direct or indirect, of either report.
    pub told: usize,
}

/// Stretches by pair of reports, the earlier report of the story first.
pub type Overlaps = BTreeMap<(usize, usize), Vec<Shared>>;

/// All stretches of at least [`CREDITED`] words that two reports share.
pub fn overlaps(sheets: &[Sheet], stems: &[Vec<u32>], lexicon: &Lexicon) -> Overlaps {
    let mut seen: FxHashMap<[u32; SEED], Vec<(usize, usize)>> = FxHashMap::default();
    let mut found = Overlaps::new();
    // Where a pair of reports has been aligned already: the ends of the last stretch.
    let mut tried: FxHashMap<(usize, usize), Vec<Shared>> = FxHashMap::default();
    for (report, sheet) in sheets.iter().enumerate() {
        let own = &stems[report];
        for at in 0..own.len().saturating_sub(SEED - 1) {
            let Ok(seed) = <[u32; SEED]>::try_from(&own[at..at + SEED]) else { continue };
            // Four function words in a row are shared by chance.
            if (at..at + SEED).filter(|&place| !lexicon.form(sheet.words[place]).stop).count() < 2 {
                continue;
            }
            let places = seen.entry(seed).or_default();
            for &(other, there) in places.iter().rev().filter(|place| place.0 != report).take(NEIGHBOURS) {
                let before = tried.entry((other, report)).or_default();
                let known = |shared: &Shared| shared.a.contains(&there) && shared.b.contains(&at);
                if before.iter().rev().take(12).any(known) {
                    continue;
                }
                let shared = stretch((&sheets[other], &stems[other], there), (sheet, own, at));
                if shared.agree >= CREDITED {
                    found.entry((other, report)).or_default().push(shared.clone());
                }
                before.push(shared);
            }
            places.push((report, at));
        }
    }
    found
}

/// The stretch around a seed, both ways.
fn stretch(a: (&Sheet, &[u32], usize), b: (&Sheet, &[u32], usize)) -> Shared {
    let mut agree: Vec<(usize, usize)> = Vec::new();
    walk(a.1, b.1, (a.2, b.2), &mut agree);
    let (mut back_a, mut back_b) = (a.1[..a.2].to_vec(), b.1[..b.2].to_vec());
    // Looking back no further than a long paragraph bounds the copy made here.
    const FAR: usize = 400;
    back_a.drain(..back_a.len().saturating_sub(FAR));
    back_b.drain(..back_b.len().saturating_sub(FAR));
    back_a.reverse();
    back_b.reverse();
    let mut behind = Vec::new();
    walk(&back_a, &back_b, (0, 0), &mut behind);
    agree.extend(behind.iter().map(|&(x, y)| (a.2 - 1 - x, b.2 - 1 - y)));
    let ends = |of: fn(&(usize, usize)) -> usize| {
        let first = agree.iter().map(of).min().unwrap_or(0);
        first..agree.iter().map(of).max().map_or(first, |last| last + 1)
    };
    let plain = agree.iter().filter(|(x, y)| !a.0.words[*x].quoted && !b.0.words[*y].quoted).count();
    let told = agree.iter().filter(|(x, y)| !a.0.words[*x].said && !b.0.words[*y].said).count();
    Shared { a: ends(|pair| pair.0), b: ends(|pair| pair.1), agree: agree.len(), plain, told }
}

/// Walks on from a place in both, over small differences, and keeps the pairs of places that agree up to the best point.
fn walk(a: &[u32], b: &[u32], (mut i, mut j): (usize, usize), agree: &mut Vec<(usize, usize)>) {
    let (mut score, mut best, mut kept) = (0.0f32, 0.0f32, agree.len());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            agree.push((i, j));
            score += 1.0;
            if score >= best {
                (best, kept) = (score, agree.len());
            }
            i += 1;
            j += 1;
            continue;
        }
        let Some((skip_a, skip_b)) = resume(&a[i..], &b[j..]) else { break };
        score -= 0.8 * skip_a.max(skip_b) as f32;
        if score < best - 4.0 {
            break;
        }
        i += skip_a;
        j += skip_b;
    }
    agree.truncate(kept);
}

/// The smallest skip after which two words agree again.
fn resume(a: &[u32], b: &[u32]) -> Option<(usize, usize)> {
    const SKIP: usize = 4;
    (1..=SKIP).flat_map(|most| (0..=most).map(move |less| (most, less))).find_map(|(most, less)| {
        [(most, less), (less, most)]
            .into_iter()
            .find(|&(x, y)| a.len() > x + 1 && b.len() > y + 1 && a[x] == b[y] && a[x + 1] == b[y + 1])
    })
}

fn dense(shared: &Shared) -> bool {
    shared.agree as f32 >= DENSE * shared.a.len().max(shared.b.len()) as f32
}

/// Pairs of reports of which one has text of the other, or both of an agency.
pub fn find(sheets: &[Sheet], overlaps: &Overlaps, times: &[Option<Moment>]) -> Vec<Copied> {
    let credits: Vec<_> = sheets.iter().map(|sheet| credits::find(&sheet.all.report)).collect();
    let mut out = Vec::new();
    for (&(a, b), all) in overlaps {
        let (left, right) = (&sheets[a], &sheets[b]);
        let running: Vec<_> =
            all.iter().filter(|shared| shared.plain >= SHARED && shared.told >= TOLD && dense(shared)).collect();
        let both =
            credits[a].iter().map(|credit| credit.0).find(|name| credits[b].iter().any(|credit| credit.0 == *name));
        let either =
            both.or_else(|| credits[a].iter().chain(&credits[b]).find(|credit| credit.2).map(|credit| credit.0));
        if running.is_empty() && (both.is_none() || !all.iter().any(dense)) {
            continue;
        }
        let mut passages: Vec<_> = running
            .iter()
            .filter_map(|shared| {
                let (x, y) = (left.span(shared.a.clone())?, right.span(shared.b.clone())?);
                Some((left.text().passage(x), right.text().passage(y)))
            })
            .collect();
        passages.sort_by_key(|(x, y)| (x.range(), y.range()));
        let origin = if running.is_empty() { both } else { either };
        let words = [(left, &credits[a]), (right, &credits[b])].into_iter().flat_map(|(sheet, credits)| {
            let named = credits.iter().filter(|credit| Some(credit.0) == origin);
            named.map(|credit| (sheet.id().to_owned(), sheet.text().passage(credit.1))).take(1)
        });
        out.push(Copied {
            a: left.id().to_owned(),
            b: right.id().to_owned(),
            origin: origin.map(str::to_owned),
            direction: direction(left, right, times[a], times[b]),
            passages,
            credits: words.collect(),
            rule: Rule::new(if running.is_empty() { "copies/credit" } else { "copies/text" }),
        });
    }
    out
}

/// By credit first (one names the other's outlet as its source), then by time.
fn direction(a: &Sheet, b: &Sheet, at: Option<Moment>, bt: Option<Moment>) -> Option<Direction> {
    let names = |sheet: &Sheet, outlet: &Option<String>| {
        outlet.as_ref().is_some_and(|outlet| outlet.len() > 3 && sheet.text().as_str().contains(outlet.as_str()))
    };
    let (a_names, b_names) = (names(a, &b.all.report.outlet), names(b, &a.all.report.outlet));
    if a.all.report.outlet != b.all.report.outlet && a_names != b_names {
        return Some(if b_names { Direction::AToB } else { Direction::BToA });
    }
    let (at, bt) = (at?, bt?);
    let order = match (at.instant(), bt.instant()) {
        (Some(x), Some(y)) => x.cmp(&y),
        _ => at.day().cmp(&bt.day()),
    };
    match order {
        std::cmp::Ordering::Less => Some(Direction::AToB),
        std::cmp::Ordering::Greater => Some(Direction::BToA),
        std::cmp::Ordering::Equal => None,
    }
}
