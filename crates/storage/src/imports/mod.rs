//! What imports leave behind besides records: nothing of it is recorded in the journal.

mod original;

pub use original::{LARGEST, Original, keep_original, original, original_sizes};
