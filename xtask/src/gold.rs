//! Where the gold data lies.

use std::path::{Path, PathBuf};

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned).unwrap_or_default()
}

/// The folder that holds `gold/`, `score/` and `seeds/`: as told, else `RASHOMON_GOLD`, else `../shared`; `None` where it is absent.
pub fn folder(told: Option<&Path>) -> Option<PathBuf> {
    let given = told.map(Path::to_owned).or_else(|| std::env::var_os("RASHOMON_GOLD").map(PathBuf::from));
    let folder = given.unwrap_or_else(|| root().join("../shared"));
    folder.join("gold").is_dir().then_some(folder)
}
