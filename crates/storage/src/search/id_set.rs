//! Sets of record ids.

use rusqlite::types::Value;

const SMALL: usize = 200;
/// Records of which one is looked up in the time in which all are walked past.
const SPARSE: usize = 32;

/// A set of record ids as one bit each.
///
/// Ids are small and close together, so a set of many thousand takes a few kilobytes, joins and
/// meets another at once, and travels into a statement as one value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct IdSet {
    bits: Vec<u8>,
    len: usize,
}

impl IdSet {
    pub(crate) const fn empty() -> Self {
        Self { bits: Vec::new(), len: 0 }
    }

    /// The ids below `end` of which `is_in` holds.
    pub(crate) fn of_ids_below(end: usize, is_in: impl Fn(usize) -> bool) -> Self {
        let byte = |at: usize| {
            let ids = at * 8..(at * 8 + 8).min(end);
            ids.fold(0_u8, |byte, id| byte | u8::from(is_in(id)) << (id % 8))
        };
        Self::of_bits((0..end.div_ceil(8)).map(byte).collect())
    }

    fn of_bits(bits: Vec<u8>) -> Self {
        let len = bits.iter().map(|byte| byte.count_ones() as usize).sum();
        Self { bits, len }
    }

    pub(crate) fn contains(&self, id: i64) -> bool {
        holds(&self.bits, id)
    }

    /// Adds what `other` has.
    pub(crate) fn add(&mut self, other: &Self) {
        let mut bits = std::mem::take(&mut self.bits);
        bits.resize(bits.len().max(other.bits.len()), 0);
        for (mine, theirs) in bits.iter_mut().zip(&other.bits) {
            *mine |= theirs;
        }
        *self = Self::of_bits(bits);
    }

    pub(crate) fn insert(&mut self, id: i64) {
        let Some((byte, bit)) = place(id) else { return };
        if byte >= self.bits.len() {
            self.bits.resize(byte + 1, 0);
        }
        self.len += usize::from(self.bits[byte] & bit == 0);
        self.bits[byte] |= bit;
    }

    pub(crate) fn remove(&mut self, id: i64) {
        let Some((byte, bit)) = place(id) else { return };
        if let Some(bits) = self.bits.get_mut(byte) {
            self.len -= usize::from(*bits & bit != 0);
            *bits &= !bit;
        }
    }

    /// Whether the ids are few in any case.
    pub(crate) fn is_small(&self) -> bool {
        self.len <= SMALL
    }

    /// Whether the ids are so few of `all` that looking each up is less work than walking past
    /// the others.
    pub(crate) fn is_sparse_among(&self, all: i64) -> bool {
        self.is_small() || usize::try_from(all).is_ok_and(|all| self.len * SPARSE <= all)
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The ids as the SQL function `holds` reads them.
    pub(crate) fn blob(&self) -> Value {
        Value::Blob(self.bits.clone())
    }

    /// The ids as a JSON list, as the SQL function `json_each` reads them.
    pub(crate) fn json(&self) -> Value {
        let ids: Vec<String> = self.iter().map(|id| id.to_string()).collect();
        Value::Text(format!("[{}]", ids.join(",")))
    }

    /// Keeps what `other` has too.
    pub(crate) fn keep_common(&mut self, other: &Self) {
        self.bits.truncate(other.bits.len());
        for (mine, theirs) in self.bits.iter_mut().zip(&other.bits) {
            *mine &= theirs;
        }
        self.len = self.bits.iter().map(|byte| byte.count_ones() as usize).sum();
    }

    /// The ids in ascending order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = i64> + '_ {
        let words = self.bits.chunks(8).map(|bytes| {
            let mut word = [0; 8];
            word[..bytes.len()].copy_from_slice(bytes);
            u64::from_le_bytes(word)
        });
        (0_i64..).zip(words).flat_map(|(at, word)| Ones { word, first: at * 64 })
    }
}

/// The ids of one word of bits.
struct Ones {
    word: u64,
    first: i64,
}

impl Iterator for Ones {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        let lowest = (self.word != 0).then(|| i64::from(self.word.trailing_zeros()))?;
        self.word &= self.word - 1;
        Some(self.first + lowest)
    }
}

impl Extend<i64> for IdSet {
    fn extend<I: IntoIterator<Item = i64>>(&mut self, ids: I) {
        for id in ids {
            self.insert(id);
        }
    }
}

impl FromIterator<i64> for IdSet {
    fn from_iter<I: IntoIterator<Item = i64>>(ids: I) -> Self {
        let mut set = Self::default();
        set.extend(ids);
        set
    }
}

/// Says whether the set with these bits has `id`.
pub(super) fn holds(bits: &[u8], id: i64) -> bool {
    place(id).is_some_and(|(byte, bit)| bits.get(byte).is_some_and(|bits| bits & bit != 0))
}

fn place(id: i64) -> Option<(usize, u8)> {
    let byte = usize::try_from(id / 8).ok()?;
    let bit = u8::try_from(id % 8).ok()?;
    Some((byte, 1 << bit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_counts_each_id_once_and_gives_them_in_order() {
        let set: IdSet = [17, 3, 17, 64, 8].into_iter().collect();
        assert_eq!(set.len(), 4);
        assert_eq!(set.iter().collect::<Vec<_>>(), [3, 8, 17, 64]);
        assert!(holds(&set.bits, 64) && !holds(&set.bits, 63) && !holds(&set.bits, -1));
    }

    #[test]
    fn what_is_common_is_in_both() {
        let mut set: IdSet = [1, 2, 900].into_iter().collect();
        set.keep_common(&[2, 3].into_iter().collect());
        assert_eq!((set.len(), set.iter().collect::<Vec<_>>()), (1, vec![2]));
    }
}
