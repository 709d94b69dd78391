//! Every file of this folder takes part.

use std::collections::BTreeSet;

use anyhow::Result;
use tests::workspace;

/// A file that `main.rs` does not name would compile nowhere and test nothing.
#[test]
fn every_file_is_a_module() -> Result<()> {
    let folder = workspace::root().join("tests/tests/it");
    let main = std::fs::read_to_string(folder.join("main.rs"))?;
    let named: BTreeSet<String> = main
        .lines()
        .filter_map(|line| line.trim().strip_prefix("mod ")?.strip_suffix(';').map(str::to_owned))
        .collect();
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let is_module = path.is_dir() && path.join("mod.rs").exists()
            || path.extension().is_some_and(|extension| extension == "rs");
        if is_module && path.file_stem().is_some_and(|stem| stem != "main") {
            found.extend(path.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
        }
    }
    assert_eq!(found, named, "the files in tests/tests/it, and the modules of main.rs");
    Ok(())
}
