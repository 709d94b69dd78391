//! What imports leave behind besides records: nothing of it is recorded in the journal.

mod mapping;
mod original;
mod value;

pub use mapping::{forget_mapping, mappings, remember_mapping};
pub use original::{LARGEST, Original, keep_original, original, original_sizes};
pub use value::{SUPPLIER, forget_value, known_suppliers, remember_supplier, remember_value, values, words};
