//! Templates of one's own: further names for columns, in YAML files beside the ledger.
//!
//! ```yaml
//! kind: contract
//! name: 工程部合同台账
//! columns:
//!   - { field: amount, aliases: [造价, 合同造价], unit: ten_thousand }
//! ```
//!
//! A file with a mistake stops the import with its line: names that silently do not count would be
//! looked for in the wrong place.

use std::collections::{BTreeMap, HashMap};
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

use domain::Noun;
use domain::reading::{Basis, Unit};
use serde::Deserialize;

use crate::label::{self, Pattern};
use crate::template::{Match, Template, template};
use crate::{Error, Result};

/// The templates of one's own that lie in a folder. Clones share them.
#[derive(Debug, Clone, Default)]
pub struct OwnTemplates(Arc<Vec<OwnTemplate>>);

/// What is wrong with a template of one's own.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    #[error("not UTF-8, or larger than 1 MB")]
    Unreadable,
    #[error("{0}")]
    NotYaml(String),
    #[error("{kind} has no field {field}")]
    FieldUnknown { kind: Noun, field: String },
    #[error("{label} names another column already")]
    LabelTaken { label: String },
    #[error("{label} is empty, or lacks the {{n}} of its field")]
    LabelInvalid { label: String },
}

impl TemplateError {
    /// Returns the values that the message says.
    pub(crate) fn params(&self, path: &str, line: u64) -> BTreeMap<String, String> {
        let value = match self {
            Self::Unreadable => String::new(),
            Self::NotYaml(detail) => detail.clone(),
            Self::FieldUnknown { field, .. } => field.clone(),
            Self::LabelTaken { label } | Self::LabelInvalid { label } => label.clone(),
        };
        let pairs = [("path", path.to_owned()), ("row", line.to_string()), ("value", value)];
        pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }
}

/// Longer than any list of names.
const LONGEST: u64 = 1 << 20;

impl OwnTemplates {
    /// Reads every `.yaml` of a folder, in the order of their names; a folder that does not exist
    /// has none.
    pub fn load(folder: &Path) -> Result<Self> {
        let Ok(entries) = std::fs::read_dir(folder) else { return Ok(Self::default()) };
        let mut files: Vec<_> =
            entries.flatten().map(|entry| entry.path()).filter(|path| is_yaml(path)).collect();
        files.sort();
        let mut templates = Vec::new();
        for file in files {
            let invalid =
                |(line, error)| Error::TemplateInvalid { path: file.display().to_string(), line, error };
            let short = file.metadata().is_ok_and(|metadata| metadata.len() <= LONGEST);
            let text = if short { std::fs::read_to_string(&file).ok() } else { None };
            let text = text.ok_or_else(|| invalid((1, TemplateError::Unreadable)))?;
            templates.push(OwnTemplate::read(&text).map_err(invalid)?);
        }
        Ok(Self(Arc::new(templates)))
    }

    /// Returns the names of a kind's columns.
    pub(crate) fn names(&self, kind: Noun) -> Names<'_> {
        Names { template: template(kind), own: &self.0 }
    }
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// One template of one's own.
#[derive(Debug)]
pub(crate) struct OwnTemplate {
    kind: Noun,
    labels: HashMap<String, Named>,
    patterns: Vec<(Pattern, Named)>,
}

