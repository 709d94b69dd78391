//! Long work: how far it has come, and stopping it.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use ledger::Watch;
use ledger::domain::migration::MigrationStage;
use tauri::ipc::Channel;
use wire::app::Progress;

/// The window hears of progress at most this often.
const REPORT_EVERY: Duration = Duration::from_millis(100);

/// Shows progress beside the page, where the user sees it from other windows; none hides it.
type Taskbar = Box<dyn Fn(Option<&Progress>) + Send + Sync>;

/// The long work of the program, numbered in the order in which it began.
#[derive(Default)]
pub(crate) struct Work {
    begun: AtomicU64,
    /// Work up to this number is to stop; what begins later is not touched by an earlier cancel.
    cancelled: AtomicU64,
    taskbar: OnceLock<Taskbar>,
}

impl Work {
    /// Begins one piece of work that reports to the window.
    pub(crate) fn begin(&self, progress: Channel<Progress>) -> Watched<'_> {
        let number = self.begun.fetch_add(1, Ordering::SeqCst) + 1;
        Watched { work: self, number, pace: Mutex::new(Pace::new(Instant::now())), progress }
    }

    /// Begins work that nobody asked for: the task bar shows it, and no cancel is meant for it.
    pub(crate) fn begin_unasked(&self) -> Watched<'_> {
        let progress = Channel::new(|_| Ok(()));
        Watched { work: self, number: u64::MAX, pace: Mutex::new(Pace::new(Instant::now())), progress }
    }

    /// Shows the progress of all work from now on in the task bar too.
    pub(crate) fn show_in_taskbar(&self, show: impl Fn(Option<&Progress>) + Send + Sync + 'static) {
        // Only the first window has a task bar entry.
        self.taskbar.get_or_init(|| Box::new(show));
    }

    /// Stops all work that has begun.
    pub(crate) fn cancel(&self) {
        self.cancelled.store(self.begun.load(Ordering::SeqCst), Ordering::SeqCst);
    }
}

/// One piece of work under way.
pub(crate) struct Watched<'work> {
    work: &'work Work,
    number: u64,
    pace: Mutex<Pace>,
    progress: Channel<Progress>,
}

impl Watched<'_> {
    fn tell(&self, progress: Progress) {
        if let Some(show) = self.work.taskbar.get() {
            show(Some(&progress));
        }
        if let Err(error) = self.progress.send(progress) {
            tracing::debug!(%error, "nobody hears of the progress");
        }
    }
}

impl Drop for Watched<'_> {
    fn drop(&mut self) {
        if let Some(show) = self.work.taskbar.get() {
            show(None);
        }
    }
}

impl Watch for Watched<'_> {
    fn stage(&self, stage: MigrationStage) {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner).begin(stage, Instant::now());
    }

    fn progress(&self, done: u64, total: Option<u64>) -> ControlFlow<()> {
        let report =
            self.pace.lock().unwrap_or_else(PoisonError::into_inner).report(Instant::now(), done, total);
        if let Some(report) = report {
            self.tell(report);
        }
        if self.work.cancelled.load(Ordering::SeqCst) >= self.number {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }
}

/// Tells how fast the work goes, and when the window should hear of it.
#[derive(Debug)]
struct Pace {
    reported: Option<Instant>,
    stage: Option<MigrationStage>,
    /// The work starts to count again where it goes from reading to checking to writing.
    phase_began: Instant,
    phase_base: u64,
    done: u64,
}

impl Pace {
    fn new(now: Instant) -> Self {
        Self { reported: None, stage: None, phase_began: now, phase_base: 0, done: 0 }
    }

    /// Begins to count anew; the window hears of it at once.
    fn begin(&mut self, stage: MigrationStage, now: Instant) {
        *self = Self { stage: Some(stage), ..Self::new(now) };
    }

