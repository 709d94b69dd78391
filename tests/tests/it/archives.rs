//! The journal archive looked at byte by byte, mended and pruned.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use ledger::domain::Code;
use ledger::domain::archive::{ArchiveReport, SegmentState, SeqRange};
use ledger::domain::backup::RetentionRule;
use ledger::{Home, Unwatched};
use serde_json::Value;
use tests::program::Desk;

use crate::kit::{import_text, plant};
use crate::moments::{Office, flip, suppliers};

fn inspect(office: &Office) -> Result<ArchiveReport> {
    Ok(office.ledger.inspect_archive(&office.place, &Unwatched)?)
}

fn states(report: &ArchiveReport) -> Vec<SegmentState> {
    report.segments.iter().map(|segment| segment.state).collect()
}

/// Archives six operations in one segment; damages it, which writes the third one again into a
/// segment of its own, and lets the next ones begin a third segment.
fn office_of_three_segments() -> Result<Office> {
    let office = Office::new()?;
    office.work(0..6)?;
    office.archive()?;
    let segment = office.segments()?.remove(0);
    let report = inspect(&office)?;
    assert_eq!((states(&report), report.reached, report.is_whole()), (vec![SegmentState::Sound], 6, true));
    damage_one(&office, &segment, 3)?;
    office.start_anew();
    office.work(6..9)?;
    ensure!(office.archive()? == 9, "the archive does not go on");
    ensure!(office.segments()?.len() == 3, "{:?}", office.segments()?);
    Ok(office)
}

/// Flips bits of a segment until an operation, and no other, lacks in it.
fn damage_one(office: &Office, segment: &Path, seq: i64) -> Result<()> {
    let whole = fs::read(segment)?;
    for at in (0..whole.len()).step_by(5) {
        flip(segment, at)?;
        if inspect(office)?.gaps == [SeqRange { first: seq, last: seq }] {
            return Ok(());
        }
        fs::write(segment, &whole)?;
    }
    anyhow::bail!("no byte belongs to operation {seq} alone")
}

#[test]
fn damage_anywhere_is_found_in_its_segment() -> Result<()> {
    let office = Office::new()?;
    office.work(0..6)?;
    office.archive()?;
    let segment = office.segments()?.remove(0);
    let whole = fs::read(&segment)?;
    let mut told = [0; 2];
    for at in (0..whole.len()).step_by(7) {
        flip(&segment, at)?;
        let report = inspect(&office)?;
        assert!(!report.is_whole(), "byte {at}: {report:?}");
        match states(&report)[..] {
            [SegmentState::Unreadable] => told[0] += 1,
            [SegmentState::Damaged] => told[1] += 1,
            ref others => anyhow::bail!("byte {at}: {others:?}"),
        }
        fs::write(&segment, &whole)?;
    }
    assert!(told.iter().all(|count| *count > 10), "{told:?}");
    fs::write(&segment, &whole[..whole.len() - 1])?;
    assert_eq!(states(&inspect(&office)?), [SegmentState::Damaged], "the last frame is torn");
    Ok(())
}

#[test]
fn what_was_written_again_is_no_fault_and_what_lacks_is_named() -> Result<()> {
    let office = office_of_three_segments()?;
    let report = inspect(&office)?;
    assert_eq!(states(&report), [SegmentState::Replaced, SegmentState::Sound, SegmentState::Sound]);
    assert!(report.is_whole() && report.reached == 9, "{report:?}");
    let again = office.segments()?.into_iter().find(|path| path.to_string_lossy().contains("00000003_"));
    fs::remove_file(again.context("the segment of operation 3")?)?;
    let report = inspect(&office)?;
    assert_eq!(states(&report), [SegmentState::Damaged, SegmentState::Sound]);
    assert_eq!(report.gaps, [SeqRange { first: 3, last: 3 }]);
    Ok(())
}

#[test]
fn a_check_writes_again_what_the_ledger_still_has() -> Result<()> {
    let office = Office::new()?;
    let home = Home::at(office.folder.path().join("home"));
    office.work(0..6)?;
    office.archive()?;
    let segment = office.segments()?.remove(0);
    damage_one(&office, &segment, 4)?;
    assert!(office.at("6")?.lack.is_some(), "the damage costs nothing");
    let reports = office.ledger.check_archives(&home, &Unwatched)?;
    assert!(reports.iter().all(ArchiveReport::is_whole), "{reports:?}");
    assert_eq!(home.backup_memory().archives, reports);
    let built = office.at("6")?;
    assert!(built.lack.is_none() && suppliers(&built)? == 6, "{:?}", built.lack);
    // What only a segment of nobody's knows stays a fault, of which a person hears.
    fs::write(segment.with_file_name("journal_00000099_00000000.segment"), "nothing")?;
    office.ledger.check_archives(&home, &Unwatched)?;
    let notices = office.ledger.backup_standing(&home)?.notices;
    assert!(notices.iter().any(|notice| notice.code == Code::TodoArchiveFaulty), "{notices:?}");
    Ok(())
}

