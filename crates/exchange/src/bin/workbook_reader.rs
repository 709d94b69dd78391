//! The reading child, for tests: does nothing unless it is asked to read.

fn main() {
    exchange::run_reader_if_asked();
}
