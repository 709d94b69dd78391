//! Which columns of a noun are kept: those that its list asks by.

use domain::Noun;

use crate::list::{List, list_of};

/// What is read of each record, in this order behind its id.
#[derive(Debug)]
pub(crate) struct Wanted {
    pub(crate) columns: Vec<&'static str>,
    /// The names of the columns that refer to other records.
    pub(crate) references: Vec<&'static str>,
    pub(crate) totals: Vec<&'static str>,
    list: &'static List,
}

/// Returns what is kept of a noun.
pub(crate) fn of(noun: Noun) -> Wanted {
    let list = list_of(noun);
    let mut columns: Vec<&'static str> = list
        .fields
        .iter()
        .filter(|field| list.join(field.alias()).is_none())
        .map(|field| field.sql)
        .collect();
    columns.extend(more(noun));
    columns.sort_unstable();
    columns.dedup();
    let references = list.joins.iter().filter_map(|join| join.from.strip_prefix("t.")).collect();
    let totals = list.totals.iter().map(|total| total.sql).collect();
    Wanted { columns, references, totals, list }
}

/// What other screens ask by.
fn more(noun: Noun) -> &'static [&'static str] {
    match noun {
        Noun::Contract => &["t.retention_percent_ten_thousandths"],
        Noun::Evaluation => &["t.process_sum_hundredths", "t.process_count", "t.comprehensive_origin"],
        Noun::Project
        | Noun::Procurement
        | Noun::Supplier
        | Noun::PaymentPlan
        | Noun::Payment
        | Noun::Settlement
        | Noun::Interview => &[],
    }
}

impl Wanted {
    /// Selects every record.
    pub(crate) fn select(&self, noun: Noun) -> String {
        format!("{} FROM {noun} AS t{}", self.selected(), self.companion())
    }

    /// Selects the records whose ids are bound as a JSON list.
    pub(crate) fn select_some(&self, noun: Noun) -> String {
        let (selected, companion) = (self.selected(), self.companion());
        format!(
            "{selected} FROM json_each(?1) AS found CROSS JOIN {noun} AS t ON t.id = found.value{companion}"
        )
    }

    fn selected(&self) -> String {
        let references = self.references.iter().map(|name| format!("t.{name}"));
        let mut all = vec!["t.id".to_owned()];
        all.extend(self.columns.iter().map(|sql| (*sql).to_owned()));
        all.extend(references.chain(self.totals.iter().map(|sql| (*sql).to_owned())));
        format!("SELECT {}", all.join(", "))
    }

    fn companion(&self) -> String {
        self.list.companion.as_ref().map_or_else(String::new, |companion| {
            format!(" JOIN {} AS {} ON {} = t.id", companion.table, companion.alias, companion.key)
        })
    }
}
