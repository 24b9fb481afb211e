//! The numbers by which a page's lines are told apart.

use super::names;
use super::tree::{Page, TAGS};
use crate::line::context::{self, AROUND, Brief, CORE, Core, Sums};
use crate::line::{WORDS, Words};
use crate::model::lexicon::Lexicon;
use std::collections::BTreeMap;

/// How many numbers a line has.
pub const NUMBERS: usize = WORDS + 12 + 2 * names::COUNT + TAGS + 1 + 14 + 6 + AROUND + CORE;

/// A page's lines made ready for the models.
pub struct Ready {
    /// What is counted in each line.
    pub words: Vec<Words>,
    briefs: Vec<Brief>,
    sums: Sums,
    scores: Vec<f32>,
}

/// Makes a page's lines ready.
pub fn ready(page: &Page, lexicon: &Lexicon) -> Ready {
    let words: Vec<Words> = page.lines.iter().map(|line| Words::of(&line.text)).collect();
    let scores: Vec<f32> = words.iter().map(|words| lexicon.score(&words.hashes)).collect();
    let briefs: Vec<Brief> = page
        .lines
        .iter()
        .zip(&words)
        .zip(&scores)
        .map(|((line, words), score)| {
            let links = line.links as f32 / words.chars.max(1) as f32;
            let tag = page.elements[line.element as usize].tag;
            Brief::new(words, links, *score, line.item || tag.heading(), line.gap)
        })
        .collect();
    let sums = Sums::new(briefs.iter().map(|brief| brief.running));
    Ready { words, briefs, sums, scores }
}

/// The numbers of every line, [`NUMBERS`] each; `opinion` is what share of a line's words another extractor kept.
pub fn numbers(page: &Page, ready: &Ready, opinion: &[f32]) -> Vec<Vec<f32>> {
    let heading = page.lines.iter().position(|line| page.elements[line.element as usize].tag as u8 == 4);
    let title: Vec<u32> = Words::of(page.title.as_deref().unwrap_or("")).hashes;
    let mut seen: BTreeMap<&str, f32> = BTreeMap::new();
    for line in &page.lines {
        *seen.entry(&line.text).or_default() += 1.0;
    }
    // Paragraphs of an article share tag and class: how much running text each make carries.
    let mut makes: BTreeMap<u32, f32> = BTreeMap::new();
    for (line, brief) in page.lines.iter().zip(&ready.briefs) {
        *makes.entry(page.elements[line.element as usize].make).or_default() += brief.running;
    }
    let all_running = ready.sums.running(0, page.lines.len()).max(1.0);
    let bit = |sign: bool| f32::from(u8::from(sign));
    let core = Core::find(&ready.briefs);
    (0..page.lines.len())
        .map(|place| {
            let line = &page.lines[place];
            let words = &ready.words[place];
            let element = &page.elements[line.element as usize];
            let chars = words.chars.max(1) as f32;
            let mut out = Vec::with_capacity(NUMBERS);
            words.numbers(&mut out);
            let shared = words.hashes.iter().filter(|hash| title.contains(hash)).count() as f32;
            out.extend([
                ready.scores[place],
                line.links as f32 / chars,
                line.bold as f32 / chars,
                bit(line.broken),
                bit(line.gap),
                bit(line.timed),
                bit(element.hidden),
                bit(line.item),
                seen.get(line.text.as_str()).copied().unwrap_or(1.0),
                shared / words.words.max(1) as f32,
                heading.map_or(-1000.0, |heading| place as f32 - heading as f32),
                f32::from(element.depth),
            ]);
            let parent = &page.elements[element.parent as usize];
            let near = element.names | parent.names | line.names;
            let far = element.around;
            out.extend((0..names::COUNT).map(|group| bit(near >> group & 1 == 1)));
            out.extend((0..names::COUNT).map(|group| bit(far >> group & 1 == 1)));
            out.extend((0..TAGS).map(|tag| bit(element.tags >> tag & 1 == 1)));
            out.push(f32::from(element.tag as u8));
            let grand = &page.elements[parent.parent as usize];
            for above in [parent, grand] {
                let all = above.chars.max(1) as f32;
                out.extend([
                    above.running as f32,
                    above.links as f32 / all,
                    above.lines as f32,
                    above.running as f32 / all,
                    above.running as f32 / all_running,
                    above.commas as f32 / above.lines.max(1) as f32,
                ]);
            }
            out.push(makes.get(&element.make).copied().unwrap_or(0.0) / all_running);
            // The smallest element around that holds half of the running text: how far up it is.
            let mut up = 0.0;
            let mut at = line.element;
            while (page.elements[at as usize].running as f32) < all_running * 0.5 && at != 0 {
                at = page.elements[at as usize].parent;
                up += 1.0;
            }
            out.push(up);
            let holder = &page.elements[at as usize];
            out.extend([
                holder.running as f32 / all_running,
                holder.links as f32 / holder.chars.max(1) as f32,
                holder.lines as f32,
                f32::from(holder.depth),
                opinion.get(place).copied().unwrap_or(0.0),
                neighbours(opinion, place),
            ]);
            context::around(&ready.briefs, place, &ready.sums, &mut out);
            core.numbers(&ready.briefs, place, &mut out);
            out
        })
        .collect()
}

fn neighbours(opinion: &[f32], place: usize) -> f32 {
    let (from, to) = (place.saturating_sub(3), (place + 4).min(opinion.len()));
    let part = opinion.get(from..to).unwrap_or(&[]);
    part.iter().sum::<f32>() / part.len().max(1) as f32
}
