//! Tells whoever listens that an operation was committed.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Rings after every commit; ringing costs the writer nothing to speak of.
#[derive(Debug, Default)]
pub struct Bell {
    rung: Mutex<u64>,
    heard: Condvar,
}

impl Bell {
    /// Rings, and wakes everybody who waits.
    pub fn ring(&self) {
        *self.lock() += 1;
        self.heard.notify_all();
    }

    /// Returns how often it rang.
    pub fn rung(&self) -> u64 {
        *self.lock()
    }

    /// Waits until it rang more than `known` times, or for `longest`; returns how often it rang.
    pub fn wait(&self, known: u64, longest: Duration) -> u64 {
        let waited = self.heard.wait_timeout_while(self.lock(), longest, |rung| *rung <= known);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }

    fn lock(&self) -> MutexGuard<'_, u64> {
        self.rung.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
