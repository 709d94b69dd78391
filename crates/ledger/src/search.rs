//! Finding any record by what people remember of it.

use domain::Noun;
use domain::list::Found;

use crate::{Ledger, Result};

impl Ledger {
    /// Finds records by code, name, pinyin or initials; of one noun, or of all.
    pub fn find(&self, text: &str, noun: Option<Noun>, limit: u32) -> Result<Vec<Found>> {
        self.read(|reader| storage::search::find(reader, text, noun, limit))
    }
}
