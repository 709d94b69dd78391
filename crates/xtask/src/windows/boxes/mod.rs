//! The boxes of the system that speak where there is no page: those of the real window under wine, which has
//! no web view of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

use super::computer::{Computer, wait_until};
use super::programs::{DESKTOP_EXE, LOADER};
use crate::command;
use crate::installers::{MARKER, compile};
use crate::steps::Steps;
use crate::tally::Tally;

/// One box, by the name of its test.
type Test = (&'static str, fn(&Stage) -> Result<()>);

const TESTS: &[Test] = &[
    ("box_of_a_missing_web_view_says_what_to_fetch", missing),
    ("box_of_a_missing_web_view_starts_the_installer_beside_the_program", installer_beside),
    ("box_of_a_damaged_web_view", damaged),
    ("box_of_a_crash_names_the_logs", crash),
];

/// What reads and clicks a box, and what stands in for a component of Windows.
const BOX: &str = include_str!("box.c");
const OTHER_LOADER: &str = include_str!("loader.c");

/// The title of every box.
const TITLE: &str = "兰台 Lantai";
/// The name under which Microsoft gives out the installer of its web view.
const INSTALLER: &str = "MicrosoftEdgeWebView2RuntimeInstallerX64.exe";
/// The program, in a folder as people name them.
const PLACE: &str = r"C:\兰台 试";

/// Shows each box of the window that lies in a folder of built programs.
pub(super) fn test(programs: &Path, name: Option<&str>, steps: &mut Steps) -> Result<Tally> {
    // As wine comes: where it pretends to be Windows 10, the window looks for dark colours where wine has none, and
    // ends.
    let computer = Computer::prepare("wine-boxes", steps)?;
    let stage = Stage::prepare(computer, programs)?;
    steps.step("show the boxes of the window", "under a minute", || {
        let mut tally = Tally::default();
        for (name, test) in TESTS.iter().filter(|(test, _)| name.is_none_or(|name| test.contains(name))) {
            let outcome = stage.set().and_then(|()| test(&stage));
            let said =
                outcome.as_ref().map_or_else(|error| format!("FAILED: {error:#}"), |()| "ok".to_owned());
            println!("test {name} ... {said}");
            if outcome.is_ok() { tally.passed += 1 } else { tally.failed += 1 }
        }
        Ok(tally)
    })
}

struct Stage {
    computer: Computer,
    /// Where the built programs are.
    programs: PathBuf,
    box_reader: PathBuf,
    other_loader: PathBuf,
    /// Takes the place of Microsoft's installer, and leaves a mark in the registry.
    installer: PathBuf,
    _folder: TempDir,
}

impl Stage {
    fn prepare(computer: Computer, programs: &Path) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let make = |name: &str, source: &str, options: &[&str]| -> Result<PathBuf> {
            let (from, to) = (folder.path().join(format!("{name}.c")), folder.path().join(name));
            fs::write(&from, source)?;
            let mut compiler = Command::new("x86_64-w64-mingw32-gcc");
            compiler.args(["-O2", "-s", "-municode"]).arg("-o").arg(&to).arg(&from).args(options);
            command::run(&mut compiler)?;
            Ok(to)
        };
        let installer = folder.path().join(INSTALLER);
        compile("trial/runtime.nsi", &[("OUT", &installer.to_string_lossy())])?;
        Ok(Self {
            computer,
            programs: programs.to_owned(),
            box_reader: make("box.exe", BOX, &[])?,
            other_loader: make(LOADER, OTHER_LOADER, &["-shared", "-lole32"])?,
            installer,
            _folder: folder,
        })
    }

    /// Lays out the program anew, with everything of it beside it.
    fn set(&self) -> Result<()> {
        let place = self.place();
        if place.exists() {
            fs::remove_dir_all(&place)?;
        }
        fs::create_dir_all(&place)?;
        for name in [DESKTOP_EXE, LOADER] {
            fs::copy(self.programs.join(name), place.join(name)).with_context(|| format!("no {name}"))?;
        }
        Ok(fs::write(place.join(MARKER), "")?)
    }

    fn place(&self) -> PathBuf {
        self.computer.file(PLACE)
    }

    /// Starts the window, reads its box, clicks a button of it, and waits for the end.
    fn show(&self, button: &str, variables: &[(&str, &str)]) -> Result<Shown> {
        let mut window = self.computer.command(&format!(r"{PLACE}\{DESKTOP_EXE}"));
        window.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut window = Running(window.envs(variables.iter().copied()).spawn()?);
        let mut reader = self.computer.command(&self.box_reader.to_string_lossy());
        let read = command::output(reader.args([button, TITLE]));
        if read.is_err() {
            self.computer.picture("no-box.png")?;
        }
        let text = read?.replace("\r\n", "\n");
        wait_until("the window has ended", || Ok(window.0.try_wait()?.is_some()))?;
        let code = window.0.wait()?.code().context("the window was ended by a signal")?;
        Ok(Shown { text, code })
    }

    /// Returns what the window wrote down.
    fn log(&self) -> Result<String> {
        let mut text = String::new();
        for file in fs::read_dir(self.place().join("logs"))? {
            text.push_str(&fs::read_to_string(file?.path())?);
        }
        Ok(text)
    }
}

