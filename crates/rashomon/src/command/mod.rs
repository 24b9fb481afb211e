//! What the user types, and what is printed.

use clap::{Args, Parser, Subcommand};
use rashomon::{Settings, show};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

/// Reads many reports of one event side by side.
#[derive(Parser)]
#[command(version, about, max_term_width = 100)]
struct Rashomon {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Print what each source says, who published it and when (JSON Lines)
    Read(Sources),
    /// Print who said what, when and how many in each report (JSON Lines)
    Annotate {
        #[command(flatten)]
        sources: Sources,
        /// Print sentences, tags and trees as CoNLL-U instead
        #[arg(long)]
        conllu: bool,
    },
    /// Print which reports tell of the same event (JSON Lines)
    Group(Sources),
    /// Print what the reports of each event say together, differently and alone
    Compare {
        #[command(flatten)]
        sources: Sources,
        /// Take all input as one story
        #[arg(long)]
        one_story: bool,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
        /// Write one self-contained web page to FILE
        #[arg(long, value_name = "FILE")]
        html: Option<std::path::PathBuf>,
    },
}

#[derive(Args)]
struct Sources {
    /// Web pages, text copies, JSON Lines, feeds, web archives, folders of them, or - for standard input
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<String>,
    /// The day for reports that do not tell it (YYYY-MM-DD)
    #[arg(long, value_name = "DATE")]
    published: Option<rashomon::news::Moment>,
    /// The day of reading, for reproducible runs (default: today)
    #[arg(long, value_name = "DATE")]
    today: Option<rashomon::news::Moment>,
    /// Add the values that were found and not taken, with the reason
    #[arg(long)]
    explain: bool,
}

impl Sources {
    fn settings(&self) -> Settings {
        let mut settings = Settings::default();
        settings.published = self.published;
        settings.today = self.today.map_or(settings.today, |today| today.day());
        settings
    }

    fn read(&self) -> rashomon::Input {
        rashomon::read(&self.sources, &self.settings(), &|_| {})
    }
}

/// Runs the command; the exit status is the contract's.
pub fn run() -> ExitCode {
    let command = Rashomon::parse();
    match act(command) {
        Ok(status) => status,
        // The reader of a pipe may stop early: that is no error.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

fn act(command: Rashomon) -> io::Result<ExitCode> {
    let mut out = BufWriter::new(io::stdout().lock());
    let input = match &command.verb {
        Verb::Read(sources) | Verb::Group(sources) | Verb::Annotate { sources, .. } | Verb::Compare { sources, .. } => {
            sources.read()
        }
    };
    for failure in &input.failures {
        complain(failure);
    }
    let status = if input.failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    match command.verb {
        Verb::Read(sources) => {
            for record in &input.records {
                let row = match record {
                    rashomon::read_stage::Record::Report(report) => show::json::report(report, sources.explain),
                    rashomon::read_stage::Record::Annotated(all) => show::json::report(&all.report, sources.explain),
                };
                writeln!(out, "{row}")?;
            }
        }
        Verb::Annotate { sources, .. } => {
            for all in rashomon::annotate(input.records, &|| {}) {
                writeln!(out, "{}", show::json::annotated(&all, sources.explain))?;
            }
        }
        Verb::Group(_) => {
            for story in rashomon::group(&rashomon::annotate(input.records, &|| {})) {
                writeln!(out, "{}", show::json::story(&story))?;
            }
        }
        Verb::Compare { one_story, json, html, .. } => {
            let stories = rashomon::compare(rashomon::annotate(input.records, &|| {}), one_story);
            if let Some(path) = &html {
                std::fs::write(path, show::html::page(&stories))?;
            }
            if json {
                writeln!(out, "{}", show::json::comparison(&stories))?;
            } else if html.is_none() {
                let style = show::terminal::Style { colour: io::stdout().is_terminal(), width: 100, all: false };
                write!(out, "{}", show::terminal::report(&stories, style))?;
            }
        }
    }
    out.flush()?;
    Ok(status)
}

#[allow(clippy::print_stderr)]
fn complain(words: &str) {
    eprintln!("rashomon: {words}");
}
