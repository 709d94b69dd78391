//! The figures as one table in Markdown.

use std::fmt::Write;
use std::time::Duration;

use crate::clock::{Times, Took};

/// The table under construction.
#[derive(Debug)]
pub(crate) struct Table {
    text: String,
}

impl Table {
    pub(crate) fn new() -> Self {
        let head = "| Work | Lantai | Floor | Ratio | Processor: ratio, or time | Aim |\n|---|---|---|---|---|---|\n";
        Self { text: head.to_owned() }
    }

    /// Adds a line of long work.
    pub(crate) fn work(&mut self, what: &str, ours: Took, floor: Took, aim: &str) {
        let of_processor = ours.processor.zip(floor.processor).map_or_else(String::new, |(o, f)| ratio(o, f));
        let cells = [&seconds(ours), &seconds(floor), &ratio(ours.wall, floor.wall), &of_processor];
        self.line(what, cells.map(String::as_str), aim);
    }

    /// Adds a line of long work that has no floor of its own.
    pub(crate) fn part(&mut self, what: &str, ours: Took) {
        self.line(what, [&seconds(ours), "", "", ""], "");
    }

    /// Adds a line of a query asked many times: median and 99th percentile, by the wall, and of ours
    /// by the processor alone.
    pub(crate) fn query(&mut self, what: &str, ours: &Times, floor: &Times, aim: &str) {
        let cells = [&spread(ours), &spread(floor), &ratio(ours.percentile(50), floor.percentile(50))];
        let processor = ours.of_processor(50).zip(ours.of_processor(99)).map_or_else(String::new, spread_of);
        self.line(what, [cells[0], cells[1], cells[2], &processor], aim);
    }

    pub(crate) fn line(&mut self, what: &str, cells: [&str; 4], aim: &str) {
        let line = format!("| {what} | {} | {aim} |", cells.join(" | "));
        // Long before the table is done.
        eprintln!("{line}");
        let _ = writeln!(self.text, "{line}");
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

fn seconds(took: Took) -> String {
    format!("{:.3} s", took.wall.as_secs_f64())
}

fn spread(times: &Times) -> String {
    spread_of((times.percentile(50), times.percentile(99)))
}

fn spread_of((median, most): (Duration, Duration)) -> String {
    let milliseconds = |time: Duration| time.as_secs_f64() * 1_000.0;
    format!("{:.2} / {:.2} ms", milliseconds(median), milliseconds(most))
}

pub(crate) fn ratio(ours: Duration, floor: Duration) -> String {
    if floor.is_zero() { String::new() } else { format!("{:.2}", ours.as_secs_f64() / floor.as_secs_f64()) }
}