#[derive(Debug, Clone, Copy)]
struct Named {
    column: usize,
    unit: Option<Unit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Description {
    kind: Noun,
    /// For whoever reads the file.
    #[serde(default, rename = "name")]
    _name: String,
    columns: Vec<OwnColumn>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnColumn {
    field: String,
    aliases: Vec<String>,
    unit: Option<Unit>,
}

impl OwnTemplate {
    /// Reads a template; an error comes with its line.
    pub(crate) fn read(source: &str) -> Result<Self, (u64, TemplateError)> {
        let description: Description = yaml_serde::from_str(source).map_err(|error| {
            let line = error.location().map_or(1, |location| location.line() as u64);
            (line, TemplateError::NotYaml(error.to_string()))
        })?;
        let mut own = Self { kind: description.kind, labels: HashMap::new(), patterns: Vec::new() };
        for column in &description.columns {
            let refused = |error, word: &str| (line_of(source, word), error);
            let at = own.column(&column.field).map_err(|error| refused(error, &column.field))?;
            for alias in &column.aliases {
                let named = Named { column: at, unit: column.unit };
                own.add(alias, named).map_err(|error| refused(error, alias))?;
            }
        }
        Ok(own)
    }

    fn column(&self, field: &str) -> Result<usize, TemplateError> {
        let known = template(self.kind).columns.iter().position(|known| known.field == field);
        let unknown = || TemplateError::FieldUnknown { kind: self.kind, field: field.to_owned() };
        known.filter(|at| !template(self.kind).columns[*at].is_identity()).ok_or_else(unknown)
    }

    fn add(&mut self, alias: &str, named: Named) -> Result<(), TemplateError> {
        let column = &template(self.kind).columns[named.column];
        let normal = label::normalise(alias).text;
        let invalid = normal.is_empty() || column.ordinal.is_some() != alias.contains("{n}");
        if invalid {
            return Err(TemplateError::LabelInvalid { label: alias.to_owned() });
        }
        if let Some(ordinal) = column.ordinal {
            self.patterns.push((Pattern::new(alias, ordinal), named));
            return Ok(());
        }
        let known = template(self.kind).find_exact(alias).map(|known| known.column);
        let before = self.labels.insert(normal, named).map(|before| before.column);
        if [known, before].into_iter().flatten().any(|other| other != named.column) {
            return Err(TemplateError::LabelTaken { label: alias.to_owned() });
        }
        Ok(())
    }

    fn find(&self, text: &str) -> Option<Match> {
        let normal = label::normalise(text);
        let found = |named: Named, ordinal| Match {
            column: named.column,
            ordinal,
            unit: normal.unit.or(named.unit),
            basis: Basis::Alias,
            rank: RANK,
        };
        if let Some(named) = self.labels.get(&normal.text) {
            return Some(found(*named, None));
        }
        let mut patterns = self.patterns.iter();
        patterns.find_map(|(pattern, named)| Some(found(*named, Some(pattern.number_in(&normal.text)?))))
    }
}

/// Names of one's own come after those of the program.
const RANK: usize = 1000;

/// Returns the line in which a word stands first.
fn line_of(source: &str, word: &str) -> u64 {
    source.lines().position(|line| line.contains(word)).map_or(1, |at| at as u64 + 1)
}

/// The names of a kind's columns: the program's, and those of one's own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Names<'a> {
    template: &'static Template,
    own: &'a [OwnTemplate],
}

impl Names<'_> {
    pub(crate) fn template(&self) -> &'static Template {
        self.template
    }

    /// Finds the column that a header label names; an exact name of one's own goes before a label
    /// that only contains one of the program's.
    pub(crate) fn find(&self, text: &str) -> Option<Match> {
        self.find_exact(text).or_else(|| self.template.find(text))
    }

    pub(crate) fn find_exact(&self, text: &str) -> Option<Match> {
        self.template.find_exact(text).or_else(|| {
            let mut own = self.own.iter().filter(|own| own.kind == self.template.kind);
            own.find_map(|own| own.find(text))
        })
    }
}

impl Deref for Names<'_> {
    type Target = Template;

    fn deref(&self) -> &Template {
        self.template
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(source: &str) -> (u64, TemplateError) {
        OwnTemplate::read(source).expect_err("a mistake")
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        let kind = Noun::Contract;
        let taken = |label: &str| TemplateError::LabelTaken { label: label.to_owned() };
        let head = "kind: contract\ncolumns:\n";
        let with =
            |column: &str| refused(&format!("{head}  - {{ field: code, aliases: [文号] }}\n  - {column}\n"));
        let unknown = TemplateError::FieldUnknown { kind, field: "price".to_owned() };
        assert_eq!(with("{ field: price, aliases: [造价] }"), (4, unknown));
        assert_eq!(
            with("{ field: amount, aliases: [文号] }"),
            (4 - 1, taken("文号")),
            "where it stands first"
        );
        assert_eq!(with("{ field: amount, aliases: [合同名称] }"), (4, taken("合同名称")));
        let invalid = TemplateError::LabelInvalid { label: "（元）".to_owned() };
        assert_eq!(with("{ field: amount, aliases: [（元）] }"), (4, invalid));
        for source in [
            "kind: nothing\ncolumns: []\n",
            "columns: []\n",
            "kind: contract\ncolumns:\n  - { field: code, alias: [文号] }\n",
            "kind: contract\ncolumns: [\n",
            "",
            "a: &a [*a]",
        ] {
            assert!(matches!(refused(source), (_, TemplateError::NotYaml(_))), "{source}");
        }
        let (line, _) = refused("kind: contract\ncolumns:\n  - { field: code, alias: [文号] }\n");
        assert_eq!(line, 3);
        let no_number = "kind: evaluation\ncolumns:\n  - { field: yearly_score, aliases: [年分] }\n";
        assert!(matches!(refused(no_number), (3, TemplateError::LabelInvalid { .. })));
    }

    #[test]
    fn a_name_of_ones_own_is_found_with_its_unit() -> anyhow::Result<()> {
        let source = "kind: evaluation\nname: 某局\ncolumns:\n  - { field: contract, aliases: [合同文号] }\n  - { field: yearly_score, aliases: [\"{n}考核\"] }\n";
        let own = OwnTemplates(Arc::new(vec![OwnTemplate::read(source).map_err(|(_, error)| error)?]));
        let names = own.names(Noun::Evaluation);
        let field = |text: &str| {
            names.find(text).map(|found| (names.columns[found.column].field.clone(), found.ordinal))
        };
        assert_eq!(field("合同文号*"), Some(("contract".to_owned(), None)));
        assert_eq!(field("2024年考核"), None);
        assert_eq!(field("2024考核"), Some(("yearly_score".to_owned(), Some(2024))));
        assert!(own.names(Noun::Payment).find("合同文号").is_none());
        Ok(())
    }
}
