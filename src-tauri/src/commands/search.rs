//! Finding any record.

use ledger::domain::Noun;
use ledger::domain::list::Found;
use tauri::State;

use crate::failure::Reply;
use crate::program::Program;

/// Finds records by code, name, pinyin or initials.
#[tauri::command]
pub(crate) async fn find(
    program: State<'_, Program>,
    text: String,
    noun: Option<Noun>,
    limit: u32,
) -> Reply<Vec<Found>> {
    program.ask(move |ledger| ledger.find(&text, noun, limit)).await
}
