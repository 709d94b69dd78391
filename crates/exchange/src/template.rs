//! The description of each kind of file: its columns, and what a header may call them.
//!
//! One description per kind, in `templates/`, serves recognition, checks, the downloadable
//! template and the export, so that none of them can drift from the others.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::Noun;
use domain::period::Period;
use domain::reading::Basis;
use serde::Deserialize;

use crate::choices::Choices;
use crate::label::{self, Pattern, Unit};

/// The columns of one kind of file, in order.
#[derive(Debug)]
pub struct Template {
    pub kind: Noun,
    /// Grows when columns change; the downloaded template carries it.
    pub version: u32,
    pub columns: Vec<TemplateColumn>,
    labels: HashMap<String, Known>,
    patterns: Vec<(Pattern, Known)>,
}

/// One column of a template.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in the template file")]
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateColumn {
    /// The field of the record.
    pub field: String,
    /// What the header says; `{n}` stands for the year or the number of an ordinal column.
    pub label: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(rename = "type")]
    pub kind: ColumnType,
    /// A file without this column cannot be imported.
    #[serde(default)]
    pub required: bool,
    /// Marked `*` in the template, yet a file without it can be imported.
    #[serde(default)]
    pub expected: bool,
    /// Known to import and export, but not part of the downloaded template.
    #[serde(default)]
    pub extra: bool,
    /// An amount that may be stated once for several rows, in a merged cell.
    #[serde(default)]
    pub shared: bool,
    pub choices: Option<Choices>,
    pub ordinal: Option<Ordinal>,
    /// The fields that a column of a period stands for, each filled cell of which is a record.
    #[serde(default)]
    pub stands_for: Vec<String>,
    /// The years or numbers that the downloaded template shows.
    #[serde(default)]
    pub ordinals: Vec<u16>,
    pub note: Option<String>,
    pub example: Option<String>,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnType {
    /// A business code or number: text whose digits count.
    Code,
    /// The code or name of another record.
    Reference,
    Text,
    /// Text in which 无 is an answer and line breaks matter.
    Prose,
    Money,
    Score,
    Ratio,
    Date,
    Flag,
    Choice,
    Integer,
    /// Known, and of no consequence: 序号.
    Ignored,
}

/// What the number in the header of a repeated column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ordinal {
    Year,
    Number,
    /// A month or half-year, by [`Period::ordinal`].
    Period,
}

impl Ordinal {
    /// Returns the words that stand for a number in a label.
    fn words(self, number: u16) -> String {
        let period = Some(number).filter(|_| self == Self::Period).and_then(Period::from_ordinal);
        period.map_or_else(|| number.to_string(), |period| period.to_string())
    }
}

/// A field of a record, and for a repeated column its year or number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Field {
    pub name: &'static str,
    pub ordinal: Option<u16>,
}

/// What a header label was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match {
    pub(crate) column: usize,
    pub(crate) ordinal: Option<u16>,
    pub(crate) unit: Option<Unit>,
    pub(crate) basis: Basis,
    /// 0 for the label itself, then the aliases in their order.
    pub(crate) rank: usize,
}

impl Match {
    /// The surer of two matches comes first.
    pub(crate) fn order(&self) -> (Basis, usize) {
        (self.basis, self.rank)
    }
}

#[derive(Debug, Clone, Copy)]
struct Known {
    column: usize,
    rank: usize,
}

impl Known {
    fn matched(self, ordinal: Option<u16>, unit: Option<Unit>) -> Match {
        let basis = if self.rank == 0 { Basis::Label } else { Basis::Alias };
        Match { column: self.column, ordinal, unit, basis, rank: self.rank }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Description {
    kind: Noun,
    version: u32,
    columns: Vec<TemplateColumn>,
}

/// Returns the template of a kind.
pub fn template(kind: Noun) -> &'static Template {
    static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(|| {
        let sources = [
            include_str!("../templates/project.yaml"),
            include_str!("../templates/procurement.yaml"),
            include_str!("../templates/supplier.yaml"),
            include_str!("../templates/contract.yaml"),
            include_str!("../templates/payment_plan.yaml"),
            include_str!("../templates/payment.yaml"),
            include_str!("../templates/settlement.yaml"),
            include_str!("../templates/evaluation.yaml"),
            include_str!("../templates/interview.yaml"),
        ];
        sources.iter().map(|source| Template::read(source)).collect()
    });
    TEMPLATES.iter().find(|template| template.kind == kind).expect("every kind has a template")
}

impl Template {
    fn read(source: &str) -> Self {
        let description: Description = yaml_serde::from_str(source).expect("an embedded template is valid");
        let mut columns = description.columns;
        columns.extend([identity("_id"), identity("_revision")]);
        let mut template = Self {
            kind: description.kind,
            version: description.version,
            columns,
            labels: HashMap::new(),
            patterns: Vec::new(),
        };
        template.index_labels();
        template
    }

