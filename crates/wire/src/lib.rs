//! What crosses between the window and the program: the types and the list of commands.
//!
//! From the one list in [`commands`] come the window's handler list, the build's allow-list and
//! the TypeScript map of commands, so that none of them can miss one.

pub mod app;
pub mod backup;
pub mod commands;
pub mod exchange;
pub mod failure;
pub mod migration;
pub mod restore;
pub mod typescript;

pub use commands::COMMANDS;
pub use failure::Failure;
