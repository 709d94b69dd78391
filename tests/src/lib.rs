//! What the whole-system tests share: the built program, ledgers in folders of their own, and
//! workbooks made on the spot.

pub mod copying;
pub mod program;
pub mod release;
pub mod restoring;
pub mod rows;
pub mod workbook;
pub mod workspace;
