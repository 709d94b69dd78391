//! Which records one word finds.

use std::collections::BTreeMap;

use domain::Noun;
use rusqlite::Connection;

use super::id_set::IdSet;
use super::index::Source;
use super::words::Word;
use super::{pinyin, text};
use crate::Result;

/// The records of each noun that words find by their own texts.
#[derive(Debug, Default)]
pub(super) struct Hits {
    by_noun: BTreeMap<Noun, IdSet>,
}

/// What a noun has that was not looked for.
static NOTHING: IdSet = IdSet::empty();

impl Hits {
    /// Finds the records of `nouns` that fit any of `words`.
    pub(super) fn of(connection: &Connection, words: &[Word], nouns: &[Noun]) -> Result<Self> {
        let mut hits = Self { by_noun: nouns.iter().map(|noun| (*noun, IdSet::default())).collect() };
        for word in words {
            hits.add(connection, word)?;
        }
        Ok(hits)
    }

    /// The records of one noun.
    pub(super) fn of_noun(&self, noun: Noun) -> &IdSet {
        self.by_noun.get(&noun).unwrap_or(&NOTHING)
    }

    fn add(&mut self, connection: &Connection, word: &Word) -> Result<()> {
        let pinyin::Evidence { exact, loose } = pinyin::evidence(&word.folded);
        let exact: Vec<String> = text::phrase(&word.folded).into_iter().chain(exact).collect();
        self.add_exact(connection, &exact.join(" OR "))?;
        if !loose.is_empty() {
            let loose = loose.join(" OR ");
            for (noun, ids) in &mut self.by_noun {
                add_compared(connection, &loose, &word.folded, *noun, ids)?;
            }
        }
        Ok(())
    }

    fn add_exact(&mut self, connection: &Connection, condition: &str) -> Result<()> {
        let mut statement = connection.prepare_cached("SELECT rowid FROM search WHERE search MATCH ?1")?;
        let mut rows = statement.query([condition])?;
        while let Some(row) = rows.next()? {
            if let Some((source, id)) = Source::of_row(row.get(0)?)
                && let Some(ids) = self.by_noun.get_mut(&source.noun)
            {
                ids.insert(id);
            }
        }
        Ok(())
    }
}

/// Adds of the candidates those whose name is typed as `needle`.
fn add_compared(
    connection: &Connection,
    condition: &str,
    needle: &str,
    noun: Noun,
    ids: &mut IdSet,
) -> Result<()> {
    let Some(source) = Source::of(noun) else { return Ok(()) };
    let mut statement = connection.prepare_cached(&source.candidates())?;
    let mut rows = statement.query((condition, needle, ids.blob()))?;
    while let Some(row) = rows.next()? {
        ids.insert(row.get(0)?);
    }
    Ok(())
}
