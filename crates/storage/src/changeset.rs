//! SQLite changesets, read in the words of the ledger.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use domain::upkeep::UpkeepKind;
use domain::{Noun, Topic};
use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::hooks::Action;
use rusqlite::session::{ChangesetItem, ChangesetIter};
use rusqlite::types::Value;

use crate::perform::GoOn;
use crate::{Error, Result};

/// A table whose changes the journal records.
///
/// In each the first column is the id of the record, or in a part the id of the record that it
/// belongs to. The numbers of columns are held against the schema by a test.
#[derive(Debug)]
pub(crate) struct Recorded {
    pub(crate) name: &'static str,
    pub(crate) topic: Topic,
    /// The topic's own table; its other tables hold rows that belong to a record of it.
    pub(crate) main: bool,
    /// The columns that name contracts whose position depends on the row.
    contracts: &'static [usize],
    /// The columns that name contracts of which only the supplier's position depends on the row.
    rated: &'static [usize],
    /// The columns that name suppliers whose position depends on the row.
    suppliers: &'static [usize],
    /// The columns whose texts are searched.
    words: &'static [usize],
}

const fn of(topic: Topic, name: &'static str) -> Recorded {
    Recorded { name, topic, main: true, contracts: &[], rated: &[], suppliers: &[], words: &[] }
}

const fn table(name: &'static str, noun: Noun) -> Recorded {
    of(Topic::Noun(noun), name)
}

const fn part(name: &'static str, noun: Noun) -> Recorded {
    Recorded { main: false, ..table(name, noun) }
}

const fn settings(name: &'static str, main: bool) -> Recorded {
    Recorded { main, ..of(Topic::Settings, name) }
}

const fn upkeep(name: &'static str, kind: UpkeepKind) -> Recorded {
    of(Topic::Upkeep(kind), name)
}

/// A record that the journal tells of: its topic and its id.
pub(crate) type Record = (Topic, i64);

/// The settings as a record.
pub(crate) const SETTINGS: Record = (Topic::Settings, ONLY);

/// The id of what is one record whatever tables it stands in.
const ONLY: i64 = 1;

/// The nouns whose screens show what the settings decide: grades, warnings, notices.
const DECIDED: [Noun; 3] = [Noun::Supplier, Noun::Contract, Noun::Evaluation];

/// Every recorded table.
pub(crate) const RECORDED: &[Recorded] = &[
    Recorded { words: &[6, 7], ..table("project", Noun::Project) },
    Recorded { suppliers: &[0], words: &[6, 8, 9], ..table("supplier", Noun::Supplier) },
    Recorded { words: &[2], ..part("supplier_former_name", Noun::Supplier) },
    Recorded { words: &[6, 8], ..table("procurement", Noun::Procurement) },
    Recorded {
        contracts: &[0, 10],
        suppliers: &[16],
        words: &[6, 7, 8, 15, 28],
        ..table("contract", Noun::Contract)
    },
    Recorded { contracts: &[6], ..table("payment_plan", Noun::PaymentPlan) },
    Recorded { contracts: &[7], ..table("payment", Noun::Payment) },
    Recorded { contracts: &[6], ..table("settlement", Noun::Settlement) },
    Recorded { rated: &[6], ..table("evaluation", Noun::Evaluation) },
    part("evaluation_score", Noun::Evaluation),
    Recorded { suppliers: &[6], ..table("interview", Noun::Interview) },
    settings("settings", true),
    settings("score_weights", false),
    settings("grade_band", false),
    of(Topic::Account, "account"),
    of(Topic::Access, "access"),
    Recorded { main: false, ..of(Topic::Access, "feature_switch") },
    upkeep("upkeep_incident", UpkeepKind::Incident),
    upkeep("upkeep_change", UpkeepKind::Change),
    upkeep("upkeep_drill", UpkeepKind::Drill),
];

fn recorded(table: &str) -> Option<&'static Recorded> {
    RECORDED.iter().find(|recorded| recorded.name == table)
}

