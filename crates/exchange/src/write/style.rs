//! How a workbook of ours looks.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};
use unicode_normalization::UnicodeNormalization;

use crate::template::ColumnType;

/// Ink blue, the colour of the program.
const INK: u32 = 0x001f_4e79;
const PAPER: u32 = 0x00dd_e6ef;

/// The formats of the cells of a sheet.
pub(super) struct Formats {
    pub(super) heading: Format,
    pub(super) header: Format,
    pub(super) required: Format,
    pub(super) text: Format,
    /// A text that could not be imported.
    pub(super) wrong: Format,
    pub(super) prose: Format,
    pub(super) money: Format,
    pub(super) score: Format,
    pub(super) ratio: Format,
    pub(super) date: Format,
    pub(super) general: Format,
    pub(super) total: Format,
    pub(super) total_money: Format,
    pub(super) total_ratio: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        let header = Format::new()
            .set_bold()
            .set_font_color(Color::RGB(INK))
            .set_background_color(Color::RGB(PAPER))
            .set_border_bottom(FormatBorder::Thin)
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap();
        let total = Format::new().set_bold().set_border_top(FormatBorder::Thin);
        Self {
            heading: Format::new().set_font_color(Color::RGB(0x0059_5959)),
            required: header.clone().set_font_color(Color::RGB(0x00c0_0000)),
            header,
            text: Format::new().set_num_format("@"),
            wrong: Format::new()
                .set_num_format("@")
                .set_font_color(Color::RGB(0x009c_0006))
                .set_background_color(Color::RGB(0x00ff_c7ce)),
            prose: Format::new(),
            money: Format::new().set_num_format(MONEY),
            score: Format::new().set_num_format("0.00"),
            ratio: Format::new().set_num_format("0.00%"),
            date: Format::new().set_num_format("yyyy-mm-dd"),
            general: Format::new(),
            total_money: total.clone().set_num_format(MONEY),
            total_ratio: total.clone().set_num_format("0.00%"),
            total,
        }
    }

    /// Returns the format of a column, which also holds for what people type into it later.
    pub(super) fn of(&self, kind: ColumnType) -> &Format {
        match kind {
            ColumnType::Code | ColumnType::Reference => &self.text,
            ColumnType::Text | ColumnType::Prose => &self.prose,
            ColumnType::Money => &self.money,
            ColumnType::Score => &self.score,
            ColumnType::Ratio => &self.ratio,
            ColumnType::Date => &self.date,
            ColumnType::Flag | ColumnType::Choice | ColumnType::Integer | ColumnType::Ignored => {
                &self.general
            }
        }
    }
}

const MONEY: &str = "#,##0.00";

/// Widths of columns in characters, a Chinese one counting as two.
pub(super) struct Widths(Vec<usize>);

impl Widths {
    pub(super) fn new(columns: usize) -> Self {
        Self(vec![0; columns])
    }

    pub(super) fn add(&mut self, column: usize, text: &str) {
        let width = text.lines().map(width_of).max().unwrap_or(0);
        if let Some(widest) = self.0.get_mut(column) {
            *widest = width.max(*widest);
        }
    }

    /// Returns the width to set: neither a sliver nor the whole screen.
    pub(super) fn get(&self, column: usize) -> u16 {
        let width = self.0.get(column).copied().unwrap_or(0).clamp(6, 50) + 2;
        u16::try_from(width).unwrap_or(50)
    }
}

fn width_of(line: &str) -> usize {
    let is_narrow = |character: char| {
        character.is_ascii() || character.nfd().next().is_some_and(|first| first.is_ascii())
    };
    line.chars().map(|character| if is_narrow(character) { 1 } else { 2 }).sum()
}
