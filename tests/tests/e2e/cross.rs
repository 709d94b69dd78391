//! The cross in the corner of the window, which lies outside of the page that the driver sees.

use anyhow::{Context, Result};
use x11rb::CURRENT_TIME;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, MapState, Window};
use x11rb::rust_connection::RustConnection;

/// The class of the program's windows.
const CLASS: &[u8] = b"lantai-desktop";

/// Asks the program's window to close, as its cross does, or a setup that replaces the program.
pub(crate) fn click_on_cross() -> Result<()> {
    let (display, screen) = x11rb::connect(None).context("no display")?;
    let root = display.setup().roots.get(screen).context("no screen")?.root;
    let window = find(&display, root)?.context("the program has no window")?;
    let atom = |name: &[u8]| -> Result<u32> { Ok(display.intern_atom(false, name)?.reply()?.atom) };
    let words = [atom(b"WM_DELETE_WINDOW")?, CURRENT_TIME, 0, 0, 0];
    let message = ClientMessageEvent::new(32, window, atom(b"WM_PROTOCOLS")?, words);
    display.send_event(false, window, EventMask::NO_EVENT, message)?.check()?;
    Ok(())
}

/// Returns the window of the program that a person sees; there are others that only wait for events.
fn find(display: &RustConnection, parent: Window) -> Result<Option<Window>> {
    for window in display.query_tree(parent)?.reply()?.children {
        // A window may go while it is looked at.
        if is_ours(display, window).unwrap_or(false) {
            return Ok(Some(window));
        }
        if let Ok(Some(inner)) = find(display, window) {
            return Ok(Some(inner));
        }
    }
    Ok(None)
}

fn is_ours(display: &RustConnection, window: Window) -> Result<bool> {
    let class = display.get_property(false, window, AtomEnum::WM_CLASS, AtomEnum::STRING, 0, 64)?.reply()?;
    let is_named = class.value.to_ascii_lowercase().windows(CLASS.len()).any(|part| part == CLASS);
    Ok(is_named && display.get_window_attributes(window)?.reply()?.map_state == MapState::VIEWABLE)
}
