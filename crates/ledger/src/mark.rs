//! The hidden numbers of an export, and whose they are.

use storage::Reader;

/// Larger than any id of a record.
const IDS: i64 = 1_000_000_000;
/// How many ledgers are told apart. A marked id has at most 15 digits, which a cell of a workbook
/// holds exactly.
const MARKS: i64 = 999_999;

/// What a ledger marks the ids of its records with when they leave in an export.
///
/// An export comes back with the hidden id of each record. In another ledger the same id is
/// another record, which must not be taken for the one that was exported. The mark comes from the
/// first entry of the journal: it stays the same for the life of a ledger and in its backups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LedgerMark {
    /// None for a ledger in which nothing was ever done, and to which no record belongs.
    mark: Option<i64>,
}

impl LedgerMark {
    pub(crate) fn of(reader: &Reader<'_>) -> storage::Result<Self> {
        let hash = storage::journal::first_hash(reader)?;
        Ok(Self { mark: hash.map(|hash| mark_of(&hash)) })
    }

    /// Returns the mark; none for a ledger in which nothing was ever done.
    pub(crate) fn number(self) -> Option<i64> {
        self.mark
    }

    /// Returns the id as an export carries it.
    pub(crate) fn mark(self, id: i64) -> i64 {
        self.mark.unwrap_or_default() * IDS + id
    }

    /// Returns the id of the record, where it is one of this ledger.
    pub(crate) fn own_id(self, marked: i64) -> Option<i64> {
        (self.mark == Some(marked.div_euclid(IDS))).then(|| marked.rem_euclid(IDS))
    }
}

/// Returns a number from 1 to [`MARKS`].
fn mark_of(hash: &[u8]) -> i64 {
    hash.iter().take(8).fold(0, |mark, byte| (mark * 256 + i64::from(*byte)) % MARKS) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_known_again_by_its_own_ledger_only() {
        let ours = LedgerMark { mark: Some(mark_of(&[0xFF; 32])) };
        let theirs = LedgerMark { mark: Some(mark_of(&[1, 2, 3])) };
        for id in [1, 7, IDS - 1] {
            let marked = ours.mark(id);
            assert!(marked < 1_000_000_000_000_000, "{marked}");
            assert_eq!(ours.own_id(marked), Some(id));
            assert_eq!(theirs.own_id(marked), None);
            assert_eq!(LedgerMark { mark: None }.own_id(marked), None);
            assert_eq!(ours.own_id(id), None, "a bare number");
        }
    }
}
