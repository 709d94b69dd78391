//! The one window.

use ledger::Home;
use tauri::webview::{NewWindowResponse, PermissionResponse};
use tauri::window::{ProgressBarState, ProgressBarStatus};
use tauri::{AppHandle, Manager, Url, WebviewWindow, WebviewWindowBuilder};
use wire::app::Progress;

/// The label of the window.
pub(crate) const MAIN: &str = "main";

/// Opens the window. It goes nowhere but to its own pages, opens no other window, downloads
/// nothing, and gets no camera, no place, no notification.
pub(crate) fn open(app: &AppHandle, home: &Home) -> tauri::Result<WebviewWindow> {
    let config = app.config().app.windows.first().ok_or(tauri::Error::WindowNotFound)?;
    WebviewWindowBuilder::from_config(app, config)?
        .data_directory(home.window().join("page"))
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_permission_request(|_, _| PermissionResponse::Deny)
        .build()
}

/// Shows in the task bar how far long work has come.
pub(crate) fn show_progress(window: &WebviewWindow, progress: Option<&Progress>) {
    let percent = progress.and_then(|progress| {
        let total = progress.total.filter(|total| *total > 0)?;
        Some(progress.done.min(total) * 100 / total)
    });
    let status = match (progress, percent) {
        (None, _) => ProgressBarStatus::None,
        (Some(_), None) => ProgressBarStatus::Indeterminate,
        (Some(_), Some(_)) => ProgressBarStatus::Normal,
    };
    if let Err(error) = window.set_progress_bar(ProgressBarState { status: Some(status), progress: percent })
    {
        tracing::debug!(%error, "the task bar shows no progress");
    }
}

/// Brings the window to the front.
pub(crate) fn show(app: &AppHandle) {
    let Some(window) = app.get_webview_window(MAIN) else { return };
    if let Err(error) = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus()) {
        tracing::warn!(%error, "the window does not come to the front");
    }
}

/// Whether an address belongs to the pages inside the program.
fn is_own_page(url: &Url) -> bool {
    let own = match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // Windows knows no schemes of our own, and maps them.
        "http" | "https" => {
            cfg!(windows) && url.host_str() == Some("tauri.localhost") && url.port().is_none()
        }
        _ => false,
    };
    if !own {
        tracing::warn!(scheme = url.scheme(), "a navigation was refused");
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_own(url: &str) -> bool {
        Url::parse(url).is_ok_and(|url| is_own_page(&url))
    }

    #[test]
    fn the_window_stays_on_its_own_pages() {
        assert!(is_own("tauri://localhost/index.html"));
        assert_eq!(is_own("http://tauri.localhost/"), cfg!(windows));
        for foreign in [
            "https://example.com/",
            "http://localhost:5173/",
            "http://tauri.localhost.example.com/",
            "http://tauri.localhost:8080/",
            "tauri://elsewhere/",
            "file:///etc/passwd",
            "data:text/html,x",
            "javascript:alert(1)",
        ] {
            assert!(!is_own(foreign), "{foreign}");
        }
    }
}
