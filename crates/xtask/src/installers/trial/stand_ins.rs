//! Small programs that stand in for others, made by NSIS like the setups.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::installers::nsis::compile;

/// Stand-ins, each a program of its own.
pub(crate) struct StandIns {
    /// Shows a window and ends when it is asked to.
    pub(crate) polite: PathBuf,
    /// Shows a window and does not end when it is asked to, as a program that still writes.
    pub(crate) stubborn: PathBuf,
    /// Installs a WebView2 runtime, as far as the registry can tell.
    pub(crate) runtime: PathBuf,
    /// Is an installer of the runtime that fails.
    pub(crate) broken_runtime: PathBuf,
}

impl StandIns {
    pub(crate) fn make(folder: &Path) -> Result<Self> {
        let make = |name: &str, script: &str, more: &[(&str, &str)]| -> Result<PathBuf> {
            let out = folder.join(name);
            let path = out.to_string_lossy();
            compile(script, &[&[("OUT", &*path)], more].concat())?;
            Ok(out)
        };
        Ok(Self {
            polite: make("polite.exe", "trial/window.nsi", &[])?,
            stubborn: make("stubborn.exe", "trial/window.nsi", &[("STUBBORN", "")])?,
            runtime: make("runtime.exe", "trial/runtime.nsi", &[])?,
            broken_runtime: make("broken-runtime.exe", "trial/runtime.nsi", &[("BROKEN", "")])?,
        })
    }
}