/// One row of a changeset. A value is `None` where the changeset does not carry it: an update
/// carries only its key and what changed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RowChange {
    pub(crate) table: String,
    pub(crate) action: RowActionKind,
    pub(crate) old: Vec<Option<Value>>,
    pub(crate) new: Vec<Option<Value>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowActionKind {
    Insert,
    Update,
    Delete,
}

impl RowChange {
    /// Returns the recorded table and the record.
    pub(crate) fn record(&self) -> Option<(&'static Recorded, Record)> {
        let table = recorded(&self.table)?;
        match (table.topic.is_one(), self.value(0)) {
            (true, _) => Some((table, (table.topic, ONLY))),
            (false, Some(Value::Integer(id))) => Some((table, (table.topic, *id))),
            (false, _) => None,
        }
    }

    /// Returns the value of a column after the change, or before it where it was deleted.
    pub(crate) fn value(&self, column: usize) -> Option<&Value> {
        let new = self.new.get(column).and_then(Option::as_ref);
        new.or_else(|| self.old.get(column).and_then(Option::as_ref))
    }
}

/// Walks a changeset row by row, holding one row at a time.
pub(crate) fn for_each(changes: &[u8], mut visit: impl FnMut(RowChange) -> Result<()>) -> Result<()> {
    walk(&mut &*changes, |item| visit(row_change(item)?))
}

/// Walks the rows of one record of a changeset in which there may be many thousand others: of
/// those no more is read than whose they are.
pub(crate) fn for_each_of(
    input: &mut dyn Read,
    record: Record,
    mut visit: impl FnMut(RowChange) -> Result<()>,
) -> Result<()> {
    let tables = RECORDED.iter().filter(|table| table.topic == record.0).count();
    let mut rows = ChangesetIter::start_strm(&input)?;
    while let Some(item) = rows.next()? {
        if record_of(item)? == Some(record) {
            visit(row_change(item)?)?;
            // A record of one table has one row.
            if tables == 1 {
                break;
            }
        }
    }
    Ok(())
}

fn record_of(item: &ChangesetItem) -> Result<Option<Record>> {
    let operation = item.op()?;
    let Some(table) = recorded(operation.table_name()) else { return Ok(None) };
    if table.topic.is_one() {
        return Ok(Some((table.topic, ONLY)));
    }
    let row = Row { item, action: action(operation.code())? };
    Ok(row.integers(0).last().map(|id| (table.topic, id)))
}

fn walk(input: &mut dyn Read, mut visit: impl FnMut(&ChangesetItem) -> Result<()>) -> Result<()> {
    let mut rows = ChangesetIter::start_strm(&input)?;
    while let Some(item) = rows.next()? {
        visit(item)?;
    }
    Ok(())
}

pub(crate) fn row_change(item: &ChangesetItem) -> Result<RowChange> {
    let operation = item.op()?;
    let columns = usize::try_from(operation.number_of_columns()).unwrap_or_default();
    let action = action(operation.code())?;
    let old = |column| item.old_value(column).ok().and_then(|value| Value::try_from(value).ok());
    let new = |column| item.new_value(column).ok().and_then(|value| Value::try_from(value).ok());
    let none = || vec![None; columns];
    Ok(RowChange {
        table: operation.table_name().to_owned(),
        action,
        old: if action == RowActionKind::Insert { none() } else { (0..columns).map(old).collect() },
        new: if action == RowActionKind::Delete { none() } else { (0..columns).map(new).collect() },
    })
}

fn action(code: Action) -> Result<RowActionKind> {
    match code {
        Action::SQLITE_INSERT => Ok(RowActionKind::Insert),
        Action::SQLITE_UPDATE => Ok(RowActionKind::Update),
        Action::SQLITE_DELETE => Ok(RowActionKind::Delete),
        Action::UNKNOWN | _ => Err(Error::Value("an unknown change in a changeset".to_owned())),
    }
}

/// Ids by noun, ascending.
type Ids = BTreeMap<Noun, Vec<i64>>;

