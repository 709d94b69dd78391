//! Who looks on while long work goes on.

use std::ops::ControlFlow;

use crate::Result;

/// Hears how many bytes are done, of how many where that is known, and may stop the work.
pub type Watch<'w> = &'w dyn Fn(u64, Option<u64>) -> ControlFlow<()>;

/// Tells how far the work is; an error where it is to stop.
pub(crate) fn go_on(watch: Watch<'_>, done: u64, total: u64) -> Result<()> {
    let goes_on = watch(done, Some(total)).is_continue();
    if goes_on { Ok(()) } else { Err(storage::Error::Cancelled.into()) }
}
