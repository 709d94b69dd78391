//! A whole backup out of an encrypted one.

use std::path::{Path, PathBuf};

use crate::fs::{Disk, Fs};
use crate::manifest::{FORMAT, Manifest, Reason};
use crate::places::Hashed;
use crate::seal::{ByPassphrase, Passphrase, decrypt};
use crate::snapshot::{Backup, SEALED, manifest_of, read_manifest};
use crate::verify::{Depth, check_inside, facts_of, hash_of};
use crate::{Error, Result};

/// Decrypts a backup into `folder`, where it is a backup like any other, and returns that.
///
/// A file without a manifest serves as well: the manifest is then made from what is inside.
///
/// # Errors
///
/// [`Error::PassphraseWrong`]; [`Error::Damaged`] where the file or what is inside is not what the
/// manifest says. Nothing is left in the folder then.
pub fn unseal(path: &Path, passphrase: &Passphrase, folder: &Path) -> Result<Backup> {
    let manifest = if manifest_of(path).exists() { Some(read_manifest(path)?) } else { None };
    let damaged = |reason: &str| Error::Damaged { path: path.to_owned(), reason: reason.to_owned() };
    if let Some(manifest) = &manifest
        && hash_of(path)? != manifest.sha256
    {
        return Err(damaged("its bytes are not those of the manifest"));
    }
    crate::space::check_room(std::fs::metadata(path)?.len(), folder)?;
    let opened = Opened(folder.join(plain_name(path)));
    let mut output = Hashed::new(Disk.create(&opened.0)?);
    let bytes = decrypt(path, &ByPassphrase(passphrase), &mut output)?;
    let (file, sha256) = output.finish();
    Disk.sync(&file)?;
    if manifest.as_ref().is_some_and(|manifest| manifest.snapshot_sha256() != sha256) {
        return Err(damaged("what is inside is not what the manifest says"));
    }
    let manifest = plain_manifest(manifest, path, &opened.0, bytes, sha256)?;
    crate::fs::publish(&Disk, &manifest_of(&opened.0), &serde_json::to_vec_pretty(&manifest)?)?;
    Ok(Backup { path: opened.keep(), manifest })
}

/// What is being decrypted; gone unless it is kept.
struct Opened(PathBuf);

impl Opened {
    fn keep(mut self) -> PathBuf {
        std::mem::take(&mut self.0)
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        if !self.0.as_os_str().is_empty() {
            let _ = Disk.remove(&self.0);
        }
    }
}

fn plain_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    name.strip_suffix(SEALED).map_or(name.clone(), str::to_owned)
}

/// Says of the encrypted file what was found in it.
fn of_sealed(path: &Path, error: Error) -> Error {
    let path = path.to_owned();
    if let Error::Sqlite(error) = error {
        return Error::Damaged { path, reason: error.to_string() };
    }
    if let Error::Damaged { reason, .. } = error { Error::Damaged { path, reason } } else { error }
}

