//! Backups that nobody asks for, by the clock while the window is open; what looks after the ledger by itself.

use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use ledger::backup::PlaceReport;
use ledger::domain::Code;
use ledger::{Ledger, SystemClock, Watch};
use tauri::{AppHandle, Emitter, Manager};
use tokio::time::MissedTickBehavior;

use crate::closing::Closing;
use crate::failure::{Error, Result};
use crate::opening::Opened;
use crate::program::Program;
use crate::work::Watched;

/// How often it is asked whether something is due. Each time the clock of the wall is read, so that
/// a computer that slept, or whose clock was set, finds out at the next question.
const ASK_EVERY: Duration = Duration::from_secs(60);

/// Tells the page that something about the backups is no longer as it was.
const CHANGED: &str = "backups-changed";

/// Tells the page that the open ledger is damaged.
const DAMAGED: &str = "ledger-damaged";

/// Tells the page that the open ledger was changed by other means than this program.
const TAMPERED: &str = "ledger-tampered";

/// How long the ledger is left alone after the start before every page of it is read.
const AFTER_START: Duration = Duration::from_secs(5);

/// What the schedule knows of itself.
#[derive(Debug, Default)]
pub(crate) struct Schedule {
    /// Why it could not be kept the last time: the log tells of it once, not each minute.
    failed: Mutex<Option<Code>>,
}

impl Schedule {
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
        Err(error) => error.log("the ledger was not looked at for damage"),
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
        Err(error) => Error::from(error).log("the ledger was not looked at for tampering"),
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

/// Does what is due now.
fn keep(app: &AppHandle, program: &Program) {
    let schedule = app.state::<Schedule>();
    let closing = app.state::<Closing>();
    if closing.is_leaving() {
        return;
    }
    // Another ledger may have been opened since the last question.
    look_for_tampering(app, program);
    let Some(ledger) = program.to_be_kept() else { return };
    let watch = UntilTheEnd { closing: &closing, shown: program.work.begin_unasked() };
    let kept = do_what_is_due(program, &ledger, &watch);
    // What the end of the program stopped did not fail.
    let failed = kept.as_ref().err().map(Error::code).filter(|code| *code != Code::Cancelled);
    let news = schedule.is_news(failed);
    match kept {
        Ok(true) => tell(app),
        Err(error) if news => {
            error.log("the schedule of backups was not kept");
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

fn tell(app: &AppHandle) {
    if let Err(error) = app.emit(CHANGED, ()) {
        tracing::warn!(%error, "the page does not hear of a backup");
    }
}

/// Goes on until the window closes.
struct UntilTheEnd<'program> {
    closing: &'program Closing,
    /// Shows it in the task bar.
    shown: Watched<'program>,
}

impl Watch for UntilTheEnd<'_> {
    fn progress(&self, done: u64, total: Option<u64>) -> ControlFlow<()> {
        if self.closing.is_leaving() {
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
        let (closing, work) = (Closing::default(), crate::work::Work::default());
        let watch = UntilTheEnd { closing: &closing, shown: work.begin_unasked() };
        assert_eq!(watch.progress(1, Some(2)), ControlFlow::Continue(()));
        closing.leave();
        assert_eq!(watch.progress(2, Some(2)), ControlFlow::Break(()));
    }
}