/// The records that a changeset touches, and those whose derived rows depend on them.
///
/// All lists ascend and name nothing twice.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Touched {
    records: Ids,
    /// Records whose row was updated: what it refers to is carried only where that changed.
    updated: Ids,
    /// Records of which a text changed that is searched.
    reworded: Ids,
    /// What is no record of a noun.
    others: BTreeSet<Record>,
    /// Contracts that a touched payment, row of a payment plan or settlement belongs or belonged to, and parents that a
    /// contract has or had.
    pub(crate) contracts: Vec<i64>,
    /// Contracts that a touched evaluation belongs or belonged to.
    pub(crate) rated: Vec<i64>,
    /// Suppliers that a touched contract or interview has or had.
    pub(crate) suppliers: Vec<i64>,
}

impl Touched {
    /// Reads the touched records from a changeset.
    ///
    /// Of each row only keys are read, never its texts: an import has many thousand rows.
    pub(crate) fn read(changes: &mut dyn Read, go_on: GoOn<'_>) -> Result<Self> {
        let mut touched = Self::default();
        walk(changes, |item| {
            go_on()?;
            touched.add(item)
        })?;
        touched.put_in_order();
        Ok(touched)
    }

    /// Adds what a later changeset touches; the lists are in no order until they are put in it.
    pub(crate) fn add_all(&mut self, later: Self) {
        let by_noun = [&mut self.records, &mut self.updated, &mut self.reworded];
        for (ids, more) in by_noun.into_iter().zip([later.records, later.updated, later.reworded]) {
            for (noun, more) in more {
                ids.entry(noun).or_default().extend(more);
            }
        }
        self.others.extend(later.others);
        self.contracts.extend(later.contracts);
        self.rated.extend(later.rated);
        self.suppliers.extend(later.suppliers);
    }

    /// Sorts every list, and leaves nothing in it twice.
    pub(crate) fn put_in_order(&mut self) {
        let by_noun = [&mut self.records, &mut self.updated, &mut self.reworded];
        let lists = by_noun.into_iter().flat_map(BTreeMap::values_mut);
        for list in lists.chain([&mut self.contracts, &mut self.rated, &mut self.suppliers]) {
            list.sort_unstable();
            list.dedup();
        }
    }

    /// Whether nothing was changed at all.
    pub(crate) fn is_nothing(&self) -> bool {
        self.records.is_empty() && self.others.is_empty()
    }

    /// Returns every touched record.
    pub(crate) fn records(&self) -> impl Iterator<Item = Record> {
        let of_nouns = self.records.iter();
        let of_nouns = of_nouns.flat_map(|(noun, ids)| ids.iter().map(|id| (Topic::Noun(*noun), *id)));
        self.others.iter().copied().chain(of_nouns)
    }

    /// Returns the touched records of each noun.
    pub(crate) fn by_noun(&self) -> &BTreeMap<Noun, Vec<i64>> {
        &self.records
    }

    /// Returns the touched records of one noun.
    pub(crate) fn of(&self, noun: Noun) -> &[i64] {
        self.records.get(&noun).map_or(&[], Vec::as_slice)
    }

    /// Returns the records of a noun whose own row was updated.
    pub(crate) fn updated(&self, noun: Noun) -> &[i64] {
        self.updated.get(&noun).map_or(&[], Vec::as_slice)
    }

    /// Returns the records of a noun that came, went or had a searched text changed.
    pub(crate) fn reworded(&self, noun: Noun) -> &[i64] {
        self.reworded.get(&noun).map_or(&[], Vec::as_slice)
    }

    /// Returns the nouns whose screens are to be refreshed.
    pub(crate) fn nouns(&self) -> Vec<Noun> {
        let mut nouns: BTreeSet<Noun> = self.records.keys().copied().collect();
        if self.others.contains(&SETTINGS) {
            nouns.extend(DECIDED);
        }
        nouns.into_iter().collect()
    }

    /// Returns the touched records as ranges of neighbouring ids: noun, first, last.
    pub(crate) fn ranges(&self) -> Vec<(Topic, i64, i64)> {
        let mut ranges: Vec<(Topic, i64, i64)> = Vec::new();
        for (topic, id) in self.records() {
            match ranges.last_mut() {
                Some((of, _, last)) if *of == topic && *last + 1 == id => *last = id,
                _ => ranges.push((topic, id, id)),
            }
        }
        ranges
    }

