//! Programs with a window on a machine without a screen.

use std::process::Command;

use crate::command;
use crate::display::VirtualDisplay;

/// Returns the same command inside a message bus of its own, which ends with it.
///
/// The window looks for an earlier instance of itself on the session bus; a bare machine has none.
pub(crate) fn in_session(command: &Command) -> Command {
    behind(&["dbus-run-session", "--"], command)
}

/// Tells the tests that no network can be reached.
const CUT_OFF: &str = "LANTAI_CUT_OFF";
/// Leaves a program nothing but the machine's own loopback, over which a driver talks to the window.
const LOOPBACK_ONLY: [&str; 4] = ["sh", "-c", "ip link set lo up && exec \"$@\"", "sh"];

/// Returns the same command with the network cut off, where the machine lets us: the window must do
/// without, and what reaches for an address all the same is counted by the kernel.
pub(crate) fn cut_off(command: &Command) -> Command {
    let ways: [&[&str]; 2] = [&["--net"], &["--map-root-user", "--net"]];
    let able = ways.into_iter().find(|way| {
        let words = [*way, &LOOPBACK_ONLY, &["true"]].concat();
        command::answers("unshare", &words)
    });
    let Some(way) = able else {
        println!("this machine does not let the network be cut off: the window runs with it");
        return behind(&["env"], command);
    };
    let mut alone = behind(&[&["unshare"], way, &LOOPBACK_ONLY].concat(), command);
    alone.env(CUT_OFF, "1");
    alone
}

/// Returns the same command behind the words of another one, which starts it.
fn behind(words: &[&str], command: &Command) -> Command {
    let mut whole = Command::new(words[0]);
    whole.args(&words[1..]).arg(command.get_program()).args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        whole.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => whole.env(name, value),
            None => whole.env_remove(name),
        };
    }
    whole
}

/// Shows the windows of a command on a virtual display.
///
/// WebKit's switches against accelerated drawing stay off: with them a driver waits for its
/// pictures for ever.
pub(crate) fn on<'command>(
    display: &VirtualDisplay,
    command: &'command mut Command,
) -> &'command mut Command {
    command.env("DISPLAY", display.name()).env_remove("WAYLAND_DISPLAY").env("GDK_BACKEND", "x11");
    command.env("NO_AT_BRIDGE", "1")
}
