//! The end of the program: the page is asked what would be lost, and the backup that is due is made.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use ledger::domain::Code;
use tauri::ipc::{Channel, InvokeResponseBody};
use tauri::{AppHandle, Emitter, Manager, Window, WindowEvent};
use wire::app::Progress;

use crate::failure::Result;
use crate::program::Program;
use crate::{help, window};

/// Asks the page whether anything would be lost.
const ASKED: &str = "closing-asked";
/// Tells the page how far the backup before the end is; without a progress it has just begun.
const BACKING_UP: &str = "backup-closing";

/// A page that is silent for so long hangs: nobody could save in it what is not saved.
const SILENCE: Duration = Duration::from_secs(5);

/// How far the end of the program is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Stage {
    /// Nobody wants to close, or the page asks the person.
    #[default]
    Open,
    /// The page was asked then and has not answered yet.
    Asked(Instant),
    /// The window closes; nothing stops it any more.
    Leaving,
}

/// Knows how far the end of the program is.
#[derive(Debug, Default)]
pub(crate) struct Closing(Mutex<Stage>);

impl Closing {
    pub(crate) fn is_leaving(&self) -> bool {
        *self.stage() == Stage::Leaving
    }

    /// Remembers that the page is asked, and since when; none where it is asked already or the window closes.
    fn ask(&self) -> Option<Instant> {
        let now = Instant::now();
        self.go(Stage::Open, Stage::Asked(now)).then_some(now)
    }

    /// Remembers that the page asks the person.
    fn stay(&self) {
        let mut stage = self.stage();
        if matches!(*stage, Stage::Asked(_)) {
            *stage = Stage::Open;
        }
    }

    /// Remembers that the window closes; false where it does already.
    pub(crate) fn leave(&self) -> bool {
        std::mem::replace(&mut *self.stage(), Stage::Leaving) != Stage::Leaving
    }

    /// The same for a page that did not answer what it was asked then; a later question has its own time.
    fn leave_without_answer(&self, asked: Instant) -> bool {
        self.go(Stage::Asked(asked), Stage::Leaving)
    }

    fn go(&self, from: Stage, to: Stage) -> bool {
        let mut stage = self.stage();
        let goes = *stage == from;
        if goes {
            *stage = to;
        }
        goes
    }

    fn stage(&self) -> MutexGuard<'_, Stage> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Hears that the window is to close: by its cross, by the keyboard, or because a setup asks for it.
pub(crate) fn hear(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    api.prevent_close();
    let app = window.app_handle();
    if !app.state::<Program>().readiness.is_noted() {
        return leave(app);
    }
    let Some(asked) = app.state::<Closing>().ask() else { return };
    if let Err(error) = app.emit(ASKED, ()) {
        tracing::warn!(%error, "the page does not hear that the window is to close");
    }
    let app = app.clone();
    std::thread::spawn(move || {
        std::thread::sleep(SILENCE);
        if app.state::<Closing>().leave_without_answer(asked) {
            tracing::warn!("the page does not answer; the window closes");
            close(&app);
        }
    });
}

/// Takes the answer of the page: whether the window may close now.
pub(crate) fn answer(app: &AppHandle, may_leave: bool) {
    if may_leave {
        leave(app);
    } else {
        app.state::<Closing>().stay();
    }
}

fn leave(app: &AppHandle) {
    if app.state::<Closing>().leave() {
        let app = app.clone();
        tauri::async_runtime::spawn_blocking(move || close(&app));
    }
}

/// Closes the window; a backup that is due at the end goes before.
fn close(app: &AppHandle) {
    match end(app, app.state::<Program>().inner()) {
        Ok(()) => {}
        Err(error) if error.code() == Code::Cancelled => tracing::info!("no backup at the end: stopped"),
        Err(error) => {
            error.log("no backup at the end");
            let (code, params) = (error.code(), error.params());
            help::tell_of_no_backup(app, (&code.message_zh(&params), &code.message_en(&params)));
        }
    }
    let destroyed = app.get_webview_window(window::MAIN).is_some_and(|window| window.destroy().is_ok());
    if !destroyed {
        tracing::error!("the window does not close");
        app.exit(0);
    }
}

/// Makes the backup that is due at the end, and brings the journal archive up to date.
fn end(app: &AppHandle, program: &Program) -> Result<()> {
    let Some(ledger) = program.to_be_kept() else { return Ok(()) };
    let home = program.opening.home();
    let backed_up = match ledger.backup_due_on_exit(home) {
        Ok(true) => {
            show_backup(app, None);
            ledger.back_up_by_schedule(home, &program.work.begin(told_to_page(app))).map(drop)
        }
        Ok(false) => Ok(()),
        Err(error) => Err(error),
    };
    ledger.end_archive();
    Ok(backed_up?)
}

/// Hands on what comes from work to the page, which waits for the end of the program.
fn told_to_page(app: &AppHandle) -> Channel<Progress> {
    let app = app.clone();
    Channel::new(move |body| {
        if let InvokeResponseBody::Json(json) = body {
            show_backup(&app, serde_json::from_str(&json).ok());
        }
        Ok(())
    })
}

fn show_backup(app: &AppHandle, progress: Option<serde_json::Value>) {
    if let Err(error) = app.emit(BACKING_UP, progress) {
        tracing::warn!(%error, "the page does not hear of the backup at the end");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_asked_once_and_again_only_after_it_answered() {
        let closing = Closing::default();
        let first = closing.ask().expect("nobody was asked yet");
        assert!(closing.ask().is_none(), "who clicks twice is asked once");
        closing.stay();
        assert!(!closing.is_leaving());
        assert!(!closing.leave_without_answer(first), "a page that answered does not hang");
        assert!(closing.ask().is_some());
        assert!(!closing.leave_without_answer(first), "the second question has its own time");
        assert!(closing.leave());
        assert!(closing.is_leaving());
        assert!(closing.ask().is_none());
        assert!(!closing.leave(), "the end comes once");
    }

    #[test]
    fn a_page_that_is_silent_keeps_nobody() {
        let closing = Closing::default();
        let asked = closing.ask().expect("nobody was asked yet");
        assert!(closing.leave_without_answer(asked));
        closing.stay();
        assert!(closing.is_leaving(), "an answer that comes too late changes nothing");
    }
}
