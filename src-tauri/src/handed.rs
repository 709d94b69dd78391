//! Files that were handed to the program from outside: dropped on its icon, or opened by their type.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// Keeps files until the page takes them: it may not be there yet, or wait for a password.
#[derive(Debug, Default)]
pub(crate) struct Handed(Mutex<Vec<PathBuf>>);

impl Handed {
    /// Keeps files behind those that wait already.
    pub(crate) fn keep(&self, files: Vec<PathBuf>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(files);
    }

    /// Gives out what waits, once.
    pub(crate) fn take(&self) -> Vec<PathBuf> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_given_out_once_in_their_order() {
        let handed = Handed::default();
        handed.keep(vec!["a.xlsx".into()]);
        handed.keep(vec!["b.xlsx".into()]);
        assert_eq!(handed.take(), [PathBuf::from("a.xlsx"), PathBuf::from("b.xlsx")]);
        assert!(handed.take().is_empty());
    }
}
