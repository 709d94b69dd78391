//! `lantai backup restore` and `undo-restore`: the ledger as it was.

use std::io::Write;
use std::path::{Path, PathBuf};

use ledger::backup::{self, Candidate, Lack, Restored, Unsealed};
use ledger::domain::Code;
use ledger::{Ledger, Session};
use serde::Serialize;

use super::passphrase::PassphraseArguments;
use super::{everywhere, moment};
use crate::Status;
use crate::arguments::Common;
use crate::consent::ConsentArguments;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::tell;
use crate::progress::Progress;

#[derive(Debug, clap::Args)]
pub(crate) struct RestoreArguments {
    /// 备份的文件名（见 `lantai backup list`），或备份文件的路径
    #[arg(required_unless_present = "to_moment")]
    name: Option<String>,
    /// 恢复到一个时刻，而不是一份备份：操作编号、哈希（见 `lantai backup timeline`）或日期时间
    #[arg(long, value_name = "TIME|SEQ", conflicts_with_all = ["name", "place", "without_manifest"])]
    to_moment: Option<String>,
    /// 备份所在的文件夹；默认在台账旁的 backups
    #[arg(long = "in", value_name = "DIR")]
    place: Option<PathBuf>,
    /// 备份旁没有清单时也恢复
    #[arg(long)]
    without_manifest: bool,
    #[command(flatten)]
    passphrase: PassphraseArguments,
    #[command(flatten)]
    consent: ConsentArguments,
}

impl RestoreArguments {
    pub(super) fn wants_json(&self) -> bool {
        self.consent.json
    }

    /// Decrypts an encrypted backup for as long as the result lives; none for any other.
    fn decrypted(&self, language: Language, ledger: &Path) -> Result<Option<Unsealed>, Failure> {
        let path = self.file(ledger);
        if !(backup::is_sealed(&path) && path.is_file()) {
            return Ok(None);
        }
        everywhere::readable(language, &path, &self.passphrase, ledger).map(Some)
    }

    /// A name means a backup of the folder, or of any place; anything else is a path.
    fn file(&self, ledger: &Path) -> PathBuf {
        everywhere::meant(ledger, self.place.as_deref(), self.name.as_deref().unwrap_or_default())
    }

    fn candidate(&self, ledger: &Path) -> Result<Candidate, Failure> {
        let path = self.file(ledger);
        let taken =
            if self.without_manifest { Candidate::without_manifest } else { Candidate::beside_manifest };
        Ok(taken(&path).map_err(ledger::Error::from)?)
    }
}

/// What a restore did, for programs.
#[derive(Serialize)]
struct RestoredJson<'restored> {
    /// The entry of the journal.
    journal_seq: Option<i64>,
    #[serde(flatten)]
    restored: &'restored Restored,
    /// The operations before the moment that could not be brought back.
    lack: Option<&'restored Lack>,
}

pub(super) fn restore(common: &Common, arguments: &RestoreArguments) -> Result<Status, Failure> {
    let path = common.path()?;
    if let Some(moment) = &arguments.to_moment {
        let rebuilt = moment::rebuilt(common.language, &path, moment)?;
        let lack = rebuilt.lack.as_ref();
        return replace(common, &arguments.consent, &path, &rebuilt.candidate(), lack);
    }
    let decrypted = arguments.decrypted(common.language, &path)?;
    let candidate = match &decrypted {
        Some(decrypted) => Candidate::from(&decrypted.backup),
        None => arguments.candidate(&path)?,
    };
    replace(common, &arguments.consent, &path, &candidate, None)
}

fn replace(
    common: &Common,
    consent: &ConsentArguments,
    path: &Path,
    candidate: &Candidate,
    lack: Option<&Lack>,
) -> Result<Status, Failure> {
    let session = Session::of_this_computer();
    let (ledger, restored) = match Ledger::open(path) {
        Ok(ledger) => {
            ask(common.language, consent, candidate, path)?;
            let restored = ledger.restore(&session, candidate, &Progress::of_bytes(common.language))?.value;
            (ledger, restored)
        }
        Err(why) if backup::may_be_replaced(&why) => {
            ask(common.language, consent, candidate, path)?;
            let progress = Progress::of_bytes(common.language);
            backup::restore_in_place_of(path, &session, candidate, &why, &progress)?
        }
        Err(why) => return Err(why.into()),
    };
    report(common.language, consent.json, &ledger, &restored, lack)
}

pub(super) fn undo(common: &Common, consent: &ConsentArguments) -> Result<Status, Failure> {
    let ledger = common.open()?;
    let candidate = ledger.before_last_restore()?;
    ask(common.language, consent, &candidate, ledger.path())?;
    let progress = Progress::of_bytes(common.language);
    let restored = ledger.restore(ledger.session(), &candidate, &progress)?.value;
    drop(progress);
    report(common.language, consent.json, &ledger, &restored, None)
}

fn ask(
    language: Language,
    consent: &ConsentArguments,
    candidate: &Candidate,
    ledger: &Path,
) -> Result<(), Failure> {
    let (name, ledger) = (&candidate.name, ledger.display());
    let question = match language {
        Language::Zh => format!("将用“{name}”替换台账 {ledger} 的全部内容。"),
        Language::En => format!("“{name}” will replace everything in {ledger}. "),
    };
    let refused = Failure::new(Code::RestoreNotConfirmed, "path", ledger.to_string());
    consent.ask(language, &question, refused)
}

fn report(
    language: Language,
    json: bool,
    ledger: &Ledger,
    restored: &Restored,
    lack: Option<&Lack>,
) -> Result<Status, Failure> {
    let journal_seq = ledger.last_restore_seq()?;
    let told = || RestoredJson { journal_seq, restored, lack };
    tell(json, told, |output| {
        let name = &restored.name;
        let seq = restored.restored_head.as_ref().map_or(0, |head| head.seq);
        match language {
            Language::Zh => writeln!(output, "已恢复 {name}：第 {seq} 号操作为止的台账")?,
            Language::En => writeln!(output, "restored {name}: the ledger up to operation {seq}")?,
        }
        if let Some(before) = &restored.before {
            let label = language.say("恢复前的台账已备份为", "the ledger before is kept as");
            let undo = language.say("撤销恢复：", "to undo: ");
            writeln!(output, "{label} {before}\n{undo}lantai backup undo-restore")?;
        }
        if let Some(folder) = &restored.quarantine {
            let label = language.say("读不出的旧文件保存在", "the unreadable old files are kept in");
            writeln!(output, "{label} {}", folder.display())?;
        }
        Ok(())
    })
}
