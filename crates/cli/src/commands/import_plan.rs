//! What the options of `lantai import` say about the file: its header, columns, words, suppliers.

use std::collections::BTreeSet;

use ledger::Ledger;
use ledger::domain::Code;
use ledger::domain::plan::{ColumnMatch, ImportPlan, Proposal, SupplierDecision};
use ledger::domain::reading::{ColumnChoice, HeaderRows, Reading};
use ledger::import::{ImportFile, import_fields};

use crate::failure::Failure;

#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct PlanArguments {
    /// 表头所在的行，如 3；两行表头如 3-4；没有表头时为 0
    #[arg(long, value_name = "ROW", value_parser = header_rows)]
    header_row: Option<HeaderRows>,
    /// 列的含义，如 "实付=amount"、"2024年=yearly_score:2024"；"列名=-" 不导入该列；可重复
    #[arg(long = "column", value_name = "LABEL=FIELD")]
    columns: Vec<String>,
    /// 台账中没有的供应商，如 "名称=new"、"名称=is:登记的名称"、"名称=former:登记的名称"、"名称=nobody"；可重复
    #[arg(long = "decide", value_name = "NAME=DECISION")]
    decide: Vec<String>,
    /// 某列中相同的内容一律改为，如 "采购方式:公开=公开招标"；可重复
    #[arg(long = "value", value_name = "LABEL:TEXT=WORD")]
    values: Vec<String>,
    /// 改一个单元格，如 "12:付款日期=2024-05-01"；可重复
    #[arg(long = "cell", value_name = "ROW:LABEL=TEXT")]
    cells: Vec<String>,
    /// 不导入的行；可重复，也可用逗号分隔
    #[arg(long, value_name = "ROW", value_delimiter = ',')]
    leave_out: Vec<u32>,
}

impl PlanArguments {
    /// Adds what the options say to a plan for a file.
    pub(crate) fn complete(
        &self,
        ledger: &Ledger,
        file: &ImportFile,
        mut plan: ImportPlan,
    ) -> Result<ImportPlan, Failure> {
        plan.reading.header = self.header_row;
        plan.left_out = self.leave_out.iter().copied().collect::<BTreeSet<u32>>();
        for decision in &self.decide {
            let (name, decision) = supplier_decision(ledger, decision)?;
            plan.suppliers.insert(name, decision);
        }
        let names_columns = !(self.columns.is_empty() && self.values.is_empty() && self.cells.is_empty());
        if names_columns {
            let proposal = ledger.propose_import(file, &plan.reading)?;
            self.name_columns(&proposal, &mut plan)?;
        }
        Ok(plan)
    }

    fn name_columns(&self, proposal: &Proposal, plan: &mut ImportPlan) -> Result<(), Failure> {
        plan.reading = Reading { kind: Some(proposal.kind), ..plan.reading.clone() };
        for text in &self.columns {
            let (label, field) = split(text, '=', "--column")?;
            let column = column_labelled(proposal, label)?;
            plan.reading.columns.insert(column.column, column_choice(proposal, field)?);
        }
        for text in &self.values {
            let (place, word) = split(text, '=', "--value")?;
            let (label, value) = split(place, ':', "--value")?;
            plan.amendments.set_value(column_labelled(proposal, label)?.column, value, word);
        }
        for text in &self.cells {
            let (place, new) = split(text, '=', "--cell")?;
            let (row, label) = split(place, ':', "--cell")?;
            let row = row.parse().map_err(|_| refused(&format!("--cell {text}")))?;
            plan.amendments.set_cell(row, column_labelled(proposal, label)?.column, new);
        }
        Ok(())
    }
}

fn header_rows(text: &str) -> Result<HeaderRows, String> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let number = |text: &str| text.trim().parse::<u32>().map_err(|error| error.to_string());
    let (first, last) = (number(first)?, number(last)?);
    if first > last { Err("from > to".to_owned()) } else { Ok(HeaderRows { first, last }) }
}

fn supplier_decision(ledger: &Ledger, text: &str) -> Result<(String, SupplierDecision), Failure> {
    let (name, decision) = split(text, '=', "--decide")?;
    let decision = match decision.split_once([':', '：']) {
        Some(("is", known)) => SupplierDecision::Known { id: ledger.supplier_named(known.trim())? },
        Some(("former", known)) => {
            SupplierDecision::FormerNameOf { id: ledger.supplier_named(known.trim())? }
        }
        None if decision == "new" => SupplierDecision::New,
        None if decision == "nobody" => SupplierDecision::Nobody,
        Some(_) | None => return Err(refused(&format!("--decide {text}"))),
    };
    Ok((name.to_owned(), decision))
}

fn column_choice(proposal: &Proposal, text: &str) -> Result<ColumnChoice, Failure> {
    if text == "-" {
        return Ok(ColumnChoice::Nothing);
    }
    let (field, ordinal) = match text.split_once(':') {
        Some((field, number)) => {
            (field, Some(number.trim().parse().map_err(|_| refused(&format!("--column …={text}")))?))
        }
        None => (text, None),
    };
    let known = import_fields(proposal.kind);
    let Some(found) = known.iter().find(|known| known.field == field || known.label == field) else {
        let names: Vec<&str> = known.iter().map(|known| known.field.as_str()).collect();
        return Err(refused(&format!("--column …={text}: {}", names.join(", "))));
    };
    Ok(ColumnChoice::Field { field: found.field.clone(), ordinal, unit: None })
}

/// Finds a column by its label, or by its number in the sheet as `#3`.
fn column_labelled<'a>(proposal: &'a Proposal, label: &str) -> Result<&'a ColumnMatch, Failure> {
    let number = label.strip_prefix('#').and_then(|number| number.parse::<u32>().ok());
    let fits = |column: &&ColumnMatch| match number {
        Some(number) => column.column + 1 == number,
        None => column.label.trim() == label,
    };
    proposal.columns.iter().find(fits).ok_or_else(|| {
        let labels: Vec<&str> = proposal.columns.iter().map(|column| column.label.as_str()).collect();
        refused(&format!("{label}: {}", labels.join("、")))
    })
}

fn split<'a>(text: &'a str, at: char, option: &str) -> Result<(&'a str, &'a str), Failure> {
    let parts = text.split_once(at).map(|(left, right)| (left.trim(), right.trim()));
    parts.filter(|(left, _)| !left.is_empty()).ok_or_else(|| refused(&format!("{option} {text}")))
}

fn refused(detail: &str) -> Failure {
    Failure::new(Code::RequestInvalid, "detail", detail)
}
