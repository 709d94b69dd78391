//! The different values of a column, in their order.

use std::cmp::Ordering;
use std::ops::Range;

use rusqlite::types::{Value, ValueRef};

/// The place of a value among the different ones; that of a greater value is greater.
pub(crate) type Place = u32;

/// Different values, ascending as SQLite sorts them: whole numbers, or texts by their bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Values {
    Numbers(Vec<i64>),
    Texts(Texts),
}

/// Texts one behind the other in one allocation: they are many, and looked through often.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Texts {
    /// Behind each text stands [`BETWEEN`].
    joined: String,
    /// Where each text ends.
    ends: Vec<usize>,
}

/// Stands in no text, nor in what is looked for in one.
const BETWEEN: char = '\0';

impl Texts {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, place: usize) -> &str {
        let before = place.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = before.map_or(0, |end| end + BETWEEN.len_utf8());
        let end = self.ends.get(place).copied().unwrap_or_default();
        self.joined.get(start..end).unwrap_or_default()
    }

    pub(crate) fn push(&mut self, text: &str) {
        self.joined.push_str(text);
        self.ends.push(self.joined.len());
        self.joined.push(BETWEEN);
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|place| self.get(place))
    }

    fn partition_point(&self, is_before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if is_before(self.get(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }
}

impl Values {
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Numbers(numbers) => numbers.len(),
            Self::Texts(texts) => texts.len(),
        }
    }

    /// The number in a place; 0 for a text.
    pub(crate) fn number(&self, place: Place) -> i64 {
        match self {
            Self::Numbers(numbers) => numbers.get(place as usize).copied().unwrap_or_default(),
            Self::Texts(_) => 0,
        }
    }

    /// What each text says, by its place; none for what says nothing.
    pub(crate) fn read<T>(&self, read: impl Fn(&str) -> Option<T>) -> Vec<Option<T>> {
        match self {
            Self::Numbers(_) => Vec::new(),
            Self::Texts(texts) => texts.iter().map(read).collect(),
        }
    }

    /// The place of a value; none where no record has it.
    pub(crate) fn find(&self, value: ValueRef<'_>) -> Option<Place> {
        let at = self.first_from(value);
        let is_there = at < self.len() && self.compare(at, value) == Ordering::Equal;
        is_there.then(|| place(at))
    }

    /// The places of the values that are at least `least`, and below `below`.
    pub(crate) fn between(&self, least: Option<&Value>, below: Option<&Value>) -> Range<Place> {
        let from = least.map_or(0, |value| self.first_from(value.into()));
        let to = below.map_or(self.len(), |value| self.first_from(value.into()));
        place(from)..place(to)
    }

    /// The place behind the last value that is not above `most`.
    pub(crate) fn behind(&self, most: &Value) -> Place {
        let at = self.first_from(most.into());
        let is_there = at < self.len() && self.compare(at, most.into()) == Ordering::Equal;
        place(at + usize::from(is_there))
    }

    /// Says of each text whether it contains `wanted`, ASCII letters in either case, as `LIKE` has
    /// it.
    pub(crate) fn contain(&self, wanted: &str) -> Vec<bool> {
        let Self::Texts(texts) = self else { return vec![false; self.len()] };
        let mut contain = vec![wanted.is_empty(); texts.len()];
        if wanted.is_empty() || wanted.contains(BETWEEN) {
            return contain;
        }
        let in_either_case = wanted.bytes().any(|byte| byte.is_ascii_alphabetic());
        let lowered = in_either_case.then(|| texts.joined.to_ascii_lowercase());
        let joined = lowered.as_ref().unwrap_or(&texts.joined);
        // All texts at once: a search begun for each of many short ones costs more than it reads.
        let mut place = 0;
        for found in memchr::memmem::find_iter(joined.as_bytes(), wanted.to_ascii_lowercase().as_bytes()) {
            while texts.ends.get(place).is_some_and(|end| *end < found) {
                place += 1;
            }
            contain[place] = true;
        }
        contain
    }

    /// Takes in `new` values, ascending and not there yet; returns the new place of each old one.
    pub(crate) fn insert(&mut self, new: &[Value]) -> Vec<Place> {
        let mut moved = Vec::with_capacity(self.len());
        match self {
            Self::Numbers(numbers) => {
                let new = new.iter().filter_map(|value| match value {
                    Value::Integer(number) => Some(*number),
                    Value::Null | Value::Real(_) | Value::Text(_) | Value::Blob(_) => None,
                });
                let old = std::mem::take(numbers);
                merge(old.into_iter(), new, |number| numbers.push(number), &mut moved);
            }
            Self::Texts(texts) => {
                let new = new.iter().filter_map(|value| match value {
                    Value::Text(text) => Some(text.as_str()),
                    Value::Null | Value::Real(_) | Value::Integer(_) | Value::Blob(_) => None,
                });
                let mut all = Texts::default();
                all.joined.reserve(texts.joined.len());
                merge(texts.iter(), new, |text| all.push(text), &mut moved);
                *texts = all;
            }
        }
        moved
    }

    /// The first place whose value is not below `value`.
    fn first_from(&self, value: ValueRef<'_>) -> usize {
        match (self, value) {
            (Self::Numbers(numbers), ValueRef::Integer(number)) => {
                numbers.partition_point(|one| *one < number)
            }
            (Self::Texts(texts), ValueRef::Text(text)) => texts.partition_point(|one| one.as_bytes() < text),
            // SQLite takes every number for less than any text.
            (Self::Numbers(_), ValueRef::Text(_)) => self.len(),
            _ => 0,
        }
    }

    fn compare(&self, at: usize, value: ValueRef<'_>) -> Ordering {
        match (self, value) {
            (Self::Numbers(numbers), ValueRef::Integer(number)) => numbers[at].cmp(&number),
            (Self::Texts(texts), ValueRef::Text(text)) => texts.get(at).as_bytes().cmp(text),
            _ => Ordering::Less,
        }
    }
}

/// Walks two ascending rows of values as one, and notes where each of the first comes to stand.
fn merge<T: Ord>(
    old: impl Iterator<Item = T>,
    new: impl Iterator<Item = T>,
    mut keep: impl FnMut(T),
    moved: &mut Vec<Place>,
) {
    let mut new = new.peekable();
    let mut next: Place = 0;
    for value in old {
        while let Some(earlier) = new.next_if(|one| *one < value) {
            keep(earlier);
            next += 1;
        }
        keep(value);
        moved.push(next);
        next += 1;
    }
    new.for_each(keep);
}

pub(crate) fn place(at: usize) -> Place {
    Place::try_from(at).unwrap_or(Place::MAX)
}
