//! The log: what happened to the program, never what stands in the ledger.

use std::panic::PanicHookInfo;
use std::path::Path;

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;

const DAYS: usize = 30;

/// Chooses how much is logged, as `tracing` filters are written.
const FILTER_VARIABLE: &str = "LANTAI_LOG";
const FILTER: &str = "warn,lantai_desktop=info,ledger=info,storage=info,exchange=info,backups=info";

/// Starts the daily log files; the log ends when the guard is dropped. Without a folder to write
/// to the program works on, unlogged.
pub(crate) fn start(folder: &Path) -> Option<WorkerGuard> {
    std::fs::create_dir_all(folder).ok()?;
    let files = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("lantai")
        .filename_suffix("log")
        .max_log_files(DAYS)
        .build(folder)
        .ok()?;
    let (writer, guard) = tracing_appender::non_blocking(files);
    let filter = EnvFilter::try_from_env(FILTER_VARIABLE).unwrap_or_else(|_| EnvFilter::new(FILTER));
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(writer).init();
    log_panics();
    Some(guard)
}

fn log_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let thread = std::thread::current();
        let thread = thread.name().unwrap_or_default();
        tracing::error!(place, thread, message = plain_message(panic), "a thread panicked");
        usual(panic);
    }));
}

/// Returns the message where it is a fixed text; one that was put together may quote a record.
fn plain_message(panic: &PanicHookInfo<'_>) -> &'static str {
    panic.payload().downcast_ref::<&'static str>().copied().unwrap_or("not logged: it may quote the ledger")
}
