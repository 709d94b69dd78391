//! The archive of the journal, as `lantai check` and `lantai backup verify --all` tell of it.

use std::io::{self, Write};

use ledger::domain::archive::{ArchiveReport, SegmentReport, SegmentState, SeqRange};

use super::show::Verdict;
use crate::language::Language;

/// Writes how the archive of a place stands: in one line where it is whole.
pub(crate) fn write(output: &mut impl Write, language: Language, report: &ArchiveReport) -> io::Result<()> {
    let label = language.say("操作日志归档", "archive of the journal");
    let place = report.place.display();
    if let Some(code) = report.failure {
        let word = language.say("没有查看", "not looked at");
        return writeln!(output, "{label}  {word} [{code}]  {place}");
    }
    let (count, reached) = (report.segments.len(), report.reached);
    let state = if report.is_whole() { sound(language) } else { language.say("不完整", "not whole") };
    match language {
        Language::Zh => writeln!(output, "{label}  {state}，{count} 段，到第 {reached} 号操作  {place}")?,
        Language::En => {
            writeln!(output, "{label}  {state}, {count} segments, up to operation {reached}  {place}")?;
        }
    }
    for segment in report.segments.iter().filter(|segment| segment.state != SegmentState::Sound) {
        writeln!(output, "  {}  {}", segment.name, word(language, segment.state))?;
    }
    for gap in &report.gaps {
        writeln!(output, "  {}  {}", numbers(*gap), lacking(language))?;
    }
    Ok(())
}

/// Returns the verdict on each segment of an archive, and on each gap in it.
pub(super) fn verdicts(language: Language, report: &ArchiveReport) -> Vec<Verdict> {
    let segment = |segment: &SegmentReport| Verdict {
        name: format!("journal/{}", segment.name),
        sound: !segment.is_faulty(),
        damage: segment.is_faulty().then(|| word(Language::En, segment.state).to_owned()),
        said: Some(word(language, segment.state)),
    };
    let gap = |gap: &SeqRange| Verdict {
        name: format!("journal {}", numbers(*gap)),
        sound: false,
        damage: Some(lacking(Language::En).to_owned()),
        said: Some(lacking(language)),
    };
    report.segments.iter().map(segment).chain(report.gaps.iter().map(gap)).collect()
}

fn numbers(SeqRange { first, last }: SeqRange) -> String {
    if first == last { format!("#{first}") } else { format!("#{first}–#{last}") }
}

fn lacking(language: Language) -> &'static str {
    language.say("归档中没有这些操作", "these operations are not in the archive")
}

fn sound(language: Language) -> &'static str {
    language.say("正常", "sound")
}

fn word(language: Language, state: SegmentState) -> &'static str {
    match state {
        SegmentState::Sound => sound(language),
        SegmentState::Replaced => language
            .say("有损坏，其中的操作另有完整的一份", "damaged; its operations lie in another segment too"),
        SegmentState::Damaged => language.say("已损坏，有操作读不出来", "damaged; operations cannot be read"),
        SegmentState::Unreadable => language.say("已损坏，无法读取", "damaged; nothing can be read"),
    }
}
