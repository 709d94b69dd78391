//! SHA-256 of what is handed out, as `sha256sum --check` reads it.

use std::fmt::Write;
use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// Writes `SHA256SUMS` into a folder and returns it.
pub(crate) fn make(files: &[&Path], folder: &Path) -> Result<PathBuf> {
    let mut text = String::new();
    for file in files {
        let name = file.file_name().and_then(|name| name.to_str()).context("a file without a name")?;
        writeln!(text, "{}  {name}", sha256(file)?)?;
    }
    let path = folder.join("SHA256SUMS");
    std::fs::write(&path, text)?;
    Ok(path)
}

fn sha256(file: &Path) -> Result<String> {
    let mut hasher = Sha256::new();
    std::io::copy(&mut File::open(file)?, &mut hasher)?;
    let mut text = String::new();
    for byte in hasher.finalize() {
        write!(text, "{byte:02x}")?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_the_digest_and_the_bare_name() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("a.zip");
        std::fs::write(&file, "abc")?;
        let sums = std::fs::read_to_string(make(&[&file], folder.path())?)?;
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sums, format!("{digest}  a.zip\n"));
        Ok(())
    }
}
