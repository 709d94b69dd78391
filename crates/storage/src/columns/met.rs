//! Which of the different values of a column meet a filter.

use domain::list::{Comparison, Filter};
use rusqlite::types::{Value, ValueRef};

use super::column::NONE;
use super::values::{Place, Values};
use crate::Result;
use crate::list::{Field, Kind, Words};

/// The values that meet a filter.
#[derive(Debug, Clone)]
pub(crate) struct Met {
    by_place: Vec<bool>,
    /// Whether a missing value does.
    none: bool,
}

impl Met {
    pub(crate) fn by(&self, place: Place) -> bool {
        if place == NONE { self.none } else { self.by_place.get(place as usize).copied().unwrap_or(false) }
    }

    fn nothing(values: &Values) -> Self {
        Self { by_place: vec![false; values.len()], none: false }
    }

    fn add(&mut self, places: std::ops::Range<Place>) {
        let (from, to) = (places.start as usize, (places.end as usize).min(self.by_place.len()));
        if from < to {
            self.by_place[from..to].fill(true);
        }
    }
}

impl Field {
    /// Says which of the values meet a filter on this field, as its condition in SQL does.
    pub(crate) fn met(&self, filter: &Filter, words: &Words, values: &Values) -> Result<Met> {
        let mut met = Met::nothing(values);
        let empty = values.find(ValueRef::Text(b"")).filter(|_| matches!(self.kind, Kind::Text));
        match filter.comparison {
            Comparison::Is => self.meet_words(filter, words, values, &mut met)?,
            Comparison::Contains => met.by_place = values.contain(self.wanted(filter)?),
            Comparison::AtLeast => met.add(values.between(Some(&self.bound(filter)?), None)),
            Comparison::AtMost => met.add(0..values.behind(&self.bound(filter)?)),
            Comparison::Empty => {
                met.none = true;
                met.add(empty.map_or(0..0, |place| place..place + 1));
            }
            Comparison::NotEmpty => {
                met.by_place.fill(true);
                if let Some(place) = empty {
                    met.by_place[place as usize] = false;
                }
            }
        }
        Ok(met)
    }

    fn meet_words(&self, filter: &Filter, words: &Words, values: &Values, met: &mut Met) -> Result<()> {
        for word in &filter.values {
            match self.kind {
                Kind::Grade => {
                    let (from, below) = self.band(&words.bands, word)?;
                    met.add(values.between(Some(&Value::Integer(from)), Some(&Value::Integer(below))));
                }
                Kind::Deadline(notified) => {
                    let Some((first, last)) = self.days(&words.days, notified, word)? else { continue };
                    let day = |day: domain::date::Date| Value::Text(day.to_string());
                    let from = values.between(first.map(day).as_ref(), None).start;
                    let to = last.map_or(values.between(None, None).end, |last| values.behind(&day(last)));
                    met.add(from..to);
                }
                Kind::Text
                | Kind::Choice(_)
                | Kind::Amount
                | Kind::Score
                | Kind::Ratio
                | Kind::Date
                | Kind::Count
                | Kind::Flag => {
                    let place = values.find((&self.value(word)?).into());
                    met.add(place.map_or(0..0, |place| place..place + 1));
                }
            }
        }
        Ok(())
    }
}
