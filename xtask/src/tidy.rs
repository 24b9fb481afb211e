//! Holds ARCHITECTURE.md and the house style against the code.

use crate::gold::root;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A file longer than this wants splitting: DESIGN.md asks for one noun a file.
const LONGEST: usize = 500;

/// What each crate may depend on within the workspace: the layers of ARCHITECTURE.md.
const LAYERS: [(&str, &[&str]); 9] = [
    ("rashomon-text", &[]),
    ("rashomon-news", &["rashomon-text"]),
    ("rashomon-read", &["rashomon-text", "rashomon-news"]),
    ("rashomon-annotate", &["rashomon-text", "rashomon-news"]),
    ("rashomon-group", &["rashomon-text", "rashomon-news"]),
    ("rashomon-compare", &["rashomon-text", "rashomon-news"]),
    ("rashomon-show", &["rashomon-text", "rashomon-news"]),
    (
        "rashomon",
        &[
            "rashomon-text",
            "rashomon-news",
            "rashomon-read",
            "rashomon-annotate",
            "rashomon-group",
            "rashomon-compare",
            "rashomon-show",
        ],
    ),
    (
        "xtask",
        &[
            "rashomon-text",
            "rashomon-news",
            "rashomon-read",
            "rashomon-annotate",
            "rashomon-group",
            "rashomon-compare",
            "rashomon-show",
            "rashomon",
        ],
    ),
];

/// What the vocabulary must not know: files, JSON, databases.
const VOCABULARY_IS_FREE_OF: [&str; 5] = ["serde", "serde_json", "sqlx", "std::fs", "std::net"];

/// Checks everything and tells every fault before failing.
pub fn run() -> Result<()> {
    let root = root();
    let mut faults = Vec::new();
    let packages = packages(&root)?;
    layers(&packages, &mut faults);
    map(&root, &packages, &mut faults)?;
    let mut sources = Vec::new();
    for folder in ["crates", "xtask"] {
        collect(&root.join(folder), &mut sources)?;
    }
    for path in &sources {
        source(&root, path, &mut faults)?;
    }
    links(&root, &mut faults)?;
    for fault in &faults {
        println!("tidy: {fault}");
    }
    if !faults.is_empty() {
        bail!("{} faults", faults.len());
    }
    println!("tidy: {} crates and {} source files are as ARCHITECTURE.md says", packages.len(), sources.len());
    Ok(())
}

/// The workspace's packages with the names of their dependencies that are needed to build and run them.
fn packages(root: &Path) -> Result<BTreeMap<String, BTreeSet<String>>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .current_dir(root)
        .args(["metadata", "--no-deps", "--format-version", "1", "--locked", "--offline"])
        .output()
        .context("cargo metadata cannot be run")?;
    let metadata: Value = serde_json::from_slice(&output.stdout).context("cargo metadata printed no JSON")?;
    let list = |value: &Value, key: &str| value.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let name = |value: &Value| value.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    let needed = |dependency: &Value| dependency.get("kind").is_none_or(Value::is_null);
    Ok(list(&metadata, "packages")
        .iter()
        .map(|package| {
            (name(package), list(package, "dependencies").iter().filter(|one| needed(one)).map(&name).collect())
        })
        .collect())
}

fn layers(packages: &BTreeMap<String, BTreeSet<String>>, faults: &mut Vec<String>) {
    for (package, dependencies) in packages {
        let Some((_, allowed)) = LAYERS.iter().find(|(layer, _)| layer == package) else {
            faults.push(format!("{package} is in no layer (xtask/src/tidy.rs)"));
            continue;
        };
        let own = dependencies.iter().filter(|dependency| packages.contains_key(*dependency));
        faults.extend(
            own.filter(|own| !allowed.contains(&own.as_str())).map(|own| format!("{package} must not know {own}")),
        );
    }
}

/// Every crate and every module folder has its line in the map, and the map names nothing that is not there.
fn map(root: &Path, packages: &BTreeMap<String, BTreeSet<String>>, faults: &mut Vec<String>) -> Result<()> {
    let map = fs::read_to_string(root.join("ARCHITECTURE.md")).context("ARCHITECTURE.md")?;
    for package in packages.keys() {
        let folder = match package.strip_prefix("rashomon-").unwrap_or(package) {
            "xtask" => "xtask".to_owned(),
            folder => format!("crates/{folder}"),
        };
        if !map.contains(&format!("`{folder}`")) {
            faults.push(format!("ARCHITECTURE.md has no line for `{folder}`"));
        }
        let source = root.join(&folder).join("src");
        for module in fs::read_dir(&source).into_iter().flatten().flatten().filter(|entry| entry.path().is_dir()) {
            let named = format!("`{folder}/src/{}`", module.file_name().to_string_lossy());
            if !map.contains(&named) {
                faults.push(format!("ARCHITECTURE.md has no line for {named}"));
            }
        }
    }
    for named in
        map.split('`').skip(1).step_by(2).filter(|named| named.contains('/') && !named.contains([' ', '*', '…']))
    {
        if !root.join(named).exists() {
            faults.push(format!("ARCHITECTURE.md names `{named}`, which is not there"));
        }
    }
    Ok(())
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) -> Result<()> {
    let mut entries: Vec<_> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, into)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push(path);
        }
    }
    Ok(())
}

fn source(root: &Path, path: &Path, faults: &mut Vec<String>) -> Result<()> {
    let words = fs::read_to_string(path)?;
    let name = path.strip_prefix(root).unwrap_or(path).display().to_string();
    let lines = words.lines().count();
    if lines > LONGEST {
        faults.push(format!("{name} has {lines} lines, more than {LONGEST}"));
    }
    if !words.starts_with("//!") && !words.starts_with("#![") {
        faults.push(format!("{name} does not begin with what it is for (//!)"));
    }
    // Written so that this line does not find itself.
    if words.contains(concat!("#[", "ignore")) {
        faults.push(format!("{name} ignores a test"));
    }
    if name.starts_with("crates/news/src") {
        let known = VOCABULARY_IS_FREE_OF.iter().filter(|word| words.contains(**word));
        faults.extend(known.map(|word| format!("{name} knows {word}")));
    }
    Ok(())
}

/// Links between the repository's own pages lead somewhere.
fn links(root: &Path, faults: &mut Vec<String>) -> Result<()> {
    for page in ["README.md", "ARCHITECTURE.md", "DESIGN.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        let words = fs::read_to_string(root.join(page)).with_context(|| page.to_owned())?;
        let targets = words.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for target in targets.filter(|target| !target.contains("://") && !target.starts_with('#')) {
            let file = target.split('#').next().unwrap_or(target);
            if !root.join(file).exists() {
                faults.push(format!("{page} leads to {target}, which is not there"));
            }
        }
    }
    Ok(())
}