    fn report(&mut self, now: Instant, done: u64, total: Option<u64>) -> Option<Progress> {
        if done < self.done {
            self.phase_began = now;
            self.phase_base = done;
        }
        self.done = done;
        if self.reported.is_some_and(|last| now.saturating_duration_since(last) < REPORT_EVERY) {
            return None;
        }
        self.reported = Some(now);
        let per_second = self.per_second(now);
        let left = total.map(|total| total.saturating_sub(done));
        let seconds_left = left.filter(|_| per_second > 0).map(|left| left.div_ceil(per_second));
        Some(Progress { done, total, per_second, seconds_left, stage: self.stage })
    }

    /// Returns 0 while too little time has passed to say anything.
    fn per_second(&self, now: Instant) -> u64 {
        let elapsed = now.saturating_duration_since(self.phase_began);
        if elapsed < REPORT_EVERY {
            return 0;
        }
        let rows = u128::from(self.done - self.phase_base);
        u64::try_from(rows * 1000 / elapsed.as_millis()).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(start: Instant, milliseconds: u64) -> Instant {
        start + Duration::from_millis(milliseconds)
    }

    #[test]
    fn the_window_hears_of_progress_ten_times_a_second_at_most() {
        let start = Instant::now();
        let mut pace = Pace::new(start);
        let heard = (0..1000).filter(|row| pace.report(after(start, *row), *row, Some(1000)).is_some());
        assert_eq!(heard.count(), 10);
    }

    #[test]
    fn speed_and_remaining_time_follow_from_what_is_done() {
        let start = Instant::now();
        let mut pace = Pace::new(start);
        let progress = pace.report(after(start, 2000), 500, Some(2001)).expect("a report is due");
        assert_eq!((progress.per_second, progress.seconds_left), (250, Some(7)));
        let unknown = pace.report(after(start, 4000), 1000, None).expect("a report is due");
        assert_eq!((unknown.per_second, unknown.seconds_left), (250, None));
    }

    #[test]
    fn a_new_phase_has_a_speed_of_its_own() {
        let start = Instant::now();
        let mut pace = Pace::new(start);
        pace.report(after(start, 10_000), 1000, Some(1000));
        pace.report(after(start, 10_200), 0, Some(1000));
        let progress = pace.report(after(start, 11_200), 900, Some(1000)).expect("a report is due");
        assert_eq!((progress.per_second, progress.seconds_left), (900, Some(1)));
    }

    #[test]
    fn a_stage_is_told_at_once_and_counts_anew() {
        let start = Instant::now();
        let mut pace = Pace::new(start);
        pace.report(after(start, 10_000), 1000, Some(1000));
        pace.begin(MigrationStage::Changing, after(start, 10_001));
        let progress = pace.report(after(start, 10_002), 1200, None).expect("a report is due");
        assert_eq!((progress.stage, progress.per_second), (Some(MigrationStage::Changing), 0));
    }

    #[test]
    fn the_task_bar_shows_progress_until_the_work_ends() {
        let shown = std::sync::Arc::new(Mutex::new(Vec::new()));
        let work = Work::default();
        let kept = shown.clone();
        work.show_in_taskbar(move |progress| {
            kept.lock().expect("no test panics").push(progress.map(|progress| progress.done));
        });
        let watched = work.begin(Channel::new(|_| Ok(())));
        assert_eq!(watched.progress(5, Some(10)), ControlFlow::Continue(()));
        drop(watched);
        assert_eq!(*shown.lock().expect("no test panics"), [Some(5), None]);
    }

    #[test]
    fn a_cancel_stops_what_has_begun_and_nothing_later() {
        let work = Work::default();
        let silent = || Channel::new(|_| Ok(()));
        let first = work.begin(silent());
        assert_eq!(first.progress(1, None), ControlFlow::Continue(()));
        work.cancel();
        let second = work.begin(silent());
        assert_eq!(first.progress(2, None), ControlFlow::Break(()));
        assert_eq!(second.progress(1, None), ControlFlow::Continue(()));
    }

    #[test]
    fn what_nobody_asked_for_is_not_cancelled_with_what_somebody_did() {
        let work = Work::default();
        let unasked = work.begin_unasked();
        let asked = work.begin(Channel::new(|_| Ok(())));
        work.cancel();
        assert_eq!(asked.progress(1, None), ControlFlow::Break(()));
        assert_eq!(unasked.progress(1, None), ControlFlow::Continue(()));
    }
}
