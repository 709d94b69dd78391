//! The component of the system that shows the page, where it is missing.
//!
//! Windows 11 brings it; a Windows 10 without a network may not have it, and gets it from the stick.

use std::path::{Path, PathBuf};

use crate::native_box;

/// The offline installer, by the name under which Microsoft gives it out.
const INSTALLER: &str = "MicrosoftEdgeWebView2RuntimeInstallerX64.exe";
/// Folders in which it lies on a stick, or beside the program.
const FOLDERS: &[&str] = &["", "webview2", "Lantai", "兰台"];

const MISSING_ELSEWHERE: &str =
    "无法打开窗口：系统的网页组件（WebKitGTK 4.1）缺失或已损坏。请安装后重新启动兰台。台账没有受到影响。

The window cannot open: the web view of the system (WebKitGTK 4.1) is missing or damaged. \
Install it and start Lantai again. The ledger is not affected.";

const MISSING_ON_WINDOWS: &str = "无法打开窗口：本机缺少 Microsoft Edge WebView2 运行时，或者它已损坏。台账没有受到影响。

The window cannot open: the Microsoft Edge WebView2 Runtime is missing or damaged. The ledger is not affected.";

/// Whether Windows lacks it. Elsewhere a program without its libraries does not even start.
pub(crate) fn is_missing() -> bool {
    cfg!(windows) && tauri::webview_version().is_err()
}

/// Says what to install, and starts that where it is at hand and wanted.
pub(crate) fn explain_missing() {
    let installer = if cfg!(windows) { find(&places()) } else { None };
    let text = text(installer.as_deref());
    let Some(installer) = installer else { return native_box::tell(&text) };
    if native_box::ask(&text, "现在安装 Install now", "退出 Exit")
        && tauri_plugin_opener::open_path(&installer, None::<&str>).is_err()
    {
        tracing::error!("the installer of the web view does not start");
    }
}

fn text(installer: Option<&Path>) -> String {
    if !cfg!(windows) {
        return MISSING_ELSEWHERE.to_owned();
    }
    let advice = installer.map_or_else(
        || {
            format!(
                "请运行安装介质（U 盘）上的 {INSTALLER}，然后重新启动兰台。介质上没有时，请运维人员在能上网的电脑\
                 上下载“WebView2 Runtime 常青版独立安装程序 x64”（https://developer.microsoft.com/microsoft-edge/webview2/）。\n\n\
                 Run {INSTALLER} from the installation medium and start Lantai again. Where it is missing, IT \
                 downloads the “Evergreen Standalone Installer x64” on a computer with a network."
            )
        },
        |found| {
            let found = found.display();
            format!(
                "安装程序在：{found}\n安装完成后请重新启动兰台。\n\n\
                 The installer is here: {found}\nStart Lantai again once it is done."
            )
        },
    );
    format!("{MISSING_ON_WINDOWS}\n\n{advice}")
}

/// Beside the program, then on every drive but those of floppy disks.
fn places() -> Vec<PathBuf> {
    let beside = std::env::current_exe().ok().and_then(|program| Some(program.parent()?.to_owned()));
    let drives = ('C'..='Z').map(|letter| PathBuf::from(format!("{letter}:\\")));
    beside.into_iter().chain(drives).collect()
}

/// Finds the installer in the first of the places that has it.
fn find(places: &[PathBuf]) -> Option<PathBuf> {
    let candidates = places.iter().flat_map(|place| FOLDERS.iter().map(|folder| place.join(folder)));
    candidates.map(|folder| folder.join(INSTALLER)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_installer_is_found_beside_the_program_and_on_the_stick() -> std::io::Result<()> {
        let (program, stick) = (tempfile::tempdir()?, tempfile::tempdir()?);
        let places = [program.path().to_owned(), stick.path().to_owned()];
        assert_eq!(find(&places), None);
        let on_stick = stick.path().join("兰台").join(INSTALLER);
        fs::create_dir(stick.path().join("兰台"))?;
        fs::write(&on_stick, "x")?;
        assert_eq!(find(&places), Some(on_stick));
        let beside = program.path().join(INSTALLER);
        fs::write(&beside, "x")?;
        assert_eq!(find(&places), Some(beside));
        Ok(())
    }

    #[test]
    #[cfg(windows)]
    fn the_text_says_where_the_installer_is_or_how_it_is_called() {
        assert_eq!(text(Some(Path::new(r"E:\x.exe"))).matches(r"E:\x.exe").count(), 2);
        assert_eq!(text(None).matches(INSTALLER).count(), 2);
    }
}
