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
    numbers: HashMap<i64, Place>,
    texts: HashMap<String, Place>,
}

impl Unsorted {
    /// Takes the value of a record.
    pub(crate) fn push(&mut self, id: usize, value: ValueRef<'_>) -> Result<()> {
        if id >= self.places.len() {
            self.places.resize(id + 1, NONE);
        }
        self.places[id] = match value {
            ValueRef::Null => NONE,
            ValueRef::Integer(number) => {
                let next = place(self.numbers.len());
                *self.numbers.entry(number).or_insert(next)
            }
            ValueRef::Text(text) => {
                let text = std::str::from_utf8(text).map_err(|error| Error::Value(error.to_string()))?;
                if let Some(known) = self.texts.get(text) {
                    *known
                } else {
                    let next = place(self.texts.len());
                    self.texts.insert(text.to_owned(), next);
                    next
                }
            }
            ValueRef::Real(_) | ValueRef::Blob(_) => return Err(mixed()),
        };
        Ok(())
    }

    /// Brings the values into their order.
    pub(crate) fn sorted(self) -> Result<Column> {
        let Self { mut places, numbers, texts } = self;
        if !numbers.is_empty() && !texts.is_empty() {
            return Err(mixed());
        }
        let (values, moved) = if texts.is_empty() {
            let (numbers, moved) = in_order(numbers);
            (Values::Numbers(numbers), moved)
        } else {
            let (texts, moved) = in_order(texts);
            (Values::Texts(texts.into_iter().collect()), moved)
        };
        for place in places.iter_mut().filter(|place| **place != NONE) {
            *place = moved.get(*place as usize).copied().unwrap_or(NONE);
        }
        Ok(Column { places, values })
    }
}

/// Returns the values in their order, and for each place as they were met the one in this order.
fn in_order<T: Ord>(met: HashMap<T, Place>) -> (Vec<T>, Vec<Place>) {
    let mut sorted: Vec<(T, Place)> = met.into_iter().collect();
    sorted.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    let mut moved = vec![NONE; sorted.len()];
    for (now, (_, before)) in sorted.iter().enumerate() {
        if let Some(moved) = moved.get_mut(*before as usize) {
            *moved = place(now);
        }
    }
    (sorted.into_iter().map(|(value, _)| value).collect(), moved)
}
