//! Real files in and out.

mod child;
mod files;
mod hostile;
mod reading;
mod support;
mod written;
