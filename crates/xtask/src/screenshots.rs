//! The pictures of the README: taken of the real window, made small, put into `docs/screenshots`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::steps::Steps;
use crate::suites::{self, WindowOptions};
use crate::{palette, workspace};

/// The scenario that takes them, and its folder below the pictures of all scenarios.
const SCENARIO: &str = "pictures_of_the_readme";
const FOLDER: &str = "readme";

/// Takes every picture anew; what is no longer taken is no longer there.
pub(crate) fn screenshots(steps: &mut Steps) -> Result<()> {
    let taken = workspace::screenshots()?.join(FOLDER);
    if taken.exists() {
        fs::remove_dir_all(&taken).context("cannot remove the pictures of the last run")?;
    }
    let tally = suites::end_to_end(WindowOptions::only_ignored(SCENARIO), steps)?;
    ensure!(tally.failed == 0, "the pictures were not taken");
    steps.step("make the pictures small", "seconds", || {
        let kept = workspace::root().join("docs").join("screenshots");
        if kept.exists() {
            fs::remove_dir_all(&kept).context("cannot remove the pictures of the last run")?;
        }
        fs::create_dir_all(&kept)?;
        for picture in pictures(&taken)? {
            let name = picture.file_name().context("a picture has a name")?;
            palette::shrink(&picture, &kept.join(name))?;
        }
        Ok(())
    })
}

fn pictures(folder: &Path) -> Result<Vec<PathBuf>> {
    let files = fs::read_dir(folder).with_context(|| format!("no pictures in {}", folder.display()))?;
    files.map(|file| Ok(file?.path())).collect()
}
