//! Backups in more than one folder: copying them, and telling where each one lies.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::fs::{self, Disk, Fs};
use crate::manifest::Manifest;
use crate::seal::{self, SealingKey};
use crate::snapshot::{self, Backup, manifest_of};
use crate::verify::{hash_of, hexadecimal};
use crate::watch::go_on;
use crate::workshop::Workshop;
use crate::{Error, Result, Watch, space};

const PIECE: usize = 1 << 20;

/// A backup, and every file that is a copy of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The copy in the first of the folders.
    pub backup: Backup,
    pub copies: Vec<PathBuf>,
}

/// Returns the backups of several folders, newest first, each once; a folder that cannot be read
/// has none.
pub fn list_all(folders: &[PathBuf]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for backup in folders.iter().flat_map(|folder| snapshot::list(folder).unwrap_or_default()) {
        let path = backup.path.clone();
        match found.iter_mut().find(|known| is_same(&known.backup, &backup)) {
            Some(known) => known.copies.push(path),
            None => found.push(Found { backup, copies: vec![path] }),
        }
    }
    found.sort_by(|one, other| other.backup.manifest.made_at.cmp(&one.backup.manifest.made_at));
    found
}

/// Whether two files are copies of one backup, encrypted or not.
pub fn is_same(one: &Backup, other: &Backup) -> bool {
    let (one, other) = (&one.manifest, &other.manifest);
    one.snapshot_sha256() == other.snapshot_sha256() && one.made_at == other.made_at
}

/// Copies a backup into another folder and verifies it there; with a key it is encrypted. One that
/// is there already is left as it is.
///
/// `watch` hears how many bytes are done, of how many, and may stop the copy.
///
/// # Errors
///
/// [`Error::Damaged`] where the backup is not what its manifest says, [`Error::NoSpace`], and
/// whatever the disk says; nothing that looks like a backup is left behind then.
pub fn copy(backup: &Backup, folder: &Path, key: Option<&SealingKey>, watch: Watch<'_>) -> Result<Backup> {
    if let Some(there) = snapshot::list(folder)?.into_iter().find(|there| is_same(there, backup)) {
        return Ok(there);
    }
    space::check_room(backup.manifest.bytes, folder)?;
    let key = key.filter(|_| !backup.manifest.is_sealed());
    let mut name = backup.path.file_name().unwrap_or_default().to_owned();
    if key.is_some() {
        name.push(snapshot::SEALED);
    }
    let workshop = Workshop::open_in(folder)?;
    let draft = workshop.path().join(&name);
    let manifest = match key {
        Some(key) => write_sealed(backup, &draft, key, watch)?,
        None => write_copy(backup, &draft, watch)?,
    };
    let copy = Backup { path: folder.join(name), manifest };
    publish(&draft, &copy)?;
    Ok(copy)
}

/// Returns the backups that a folder should have and does not, newest first.
///
/// One that was never reached gets the newest alone; later, what was made since it was reached.
pub fn missing<'backup>(
    newest_first: &'backup [Backup],
    there: &[Backup],
    reached_at: Option<Timestamp>,
) -> Vec<&'backup Backup> {
    let since = |backup: &Backup| {
        let made_at: Option<Timestamp> = backup.manifest.made_at.parse().ok();
        // Manifests tell whole seconds.
        let reached_at = reached_at.map(Timestamp::as_second);
        made_at.map(Timestamp::as_second) >= reached_at && reached_at.is_some()
    };
    let wanted = newest_first.iter().enumerate().filter(|(at, backup)| *at == 0 || since(backup));
    let lacks = |backup: &&Backup| !there.iter().any(|other| is_same(other, backup));
    wanted.map(|(_, backup)| backup).filter(lacks).collect()
}

/// Whether a backup is among the newest of its ledger whose bytes are those of their manifests.
pub fn is_among_last(newest_first: &[Found], one: &Found, count: usize) -> Result<bool> {
    let mut sound = 0;
    for found in newest_first.iter().filter(|found| found.is_of_ledger_of(one)) {
        if sound == count {
            return Ok(false);
        }
        if is_same(&found.backup, &one.backup) {
            return Ok(true);
        }
        sound += usize::from(hash_of(&found.backup.path)? == found.backup.manifest.sha256);
    }
    Ok(false)
}