#[test]
fn what_lies_before_the_oldest_backup_goes_with_it_and_every_later_moment_comes_back() -> Result<()> {
    let office = office_of_three_segments()?;
    let rule = RetentionRule::default();
    let plan = office.ledger.prune_backups(&office.place, &rule, true)?;
    assert_eq!(plan.segments, [], "without a backup the archive is all there is");
    let backup = office.ledger.create_backup(&office.place, None, &Unwatched)?;
    office.work(9..12)?;
    office.archive()?;
    assert_eq!(office.ledger.prune_backups(&office.place, &rule, false)?.segments.len(), 2);
    assert_eq!(office.segments()?.len(), 3, "a plan removes nothing");
    let plan = office.ledger.prune_backups(&office.place, &rule, true)?;
    assert!(plan.segments.iter().all(|segment| segment.last <= 6), "{:?}", plan.segments);
    assert_eq!(office.segments()?.len(), 1);
    for seq in 9..=12 {
        let built = office.at(&seq.to_string())?;
        assert!(built.lack.is_none() && suppliers(&built)? == seq, "#{seq}: {:?}", built.lack);
    }
    // What the keeper knows of the place is no hindrance, and nothing that went is written again.
    office.work(12..13)?;
    office.archive()?;
    office.start_anew();
    office.archive()?;
    assert_eq!((office.segments()?.len(), inspect(&office)?.is_whole()), (1, true));
    fs::remove_file(&backup.path)?;
    assert_eq!(office.ledger.prune_backups(&office.place, &rule, true)?.segments, []);
    Ok(())
}

fn segments(desk: &Desk) -> Result<Vec<std::path::PathBuf>> {
    let entries = fs::read_dir(desk.path("backups").join("journal"))?;
    Ok(entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?)
}

#[test]
fn the_command_line_tells_of_each_segment_and_ends_with_1_where_one_is_damaged() -> Result<()> {
    let desk = plant()?;
    import_text(&desk, "payment", "合同编号,付款金额,付款日期\nHT-003,7,2024-05-01\n", &[])?;
    let sound: Value = desk.lantai(["check", "--json"])?.ended_with(0)?.json()?;
    assert_eq!(sound["archives"][0]["segments"][0]["state"], "sound", "{sound}");
    assert!(desk.lantai(["check"])?.ended_with(0)?.stdout.contains("操作日志归档  正常，1 段"));
    desk.lantai(["backup", "create"])?.ended_with(0)?;
    let verdicts = desk.lantai(["backup", "verify", "--all", "--json"])?.ended_with(0)?.json()?;
    assert_eq!(verdicts.as_array().map(Vec::len), Some(2), "{verdicts}");
    let segment = segments(&desk)?.remove(0);
    let middle = usize::try_from(fs::metadata(&segment)?.len() / 2)?;
    flip(&segment, middle)?;
    let bytes = fs::read(&segment)?;
    let faulty: Value = desk.lantai(["check", "--json"])?.ended_with(1)?.json()?;
    assert_eq!(faulty["archives"][0]["segments"][0]["state"], "damaged", "{faulty}");
    let told = desk.lantai(["check"])?.ended_with(1)?.stdout;
    let name = segment.file_name().context("a name")?.to_string_lossy().into_owned();
    assert!(told.contains(&format!("{name}  已损坏")) && told.contains("归档中没有这些操作"), "{told}");
    let verdicts = desk.lantai(["backup", "verify", "--all", "--json"])?.ended_with(1)?.json()?;
    assert_eq!(verdicts[1]["name"], format!("journal/{name}"));
    assert_eq!((&verdicts[0]["sound"], &verdicts[1]["sound"]), (&true.into(), &false.into()), "{verdicts}");
    assert_eq!(fs::read(&segment)?, bytes, "a look changes nothing");
    Ok(())
}

#[test]
fn the_command_line_lists_the_segments_that_go() -> Result<()> {
    let desk = plant()?;
    import_text(&desk, "payment", "合同编号,付款金额,付款日期\nHT-003,7,2024-05-01\n", &[])?;
    let first = segments(&desk)?.remove(0);
    flip(&first, usize::try_from(fs::metadata(&first)?.len() / 2)?)?;
    desk.lantai(["backup", "create"])?.ended_with(0)?;
    import_text(&desk, "payment", "合同编号,付款金额,付款日期\nHT-003,8,2024-05-02\n", &[])?;
    let before = segments(&desk)?.len();
    assert!(before > 1, "the damaged segment is not appended to");
    let plan = desk.lantai(["backup", "prune", "--dry-run", "--json"])?.ended_with(0)?.json()?;
    let name = first.file_name().context("a name")?.to_string_lossy().into_owned();
    let goes = plan["segments_gone"].as_array().context("segments")?;
    assert!(goes.contains(&name.clone().into()), "{plan}");
    assert_eq!(segments(&desk)?.len(), before);
    let told = desk.lantai(["backup", "prune"])?.ended_with(0)?.stdout;
    assert!(told.contains(&format!("{name}  #1–#")) && told.contains("已删除"), "{told}");
    assert_eq!(segments(&desk)?.len(), before - goes.len());
    desk.lantai(["check"])?.ended_with(0)?;
    Ok(())
}
