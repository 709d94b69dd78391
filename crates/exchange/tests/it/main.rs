//! Real files in and out.

mod child;
mod files;
mod hostile;
mod support;
mod written;
