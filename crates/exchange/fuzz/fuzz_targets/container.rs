#![no_main]

libfuzzer_sys::fuzz_target!(init: {
    // The parser of foreign workbooks may panic: its process is a child, and the file is rejected.
    // What is asserted of the rows behind it aborts all the same.
    exchange::fuzzing::abort_outside_parsers();
}, |bytes: &[u8]| exchange::fuzzing::container(bytes));
