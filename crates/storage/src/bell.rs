//! Tells whoever listens that an operation was committed.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Rings after every commit; ringing costs the writer nothing to speak of.
#[derive(Debug, Default)]
pub struct Bell {
    state: Mutex<State>,
    heard: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// How often it rang.
    rung: u64,
    /// Whether it will not ring any more.
    is_silent: bool,
}

impl Bell {
    /// Rings, and wakes everybody who waits.
    pub fn ring(&self) {
        self.lock().rung += 1;
        self.heard.notify_all();
    }

    /// Says that it will not ring any more: nobody waits for it from now on.
    pub fn fall_silent(&self) {
        self.lock().is_silent = true;
        self.heard.notify_all();
    }

    /// Returns how often it rang.
    pub fn rung(&self) -> u64 {
        self.lock().rung
    }

    /// Waits until it rang more than `known` times, will ring no more, or for `longest`; returns how
    /// often it rang.
    pub fn wait(&self, known: u64, longest: Duration) -> u64 {
        let is_waited_for = |state: &mut State| state.rung <= known && !state.is_silent;
        let waited = self.heard.wait_timeout_while(self.lock(), longest, is_waited_for);
        waited.unwrap_or_else(PoisonError::into_inner).0.rung
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
