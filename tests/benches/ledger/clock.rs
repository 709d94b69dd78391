//! How long something took, by the wall and by the processor.

use std::time::{Duration, Instant};

use anyhow::Result;

/// What one piece of work took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Took {
    pub(crate) wall: Duration,
    /// Processor time of this process and of its children, where the system tells it. On a machine
    /// that others use, it wavers far less than the wall clock.
    pub(crate) processor: Option<Duration>,
}

impl Took {
    /// Returns the least of each clock: what the work takes when nothing comes between.
    pub(crate) fn least(self, other: Self) -> Self {
        Self { wall: self.wall.min(other.wall), processor: self.processor.min(other.processor) }
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        let processor = self.processor.zip(other.processor).map(|(one, two)| one + two);
        Self { wall: self.wall + other.wall, processor }
    }
}

impl Took {
    /// Leaves out a part that was measured by itself.
    pub(crate) fn less(self, part: Self) -> Self {
        let processor = self.processor.zip(part.processor).map(|(all, part)| all.saturating_sub(part));
        Self { wall: self.wall.saturating_sub(part.wall), processor }
    }
}

/// Does the work and returns what it took.
pub(crate) fn time<T>(work: impl FnOnce() -> Result<T>) -> Result<(T, Took)> {
    let (before, start) = (processor(), Instant::now());
    let value = work()?;
    let wall = start.elapsed();
    let processor = before.zip(processor()).map(|(before, after)| after.saturating_sub(before));
    Ok((value, Took { wall, processor }))
}

/// Reads the processor time of the process and its ended children; Linux tells it in hundredths of
/// a second.
fn processor() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program stands in brackets and may hold anything.
    let fields = stat.rsplit_once(')')?.1.split_whitespace();
    let ticks: u64 = fields.skip(11).take(4).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Some(Duration::from_millis(ticks * 10))
}

/// The times of many repetitions, ascending, by the wall and by the processor alone.
#[derive(Debug, Clone)]
pub(crate) struct Times {
    wall: Vec<Duration>,
    /// Of the asking thread, where the system tells it: what others took in between is not in it.
    processor: Vec<Duration>,
}

impl Times {
    /// Does the work `count` times, each with its number.
    pub(crate) fn of(count: usize, mut work: impl FnMut(usize) -> Result<()>) -> Result<Self> {
        let mut times = Self { wall: Vec::with_capacity(count), processor: Vec::with_capacity(count) };
        for number in 0..count {
            let (start, before) = (Instant::now(), of_thread());
            work(number)?;
            times
                .processor
                .extend(before.zip(of_thread()).map(|(before, after)| after.saturating_sub(before)));
            times.wall.push(start.elapsed());
        }
        Ok(times.sorted())
    }

    /// Puts the times of several measurements together.
    pub(crate) fn all(times: Vec<Self>) -> Self {
        let mut all = Self { wall: Vec::new(), processor: Vec::new() };
        for times in times {
            all.wall.extend(times.wall);
            all.processor.extend(times.processor);
        }
        all.sorted()
    }

    fn sorted(mut self) -> Self {
        self.wall.sort_unstable();
        self.processor.sort_unstable();
        self
    }

    /// Returns the time that `percent` of the repetitions did not exceed.
    pub(crate) fn percentile(&self, percent: usize) -> Duration {
        of(&self.wall, percent).unwrap_or_default()
    }

    /// Returns the time of the processor that `percent` of the repetitions did not exceed.
    pub(crate) fn of_processor(&self, percent: usize) -> Option<Duration> {
        of(&self.processor, percent)
    }
}

fn of(times: &[Duration], percent: usize) -> Option<Duration> {
    times.get(times.len().saturating_sub(1) * percent / 100).copied()
}

/// Reads the processor time of this thread.
#[cfg(target_os = "linux")]
fn of_thread() -> Option<Duration> {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Some(Duration::new(u64::try_from(time.tv_sec).ok()?, u32::try_from(time.tv_nsec).ok()?))
}

#[cfg(not(target_os = "linux"))]
fn of_thread() -> Option<Duration> {
    None
}
