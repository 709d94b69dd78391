//! Real files in and out.

mod child;
mod files;
mod formats;
mod hostile;
mod reading;
mod support;
mod wide;
mod written;
