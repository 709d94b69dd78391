//! Looking for operations in the journal.

use ledger::domain::journal::JournalQuery;
use ledger::domain::supplier::Supplier;
use ledger::domain::{Code, Noun};
use ledger::{Result, Session};

use crate::kit::Desk;

/// Three suppliers by two people, one of them renamed, and a change of the settings.
fn a_desk() -> Result<Desk> {
    let desk = Desk::on("2026-11-22")?;
    let other = Session::named("李四");
    desk.ledger.create_supplier(&desk.session, &Supplier::named("甲公司"))?;
    let id = desk.ledger.create_supplier(&other, &Supplier::named("乙_公司"))?.value;
    desk.ledger.create_supplier(&other, &Supplier::named("乙二公司"))?;
    desk.ledger.update_supplier(&desk.session, id, 1, &Supplier::named("丙公司"))?;
    let stored = desk.ledger.settings()?;
    let mut settings = stored.settings;
    settings.expiry_days = 45;
    desk.ledger.update_settings(&other, stored.revision, &settings)?;
    Ok(desk)
}

fn found(desk: &Desk, query: JournalQuery) -> Result<Vec<i64>> {
    let page = desk.ledger.search_journal(&JournalQuery { limit: 100, ..query })?;
    assert_eq!(page.count, i64::try_from(page.rows.len()).unwrap_or_default());
    Ok(page.rows.into_iter().map(|entry| entry.seq).collect())
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn an_empty_query_finds_everything_newest_first() -> Result<()> {
    let desk = a_desk()?;
    assert_eq!(found(&desk, JournalQuery::default())?, [5, 4, 3, 2, 1]);
    Ok(())
}

#[test]
fn operations_are_found_by_person_operation_noun_and_text() -> Result<()> {
    let desk = a_desk()?;
    let query = JournalQuery::default;
    assert_eq!(found(&desk, JournalQuery { actors: texts(&["李四"]), ..query() })?, [5, 3, 2]);
    assert_eq!(found(&desk, JournalQuery { actors: texts(&["李四", "张三"]), ..query() })?.len(), 5);
    let updates = texts(&["update_supplier", "update_settings"]);
    assert_eq!(found(&desk, JournalQuery { operations: updates, ..query() })?, [5, 4]);
    assert_eq!(found(&desk, JournalQuery { nouns: vec![Noun::Supplier], ..query() })?, [4, 3, 2, 1]);
    assert_eq!(found(&desk, JournalQuery { nouns: vec![Noun::Contract], ..query() })?, Vec::<i64>::new());
    assert_eq!(found(&desk, JournalQuery { text: "公司".to_owned(), ..query() })?, [4, 3, 2, 1]);
    // The wildcards of SQL are letters like any other.
    assert_eq!(found(&desk, JournalQuery { text: "乙_".to_owned(), ..query() })?, [2]);
    assert_eq!(found(&desk, JournalQuery { text: "%".to_owned(), ..query() })?, Vec::<i64>::new());
    assert_eq!(found(&desk, JournalQuery { text: " #3 ".to_owned(), ..query() })?, [3]);
    let both = JournalQuery { actors: texts(&["张三"]), text: "丙".to_owned(), ..query() };
    assert_eq!(found(&desk, both)?, [4]);
    // As long as it may be, and full of what a pattern must escape.
    let longest = JournalQuery { text: "%".repeat(2_000), ..query() };
    assert_eq!(found(&desk, longest)?, Vec::<i64>::new());
    let longer = JournalQuery { text: "a".repeat(2_001), ..query() };
    let refused = desk.ledger.search_journal(&longer).err().map(|error| error.code());
    assert_eq!(refused, Some(Code::ListTextTooLong));
    Ok(())
}

#[test]
fn a_range_of_days_holds_both_its_ends() -> Result<()> {
    let desk = a_desk()?;
    let range = |from: &str, to: &str| JournalQuery {
        from: from.parse().ok(),
        to: to.parse().ok(),
        ..JournalQuery::default()
    };
    // The clock of the desk stands at 04:00 UTC, which is this day from UTC-4 to UTC+14.
    assert_eq!(found(&desk, range("2026-11-22", "2026-11-22"))?.len(), 5);
    assert_eq!(found(&desk, range("2026-11-23", ""))?.len(), 0);
    assert_eq!(found(&desk, range("", "2026-11-21"))?.len(), 0);
    assert_eq!(found(&desk, range("", "2199-12-31"))?.len(), 5);
    Ok(())
}

#[test]
fn pages_follow_each_other_and_the_choices_name_who_and_what() -> Result<()> {
    let desk = a_desk()?;
    let page =
        desk.ledger.search_journal(&JournalQuery { offset: 1, limit: 2, ..JournalQuery::default() })?;
    assert_eq!(page.rows.iter().map(|entry| entry.seq).collect::<Vec<_>>(), [4, 3]);
    assert_eq!(page.count, 5);
    let choices = desk.ledger.journal_choices()?;
    assert_eq!(choices.actors, ["张三", "李四"]);
    assert_eq!(choices.operations, ["create_supplier", "update_settings", "update_supplier"]);
    let gone = desk.ledger.journal_entry(99).expect_err("no such operation");
    assert_eq!(gone.code(), Code::JournalEntryUnknown);
    Ok(())
}
