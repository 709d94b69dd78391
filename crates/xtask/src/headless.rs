//! Programs with a window on a machine without a screen.

use std::process::Command;

use crate::display::VirtualDisplay;

/// Returns the same command inside a message bus of its own, which ends with it.
///
/// The window looks for an earlier instance of itself on the session bus; a bare machine has none.
pub(crate) fn in_session(command: &Command) -> Command {
    let mut session = Command::new("dbus-run-session");
    session.arg("--").arg(command.get_program()).args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        session.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => session.env(name, value),
            None => session.env_remove(name),
        };
    }
    session
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
