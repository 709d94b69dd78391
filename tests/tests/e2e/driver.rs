//! The WebDriver server that starts the real window and hands it our clicks.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tests::program::Desk;

/// A running tauri-driver; it ends with this value, and with it the native driver behind it.
#[derive(Debug)]
pub(crate) struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts the driver on ports that are free. What it starts sees only the desk.
    pub(crate) fn start(desk: &Desk) -> Result<Self> {
        let (port, native_port) = free_ports()?;
        let mut command = Command::new(program()?);
        command.args(["--port", &port.to_string(), "--native-port", &native_port.to_string()]);
        desk.seat(&mut command);
        command.stdin(Stdio::null()).stdout(Stdio::null());
        in_group_of_its_own(&mut command);
        let process = command.spawn().context("cannot start tauri-driver")?;
        let mut driver = Self { process, port };
        driver.wait_until_it_listens(native_port)?;
        Ok(driver)
    }

    /// Returns the address for a WebDriver client.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn wait_until_it_listens(&mut self, native_port: u16) -> Result<()> {
        let start = Instant::now();
        let listens = |port| TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok();
        while !(listens(self.port) && listens(native_port)) {
            if let Some(status) = self.process.try_wait()? {
                bail!("tauri-driver ended at once: {status}");
            }
            if start.elapsed() > Duration::from_secs(20) {
                bail!("tauri-driver does not listen");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        end_group(&mut self.process);
        self.process.wait().ok();
    }
}

/// Returns the driver that `cargo xtask e2e` installed, or the one in PATH.
fn program() -> Result<PathBuf> {
    let program = std::env::var_os("LANTAI_TAURI_DRIVER").map(PathBuf::from);
    let Some(program) = program else { return Ok(PathBuf::from("tauri-driver")) };
    if program.exists() { Ok(program) } else { bail!("{} is missing", program.display()) }
}

fn free_ports() -> Result<(u16, u16)> {
    let first = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let second = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok((first.local_addr()?.port(), second.local_addr()?.port()))
}

#[cfg(unix)]
fn in_group_of_its_own(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn in_group_of_its_own(_: &mut Command) {}

/// Ends driver, native driver and window, even where a session was left open.
#[cfg(unix)]
fn end_group(process: &mut Child) {
    let group = format!("kill -s KILL -- -{}", process.id());
    Command::new("sh").args(["-c", &group]).stderr(Stdio::null()).status().ok();
    process.kill().ok();
}

/// On Windows tauri-driver holds a job object that ends what it started.
#[cfg(not(unix))]
fn end_group(process: &mut Child) {
    process.kill().ok();
}
