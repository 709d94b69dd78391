//! How much a foreign file may ask for.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The bounds of reading one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of the file itself.
    pub file_bytes: u64,
    /// Parts of the .xlsx archive.
    pub parts: usize,
    /// Bytes of all parts of the archive, inflated.
    pub inflated_bytes: u64,
    /// Inflated ÷ packed bytes of one part larger than 16 MiB. Deflate reaches 1032; real sheets
    /// stay below 60.
    pub ratio: u64,
    pub sheets: usize,
    /// Rows and columns of a sheet, as the format allows them.
    pub rows: u32,
    pub columns: u32,
    /// Bytes of the spool: bounds what repeated shared strings can grow into.
    pub spool_bytes: u64,
    /// Memory of the reading child: its address space, on Windows what it has reserved.
    pub memory_bytes: u64,
    /// Time of the reading child, and how long it may say nothing.
    pub time: Duration,
    pub silence: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 256 << 20,
            parts: 4096,
            inflated_bytes: 2 << 30,
            ratio: 300,
            sheets: 256,
            rows: 1_048_576,
            columns: 16_384,
            spool_bytes: 4 << 30,
            memory_bytes: 1536 << 20,
            time: Duration::from_secs(300),
            silence: Duration::from_secs(30),
        }
    }
}