    fn index_labels(&mut self) {
        for (index, column) in self.columns.iter().enumerate() {
            for (rank, name) in std::iter::once(&column.label).chain(&column.aliases).enumerate() {
                let known = Known { column: index, rank };
                match column.ordinal {
                    Some(ordinal) => self.patterns.push((Pattern::new(name, ordinal), known)),
                    None => {
                        self.labels.entry(label::normalise(name).text).or_insert(known);
                    }
                }
            }
        }
    }

    /// Returns the column with this field name.
    pub fn column(&self, field: &str) -> Option<&TemplateColumn> {
        self.columns.iter().find(|column| column.field == field)
    }

    /// Returns the fields to export, in order: those of the downloaded template and the further
    /// ones, with the years and numbers that the records have. `_id` and `_revision` are not
    /// among them: the writer adds them.
    pub fn fields(&'static self, years: &[u16], numbers: &[u16]) -> Vec<Field> {
        let mut fields = Vec::new();
        for column in self.columns.iter().filter(|column| !column.is_identity()) {
            match column.ordinal {
                Some(Ordinal::Year) => fields.extend(column.repeated(years)),
                Some(Ordinal::Number) => fields.extend(column.repeated(numbers)),
                // Payments are exported one by one.
                Some(Ordinal::Period) => {}
                None => fields.push(Field { name: &column.field, ordinal: None }),
            }
        }
        fields
    }

    /// Returns the fields of the downloaded template, in order.
    pub fn template_fields(&'static self) -> Vec<Field> {
        let mut fields = Vec::new();
        for column in self.columns.iter().filter(|column| !column.is_identity() && !column.extra) {
            if column.ordinal.is_some() {
                fields.extend(column.repeated(&column.ordinals));
            } else {
                fields.push(Field { name: &column.field, ordinal: None });
            }
        }
        fields
    }

    /// Returns the label of a field, as the template and the export write it.
    pub fn label_of(&self, field: Field) -> String {
        let column = self.column(field.name);
        let label = column.map_or(field.name, |column| column.label.as_str());
        match (field.ordinal, column.and_then(|column| column.ordinal)) {
            (Some(number), Some(ordinal)) => label.replace("{n}", &ordinal.words(number)),
            (_, _) => label.to_owned(),
        }
    }

    /// Finds the column that a header label names: the exact label or alias, then a label one of
    /// whose tokens is exactly a known one.
    pub(crate) fn find(&self, text: &str) -> Option<Match> {
        self.find_exact(text).or_else(|| self.find_contained(text))
    }

    pub(crate) fn find_exact(&self, text: &str) -> Option<Match> {
        if !label::is_possible(text) {
            return None;
        }
        let normal = label::normalise(text);
        if let Some(known) = self.labels.get(&normal.text) {
            return Some(known.matched(None, normal.unit));
        }
        self.patterns.iter().find_map(|(pattern, known)| {
            let ordinal = Some(pattern.number_in(&normal.text)?);
            Some(known.matched(ordinal, normal.unit))
        })
    }

