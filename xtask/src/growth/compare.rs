//! How long a comparison takes as its story grows: made reports that quote, count and tell partly the same, or the reports of a file.

use super::{Dice, records, spent};
use anyhow::Result;
use rashomon_compare::{compare, training};
use rashomon_news::{Annotated, Moment, Published, Report, Rule};
use rashomon_text::Text;

const SIZES: [usize; 5] = [2, 5, 20, 50, 200];
/// The least time of so many rounds is told: what else runs on the machine only adds.
const ROUNDS: usize = 3;

/// What the made story tells of; each report picks from it.
const STATEMENTS: usize = 90;

const SPEAKERS: [&str; 9] = [
    "Mayor Ilka Brandt",
    "Governor Tomas Reuel",
    "harbour master Jon Vesterby",
    "Mira Dalgaard, an engineer at the water board,",
    "Defence Minister Pavel Orsk",
    "fire chief Hanne Lund",
    "Olaf Stenmark, a fisherman,",
    "Red Cross spokeswoman Ana Pires",
    "the regional government",
];
const SUBJECTS: [&str; 16] = [
    "The northern dike",
    "The pumping station at Gorm",
    "Every family on the island",
    "The ferry company",
    "Our night shift",
    "The bridge to Velia",
    "The emergency fund",
    "A second storm",
    "The council",
    "The chemical plant",
    "Each of the schools",
    "The army's helicopter",
    "The warning system",
    "The old lighthouse",
    "The railway line",
    "The hospital on the hill",
];
const DEEDS: [&str; 16] = [
    "was never inspected",
    "will be rebuilt",
    "had been promised new gates",
    "lost its power",
    "cannot be reached by road",
    "was evacuated in the dark",
    "has to answer for the delay",
    "stayed open through the flood",
    "took in hundreds of people",
    "broke under the first wave",
    "needs clean water and blankets",
    "must pay for the damage",
    "warned of a breach in March",
    "refused to send boats",
    "is safe for the moment",
    "failed when it was needed most",
];
const ENDS: [&str; 16] = [
    "because nobody listened to the engineers",
    "before the winter comes",
    "while the minister was on holiday",
    "and I will not hide that from anyone",
    "since the budget was cut",
    "after the siren went silent",
    "as soon as the wind drops",
    "although the insurers had agreed",
    "and the inquiry will show it",
    "until the last child was out",
    "so that no one is left behind",
    "despite three letters to the capital",
    "if the rain goes on",
    "when the tide turned at midnight",
    "and we are grateful to the volunteers",
    "which is a scandal",
];
const COUNTED: [&str; 12] = [
    "people were killed",
    "houses were damaged",
    "residents were taken to shelters",
    "boats took part in the search",
    "people are still missing",
    "soldiers were sent to the coast",
    "hectares of farmland stand under water",
    "cattle drowned",
    "homes are without power",
    "volunteers filled sandbags",
    "cars were swept away",
    "million crowns were set aside for repairs",
];
const PLACES: [&str; 8] = [
    "in Ostrel",
    "near Velia",
    "on the island of Gorm",
    "along the coast",
    "in the lower town",
    "in Hask",
    "at the harbour",
    "in the valley",
];
const DAYS: [&str; 7] =
    ["on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday", "last week", "on 3 April 2031"];
const OWN: [&str; 12] = [
    "A baker",
    "The road",
    "One neighbour",
    "A church",
    "The market",
    "A mill",
    "The cemetery",
    "An orchard",
    "The library",
    "A tanker",
    "The brewery",
    "A shepherd",
];
const DID: [&str; 12] = [
    "gave away bread",
    "was covered with mud",
    "waited on a roof",
    "rang its bells",
    "remained shut",
    "lost its wheel",
    "was spared",
    "drifted out to sea",
    "dried its books",
    "blocked the canal",
    "brewed tea for rescuers",
    "counted the flock twice",
];

