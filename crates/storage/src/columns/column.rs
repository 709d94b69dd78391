//! One column: for each record, which of the different values it has.

use std::collections::HashMap;

use rusqlite::types::{Value, ValueRef};

use super::values::{Place, Texts, Values, place};
use crate::{Error, Result};

/// Stands for a missing value.
pub(crate) const NONE: Place = Place::MAX;

/// A column of a table.
///
/// The places of values compare as the values do, so that filters and orders read nothing but
/// small numbers; what a filter says is asked once of each different value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    /// By the id of the record.
    places: Vec<Place>,
    pub(crate) values: Values,
}

impl Column {
    /// The place of the value of each record, by id.
    pub(crate) fn places(&self) -> &[Place] {
        &self.places
    }

    /// The place of the value that a record has, or [`NONE`].
    pub(crate) fn place(&self, id: usize) -> Place {
        self.places.get(id).copied().unwrap_or(NONE)
    }

    pub(crate) fn number(&self, id: usize) -> Option<i64> {
        Some(self.place(id)).filter(|place| *place != NONE).map(|place| self.values.number(place))
    }

    /// What the text of each record says, by id.
    pub(crate) fn reading<T: Copy>(&self, read: impl Fn(&str) -> Option<T>) -> impl Fn(usize) -> Option<T> {
        let said = self.values.read(read);
        move |id| said.get(self.place(id) as usize).copied().flatten()
    }

    /// Gives records other values; a record behind the last one is added.
    pub(crate) fn set(&mut self, changes: &[(usize, Value)]) -> Result<()> {
        let is_new = |value: &&Value| **value != Value::Null && self.values.find((*value).into()).is_none();
        let mut new: Vec<Value> = changes.iter().map(|(_, value)| value).filter(is_new).cloned().collect();
        if !new.is_empty() {
            self.make_fit(&new)?;
            new.sort_by(compare);
            new.dedup();
            let moved = self.values.insert(&new);
            for place in self.places.iter_mut().filter(|place| **place != NONE) {
                *place = moved.get(*place as usize).copied().unwrap_or(NONE);
            }
        }
        for (id, value) in changes {
            if *id >= self.places.len() {
                self.places.resize(id + 1, NONE);
            }
            self.places[*id] = self.values.find(value.into()).unwrap_or(NONE);
        }
        Ok(())
    }

    /// A column without any value does not know yet what kind its values are.
    fn make_fit(&mut self, new: &[Value]) -> Result<()> {
        let texts = new.iter().any(|value| matches!(value, Value::Text(_)));
        if self.values.len() == 0 {
            self.values = if texts { Values::Texts(Texts::default()) } else { Values::Numbers(Vec::new()) };
        }
        let fits = |value: &Value| match (&self.values, value) {
            (Values::Numbers(_), Value::Integer(_)) | (Values::Texts(_), Value::Text(_)) => true,
            (_, Value::Null | Value::Real(_) | Value::Blob(_) | Value::Integer(_) | Value::Text(_)) => false,
        };
        if new.iter().all(fits) { Ok(()) } else { Err(mixed()) }
    }
}

fn mixed() -> Error {
    Error::Value("a column holds numbers and texts".to_owned())
}

fn compare(one: &Value, other: &Value) -> std::cmp::Ordering {
    match (one, other) {
        (Value::Integer(one), Value::Integer(other)) => one.cmp(other),
        (Value::Text(one), Value::Text(other)) => one.as_bytes().cmp(other.as_bytes()),
        _ => std::cmp::Ordering::Equal,
    }
}

/// A column that is being read, record by record.
#[derive(Debug, Default)]
pub(crate) struct Unsorted {
    places: Vec<Place>,
    /// The values as they were met; of many different ones, some twice.
    numbers: Vec<i64>,
    texts: Texts,
    known_numbers: HashMap<i64, Place>,
    known_texts: HashMap<String, Place>,
}

/// Different values up to which each is known again: most columns have few. Those of the others
/// are brought together when they are sorted, which takes far less memory than to know them all.
const KNOWN: usize = if cfg!(test) { 16 } else { 4_096 };

impl Unsorted {
    /// Takes the value of a record.
    pub(crate) fn push(&mut self, id: usize, value: ValueRef<'_>) -> Result<()> {
        if id >= self.places.len() {
            self.places.resize(id + 1, NONE);
        }
        self.places[id] = match value {
            ValueRef::Null => NONE,
            ValueRef::Integer(number) => self.number(number),
            ValueRef::Text(text) => {
                self.text(std::str::from_utf8(text).map_err(|error| Error::Value(error.to_string()))?)
            }
            ValueRef::Real(_) | ValueRef::Blob(_) => return Err(mixed()),
        };
        Ok(())
    }

    fn number(&mut self, number: i64) -> Place {
        if let Some(known) = self.known_numbers.get(&number) {
            return *known;
        }
        let next = place(self.numbers.len());
        self.numbers.push(number);
        if self.known_numbers.len() < KNOWN {
            self.known_numbers.insert(number, next);
        }
        next
    }

    fn text(&mut self, text: &str) -> Place {
        if let Some(known) = self.known_texts.get(text) {
            return *known;
        }
        let next = place(self.texts.len());
        self.texts.push(text);
        if self.known_texts.len() < KNOWN {
            self.known_texts.insert(text.to_owned(), next);
        }
        next
    }

    /// Brings the values into their order.
    pub(crate) fn sorted(self) -> Result<Column> {
        let Self { mut places, numbers, texts, .. } = self;
        if !numbers.is_empty() && texts.len() > 0 {
            return Err(mixed());
        }
        let (values, moved) = if texts.len() == 0 {
            let (first, moved) = in_order(numbers.len(), |at| numbers[at]);
            (Values::Numbers(first.into_iter().map(|at| numbers[at]).collect()), moved)
        } else {
            let (first, moved) = in_order(texts.len(), |at| texts.get(at));
            let mut sorted = Texts::default();
            for at in first {
                sorted.push(texts.get(at));
            }
            (Values::Texts(sorted), moved)
        };
        for place in places.iter_mut().filter(|place| **place != NONE) {
            *place = moved.get(*place as usize).copied().unwrap_or(NONE);
        }
        places.shrink_to_fit();
        Ok(Column { places, values })
    }
}

/// Returns where each different value was met first, in the order of the values, and for each
/// place as they were met the one in this order.
fn in_order<T: Ord>(met: usize, value: impl Fn(usize) -> T) -> (Vec<usize>, Vec<Place>) {
    let mut order: Vec<usize> = (0..met).collect();
    order.sort_unstable_by_key(|at| value(*at));
    let (mut first, mut moved) = (Vec::new(), vec![NONE; met]);
    for at in order {
        if first.last().is_none_or(|last| value(*last) != value(at)) {
            first.push(at);
        }
        moved[at] = place(first.len() - 1);
    }
    (first, moved)
}