    fn add(&mut self, item: &ChangesetItem) -> Result<()> {
        let operation = item.op()?;
        let row = Row { item, action: action(operation.code())? };
        let Some(table) = recorded(operation.table_name()) else { return Ok(()) };
        let Some(noun) = table.topic.noun() else {
            let id = if table.topic.is_one() { ONLY } else { row.integers(0).last().unwrap_or(ONLY) };
            self.others.insert((table.topic, id));
            return Ok(());
        };
        let Some(id) = row.integers(0).last() else { return Ok(()) };
        self.records.entry(noun).or_default().push(id);
        if table.main && row.action == RowActionKind::Update {
            self.updated.entry(noun).or_default().push(id);
        }
        if row.is_reworded(table) {
            self.reworded.entry(noun).or_default().push(id);
        }
        self.contracts.extend(table.contracts.iter().flat_map(|column| row.integers(*column)));
        self.rated.extend(table.rated.iter().flat_map(|column| row.integers(*column)));
        self.suppliers.extend(table.suppliers.iter().flat_map(|column| row.integers(*column)));
        Ok(())
    }
}

/// One row of a changeset, read where it lies.
#[derive(Clone, Copy)]
struct Row<'i> {
    item: &'i ChangesetItem,
    action: RowActionKind,
}

impl Row<'_> {
    /// Returns the integers that a column had and has, as far as the changeset tells.
    fn integers(self, column: usize) -> impl Iterator<Item = i64> {
        let had = (self.action != RowActionKind::Insert).then(|| self.item.old_value(column));
        let has = (self.action != RowActionKind::Delete).then(|| self.item.new_value(column));
        [had, has].into_iter().flatten().filter_map(|value| value.ok()?.as_i64().ok())
    }

    /// Whether a text came, went or changed that is searched.
    fn is_reworded(self, table: &Recorded) -> bool {
        let is_changed = |column: &usize| self.item.new_value(*column).is_ok();
        !table.words.is_empty()
            && (self.action != RowActionKind::Update || table.words.iter().any(is_changed))
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    #[test]
    fn the_numbered_columns_are_the_ones_that_name_contracts_and_suppliers() -> Result<()> {
        let connection = Connection::open_in_memory()?;
        for step in crate::migrations::ALL.iter() {
            connection.execute_batch(step.up)?;
        }
        let expected = |table: &Recorded, column: &str| match column {
            "contract_id" => table.contracts.contains(&6) || table.contracts.contains(&7),
            "parent_id" => table.contracts.contains(&10),
            _ => false,
        };
        for table in RECORDED {
            let columns = connection.prepare(&format!("SELECT * FROM {}", table.name))?;
            let names = columns.column_names();
            for column in table.rated {
                assert_eq!(names[*column], "contract_id", "{}", table.name);
            }
            for column in table.contracts {
                let name = names[*column];
                let own = table.name == "contract" && name == "id";
                assert!(own || expected(table, name), "{}.{name}", table.name);
            }
            for column in table.suppliers {
                let name = names[*column];
                assert!(name == "supplier_id" || table.name == "supplier", "{}.{name}", table.name);
            }
        }
        Ok(())
    }

    #[test]
    fn the_numbered_words_are_the_texts_that_are_searched() -> Result<()> {
        let connection = Connection::open_in_memory()?;
        for step in crate::migrations::ALL.iter() {
            connection.execute_batch(step.up)?;
        }
        for (table, noun) in RECORDED
            .iter()
            .filter(|table| table.main)
            .filter_map(|table| table.topic.noun().map(|noun| (table, noun)))
        {
            let searched = crate::search::searched_columns(noun);
            let columns = connection.prepare(&format!("SELECT * FROM {}", table.name))?;
            let names = columns.column_names();
            let numbered: BTreeSet<&str> = table.words.iter().map(|column| names[*column]).collect();
            assert_eq!(numbered, searched.into_iter().collect(), "{}", table.name);
        }
        Ok(())
    }
}
