//! Whole-system tests that need no window: one binary, a module for each subject.

mod architecture;
mod runner;
