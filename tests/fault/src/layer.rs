//! A file layer for SQLite over that of the platform: it remembers every write, truncation and sync
//! of every file, and can refuse them from a given one on.
//!
//! It becomes the layer of every connection that is opened without naming one, so that the ledger is
//! tested as it is, without a word of it knowing.
#![expect(unsafe_code, reason = "SQLite speaks to its file layer through tables of C functions")]

use std::collections::HashMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use rusqlite::ffi;

/// One thing that SQLite did to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    Write {
        file: PathBuf,
        offset: u64,
        bytes: Vec<u8>,
    },
    Truncate {
        file: PathBuf,
        size: u64,
    },
    Sync {
        file: PathBuf,
    },
    Delete {
        file: PathBuf,
    },
    /// Whoever works was told that so many operations are done.
    Acknowledged(usize),
}

/// What the layer does beside passing on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Watch {
    #[default]
    Nothing,
    /// Remembers every act.
    Remember,
    /// Refuses the act of this number, from 0, or all from it on.
    Refuse { at: usize, how: Refusal, lasting: bool },
    /// Refuses writes once so many bytes were written: the disk is full.
    Full { bytes: u64 },
}

/// How an act is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// EIO.
    Broken,
    /// ENOSPC; a sync cannot meet it, and is broken instead.
    Full,
}

/// Begins to watch; forgets what was remembered.
pub fn watch(watch: Watch) {
    register();
    *state() = State { watch, ..State::default() };
}

/// Ends watching; returns what was remembered, and how many acts there were.
pub fn end() -> (Vec<Act>, usize) {
    let ended = std::mem::take(&mut *state());
    (ended.acts, ended.count)
}

/// Returns how many bytes were written since watching for a full disk began.
pub fn written() -> u64 {
    state().written
}

/// Notes that an operation was acknowledged.
pub fn acknowledge(done: usize) {
    let mut state = state();
    if state.watch == Watch::Remember {
        state.acts.push(Act::Acknowledged(done));
    }
}

#[derive(Debug, Default)]
struct State {
    watch: Watch,
    acts: Vec<Act>,
    count: usize,
    written: u64,
}

impl State {
    /// Takes note of an act; returns the code to refuse it with.
    fn meet(&mut self, act: impl FnOnce() -> Act, bytes: u64) -> Option<c_int> {
        let number = self.count;
        self.count += 1;
        match self.watch {
            Watch::Nothing => None,
            Watch::Remember => {
                self.acts.push(act());
                None
            }
            Watch::Refuse { at, how, lasting } => {
                let meets = number == at || (lasting && number > at);
                meets.then(|| match (how, act()) {
                    (Refusal::Full, Act::Write { .. }) => ffi::SQLITE_FULL,
                    (_, Act::Write { .. }) => ffi::SQLITE_IOERR_WRITE,
                    (_, Act::Truncate { .. }) => ffi::SQLITE_IOERR_TRUNCATE,
                    (_, Act::Delete { .. }) => ffi::SQLITE_IOERR_DELETE,
                    (_, Act::Sync { .. } | Act::Acknowledged(_)) => ffi::SQLITE_IOERR_FSYNC,
                })
            }
            Watch::Full { bytes: room } => {
                self.written += bytes;
                (bytes > 0 && self.written > room).then_some(ffi::SQLITE_FULL)
            }
        }
    }
}

fn state() -> MutexGuard<'static, State> {
    static STATE: Mutex<State> =
        Mutex::new(State { watch: Watch::Nothing, acts: Vec::new(), count: 0, written: 0 });
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The names of open files, by the place of their struct.
fn names() -> MutexGuard<'static, HashMap<usize, PathBuf>> {
    static NAMES: OnceLock<Mutex<HashMap<usize, PathBuf>>> = OnceLock::new();
    NAMES.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file of ours as SQLite allocates it; the struct of the platform's layer follows it.
#[repr(C)]
struct File {
    base: ffi::sqlite3_file,
}

/// The platform's layer, which stays for the life of the process.
fn real_layer() -> *mut ffi::sqlite3_vfs {
    static REAL: OnceLock<usize> = OnceLock::new();
    // SAFETY: with a null name SQLite returns its default layer, which is never freed.
    let find = || unsafe { ffi::sqlite3_vfs_find(std::ptr::null()) } as usize;
    *REAL.get_or_init(find) as *mut ffi::sqlite3_vfs
}

/// Makes this layer the default of the process, once.
fn register() {
    static DONE: OnceLock<()> = OnceLock::new();
    DONE.get_or_init(|| {
        let real = real_layer();
        // SAFETY: the table of the platform's layer is plain data; the copy keeps its functions and
        // is leaked, because SQLite keeps the pointer for the life of the process.
        unsafe {
            let mut ours = std::ptr::read(real);
            let room = c_int::try_from(size_of::<File>()).expect("a small struct");
            ours.szOsFile += room;
            ours.pNext = std::ptr::null_mut();
            ours.zName = c"lantai-fault".as_ptr();
            ours.xOpen = Some(open);
            ours.xDelete = Some(delete);
            let registered = ffi::sqlite3_vfs_register(Box::leak(Box::new(ours)), 1);
            assert_eq!(registered, ffi::SQLITE_OK, "the layer is registered");
        }
    });
}

