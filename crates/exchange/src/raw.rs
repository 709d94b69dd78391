//! Cells as the file holds them, before anybody asks what they mean.

use crate::parse::{date, number};

/// One cell of a sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Raw<'a> {
    Empty,
    Text(&'a str),
    Number(f64),
    /// A number that the workbook shows as a date.
    Serial {
        days: f64,
        epoch_1904: bool,
    },
    Flag(bool),
    /// `#N/A` and its like.
    Error(&'a str),
    /// A formula whose result the file does not hold.
    Formula(&'a str),
}

impl Raw<'_> {
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Number(_) | Self::Serial { .. } | Self::Flag(_) | Self::Error(_) | Self::Formula(_) => {
                false
            }
        }
    }

    /// Returns the cell as the file shows it, as nearly as a number without its format allows.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Error(text) | Self::Formula(text) => (*text).to_owned(),
            Self::Number(number) => number::shown(*number),
            Self::Serial { days, epoch_1904 } => {
                date::shown_serial(*days, *epoch_1904).unwrap_or_else(|| number::shown(*days))
            }
            Self::Flag(flag) => if *flag { "TRUE" } else { "FALSE" }.to_owned(),
        }
    }
}
