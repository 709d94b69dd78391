//! What records come to, by one of their values.

use super::Table;
use super::column::{Column, NONE};
use super::values::Place;

/// How many records have a value, and what they come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    pub(crate) count: i64,
    pub(crate) fen: i64,
}

impl Sum {
    pub(crate) fn add(&mut self, fen: i64) {
        self.count += 1;
        self.fen += fen;
    }
}

/// The sums of each different value of a column.
#[derive(Debug)]
pub(crate) struct Sums {
    by_place: Vec<Sum>,
    /// Of the records that have no value.
    pub(crate) none: Sum,
}

impl Sums {
    /// Sums `amount` of every record of a table by the values of `column`.
    pub(crate) fn of(table: &Table, column: &Column, amount: impl Fn(usize) -> i64) -> Self {
        let mut sums = Self { by_place: vec![Sum::default(); column.values.len()], none: Sum::default() };
        for id in table.present.iter().filter_map(|id| usize::try_from(id).ok()) {
            match column.place(id) {
                NONE => sums.none.add(amount(id)),
                place => sums.by_place[place as usize].add(amount(id)),
            }
        }
        sums
    }

    /// Returns what the values in some places come to together.
    pub(crate) fn within(&self, places: std::ops::Range<Place>) -> Sum {
        let of = self.by_place.get(places.start as usize..places.end as usize).unwrap_or_default();
        of.iter()
            .fold(Sum::default(), |all, one| Sum { count: all.count + one.count, fen: all.fen + one.fen })
    }

    /// Returns the sum of each value that some record has, by its place.
    pub(crate) fn each(&self) -> impl Iterator<Item = (Place, Sum)> {
        (0..).zip(self.by_place.iter().copied()).filter(|(_, sum)| sum.count > 0)
    }
}
