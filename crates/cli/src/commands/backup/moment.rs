//! The ledger as it was at a moment, for `lantai backup restore --to-moment`.

use std::io::{self, Write};
use std::path::Path;

use ledger::backup::{self, Lack, LackReason, Moment, Rebuilt};
use ledger::domain::Code;
use ledger::{Home, Ledger};

use crate::failure::Failure;
use crate::language::Language;
use crate::progress::Progress;

/// Builds the ledger as it was, and tells on the standard error what could not be brought back.
pub(super) fn rebuilt(language: Language, path: &Path, text: &str) -> Result<Rebuilt, Failure> {
    let moment: Moment = text.parse().map_err(|_| Failure::new(Code::MomentInvalid, "value", text))?;
    let places = Home::find().backup_folders(path)?;
    let progress = Progress::new(language);
    let rebuilt = match Ledger::open(path) {
        Ok(ledger) => ledger.moment(&places, &moment, &progress)?,
        Err(why) if backup::may_be_replaced(&why) => {
            let folder = path.parent().unwrap_or(Path::new("."));
            backup::moment_without_ledger(&places, &moment, folder, &progress)?
        }
        Err(why) => return Err(why.into()),
    };
    drop(progress);
    if let Some(lack) = &rebuilt.lack {
        // A standard error that nobody reads is no failure.
        let _ = write_lack(&mut io::stderr().lock(), language, lack);
    }
    Ok(rebuilt)
}

/// Writes which operations nothing brings back.
pub(crate) fn write_lack(output: &mut impl Write, language: Language, lack: &Lack) -> io::Result<()> {
    let reason = match lack.reason {
        LackReason::Missing => language.say("没有归档", "not archived"),
        LackReason::Damaged => language.say("归档已损坏", "damaged in the archive"),
        LackReason::DoesNotFit => language.say("与之前的记录对不上", "not fitting the records before"),
    };
    let (first, last) = (lack.first, lack.last);
    match language {
        Language::Zh => writeln!(output, "第 {first} 到 {last} 号操作无法恢复（{reason}）：")?,
        Language::En => writeln!(output, "operations {first} to {last} cannot be brought back ({reason}):")?,
    }
    for heading in &lack.known {
        let (seq, at, actor, subject) = (heading.seq, &heading.at, &heading.actor, &heading.subject);
        writeln!(output, "  #{seq}  {at}  {actor}  {}  {subject}", heading.operation)?;
    }
    Ok(())
}
