//! The standard output, and the one shape in which commands tell their results.

use std::fmt::Display;
use std::io::{self, BufWriter, ErrorKind, StdoutLock, Write};

use serde::Serialize;

use crate::Status;
use crate::failure::Failure;

/// Writes the result of a command: for programs in one line of JSON, or in words for people.
///
/// Only the one that is wanted is made: the report of an import names every row to programs.
///
/// # Errors
///
/// Fails where the standard output cannot be written to; a reader that has gone is no failure.
pub(crate) fn tell<Json: Serialize>(
    as_json: bool,
    json: impl FnOnce() -> Json,
    people: impl FnOnce(&mut Output) -> io::Result<()>,
) -> Result<Status, Failure> {
    let mut output = Output::open();
    if as_json {
        serde_json::to_writer(&mut output, &json()).map_err(io::Error::from)?;
        writeln!(output)?;
    } else {
        people(&mut output)?;
    }
    Ok(output.flush().map(|()| Status::Sound)?)
}

/// Writes one line, as commands do that have nothing to tell programs.
///
/// # Errors
///
/// As [`tell`].
pub(crate) fn say(line: impl Display) -> Result<Status, Failure> {
    let mut output = Output::open();
    writeln!(output, "{line}")?;
    Ok(output.flush().map(|()| Status::Sound)?)
}

/// The standard output; once its reader has gone, everything is dropped without a word.
///
/// `lantai list … | head` is no failure, and what an import committed stays committed whoever
/// stops reading its report.
pub(crate) struct Output {
    stdout: BufWriter<StdoutLock<'static>>,
    closed: bool,
}

impl Output {
    pub(crate) fn open() -> Self {
        Self { stdout: BufWriter::new(io::stdout().lock()), closed: false }
    }

    /// Whether nobody reads any more, so that long work may stop.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed
    }

    fn forgive<T>(&mut self, result: io::Result<T>, instead: T) -> io::Result<T> {
        match result {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(instead)
            }
            result => result,
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.closed {
            return Ok(bytes.len());
        }
        let result = self.stdout.write(bytes);
        self.forgive(result, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.closed {
            return Ok(());
        }
        let result = self.stdout.flush();
        self.forgive(result, ())
    }
}

/// One JSON array, an element per line, written as the elements come.
pub(crate) struct Array<'output> {
    output: &'output mut Output,
    elements: u64,
}

impl<'output> Array<'output> {
    pub(crate) fn begin(output: &'output mut Output) -> Self {
        Self { output, elements: 0 }
    }

    pub(crate) fn push(&mut self, element: &impl Serialize) -> io::Result<()> {
        self.output.write_all(if self.elements == 0 { b"[\n  " } else { b",\n  " })?;
        self.elements += 1;
        Ok(serde_json::to_writer(&mut *self.output, element)?)
    }

    /// Whether nobody reads any more.
    pub(crate) fn is_closed(&self) -> bool {
        self.output.is_closed()
    }

    pub(crate) fn end(self) -> io::Result<()> {
        self.output.write_all(if self.elements == 0 { b"[]\n" } else { b"\n]\n" })
    }
}
