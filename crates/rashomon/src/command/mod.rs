//! What the user types, and what is printed.

mod conllu;
mod progress;
mod verbs;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueHint};
use rashomon::Settings;
use rashomon::news::Moment;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

/// Reads many reports of one event side by side.
///
/// Give it the reports in whatever shape you have them. It finds who said what, when and how many, groups the reports of one
/// event, and shows what they say together, differently and alone, each line with the exact words it rests on. Nothing leaves
/// this machine, and the same input gives the same output.
#[derive(Parser)]
#[command(version, max_term_width = 100, after_help = AFTER)]
struct Rashomon {
    #[command(subcommand)]
    verb: Verb,
}

const AFTER: &str = "Examples:
  rashomon compare monday/*.html              side by side on the terminal
  rashomon compare --html page.html reports/  one self-contained page
  rashomon annotate report.txt | jq .quotes   who said what, as JSON

Exit status: 0 done; 1 some input could not be read (it is named, the rest is done); 2 the command line is wrong.";

#[derive(Subcommand)]
enum Verb {
    /// What each source says, who published it and when (JSON Lines)
    Read {
        #[command(flatten)]
        sources: Sources,
        /// Add the values that were found and not taken, with the reason
        #[arg(long)]
        explain: bool,
    },
    /// Who said what, when and how many in each report (JSON Lines)
    ///
    /// Reports that tell no date are dated by the company they keep, among at most 2,000 reports; `dated` says why.
    Annotate {
        #[command(flatten)]
        sources: Sources,
        /// Print sentences, tags and trees as CoNLL-U instead
        #[arg(long)]
        conllu: bool,
        /// Add the values that were found and not taken, with the reason
        #[arg(long)]
        explain: bool,
    },
    /// Which reports tell of the same event (JSON Lines)
    Group {
        #[command(flatten)]
        sources: Sources,
        /// Say for two reports why they are, or are not, together
        #[arg(long, num_args = 2, value_names = ["A", "B"])]
        explain: Option<Vec<String>>,
    },
    /// What the reports of each event say together, differently and alone
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
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        html: Option<PathBuf>,
        /// Print long lists whole
        #[arg(long)]
        all: bool,
        /// Colour on the terminal
        #[arg(long, value_name = "WHEN", default_value = "auto")]
        color: Colour,
        /// Columns to print (default: the terminal's)
        #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=1000))]
        width: Option<u16>,
    },
    /// Print a script that completes commands in your shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(hide = true)]
    Man,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Args)]
struct Sources {
    /// Web pages, text copies, JSON Lines, feeds, web archives, folders of them, or - for standard input
    #[arg(required = true, value_name = "SOURCE", value_hint = ValueHint::AnyPath)]
    sources: Vec<PathBuf>,
    /// The day for reports that do not tell it (YYYY-MM-DD)
    #[arg(long, value_name = "DATE", value_parser = moment)]
    published: Option<Moment>,
    /// The day of reading (default: the clock's day); nothing was published after it
    #[arg(long, value_name = "DATE", value_parser = moment)]
    today: Option<Moment>,
    /// Say nothing of progress
    #[arg(long, short)]
    quiet: bool,
}

impl Sources {
    fn settings(&self) -> Settings {
        let told = Settings::default();
        Settings { published: self.published, today: self.today.map_or(told.today, Moment::day) }
    }
}

fn moment(words: &str) -> Result<Moment, String> {
    words.parse().map_err(|_| "a date is YYYY-MM-DD, or YYYY-MM-DDThh:mm:ssZ".to_owned())
}

/// Runs the command; the exit status is the contract's.
pub fn run() -> ExitCode {
    match act(Rashomon::parse().verb) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // The reader of a pipe may stop early: that is no error.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

/// Whether everything could be read.
fn act(verb: Verb) -> io::Result<bool> {
    match verb {
        Verb::Read { sources, explain } => verbs::read(&sources, explain),
        Verb::Annotate { sources, conllu: true, .. } => verbs::conllu(&sources),
        Verb::Annotate { sources, explain, .. } => verbs::annotate(&sources, explain),
        Verb::Group { sources, explain } => verbs::group(&sources, explain.as_deref()),
        Verb::Compare { sources, one_story, json, html, all, color, width } => {
            verbs::compare(&sources, one_story, &verbs::Output { json, html, all, colour: color, width })
        }
        Verb::Completions { shell } => {
            clap_complete::generate(shell, &mut Rashomon::command(), "rashomon", &mut io::stdout());
            Ok(true)
        }
        Verb::Man => {
            clap_mangen::Man::new(Rashomon::command()).render(&mut io::stdout())?;
            Ok(true)
        }
    }
}

#[allow(clippy::print_stderr)]
fn complain(words: &str) {
    eprintln!("rashomon: {words}");
}