/// Whether a backup is the newest of its ledger whose bytes are those of its manifest.
pub fn is_newest_sound(newest_first: &[Found], one: &Found) -> Result<bool> {
    for found in newest_first.iter().filter(|found| found.is_of_ledger_of(one)) {
        if hash_of(&found.backup.path)? == found.backup.manifest.sha256 {
            return Ok(is_same(&found.backup, &one.backup));
        }
    }
    Ok(false)
}

impl Found {
    /// Removes every copy.
    pub fn delete(&self) -> Result<()> {
        self.copies.iter().try_for_each(|copy| snapshot::delete(copy))
    }

    fn is_of_ledger_of(&self, other: &Self) -> bool {
        self.backup.manifest.ledger == other.backup.manifest.ledger
    }
}

fn write_copy(backup: &Backup, draft: &Path, watch: Watch<'_>) -> Result<Manifest> {
    let mut output = Hashed::new(Disk.create(draft)?);
    pump(backup, &mut output, watch)?;
    let (file, hash) = output.finish();
    Disk.sync(&file)?;
    refuse_other(backup, &hash)?;
    if hash_of(draft)? == hash { Ok(backup.manifest.clone()) } else { Err(differs()) }
}

/// Encrypts a backup, and opens what was written again: only then it counts.
fn write_sealed(backup: &Backup, draft: &Path, key: &SealingKey, watch: Watch<'_>) -> Result<Manifest> {
    let mut output = Hashed::new(Disk.create(draft)?);
    let (writer, opener) = key.encrypt(&mut output)?;
    let mut plain = Hashed::new(writer);
    pump(backup, &mut plain, watch)?;
    let (writer, plain_hash) = plain.finish();
    writer.finish()?;
    let (file, hash) = output.finish();
    Disk.sync(&file)?;
    refuse_other(backup, &plain_hash)?;
    let mut again = Hashed::new(io::sink());
    seal::decrypt(draft, &opener, &mut again).map_err(Error::of_new)?;
    if again.finish().1 != plain_hash || hash_of(draft)? != hash {
        return Err(differs());
    }
    Ok(backup.manifest.sealed(std::fs::metadata(draft)?.len(), hash))
}

fn pump(backup: &Backup, output: &mut impl Write, watch: Watch<'_>) -> Result<()> {
    let mut input = File::open(&backup.path)?;
    let mut piece = vec![0; PIECE];
    let mut done = 0;
    loop {
        go_on(watch, done, backup.manifest.bytes)?;
        let read = input.read(&mut piece)?;
        if read == 0 {
            return Ok(());
        }
        output.write_all(&piece[..read])?;
        done += read as u64;
    }
}

fn refuse_other(backup: &Backup, hash: &str) -> Result<()> {
    if hash == backup.manifest.sha256 {
        return Ok(());
    }
    let reason = "its bytes are not those of the manifest".to_owned();
    Err(Error::Damaged { path: backup.path.clone(), reason })
}

fn differs() -> Error {
    Error::Unverified("the copy differs from the backup".to_owned())
}

/// Gives the copy its name, the manifest first: a file named as a backup always has one.
fn publish(draft: &Path, copy: &Backup) -> Result<()> {
    let manifest = manifest_of(&copy.path);
    fs::publish(&Disk, &manifest, &serde_json::to_vec_pretty(&copy.manifest)?)?;
    if let Err(error) = Disk.rename(draft, &copy.path) {
        let _ = Disk.remove(&manifest);
        return Err(error.into());
    }
    Ok(Disk.sync_folder(fs::folder_of(&copy.path))?)
}

/// Hashes what is written through it.
pub(crate) struct Hashed<W> {
    output: W,
    hash: Sha256,
}

impl<W: Write> Hashed<W> {
    pub(crate) fn new(output: W) -> Self {
        Self { output, hash: Sha256::new() }
    }

    /// Returns the output and the hash in hexadecimal.
    pub(crate) fn finish(self) -> (W, String) {
        (self.output, hexadecimal(&self.hash.finalize()))
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.output.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}
