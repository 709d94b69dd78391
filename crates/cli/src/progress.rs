//! Long work on the terminal.

use std::ops::ControlFlow;

use indicatif::{ProgressBar, ProgressStyle};
use ledger::Watch;

use crate::language::Language;

/// A bar on the standard error, where that is a terminal; else nothing.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    counted: &'static str,
}

impl Progress {
    pub(crate) fn new(language: Language) -> Self {
        let open = language.say("{spinner} {pos} 行  {per_sec}", "{spinner} {pos} rows  {per_sec}");
        // `no_length` draws to the standard error, and only where it is a terminal.
        let bar = ProgressBar::no_length();
        bar.set_style(style(open));
        let counted = language.say(
            "{bar:32} {pos}/{len} 行  {per_sec}  剩余 {eta}",
            "{bar:32} {pos}/{len} rows  {per_sec}  {eta} left",
        );
        Self { bar, counted }
    }

    /// Counts bytes instead of rows.
    pub(crate) fn of_bytes(language: Language) -> Self {
        let counted = language.say(
            "{bar:32} {bytes}/{total_bytes}  {bytes_per_sec}  剩余 {eta}",
            "{bar:32} {bytes}/{total_bytes}  {bytes_per_sec}  {eta} left",
        );
        let bar = ProgressBar::no_length();
        bar.set_style(style("{spinner} {bytes}"));
        Self { bar, counted }
    }

    /// Shows how much of the work is done, where that is known, whatever it is counted in.
    pub(crate) fn of_work(language: Language) -> Self {
        let counted = language.say("{bar:32} {percent}%  剩余 {eta}", "{bar:32} {percent}%  {eta} left");
        let bar = ProgressBar::no_length();
        bar.set_style(style("{spinner} {elapsed}"));
        Self { bar, counted }
    }
}

impl Watch for Progress {
    fn progress(&self, done: u64, total: Option<u64>) -> ControlFlow<()> {
        if let Some(total) = total
            && self.bar.length() != Some(total)
        {
            self.bar.set_style(style(self.counted));
            self.bar.set_length(total);
        }
        if done < self.bar.position() {
            self.bar.reset();
        }
        self.bar.set_position(done);
        ControlFlow::Continue(())
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
