//! What is run over which data, and how a scorer's lines are read.

use crate::gold;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Pages tell dates up to the day of reading; a fixed one makes the figures the same on every day.
const TODAY: &str = "2026-01-01";

/// One scorer with the program's output it reads.
pub struct Run {
    /// The set's name, which starts the names of its figures.
    pub name: &'static str,
    folder: PathBuf,
    scorer: &'static str,
    what: What,
}

enum What {
    /// `rashomon VERB… FILES > out`, then `scorer GOLD out`.
    Rows { verb: &'static [&'static str], files: Vec<PathBuf>, gold: PathBuf },
    /// The texts come from the scorer itself.
    Texts { verb: &'static [&'static str], gold: PathBuf },
    /// `rashomon compare --json …` for each story, then `scorer STORY=out …`.
    Stories { one: bool, stories: Vec<(PathBuf, Vec<PathBuf>)> },
}

/// Every run, in the order of the stages.
pub fn all(folder: &Path) -> Vec<Run> {
    let gold = folder.join("gold");
    let run = |name, scorer, what| Run { name, folder: folder.to_owned(), scorer, what };
    let rows = |verb, files: &str, key: &str| What::Rows { verb, files: vec![gold.join(files)], gold: gold.join(key) };
    let seeds: Vec<_> = (1..=5).map(|n| folder.join(format!("seeds/r{n}.txt"))).collect();
    let mut stories: Vec<_> = fs::read_dir(gold.join("compare/stories"))
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    stories.sort();
    let stories = stories.into_iter().map(|story| (story.clone(), vec![story.join("reports.jsonl")])).collect();
    const ANNOTATE: &[&str] = &["annotate"];
    const READ: &[&str] = &["read", "--today", TODAY];
    const GROUP: &[&str] = &["group"];
    const CONLLU: &[&str] = &["annotate", "--conllu"];
    vec![
        run("read-news-424", "read.py", rows(READ, "read/news-424", "read/news-424-dev.jsonl")),
        run("read-copies", "read.py", rows(READ, "read/copies", "read/copies-dev.jsonl")),
        run("read-wcxb", "read.py", rows(READ, "read/wcxb-dev", "read/wcxb-dev.jsonl")),
        run("language-ewt", "language.py", What::Texts { verb: CONLLU, gold: gold.join("language/ewt-dev.conllu") }),
        run("language-gum", "language.py", What::Texts { verb: CONLLU, gold: gold.join("language/gum-dev.conllu") }),
        run("names", "people.py", What::Texts { verb: ANNOTATE, gold: gold.join("language/worldwide-ner-dev.tsv") }),
        run("quotes", "quotes.py", rows(ANNOTATE, "quotes/polnear-dev.jsonl", "quotes/polnear-dev.jsonl")),
        run("times-timebank", "times.py", rows(ANNOTATE, "times/timebank.jsonl", "times/timebank.jsonl")),
        run("times-aquaint", "times.py", rows(ANNOTATE, "times/aquaint.jsonl", "times/aquaint.jsonl")),
        run(
            "quantities",
            "quantities.py",
            rows(ANNOTATE, "quantities/newsquant-dev.jsonl", "quantities/newsquant-dev.jsonl"),
        ),
        run("group-news-cluster", "group.py", rows(GROUP, "group/news-cluster.jsonl", "group/news-cluster.jsonl")),
        run("group-basil", "group.py", rows(GROUP, "group/basil.jsonl", "group/basil.jsonl")),
        run("compare", "compare.py", What::Stories { one: true, stories }),
        run(
            "compare-seeds",
            "compare.py",
            What::Stories { one: false, stories: vec![(folder.join("seeds"), seeds.clone())] },
        ),
        run("seeds", "seeds.py", What::Rows { verb: ANNOTATE, files: seeds, gold: folder.join("seeds") }),
    ]
}

