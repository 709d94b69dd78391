//! Tables for people, aligned with Chinese characters two columns wide.

use std::io::{self, Write};

use unicode_width::UnicodeWidthChar;

/// How wide a column gets in a list.
const WIDEST: usize = 40;

/// A column of a table.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    title: &'static str,
    /// Whether its texts stand at the right edge, as amounts do.
    right: bool,
    width: usize,
    /// How wide it may get; longer texts end in `…`.
    widest: usize,
}

impl Column {
    pub(crate) fn left(title: &'static str) -> Self {
        Self { title, right: false, width: width(title), widest: WIDEST }
    }

    /// A last column whose texts are never cut.
    pub(crate) fn unbounded(title: &'static str) -> Self {
        Self { widest: usize::MAX, ..Self::left(title) }
    }

    pub(crate) fn right(title: &'static str) -> Self {
        Self { right: true, ..Self::left(title) }
    }
}

/// Measures rows first, then writes them, so that a table of any length needs no memory.
#[derive(Debug)]
pub(crate) struct Table {
    columns: Vec<Column>,
}

impl Table {
    pub(crate) fn new(columns: Vec<Column>) -> Self {
        Self { columns }
    }

    /// Makes the columns as wide as this row needs.
    pub(crate) fn measure(&mut self, cells: &[String]) {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.width = column.width.max(width(&shown(cell, column.widest)));
        }
    }

    pub(crate) fn write_header(&self, output: &mut impl Write) -> io::Result<()> {
        let titles: Vec<String> = self.columns.iter().map(|column| column.title.to_owned()).collect();
        self.write_row(output, &titles)
    }

    pub(crate) fn write_row(&self, output: &mut impl Write, cells: &[String]) -> io::Result<()> {
        let mut line = String::new();
        for (column, cell) in self.columns.iter().zip(cells) {
            let text = shown(cell, column.widest);
            let blank = " ".repeat(column.width.saturating_sub(width(&text)));
            let (before, after) = if column.right { (blank.as_str(), "") } else { ("", blank.as_str()) };
            line.extend([before, &text, after, "  "]);
        }
        writeln!(output, "{}", line.trim_end())
    }

    /// Writes a table whose rows are all at hand.
    pub(crate) fn write(mut self, output: &mut impl Write, rows: &[Vec<String>]) -> io::Result<()> {
        for row in rows {
            self.measure(row);
        }
        self.write_header(output)?;
        rows.iter().try_for_each(|row| self.write_row(output, row))
    }
}

/// Returns a text as it stands in a cell: on one line, without control characters, cut where it
/// is too wide.
fn shown(text: &str, widest: usize) -> String {
    let line = text.replace("\r\n", " ").replace(['\r', '\n', '\t'], " ");
    let plain: String = line.chars().filter(|character| !character.is_control()).collect();
    if width(&plain) <= widest {
        return plain;
    }
    let mut cut = String::new();
    for character in plain.chars() {
        if width(&cut) + character.width().unwrap_or(0) >= widest {
            break;
        }
        cut.push(character);
    }
    cut.push('…');
    cut
}

/// Returns how many columns of a terminal a text takes.
fn width(text: &str) -> usize {
    text.chars().map(|character| character.width().unwrap_or(0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[[&str; 2]]) -> String {
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|&cell| cell.to_owned()).collect()).collect();
        let mut written = Vec::new();
        let table = Table::new(vec![Column::left("名称"), Column::right("金额")]);
        table.write(&mut written, &rows).expect("memory takes everything");
        String::from_utf8(written).expect("a table is text")
    }

    #[test]
    fn chinese_characters_are_two_columns_wide() {
        let text = table(&[["供应商甲", "1.00"], ["ab", "1234.50"]]);
        assert_eq!(text, "名称         金额\n供应商甲     1.00\nab        1234.50\n");
    }

    #[test]
    fn a_cell_is_one_line_without_control_characters() {
        assert_eq!(shown("第一行\n第二行", WIDEST), "第一行 第二行");
        assert_eq!(shown("红\u{1b}[31m色", WIDEST), "红[31m色");
    }

    #[test]
    fn a_long_text_is_cut_and_says_so() {
        let cut = shown(&"长".repeat(60), WIDEST);
        assert!(cut.ends_with('…'));
        assert!(width(&cut) <= WIDEST, "{}", width(&cut));
    }
}