/// Says of what was inside what its own manifest said before it was encrypted.
fn plain_manifest(
    sealed: Option<Manifest>,
    path: &Path,
    plain: &Path,
    bytes: u64,
    sha256: String,
) -> Result<Manifest> {
    check_inside(plain, Depth::Pages).map_err(|error| of_sealed(path, error))?;
    let facts = facts_of(plain)?;
    let written = std::fs::metadata(path)?.modified().ok();
    let made_at = written.and_then(|at| jiff::Timestamp::try_from(at).ok()).unwrap_or_default();
    let manifest = sealed.unwrap_or_else(|| Manifest {
        format: FORMAT,
        made_at: made_at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        program_version: String::new(),
        schema_version: facts.schema_version,
        sqlite_version: String::new(),
        bytes,
        sha256: String::new(),
        rows: facts.rows.clone(),
        schema_sha256: facts.schema_sha256,
        journal_head: facts.journal_head,
        reason: Reason::Manual,
        note: None,
        ledger: facts.ledger,
        sealed: None,
    });
    Ok(Manifest { bytes, sha256, rows: facts.rows, sealed: None, ..manifest })
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use storage::Store;

    use super::*;
    use crate::seal::SealingKey;
    use crate::{copy, create, verify};

    fn passphrase(text: &str) -> Passphrase {
        Passphrase::from(text.to_owned())
    }

    fn unwatched(_: u64, _: Option<u64>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    /// A backup of a ledger, and the same encrypted in another folder.
    fn sealed(folder: &Path, key: &SealingKey) -> Result<(Backup, Backup)> {
        let store = Store::create(&folder.join("a.sqlite3"), "test", "2026-11-21T09:00:00Z")?;
        let now = "2026-11-21T17:02:00+08:00[Asia/Shanghai]".parse().expect("a moment");
        let made = create(&store, &folder.join("backups"), &now, Reason::Manual, Some("机密"), &unwatched)?;
        let place = folder.join("disk");
        std::fs::create_dir(&place)?;
        let copy = copy(&made, &place, Some(key), &unwatched)?;
        Ok((made, copy))
    }

    #[test]
    fn an_encrypted_backup_opens_with_its_passphrase_alone() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let key = SealingKey::new(&passphrase("兰台 open sesame"))?;
        key.check(&passphrase("兰台 open sesame"))?;
        assert!(matches!(key.check(&passphrase("兰台 open Sesame")), Err(Error::PassphraseWrong)));
        let (made, copy) = sealed(folder.path(), &key)?;
        assert!(copy.path.ends_with("db_backup_20261121_170200.sqlite3.age"));
        verify(&copy.path)?;
        assert_eq!((copy.manifest.rows.len(), &copy.manifest.note), (0, &None));
        assert!(crate::is_same(&made, &copy));
        let elsewhere = tempfile::tempdir()?;
        // Another computer has neither key nor settings, and perhaps not even the manifest.
        for with_manifest in [true, false] {
            if !with_manifest {
                std::fs::remove_file(manifest_of(&copy.path))?;
            }
            let wrong = unseal(&copy.path, &passphrase("guess what"), elsewhere.path());
            assert!(matches!(wrong, Err(Error::PassphraseWrong)));
            assert_eq!(std::fs::read_dir(elsewhere.path())?.count(), 0);
            let opened = unseal(&copy.path, &passphrase("兰台 open sesame"), elsewhere.path())?;
            assert_eq!(std::fs::read(&opened.path)?, std::fs::read(&made.path)?);
            assert_eq!(opened.manifest.rows, made.manifest.rows);
            assert_eq!(opened.manifest.sha256, made.manifest.sha256);
            verify(&opened.path)?;
            crate::snapshot::delete(&opened.path)?;
        }
        Ok(())
    }

    #[test]
    fn any_changed_byte_of_an_encrypted_backup_is_found() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let secret = passphrase("open sesame");
        let (_, copy) = sealed(folder.path(), &SealingKey::new(&secret)?)?;
        let bytes = std::fs::read(&copy.path)?;
        std::fs::remove_file(manifest_of(&copy.path))?;
        let target = tempfile::tempdir()?;
        for at in [0, 30, 200, 500, bytes.len() / 2, bytes.len() - 1] {
            let mut spoilt = bytes.clone();
            spoilt[at] ^= 1;
            std::fs::write(&copy.path, spoilt)?;
            let refused = unseal(&copy.path, &secret, target.path());
            assert!(matches!(refused, Err(Error::Damaged { .. } | Error::PassphraseWrong)), "byte {at}");
        }
        std::fs::write(&copy.path, &bytes[..bytes.len() - 20])?;
        assert!(matches!(unseal(&copy.path, &secret, target.path()), Err(Error::Damaged { .. })));
        assert_eq!(std::fs::read_dir(target.path())?.count(), 0);
        Ok(())
    }
}
