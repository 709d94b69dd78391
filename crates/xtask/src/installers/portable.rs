//! The portable zip: a folder that holds the program and, once it was used, everything of it.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::VERSION;
use super::contents::Contents;

/// The folder that comes out of the zip.
pub(crate) const FOLDER: &str = "Lantai";
/// Beside the program it makes it portable (`ledger/src/home.rs`).
pub(crate) const MARKER: &str = "lantai-portable";

const README: &str = include_str!("../../../../installers/windows/portable.txt");

/// Packs the zip into a folder and returns it. The same files make the same bytes.
pub(crate) fn make(contents: &Contents, folder: &Path) -> Result<PathBuf> {
    let path = folder.join(format!("Lantai-{VERSION}-portable.zip"));
    let mut zip = ZipWriter::new(File::create(&path)?);
    for (file, name) in contents.named() {
        add(&mut zip, name, &std::fs::read(file)?)?;
    }
    add(&mut zip, MARKER, b"")?;
    // Notepad of old Windows knows UTF-8 by its mark, and a line by both characters of its end.
    let readme = README.replace("\r\n", "\n").replace('\n', "\r\n");
    add(&mut zip, "README.txt", format!("\u{feff}{readme}").as_bytes())?;
    zip.finish()?;
    Ok(path)
}

fn add(zip: &mut ZipWriter<File>, name: &str, bytes: &[u8]) -> Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default());
    zip.start_file(format!("{FOLDER}/{name}"), options)?;
    Ok(zip.write_all(bytes)?)
}
