//! Backups that nobody asks for: by the clock while the window is open, and when it closes.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use ledger::backup::PlaceReport;
use ledger::domain::Code;
use ledger::{Ledger, SystemClock, Watch};
use tauri::ipc::{Channel, InvokeResponseBody};
use tauri::{AppHandle, Emitter, Manager, Window, WindowEvent};
use tokio::time::MissedTickBehavior;
use wire::app::Progress;

use crate::failure::{Error, Result};
use crate::help;
use crate::opening::Opened;
use crate::program::Program;
use crate::work::Watched;

/// How often it is asked whether something is due. Each time the clock of the wall is read, so that
/// a computer that slept, or whose clock was set, finds out at the next question.
const ASK_EVERY: Duration = Duration::from_secs(60);

/// Tells the page that something about the backups is no longer as it was.
const CHANGED: &str = "backups-changed";
/// Tells the page how far the backup before the end is; without a progress it has just begun.
const CLOSING: &str = "backup-closing";

/// Tells the page that the open ledger is damaged.
const DAMAGED: &str = "ledger-damaged";

/// Tells the page that the open ledger was changed by other means than this program.
const TAMPERED: &str = "ledger-tampered";

/// How long the ledger is left alone after the start before every page of it is read.
const AFTER_START: Duration = Duration::from_secs(5);

/// What the schedule knows of itself.
#[derive(Debug, Default)]
pub(crate) struct Schedule {
    /// Whether the window is closing already.
    closing: AtomicBool,
    /// Why it could not be kept the last time: the log tells of it once, not each minute.
    failed: Mutex<Option<Code>>,
}

impl Schedule {
    fn is_closing(&self) -> bool {
        self.closing.load(Ordering::SeqCst)
    }

    /// Remembers how the schedule was kept; true where that is another failure than before.
    fn is_news(&self, failed: Option<Code>) -> bool {
        let mut known = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        let news = failed.is_some() && *known != failed;
        *known = failed;
        news
    }
}

/// Reads every page of the ledger that this start opened, and tells the page where it is damaged.
///
/// The work that somebody is waiting for at the start goes first.
pub(crate) fn look_for_damage(app: &AppHandle, program: &Program) {
    std::thread::sleep(AFTER_START);
    match program.opening.look_for_damage() {
        Ok(false) => {}
        Ok(true) => {
            tracing::error!("the ledger is damaged although it opens");
            if let Err(error) = app.emit(DAMAGED, ()) {
                tracing::warn!(%error, "the page does not hear of the damage");
            }
        }
        Err(error) => log(&error, "the ledger was not looked at for damage"),
    }
}

/// Reads the journal and the accounts of a ledger that was opened and not looked at yet, and tells the
/// page where they were changed by other means than this program.
pub(crate) fn look_for_tampering(app: &AppHandle, program: &Program) {
    let Opened::Ready(ledger) = program.opening.opened() else { return };
    if ledger.trust_facts().acknowledged.is_some() {
        return;
    }
    match ledger.look_for_tampering() {
        Ok(None) => {}
        Ok(Some(_)) => {
            if let Err(error) = app.emit(TAMPERED, ()) {
                tracing::warn!(%error, "the page does not hear of the tampering");
            }
        }
        Err(error) => log(&error.into(), "the ledger was not looked at for tampering"),
    }
}

/// Keeps the schedule for as long as the program runs.
pub(crate) fn start(app: &AppHandle, program: Program) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let mut questions = tokio::time::interval(ASK_EVERY);
        questions.set_missed_tick_behavior(MissedTickBehavior::Delay);
        // The first one comes at once, while the window is still painting.
        questions.tick().await;
        loop {
            questions.tick().await;
            let (app, program) = (app.clone(), program.clone());
            let asked = tauri::async_runtime::spawn_blocking(move || keep(&app, &program)).await;
            if let Err(error) = asked {
                tracing::error!(%error, "the schedule of backups stopped for a moment");
            }
        }
    });
}

/// Hears that the window is to close; a backup that is due at the end goes before.
pub(crate) fn hear(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    api.prevent_close();
    if window.state::<Schedule>().closing.swap(true, Ordering::SeqCst) {
        return;
    }
    let window = window.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let app = window.app_handle();
        match end(app, app.state::<Program>().inner()) {
            Ok(()) => {}
            Err(error) if error.code() == Code::Cancelled => tracing::info!("no backup at the end: stopped"),
            Err(error) => {
                log(&error, "no backup at the end");
                let (code, params) = (error.code(), error.params());
                help::tell_of_no_backup(app, (&code.message_zh(&params), &code.message_en(&params)));
            }
        }
        if let Err(error) = window.destroy() {
            tracing::error!(%error, "the window does not close");
            app.exit(0);
        }
    });
}

/// Returns the ledger of which backups are made; none where only a copy of it is looked at.
fn to_be_kept(program: &Program) -> Option<Ledger> {
    program.opening.ledger().ok().filter(|ledger| !ledger.is_read_only())
}

