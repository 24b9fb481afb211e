//! Holds the map against the code.

use anyhow::Result;

/// Checks.
pub fn run() -> Result<()> {
    Ok(())
}
