//! Long work on the terminal.

use std::ops::ControlFlow;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use ledger::Watch;
use ledger::domain::migration::MigrationStage;

use crate::language::Language;

/// While it is not known how much there is to do.
const OPEN: &str = "{msg}{spinner} {elapsed}";
/// How often the bar moves where the work itself says nothing.
const MOVES: Duration = Duration::from_millis(200);

/// A bar on the standard error, where that is a terminal; else nothing.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    counted: &'static str,
    language: Language,
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
        Self { bar, counted, language }
    }

    /// Counts bytes instead of rows.
    pub(crate) fn of_bytes(language: Language) -> Self {
        let counted = language.say(
            "{bar:32} {bytes}/{total_bytes}  {bytes_per_sec}  剩余 {eta}",
            "{bar:32} {bytes}/{total_bytes}  {bytes_per_sec}  {eta} left",
        );
        let bar = ProgressBar::no_length();
        bar.set_style(style("{spinner} {bytes}"));
        Self { bar, counted, language }
    }

    /// Shows how much of the work is done, where that is known, whatever it is counted in.
    pub(crate) fn of_work(language: Language) -> Self {
        let counted =
            language.say("{msg}{bar:32} {percent}%  剩余 {eta}", "{msg}{bar:32} {percent}%  {eta} left");
        let bar = ProgressBar::no_length();
        bar.set_style(style(OPEN));
        Self { bar, counted, language }
    }
}

impl Watch for Progress {
    fn stage(&self, stage: MigrationStage) {
        self.bar.set_style(style(OPEN));
        self.bar.unset_length();
        self.bar.reset();
        self.bar.set_message(stage_word(self.language, stage));
        self.bar.enable_steady_tick(MOVES);
    }

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

const fn stage_word(language: Language, stage: MigrationStage) -> &'static str {
    match stage {
        MigrationStage::Copying => language.say("复制台账  ", "copying the ledger  "),
        MigrationStage::Reading => language.say("读取副本  ", "reading the copy  "),
        MigrationStage::Rehearsing => language.say("在副本上演练  ", "rehearsing on the copy  "),
        MigrationStage::Comparing => language.say("逐行核对  ", "comparing row by row  "),
        MigrationStage::Checking => language.say("检查文件和日志  ", "checking file and journal  "),
        MigrationStage::BackingUp => language.say("备份  ", "backing up  "),
        MigrationStage::Changing => language.say("变更台账  ", "changing the ledger  "),
        MigrationStage::Snapshotting => language.say("备份变更后的台账  ", "backing up the new ledger  "),
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
