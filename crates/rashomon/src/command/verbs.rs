//! What each verb prints.

use super::progress::Watched;
use super::{Colour, Sources};
use rashomon::Reader;
use rashomon::show::{html, json, terminal};
use std::fs;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;

/// Columns where no terminal tells its own.
const WIDTH: u16 = 100;

fn watched(sources: &Sources) -> Watched {
    Watched::new(Reader::new(&sources.sources, &sources.settings()), sources.quiet)
}

pub fn read(sources: &Sources, explain: bool) -> io::Result<bool> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut reader = watched(sources);
    for record in &mut reader {
        writeln!(out, "{}", json::report(record.report(), explain))?;
    }
    out.flush()?;
    Ok(reader.finish())
}

pub fn annotate(sources: &Sources, explain: bool) -> io::Result<bool> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut reader = watched(sources);
    rashomon::annotate_in_company(&mut reader, |all| writeln!(out, "{}", json::annotated(&all, explain)))?;
    out.flush()?;
    Ok(reader.finish())
}

pub fn conllu(sources: &Sources) -> io::Result<bool> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut reader = watched(sources);
    rashomon::grammar_each(&mut reader, |(report, grammar)| super::conllu::print(&mut out, &report, &grammar))?;
    out.flush()?;
    Ok(reader.finish())
}

pub fn group(sources: &Sources, explain: Option<&[String]>) -> io::Result<bool> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut reader = watched(sources);
    let reports = rashomon::annotate(&mut reader);
    if let Some([a, b]) = explain {
        match rashomon::explain(&reports, a, b) {
            Some(explanation) => write!(out, "{}", terminal_words(&explanation, a, b))?,
            None => return Err(io::Error::other(format!("there are no two reports {a:?} and {b:?} to explain"))),
        }
        out.flush()?;
        return Ok(reader.finish());
    }
    for story in rashomon::group(&reports) {
        writeln!(out, "{}", json::story(&story))?;
    }
    out.flush()?;
    Ok(reader.finish())
}

/// Why two reports are, or are not, together: what decides first, then what speaks for and against, the heaviest first.
fn terminal_words(told: &rashomon::Explanation, a: &str, b: &str) -> String {
    let verdict = if told.together {
        format!("{a} and {b} are together in story {}", told.stories[0])
    } else {
        format!("{a} (story {}) and {b} (story {}) are not together", told.stories[0], told.stories[1])
    };
    let mut lines = vec![verdict];
    let link = told.link.map(|link| format!("; {a} to the rest of {b}'s story: {link:+.1} (from 0 it joins)"));
    lines.push(format!("by themselves {:.0} in 100{}", 100.0 * told.probability, link.unwrap_or_default()));
    let mut evidence: Vec<_> = told.evidence.iter().collect();
    evidence.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    lines.extend(evidence.iter().map(|one| format!("{:+6.1}  {}: {}", one.weight, one.what, one.words.join(", "))));
    lines.iter().map(|line| format!("{}\n", line.trim_end_matches([':', ' ']))).collect()
}

/// Where a comparison goes.
pub struct Output {
    pub json: bool,
    pub html: Option<PathBuf>,
    pub all: bool,
    pub colour: Colour,
    pub width: Option<u16>,
}

pub fn compare(sources: &Sources, one_story: bool, output: &Output) -> io::Result<bool> {
    let mut reader = watched(sources);
    let reports = rashomon::annotate(&mut reader);
    let stories = rashomon::compare(reports, one_story);
    let complete = reader.finish();
    if let Some(path) = &output.html {
        let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
        fs::write(path, html::page(&stories)).map_err(named)?;
    }
    let mut out = BufWriter::new(io::stdout().lock());
    if output.json {
        writeln!(out, "{}", json::comparison(&stories))?;
    } else if output.html.is_none() {
        write!(out, "{}", terminal::report(&stories, style(output)))?;
    }
    out.flush()?;
    Ok(complete)
}

fn style(output: &Output) -> terminal::Style {
    let person = io::stdout().is_terminal();
    let colour = match output.colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => person && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    };
    let own = terminal_size::terminal_size().map(|(width, _)| width.0).filter(|_| person);
    terminal::Style { colour, width: usize::from(output.width.or(own).unwrap_or(WIDTH)), all: output.all }
}
