//! The desktop shell and what it needs before it can be built.

use std::path::PathBuf;

use anyhow::Result;

use crate::steps::Steps;
use crate::{command, setup, workspace};

/// The package of the window, and its program.
pub(crate) const DESKTOP: &str = "lantai-desktop";

/// In test builds open and save dialogs answer from a file, because no driver can click a native
/// dialog.
pub(crate) const TEST_FEATURE: &str = "lantai-desktop/test-dialogs";

/// Installs what the window needs and builds its screens, which the shell carries inside.
pub(crate) fn prepare(steps: &mut Steps) -> Result<()> {
    setup::machine(steps)?;
    setup::screens(steps)?;
    steps.step("build the screens", "under a minute", || {
        command::run(&mut command::npm(&["run", "--silent", "build"]))
    })
}

/// Builds the window and returns its program.
pub(crate) fn build(release: bool, steps: &mut Steps) -> Result<PathBuf> {
    let expected = if release { "10 to 20 minutes the first time" } else { "5 to 10 minutes the first time" };
    steps.step("build the window", expected, || {
        let mut build = command::cargo(&["build", "--workspace", "--bin", DESKTOP]);
        if release {
            build.arg("--release");
        }
        command::run(&mut build)
    })?;
    workspace::program(DESKTOP, if release { "release" } else { "debug" })
}

/// Builds the empty window beside which the start of the real one is measured, and returns its program.
pub(crate) fn build_empty_window(steps: &mut Steps) -> Result<PathBuf> {
    const NAME: &str = "empty_window";
    steps.step("build an empty window", "under a minute", || {
        let mut build = command::cargo(&["build", "--release", "--package", DESKTOP, "--example", NAME]);
        command::run(build.args(["--features", "empty-window"]))
    })?;
    workspace::program(&format!("examples/{NAME}"), "release")
}