/// A program that ends with its test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// What a box said, its buttons last, and how the program ended after it.
struct Shown {
    text: String,
    code: i32,
}

impl Shown {
    fn says(&self, parts: &[&str]) -> Result<()> {
        for part in parts {
            ensure!(self.text.contains(part), "the box does not say “{part}”: {}", self.text);
        }
        Ok(())
    }

    fn ended_with(&self, code: i32) -> Result<()> {
        ensure!(self.code == code, "ended with {} instead of {code}, after: {}", self.code, self.text);
        Ok(())
    }
}

const MISSING: &[&str] =
    &["无法打开窗口：本机缺少 Microsoft Edge WebView2 运行时", "The window cannot open", "台账没有受到影响"];

fn missing(stage: &Stage) -> Result<()> {
    let shown = stage.show("last", &[])?;
    shown.says(MISSING)?;
    shown.says(&[INSTALLER, "U 盘", "installation medium"])?;
    ensure!(!shown.text.contains("现在安装"), "an installer is offered that is not there: {}", shown.text);
    ensure!(stage.log()?.contains("the web view is missing"), "the log does not tell");
    shown.ended_with(1)
}

fn installer_beside(stage: &Stage) -> Result<()> {
    const KEY: &str = r"HKCU\Software\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
    let was_run = || stage.computer.registered(KEY, "pv").map(|version| version.is_some());
    fs::copy(&stage.installer, stage.place().join(INSTALLER))?;
    let shown = stage.show("last", &[])?;
    shown.says(MISSING)?;
    shown.says(&[&format!(r"{PLACE}\{INSTALLER}"), "现在安装 Install now", "退出 Exit"])?;
    shown.ended_with(1)?;
    ensure!(!was_run()?, "“退出” started the installer");
    stage.show("first", &[])?.ended_with(1)?;
    wait_until("the installer has done its work", was_run)
}

/// The web view is found, but its library is another one.
fn damaged(stage: &Stage) -> Result<()> {
    let library = stage.place().join("runtime/EBWebView/x64/EmbeddedBrowserWebView.dll");
    fs::create_dir_all(library.parent().context("a folder")?)?;
    fs::copy(stage.programs.join(LOADER), library)?;
    let runtime = format!(r"{PLACE}\runtime");
    let shown = stage.show("last", &[("WEBVIEW2_BROWSER_EXECUTABLE_FOLDER", &runtime)])?;
    shown.says(MISSING)?;
    shown.says(&["或者它已损坏", "damaged"])?;
    ensure!(stage.log()?.contains("the window cannot open"), "the log does not tell: {}", stage.log()?);
    shown.ended_with(1)
}

fn crash(stage: &Stage) -> Result<()> {
    fs::copy(&stage.other_loader, stage.place().join(LOADER))?;
    let shown = stage.show("last", &[])?;
    let logs = format!(r"{PLACE}\logs");
    shown.says(&["兰台意外停止了", "Lantai ended unexpectedly", "台账没有受到影响", &logs])?;
    ensure!(shown.text.matches(&logs).count() == 2, "not in both languages: {}", shown.text);
    ensure!(stage.log()?.contains("OleInitialize failed"), "the log does not tell why: {}", stage.log()?);
    ensure!(shown.code != 0, "it ended as if all had been well");
    Ok(())
}
