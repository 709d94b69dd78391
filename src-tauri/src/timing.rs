//! How long the work of a command takes: what is slow stands in the log, by the name of the command.

use std::cell::Cell;
use std::time::{Duration, Instant};

use ledger::logs;

thread_local! {
    /// How long this thread has waited for a person so far.
    static ASKED: Cell<Duration> = const { Cell::new(Duration::ZERO) };
}

/// Returns the name of the command that some work belongs to, from that of the function it was
/// written in: so that none can be forgotten.
pub(crate) fn name_of<Work>(work: &Work) -> &'static str {
    let path = std::any::type_name_of_val(work);
    path.rsplit("::").find(|part| !part.starts_with("{{")).unwrap_or(path)
}

/// Does the work of a command, and tells the log where it took long. `awaited` is work that shows
/// how far it has come.
pub(crate) fn timed<T>(name: &str, awaited: bool, work: impl FnOnce() -> T) -> T {
    let (began, asked_before) = (Instant::now(), ASKED.get());
    let value = work();
    let asked = ASKED.get().saturating_sub(asked_before);
    logs::tell_of_slow(name, began.elapsed().saturating_sub(asked), awaited);
    value
}

/// Waits for a person, which is no slowness of the program.
pub(crate) fn asking<T>(question: impl FnOnce() -> T) -> T {
    let began = Instant::now();
    let answer = question();
    ASKED.set(ASKED.get() + began.elapsed());
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list_contracts() -> &'static str {
        let inner = || {
            let work = move || ();
            name_of(&work)
        };
        inner()
    }

    #[test]
    fn work_has_the_name_of_the_command_that_it_was_written_in() {
        assert_eq!(list_contracts(), "list_contracts");
        assert_eq!(name_of(&ledger::Ledger::overview), "overview");
    }

    #[test]
    fn waiting_for_a_person_is_not_counted() {
        let before = ASKED.get();
        let answer = asking(|| {
            std::thread::sleep(Duration::from_millis(2));
            7
        });
        assert_eq!(answer, 7);
        assert!(ASKED.get() >= before + Duration::from_millis(2));
    }
}
