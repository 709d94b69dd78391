//! Opens the window, or shows what it looks like where there is no screen.

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::display::VirtualDisplay;
use crate::steps::Steps;
use crate::{command, headless, shell, workspace};

/// The window that an office computer with a small screen shows.
const SCREEN: (u32, u32) = (1366, 768);
const READY_WITHIN: Duration = Duration::from_secs(60);

/// What to open.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct RunOptions {
    /// Build with optimisation, as users get it. The first time 10 to 20 minutes more.
    #[arg(long)]
    release: bool,
    /// Open this ledger instead of the one in the data folder.
    #[arg(long, value_name = "FILE")]
    ledger: Option<PathBuf>,
    /// Keep the ledger, settings and log in this folder instead of the user's.
    #[arg(long, value_name = "FOLDER")]
    home: Option<PathBuf>,
}

/// Builds the window and opens it.
pub(crate) fn run(options: &RunOptions, steps: &mut Steps) -> Result<()> {
    shell::prepare(steps)?;
    let program = shell::build(options.release, steps)?;
    let mut window = Command::new(program);
    if let Some(ledger) = &options.ledger {
        window.arg("--ledger").arg(std::path::absolute(ledger)?);
    }
    if let Some(home) = &options.home {
        window.env("LANTAI_HOME", std::path::absolute(home)?);
    }
    if has_screen() {
        println!("==> the window is open; this command ends with it");
        return command::run(&mut window);
    }
    steps.step("open the window without a screen", "under a minute", || photograph(&window))
}

fn has_screen() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Starts the window on a virtual display, waits until its page is ready, saves a picture, ends it.
fn photograph(window: &Command) -> Result<()> {
    let display = VirtualDisplay::start(SCREEN.0, SCREEN.1)?;
    let folder = tempfile::tempdir()?;
    let ready = folder.path().join("ready");
    let mut session = headless::in_session(window);
    let mut running = headless::on(&display, &mut session).env("LANTAI_READY_FILE", &ready).spawn()?;
    let outcome = wait_until_ready(&mut running, &ready).and_then(|()| {
        // The page says that it is ready a frame or two before the display shows it.
        std::thread::sleep(Duration::from_secs(2));
        let path = workspace::screenshots()?.join("run.png");
        let picture = display.screenshot(&path)?;
        println!("no display here: a picture of the window is in {}", path.display());
        if picture.is_blank() {
            bail!("the window stayed blank");
        }
        Ok(())
    });
    // Only the session's own process is known here; with its display gone the window ends as well.
    drop(display);
    end(&mut running)?;
    outcome
}

fn wait_until_ready(running: &mut Child, ready: &Path) -> Result<()> {
    let start = Instant::now();
    while !ready.exists() {
        if let Some(status) = running.try_wait()? {
            bail!("the window ended before its page was ready: {status}");
        }
        if start.elapsed() > READY_WITHIN {
            bail!("the page was not ready after {} s", READY_WITHIN.as_secs());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}

fn end(running: &mut Child) -> Result<()> {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(5) {
        if running.try_wait()?.is_some() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    running.kill().context("cannot end the window")?;
    running.wait()?;
    Ok(())
}
