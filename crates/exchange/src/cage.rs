//! The bounds that a reading child lives in: memory, time, and its parent's life.

use std::process::Child;

use crate::Limits;

/// Bounds this process, the child, where the system lets a process do so: the address space, and
/// with it what a lie about sizes can allocate, and the time it computes, even where nobody waits
/// for it any more. Windows has neither; there the [`Cage`] does.
pub(crate) fn bound_this_process(limits: &Limits) {
    #[cfg(unix)]
    {
        let seconds = limits.time.as_secs().max(1);
        let _ = rlimit::Resource::AS.set(limits.memory_bytes, limits.memory_bytes);
        let _ = rlimit::Resource::CPU.set(seconds, seconds);
        let _ = rlimit::Resource::CORE.set(0, 0);
    }
    #[cfg(not(unix))]
    let _ = limits;
}

/// What the parent holds around a child. When it goes, by whatever death, the child goes, too.
#[derive(Debug)]
pub(crate) struct Cage {
    #[cfg(windows)]
    _job: win32job::Job,
    #[cfg(windows)]
    child: isize,
    #[cfg(windows)]
    memory_bytes: u64,
}

#[cfg(windows)]
impl Cage {
    /// Puts a child that has just been started into a job of its own.
    pub(crate) fn around(child: &Child, limits: &Limits) -> std::io::Result<Self> {
        use std::os::windows::io::AsRawHandle;
        let handle = child.as_raw_handle() as isize;
        let mut bounds = win32job::ExtendedLimitInfo::new();
        let most = usize::try_from(limits.memory_bytes).unwrap_or(usize::MAX);
        bounds.limit_working_memory(1 << 20, most).limit_kill_on_job_close();
        let job = win32job::Job::create_with_limit_info(&bounds).map_err(std::io::Error::other)?;
        job.assign_process(handle).map_err(std::io::Error::other)?;
        Ok(Self { _job: job, child: handle, memory_bytes: limits.memory_bytes })
    }

    /// Whether the child has reserved more memory than it may. The job keeps it from taking the
    /// memory of others meanwhile.
    pub(crate) fn is_burst(&self) -> bool {
        let used = win32job::utils::get_process_memory_info(self.child);
        used.is_ok_and(|used| used.private_usage as u64 > self.memory_bytes)
    }
}

#[cfg(not(windows))]
impl Cage {
    /// The child bounds itself, and looks whether anybody listens.
    #[expect(clippy::unnecessary_wraps, reason = "it can fail on Windows")]
    pub(crate) fn around(_: &Child, _: &Limits) -> std::io::Result<Self> {
        Ok(Self {})
    }

    #[expect(clippy::unused_self, reason = "it is asked on Windows")]
    pub(crate) fn is_burst(&self) -> bool {
        false
    }
}
