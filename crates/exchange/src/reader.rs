//! The child process that parses foreign files, and the parent's side of it.
//!
//! A crafted workbook can make a parser ask for more memory than there is, which aborts the
//! process and cannot be caught. So the parser runs in a copy of the program that has nothing to
//! lose: it is told what to read on its standard input, writes the spool, prints its progress and
//! at last the summary, one JSON object per line. It opens no ledger.

use std::io::{BufRead, BufReader, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::cage::{Cage, bound_this_process};
use crate::extract::{self, Refusal, Summary};
use crate::{Encoding, Limits};

const ARGUMENT: &str = "__read-workbook";
/// How often the child tells how far it is, and the parent looks whether it should stop.
const BEAT: Duration = Duration::from_millis(50);

#[derive(Debug, Serialize, Deserialize)]
struct Job {
    input: PathBuf,
    out: PathBuf,
    encoding: Option<Encoding>,
    limits: Limits,
}

#[derive(Debug, Serialize, Deserialize)]
enum Report {
    Rows(u64),
    Done(Summary),
    Refused(Refusal),
}

/// Reads a workbook and ends the process, where the command line says that this is what the
/// process was started for. To be called before anything else in `main`.
pub fn run_reader_if_asked() {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|argument| argument == ARGUMENT) && arguments.next().is_none() {
        std::process::exit(i32::from(read_as_child().is_err()));
    }
}

fn read_as_child() -> std::io::Result<()> {
    let mut text = String::new();
    std::io::stdin().take(1 << 20).read_to_string(&mut text)?;
    let job: Job = serde_json::from_str(&text)?;
    bound_this_process(&job.limits);
    let mut last = Instant::now();
    let mut progress = |rows| {
        if last.elapsed() < BEAT {
            return ControlFlow::Continue(());
        }
        last = Instant::now();
        // Nobody listens any more: the parent is gone.
        if report(&Report::Rows(rows)).is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    match extract::run(&job.input, &job.out, job.encoding, &job.limits, &mut progress) {
        Ok(summary) => report(&Report::Done(summary)),
        Err(refusal) => report(&Report::Refused(refusal)),
    }
}

fn report(report: &Report) -> std::io::Result<()> {
    let mut line = serde_json::to_vec(report)?;
    line.push(b'\n');
    let mut out = std::io::stdout().lock();
    out.write_all(&line)?;
    out.flush()
}

/// Reads `input` in a child process started from `program`.
pub(crate) fn read_in_child(
    program: &Path,
    input: &Path,
    out: &Path,
    encoding: Option<Encoding>,
    limits: &Limits,
    watch: &dyn Fn(u64) -> ControlFlow<()>,
) -> Result<Summary, Refusal> {
    let job = Job { input: input.to_owned(), out: out.to_owned(), encoding, limits: limits.clone() };
    let mut child = Reader(start(program)?);
    let cage = Cage::around(&child.0, limits)?;
    let Some((stdin, stdout)) = child.0.stdin.take().zip(child.0.stdout.take()) else {
        return Err(Refusal::Rejected("no pipe to the reader".to_owned()));
    };
    let told = serde_json::to_vec(&job).map_err(std::io::Error::from)?;
    let mut stdin = stdin;
    // A reader that dies at once closes the pipe; its death is told below.
    let _ = stdin.write_all(&told);
    drop(stdin);
    listen(&lines_of(stdout), &cage, limits, watch)
}

fn start(program: &Path) -> std::io::Result<Child> {
    let mut command = Command::new(program);
    command.arg(ARGUMENT).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt;
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(CREATE_NO_WINDOW);
    }
    command.spawn()
}

/// Reads the lines of the child on a thread of their own, so that waiting for one can time out.
fn lines_of(stdout: impl Read + Send + 'static) -> Receiver<Report> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines() {
            let Some(report) = line.ok().and_then(|line| serde_json::from_str(&line).ok()) else { return };
            if sender.send(report).is_err() {
                return;
            }
        }
    });
    receiver
}

fn listen(
    reports: &Receiver<Report>,
    cage: &Cage,
    limits: &Limits,
    watch: &dyn Fn(u64) -> ControlFlow<()>,
) -> Result<Summary, Refusal> {
    let started = Instant::now();
    let mut heard = started;
    let mut rows = 0;
    loop {
        match reports.recv_timeout(BEAT) {
            Ok(Report::Done(summary)) => return Ok(summary),
            Ok(Report::Refused(refusal)) => return Err(refusal),
            Ok(Report::Rows(read)) => {
                rows = read;
                heard = Instant::now();
            }
            Err(RecvTimeoutError::Disconnected) => {
                return Err(Refusal::Rejected("the reader died".to_owned()));
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        if watch(rows).is_break() {
            return Err(Refusal::Cancelled);
        }
        if cage.is_burst() {
            return Err(Refusal::Rejected("the reader asked for too much memory".to_owned()));
        }
        if started.elapsed() > limits.time || heard.elapsed() > limits.silence {
            return Err(Refusal::Rejected("the reader took too long".to_owned()));
        }
    }
}

/// The child, which never outlives the wait for it.
struct Reader(Child);

impl Drop for Reader {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
