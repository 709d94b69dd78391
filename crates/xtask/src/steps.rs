//! The steps of a task: announced before, measured after.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// What was done, and how long it took.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    done: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    name: String,
    time: Duration,
    succeeded: bool,
}

impl Steps {
    /// Says what comes next and how long it may take, does it, and keeps the time.
    pub(crate) fn step<T>(
        &mut self,
        name: &str,
        expected: &str,
        work: impl FnOnce() -> Result<T>,
    ) -> Result<T> {
        println!("==> {name} ({expected})");
        let start = Instant::now();
        let result = work();
        self.done.push(Step { name: name.to_owned(), time: start.elapsed(), succeeded: result.is_ok() });
        result.with_context(|| format!("failed: {name}"))
    }

    /// Prints what every step took.
    pub(crate) fn print_times(&self) {
        println!();
        for step in &self.done {
            let mark = if step.succeeded { "ok    " } else { "FAILED" };
            println!("{mark} {:>8.1} s  {}", step.time.as_secs_f64(), step.name);
        }
    }
}