/// Prints the time of a comparison after annotation, on one thread, over stories of 2 to 200 reports.
pub fn growth(more: &[String]) -> Result<()> {
    let most = SIZES.iter().copied().max().unwrap_or(0);
    let reports: Vec<Annotated> = match more.first() {
        Some(path) => records(path)?
            .into_iter()
            .map(|all| {
                if all.report.blocks.is_empty() || all.quotes.is_empty() {
                    rashomon_annotate::annotate(all.report)
                } else {
                    all
                }
            })
            .take(most)
            .collect(),
        None => (0..most).map(|number| rashomon_annotate::annotate(made(number))).collect(),
    };
    let mut sizes: Vec<usize> = SIZES.iter().copied().filter(|&size| size < reports.len()).collect();
    sizes.push(reports.len());
    println!("reports  pairs asked       ms   ms a report");
    for size in sizes {
        let some = &reports[..size.min(reports.len())];
        let Some(story) = rashomon_group::one_story(some) else { continue };
        let members: Vec<&Annotated> =
            story.reports.iter().filter_map(|member| some.iter().find(|all| all.report.id == member.id)).collect();
        let mut things: Vec<(usize, usize)> =
            training::pairs(&story, &members).utterances.iter().map(|pair| pair.things).collect();
        things.dedup();
        let mut least = f64::INFINITY;
        for _ in 0..ROUNDS {
            let start = spent();
            std::hint::black_box(compare(&story, &members));
            least = least.min((spent() - start) * 1e3);
        }
        println!("{size:>7}  {:>11}  {least:>7.1}  {:>12.2}", things.len(), least / size as f64);
    }
    Ok(())
}

/// A report of the made story: a third to a half of it is told by others too, in words of its own.
fn made(number: usize) -> Report {
    let mut dice = Dice(number as u64 + 1);
    let mut text = format!(
        "Flood {}: {} {}\n",
        PLACES[dice.roll(PLACES.len())],
        OWN[number % OWN.len()],
        DID[dice.roll(DID.len())]
    );
    for line in 0..22 {
        match dice.roll(4) {
            0 | 1 => text.push_str(&said(&mut dice)),
            2 => text.push_str(&counted(&mut dice)),
            _ => {
                let (own, did) = (OWN[dice.roll(OWN.len())], DID[dice.roll(DID.len())]);
                let (place, end) = (PLACES[dice.roll(PLACES.len())], ENDS[dice.roll(ENDS.len())]);
                text.push_str(&format!(
                    "{own} {did} {place}, some {} metres from the water, {end}. ",
                    20 + dice.roll(900)
                ));
            }
        }
        if line % 3 == 2 {
            text.push('\n');
        }
    }
    let mut report = Report::new(format!("made-{number}"), Text::new(text));
    report.outlet = Some(format!("Outlet {number}"));
    let day = jiff::civil::date(2031, 4, 4).checked_add(jiff::Span::new().days((number % 3) as i64));
    report.published =
        day.ok().map(|day| Published { value: Moment::Day(day), why: Rule::new("made"), passage: None, from: None });
    report
}

/// A statement of the story, whole, trimmed, with a word of its own, or as reported speech.
fn said(own: &mut Dice) -> String {
    let number = own.roll(STATEMENTS);
    let mut dice = Dice(1_000_003 * (number as u64 + 1));
    let speaker = SPEAKERS[dice.roll(SPEAKERS.len())];
    let (subject, deed) = (SUBJECTS[dice.roll(SUBJECTS.len())], DEEDS[dice.roll(DEEDS.len())]);
    let (end, day) = (ENDS[dice.roll(ENDS.len())], DAYS[dice.roll(DAYS.len())]);
    let told = DEEDS[dice.roll(DEEDS.len())];
    match own.roll(6) {
        0 => format!("“{subject} {deed},” {speaker} said {day}. "),
        1 => format!("“{subject} {deed} {end}. It {told},” said {speaker}. "),
        2 => format!("{speaker} said {day} that {} {deed} {end}. ", subject.to_lowercase()),
        3 => format!("{speaker} told reporters: “{subject} simply {deed} {end}.” "),
        4 => format!("“{subject} {deed},” {speaker} said. “It {told} {}.” ", ENDS[own.roll(ENDS.len())]),
        _ => format!("“{subject} {deed} {end},” {speaker} said {day}. "),
    }
}

/// A number of the story; one report in four has it from another day.
fn counted(own: &mut Dice) -> String {
    let (what, place) = (own.roll(COUNTED.len()), own.roll(PLACES.len()));
    let number = 7 + Dice((what * 31 + place + 1) as u64).roll(400) + if own.roll(4) == 0 { own.roll(9) } else { 0 };
    let bound = ["", "at least ", "about ", "more than "][own.roll(4)];
    let (day, speaker) = (DAYS[own.roll(DAYS.len())], SPEAKERS[own.roll(SPEAKERS.len())]);
    match own.roll(3) {
        0 => format!("According to {speaker} {bound}{number} {} {} {day}. ", COUNTED[what], PLACES[place]),
        1 => format!("Officials said {bound}{number} {} {}. ", COUNTED[what], PLACES[place]),
        _ => format!(
            "In all, {bound}{number} {} {} {day}, officials in the capital said. ",
            COUNTED[what], PLACES[place]
        ),
    }
}