impl Run {
    /// (row, key, value) of every figure the scorer prints.
    pub fn figures(&self, program: &Path) -> Result<Vec<(String, String, f64)>> {
        let out = gold::root().join("target/score");
        fs::create_dir_all(&out)?;
        let file = |name: &str, end: &str| out.join(format!("{name}.{end}"));
        let arguments: Vec<PathBuf> = match &self.what {
            What::Rows { verb, files, gold } => {
                let printed = file(self.name, "jsonl");
                fs::write(&printed, self.program(program, verb, files)?)?;
                vec![gold.clone(), printed]
            }
            What::Texts { verb, gold } => {
                let texts = file(self.name, "texts.jsonl");
                fs::write(&texts, self.score(&[Path::new("--texts"), gold])?)?;
                let printed = file(self.name, "out");
                fs::write(&printed, self.program(program, verb, &[texts])?)?;
                vec![gold.clone(), printed]
            }
            What::Stories { one, stories } => {
                let verb: &[&str] = if *one { &["compare", "--json", "--one-story"] } else { &["compare", "--json"] };
                let mut jobs = Vec::new();
                for (number, (story, files)) in stories.iter().enumerate() {
                    let printed = file(&format!("{}-{number}", self.name), "json");
                    fs::write(&printed, self.program(program, verb, files)?)?;
                    jobs.push(PathBuf::from(format!("{}={}", story.display(), printed.display())));
                }
                jobs
            }
        };
        let printed = self.score(&arguments)?;
        Ok(String::from_utf8_lossy(&printed).lines().flat_map(figures).collect())
    }

    fn program(&self, program: &Path, verb: &[&str], files: &[PathBuf]) -> Result<Vec<u8>> {
        let output = Command::new(program).args(verb).args(files).stderr(Stdio::inherit()).output();
        let output = output.with_context(|| format!("{} cannot be run", program.display()))?;
        ensure!(
            output.status.code().is_some_and(|code| code < 2),
            "{}: the program failed: {}",
            self.name,
            output.status
        );
        Ok(output.stdout)
    }

    fn score(&self, arguments: &[impl AsRef<Path>]) -> Result<Vec<u8>> {
        let scorer = self.folder.join("score").join(self.scorer);
        let mut command = Command::new("python3");
        command.arg("-B").arg(scorer).args(arguments.iter().map(AsRef::as_ref)).stderr(Stdio::inherit());
        let output = command.output().context("python3 cannot be run")?;
        ensure!(output.status.success(), "{}: the scorer failed", self.name);
        Ok(output.stdout)
    }
}

/// The figures of one printed line: a name, then `key value` pairs, all parted by two or more spaces.
fn figures(line: &str) -> Vec<(String, String, f64)> {
    let mut parts = line.split("  ").map(str::trim).filter(|part| !part.is_empty());
    let row = parts.next().unwrap_or_default().to_owned();
    parts
        .filter_map(|part| part.split_once(' '))
        .filter_map(|(key, value)| Some((row.clone(), key.to_owned(), value.trim().parse().ok()?)))
        .collect()
}

/// Builds the program as it ships.
pub fn build() -> Result<PathBuf> {
    let root = gold::root();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .current_dir(&root)
        .args(["build", "--quiet", "--release", "--package", "rashomon"])
        .status()?;
    ensure!(built.success(), "the program does not build");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    Ok(target.join("release/rashomon"))
}

/// A digest over the names and contents of the answer keys.
pub fn digest(folder: &Path) -> Result<String> {
    let mut files = Vec::new();
    for part in ["quotes", "times", "quantities", "group", "language", "read"] {
        let entries = fs::read_dir(folder.join("gold").join(part))?.flatten();
        files.extend(entries.map(|entry| entry.path()).filter(|path| path.is_file()));
    }
    files.sort();
    let mut hash = blake3::Hasher::new();
    for path in files {
        hash.update(path.file_name().unwrap_or_default().as_encoded_bytes());
        hash.update(&fs::read(&path)?);
    }
    Ok(hash.finalize().to_hex()[..16].to_owned())
}

#[cfg(test)]
mod tests {
    use super::figures;

    #[test]
    fn a_scorers_line_is_read() {
        let read = figures("content overlap            P 0.700  R 0.650  F1 0.674");
        assert_eq!(read[2], ("content overlap".to_owned(), "F1".to_owned(), 0.674));
        let counted = figures("stories                    found 71  gold 69  mixed 2  largest 12");
        assert_eq!(counted[2], ("stories".to_owned(), "mixed".to_owned(), 2.0));
        assert!(figures("2 of 3 reports have no prediction").is_empty());
    }
}