    /// Takes a label such as `付款日期（必填，格式 2024-01-01）` for the one known label among its
    /// tokens, unless another token makes another thing of it. Never a part of a token: 累计付款金额
    /// is not 付款金额.
    fn find_contained(&self, text: &str) -> Option<Match> {
        if !label::is_possible(text) {
            return None;
        }
        let (known, others): (Vec<_>, Vec<_>) = label::tokens(text)?
            .into_iter()
            .map(|token| self.find_exact(&token).ok_or(token))
            .partition(Result::is_ok);
        if others.into_iter().filter_map(Result::err).any(|token| label::changes_meaning(&token)) {
            return None;
        }
        let mut matches = known.into_iter().flatten();
        let first = matches.next()?;
        let other = matches.any(|other| (other.column, other.ordinal) != (first.column, first.ordinal));
        let unit = first.unit.or(label::normalise(text).unit);
        (!other).then_some(Match { unit, basis: Basis::Contained, ..first })
    }
}

impl TemplateColumn {
    fn repeated(&'static self, ordinals: &[u16]) -> impl Iterator<Item = Field> {
        ordinals.iter().map(|ordinal| Field { name: &self.field, ordinal: Some(*ordinal) })
    }

    pub(crate) fn is_identity(&self) -> bool {
        matches!(self.field.as_str(), "_id" | "_revision")
    }

    /// Whether a cell that is merged over several rows counts for each of them. An amount does not:
    /// nobody can say how much of it belongs to which row.
    pub(crate) fn may_be_filled_down(&self) -> bool {
        self.kind != ColumnType::Money || self.shared
    }

    /// Whether the label carries a `*` in the template.
    pub fn is_marked(&self) -> bool {
        self.required || self.expected
    }
}

/// The hidden columns of an export, which tell its records when it comes back.
fn identity(name: &str) -> TemplateColumn {
    TemplateColumn {
        field: name.to_owned(),
        label: name.to_owned(),
        aliases: Vec::new(),
        kind: ColumnType::Integer,
        required: false,
        expected: false,
        extra: true,
        shared: false,
        choices: None,
        ordinal: None,
        stands_for: Vec::new(),
        ordinals: Vec::new(),
        note: None,
        example: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_template_whose_labels_name_their_own_column() {
        for kind in Noun::ALL {
            let template = template(*kind);
            for field in template.fields(&[2019, 2024], &[1, 12]) {
                let label = template.label_of(field);
                let found =
                    template.find_exact(&label).unwrap_or_else(|| panic!("{kind}: {label} is unknown"));
                assert_eq!(template.columns[found.column].field, field.name, "{kind}: {label}");
                assert_eq!(found.ordinal, field.ordinal, "{kind}: {label}");
            }
        }
    }

    #[test]
    fn no_alias_names_two_columns() {
        for kind in Noun::ALL {
            let template = template(*kind);
            for (index, column) in template.columns.iter().enumerate() {
                let number = if column.ordinal == Some(Ordinal::Period) { "2024年5月" } else { "2024" };
                for alias in column.aliases.iter().map(|alias| alias.replace("{n}", number)) {
                    let found =
                        template.find_exact(&alias).unwrap_or_else(|| panic!("{kind}: {alias} is unknown"));
                    assert_eq!(found.column, index, "{kind}: {alias}");
                }
            }
        }
    }

    #[test]
    fn a_choice_column_has_its_choices_and_a_repeated_one_its_placeholder() {
        for column in Noun::ALL.iter().flat_map(|kind| &template(*kind).columns) {
            assert_eq!(column.choices.is_some(), column.kind == ColumnType::Choice, "{}", column.label);
            assert_eq!(column.ordinal.is_some(), column.label.contains("{n}"), "{}", column.label);
            let is_listed = matches!(column.ordinal, Some(Ordinal::Year | Ordinal::Number));
            assert_eq!(is_listed, !column.ordinals.is_empty(), "{}", column.label);
            let is_period = column.ordinal == Some(Ordinal::Period);
            assert_eq!(is_period, !column.stands_for.is_empty(), "{}", column.label);
        }
    }

    #[test]
    fn a_known_label_inside_another_word_is_not_taken() {
        let payment = template(Noun::Payment);
        assert!(payment.find("累计付款金额").is_none());
        assert!(payment.find("付款金额（累计）").is_none());
        assert!(payment.find("合同金额").is_none());
        let dated = payment.find("付款日期（必填，格式 2024-01-01）");
        assert_eq!(dated.map(|found| payment.columns[found.column].field.as_str()), Some("paid_on"));
    }
}