/// Makes the backup that is due at the end, and brings the journal archive up to date.
fn end(app: &AppHandle, program: &Program) -> Result<()> {
    let Some(ledger) = to_be_kept(program) else { return Ok(()) };
    let home = program.opening.home();
    let backed_up = match ledger.backup_due_on_exit(home) {
        Ok(true) => {
            show_closing(app, None);
            ledger.back_up_by_schedule(home, &program.work.begin(told_to_page(app))).map(drop)
        }
        Ok(false) => Ok(()),
        Err(error) => Err(error),
    };
    ledger.end_archive();
    Ok(backed_up?)
}

/// Does what is due now.
fn keep(app: &AppHandle, program: &Program) {
    let schedule = app.state::<Schedule>();
    if schedule.is_closing() {
        return;
    }
    // Another ledger may have been opened since the last question.
    look_for_tampering(app, program);
    let Some(ledger) = to_be_kept(program) else { return };
    let watch = UntilTheEnd { schedule: &schedule, shown: program.work.begin_unasked() };
    let kept = do_what_is_due(program, &ledger, &watch);
    // What the end of the program stopped did not fail.
    let failed = kept.as_ref().err().map(Error::code).filter(|code| *code != Code::Cancelled);
    let news = schedule.is_news(failed);
    match kept {
        Ok(true) => tell(app),
        Err(error) if news => {
            log(&error, "the schedule of backups was not kept");
            tell(app);
        }
        Ok(false) | Err(_) => {}
    }
}

/// Returns whether anything was due.
fn do_what_is_due(program: &Program, ledger: &Ledger, watch: &UntilTheEnd<'_>) -> Result<bool> {
    let home = program.opening.home();
    let due = ledger.backup_due(home)?;
    if due.backup {
        let done = ledger.back_up_by_schedule(home, watch)?;
        tracing::info!(places = done.places.len(), "a scheduled backup was made");
        log_places(&done.places);
    }
    let is_place_back = !due.backup && home.is_place_back(&SystemClock)?;
    if is_place_back {
        log_places(&ledger.bring_backups_to_places(home, watch)?);
    }
    if due.check {
        let checked = ledger.check_all_backups(home, watch)?;
        tracing::info!(sound = checked.sound, damaged = checked.damaged.len(), "all backups were verified");
    }
    Ok(due.backup || is_place_back || due.check)
}

fn log_places(reports: &[PlaceReport]) {
    for failure in reports.iter().filter_map(|report| report.failure.as_ref()) {
        tracing::warn!(code = %failure.code, "a place for backups did not get what it should have");
    }
}

fn log(error: &Error, what: &str) {
    tracing::error!(code = %error.code(), story = error.story(), "{what}");
}

fn tell(app: &AppHandle) {
    if let Err(error) = app.emit(CHANGED, ()) {
        tracing::warn!(%error, "the page does not hear of a backup");
    }
}

/// Hands on what comes from work to the page, which waits for the end of the program.
fn told_to_page(app: &AppHandle) -> Channel<Progress> {
    let app = app.clone();
    Channel::new(move |body| {
        if let InvokeResponseBody::Json(json) = body {
            show_closing(&app, serde_json::from_str(&json).ok());
        }
        Ok(())
    })
}

fn show_closing(app: &AppHandle, progress: Option<serde_json::Value>) {
    if let Err(error) = app.emit(CLOSING, progress) {
        tracing::warn!(%error, "the page does not hear of the backup at the end");
    }
}

/// Goes on until the window closes.
struct UntilTheEnd<'program> {
    schedule: &'program Schedule,
    /// Shows it in the task bar.
    shown: Watched<'program>,
}

impl Watch for UntilTheEnd<'_> {
    fn progress(&self, done: u64, total: Option<u64>) -> ControlFlow<()> {
        if self.schedule.is_closing() {
            return ControlFlow::Break(());
        }
        self.shown.progress(done, total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_news_once_until_something_else_happens() {
        let schedule = Schedule::default();
        assert!(!schedule.is_news(None));
        assert!(schedule.is_news(Some(Code::DiskFull)));
        assert!(!schedule.is_news(Some(Code::DiskFull)));
        assert!(schedule.is_news(Some(Code::BackupSettingsUnreadable)));
        assert!(!schedule.is_news(None));
        assert!(schedule.is_news(Some(Code::BackupSettingsUnreadable)));
    }

    #[test]
    fn what_runs_by_itself_stops_when_the_window_closes() {
        let (schedule, work) = (Schedule::default(), crate::work::Work::default());
        let watch = UntilTheEnd { schedule: &schedule, shown: work.begin_unasked() };
        assert_eq!(watch.progress(1, Some(2)), ControlFlow::Continue(()));
        schedule.closing.store(true, Ordering::SeqCst);
        assert_eq!(watch.progress(2, Some(2)), ControlFlow::Break(()));
    }
}