/// Returns the file of the platform's layer behind one of ours.
///
/// # Safety
///
/// `file` was allocated by SQLite for this layer.
unsafe fn real(file: *mut ffi::sqlite3_file) -> *mut ffi::sqlite3_file {
    // SAFETY: SQLite allocates `szOsFile` bytes: ours, then the platform's.
    unsafe { file.cast::<File>().add(1).cast() }
}

fn name_of(file: *mut ffi::sqlite3_file) -> Option<PathBuf> {
    names().get(&(file as usize)).cloned()
}

unsafe extern "C" fn open(
    _layer: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: the arguments go on as SQLite gave them; the file is ours, see `real`.
    unsafe {
        (*file).pMethods = std::ptr::null();
        let layer = real_layer();
        let Some(open) = (*layer).xOpen else { return ffi::SQLITE_ERROR };
        let opened = open(layer, name, real(file), flags, out);
        if !(*real(file)).pMethods.is_null() {
            (*file).pMethods = &raw const METHODS;
        }
        // Files without a name are of a sorter: they are gone after a crash anyway.
        if opened == ffi::SQLITE_OK && !name.is_null() {
            let path = CStr::from_ptr(name).to_string_lossy().into_owned();
            names().insert(file as usize, PathBuf::from(path));
        }
        opened
    }
}

unsafe extern "C" fn delete(_layer: *mut ffi::sqlite3_vfs, name: *const c_char, sync: c_int) -> c_int {
    // SAFETY: the name is SQLite's, and goes on to the platform's layer.
    unsafe {
        let file = PathBuf::from(CStr::from_ptr(name).to_string_lossy().into_owned());
        if let Some(refused) = state().meet(|| Act::Delete { file }, 0) {
            return refused;
        }
        let layer = real_layer();
        (*layer).xDelete.map_or(ffi::SQLITE_ERROR, |delete| delete(layer, name, sync))
    }
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    names().remove(&(file as usize));
    // SAFETY: see `real`.
    unsafe { call(file).xClose.map_or(ffi::SQLITE_OK, |close| close(real(file))) }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    from: *const c_void,
    count: c_int,
    offset: ffi::sqlite3_int64,
) -> c_int {
    let length = usize::try_from(count).unwrap_or_default();
    let act = |file: PathBuf| {
        // SAFETY: SQLite gives `count` bytes.
        let bytes = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), length) }.to_vec();
        Act::Write { file, offset: u64::try_from(offset).unwrap_or_default(), bytes }
    };
    if let Some(path) = name_of(file)
        && let Some(refused) = state().meet(|| act(path), length as u64)
    {
        return refused;
    }
    // SAFETY: see `real`.
    unsafe { call(file).xWrite.map_or(ffi::SQLITE_IOERR, |write| write(real(file), from, count, offset)) }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: ffi::sqlite3_int64) -> c_int {
    let act = |file| Act::Truncate { file, size: u64::try_from(size).unwrap_or_default() };
    if let Some(path) = name_of(file)
        && let Some(refused) = state().meet(|| act(path), 0)
    {
        return refused;
    }
    // SAFETY: see `real`.
    unsafe { call(file).xTruncate.map_or(ffi::SQLITE_IOERR, |truncate| truncate(real(file), size)) }
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, flags: c_int) -> c_int {
    if let Some(path) = name_of(file)
        && let Some(refused) = state().meet(|| Act::Sync { file: path }, 0)
    {
        return refused;
    }
    // SAFETY: see `real`.
    unsafe { call(file).xSync.map_or(ffi::SQLITE_IOERR, |sync| sync(real(file), flags)) }
}

/// Returns the functions of the platform's file behind one of ours.
///
/// # Safety
///
/// As [`real`], and the file is open.
unsafe fn call<'a>(file: *mut ffi::sqlite3_file) -> &'a ffi::sqlite3_io_methods {
    // SAFETY: an open file has its table for the life of the process.
    unsafe { &*(*real(file)).pMethods }
}

/// A function that goes on to the platform's file unchanged.
macro_rules! pass {
    ($name:ident = $method:ident($($argument:ident: $type:ty),*)) => {
        unsafe extern "C" fn $name(file: *mut ffi::sqlite3_file, $($argument: $type),*) -> c_int {
            // SAFETY: the arguments go on as SQLite gave them; see `real`.
            unsafe { call(file).$method.map_or(ffi::SQLITE_NOTFOUND, |method| method(real(file), $($argument),*)) }
        }
    };
}

pass!(read = xRead(to: *mut c_void, count: c_int, offset: ffi::sqlite3_int64));
pass!(file_size = xFileSize(size: *mut ffi::sqlite3_int64));
pass!(lock = xLock(level: c_int));
pass!(unlock = xUnlock(level: c_int));
pass!(check_reserved_lock = xCheckReservedLock(out: *mut c_int));
pass!(file_control = xFileControl(what: c_int, argument: *mut c_void));
pass!(sector_size = xSectorSize());
pass!(device_characteristics = xDeviceCharacteristics());
pass!(shm_map = xShmMap(page: c_int, size: c_int, extend: c_int, out: *mut *mut c_void));
pass!(shm_lock = xShmLock(offset: c_int, count: c_int, flags: c_int));
pass!(shm_unmap = xShmUnmap(remove: c_int));

unsafe extern "C" fn shm_barrier(file: *mut ffi::sqlite3_file) {
    // SAFETY: see `real`.
    unsafe {
        if let Some(barrier) = call(file).xShmBarrier {
            barrier(real(file));
        }
    }
}

/// Version 2 leaves out mapped reads: every byte goes through this layer.
static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};
