//! Accounts: the door, the lock, and what an administrator may do to them.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};
use ledger::domain::Code;
use ledger::domain::access::{Account, Role};
use ledger::domain::date::Date;
use ledger::domain::supplier::Supplier;
use ledger::{Clock, Ledger, Result, Session};
use tempfile::TempDir;

const PASSWORD: &str = "采购台账-2026";
const OTHER: &str = "另一个密码-2026";

/// A clock that goes on when the test says so.
#[derive(Debug, Clone)]
struct Slow(Arc<Mutex<Timestamp>>);

impl Slow {
    fn new() -> Self {
        Self(Arc::new(Mutex::new("2026-11-22T04:00:00Z".parse().expect("an instant"))))
    }

    fn go_on(&self, seconds: i64) {
        let mut now = self.0.lock().expect("no test panics");
        *now += SignedDuration::from_secs(seconds);
    }
}

impl Clock for Slow {
    fn now(&self) -> Timestamp {
        *self.0.lock().expect("no test panics")
    }

    fn today(&self) -> Date {
        "2026-11-22".parse().expect("a day")
    }
}

/// A ledger with an administrator, on a clock of the test's own.
struct Door {
    _folder: TempDir,
    path: PathBuf,
    clock: Slow,
    ledger: Ledger,
    chief: Session,
}

impl Door {
    fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("台账.sqlite3");
        let clock = Slow::new();
        let ledger = Ledger::create_with(&path, Arc::new(clock.clone()))?;
        let chief = ledger.begin_accounts(&Session::at_window(), " 系统 ", PASSWORD)?;
        Ok(Self { _folder: folder, path, clock, ledger, chief })
    }

    fn again(self) -> Result<Self> {
        drop(self.ledger);
        let ledger = Ledger::open_with(&self.path, Arc::new(self.clock.clone()))?;
        Ok(Self { ledger, ..self })
    }

    fn account(&self, name: &str, role: Role) -> Result<i64> {
        let account = Account { name: name.to_owned(), role, disabled: false, in_test_group: false };
        Ok(self.ledger.create_account(&self.chief, &account, PASSWORD)?.value)
    }

    fn knock(&self, name: &str, password: &str) -> Option<Code> {
        self.ledger.sign_in(name, password).err().map(|error| error.code())
    }
}

fn refused<T>(done: Result<T>) -> Option<Code> {
    done.err().map(|error| error.code())
}

#[test]
fn wrong_passwords_lock_a_name_for_longer_each_time_and_a_restart_does_not_help() -> Result<()> {
    let mut door = Door::new()?;
    for name in ["系统", "没有这个人"] {
        for _ in 0..5 {
            assert_eq!(door.knock(name, "x"), Some(Code::AccessWrongPassword), "{name}");
        }
        assert_eq!(door.knock(name, PASSWORD), Some(Code::AccessLockedOut), "{name}");
        door = door.again()?;
        assert_eq!(door.knock(name, PASSWORD), Some(Code::AccessLockedOut), "{name}");
        door.clock.go_on(30);
        assert_eq!(door.knock(name, "x"), Some(Code::AccessWrongPassword), "{name}");
        door.clock.go_on(59);
        assert_eq!(door.knock(name, PASSWORD), Some(Code::AccessLockedOut), "twice as long: {name}");
        door.clock.go_on(1);
    }
    door.clock.go_on(3600);
    assert_eq!(door.knock("系统", PASSWORD), None);
    assert_eq!(door.knock("系统", "x"), Some(Code::AccessWrongPassword), "it is counted anew");
    assert_eq!(door.knock("系统", PASSWORD), None);
    Ok(())
}

#[test]
fn a_password_that_somebody_gave_is_changed_first() -> Result<()> {
    let door = Door::new()?;
    let id = door.account("张三", Role::Editor)?;
    let first = door.ledger.sign_in("张 三", PASSWORD)?;
    let enter = |session: &Session| door.ledger.create_supplier(session, &Supplier::named("甲公司"));
    assert_eq!(refused(enter(&first)), Some(Code::AccessPasswordChangeDue));
    let change = |old, new| refused(door.ledger.change_password(&first, old, new));
    assert_eq!(change("x", OTHER), Some(Code::AccessWrongPassword));
    assert_eq!(change(PASSWORD, PASSWORD), Some(Code::AccountPasswordWeak));
    assert_eq!(change(PASSWORD, "张三的密码-1"), Some(Code::AccountPasswordWeak));
    assert_eq!(change(PASSWORD, OTHER), None);
    assert_eq!(enter(&first)?.value, 1);
    assert_eq!(door.knock("张三", PASSWORD), Some(Code::AccessWrongPassword));

    door.ledger.reset_password(&door.chief, id, PASSWORD)?;
    assert_eq!(refused(enter(&first)), Some(Code::AccessPasswordChangeDue), "whoever is at work hears of it");
    Ok(())
}

#[test]
fn the_last_administrator_stays_one() -> Result<()> {
    let door = Door::new()?;
    let asked = door.ledger.in_the_name_of(&door.chief);
    let own = asked.list_accounts()?.remove(0);
    let change = |role, disabled| {
        let account = Account { role, disabled, ..own.account.clone() };
        refused(asked.update_account(&door.chief, own.id, own.revision, &account))
    };
    assert_eq!(change(Role::Administrator, true), Some(Code::AccountLastAdministrator));
    assert_eq!(change(Role::Manager, false), Some(Code::AccountLastAdministrator));
    door.account("李四", Role::Administrator)?;
    assert_eq!(change(Role::Manager, false), None);
    assert_eq!(refused(asked.list_accounts()), Some(Code::AccessDenied), "at once, for who is at work too");
    Ok(())
}

#[test]
fn names_are_told_apart_as_people_read_them_and_never_given_twice() -> Result<()> {
    let door = Door::new()?;
    let id = door.account("王 五", Role::Reader)?;
    assert_eq!(refused(door.account("王五", Role::Reader)), Some(Code::AccountNameTaken));
    let asked = door.ledger.in_the_name_of(&door.chief);
    let row = asked.list_accounts()?.remove(1);
    let gone = Account { disabled: true, ..row.account };
    asked.update_account(&door.chief, id, row.revision, &gone)?;
    assert_eq!(door.knock("王五", PASSWORD), Some(Code::AccessDisabled));
    assert_eq!(refused(door.account("王五", Role::Reader)), Some(Code::AccountNameTaken));
    assert_eq!(refused(door.account(" ", Role::Reader)), Some(Code::AccountNameMissing));
    Ok(())
}

#[test]
fn one_person_and_several_can_be_changed_to_and_fro() -> Result<()> {
    let door = Door::new()?;
    let alone = Session::at_window();
    assert_eq!(refused(door.ledger.in_the_name_of(&alone).counts()), Some(Code::AccessNotSignedIn));
    let again = door.ledger.begin_accounts(&door.chief, "另一人", PASSWORD);
    assert_eq!(refused(again), Some(Code::AccessHasAccounts));
    door.ledger.end_accounts(&door.chief)?;
    assert_eq!(door.knock("系统", PASSWORD), Some(Code::AccessHasNone));
    door.ledger.in_the_name_of(&alone).counts()?;
    let next = door.ledger.begin_accounts(&alone, "另一人", PASSWORD)?;
    door.ledger.in_the_name_of(&next).list_accounts()?;
    assert_eq!(door.knock("系统", PASSWORD), None, "the accounts of before are there again");
    Ok(())
}

#[test]
fn a_former_account_is_an_administrator_again_with_its_password() -> Result<()> {
    let door = Door::new()?;
    let former = door.account("张三", Role::Editor)?;
    let alone = Session::at_window();
    door.ledger.end_accounts(&door.chief)?;
    for _ in 0..4 {
        let wrong = door.ledger.begin_accounts(&alone, "系统", OTHER);
        assert_eq!(refused(wrong), Some(Code::AccessFormerAccount));
    }
    door.ledger.in_the_name_of(&alone).counts()?;
    let chief = door.ledger.begin_accounts(&alone, " 系统 ", PASSWORD)?;
    let rows = door.ledger.in_the_name_of(&chief).list_accounts()?;
    assert_eq!(rows.len(), 2, "no second account of the name");
    door.ledger.end_accounts(&chief)?;
    // Whoever may do everything may also become the administrator, with an account of their own.
    let next = door.ledger.begin_accounts(&alone, "张三", PASSWORD)?;
    assert_eq!(refused(door.ledger.in_the_name_of(&next).counts()), Some(Code::AccessPasswordChangeDue));
    door.ledger.change_password(&next, PASSWORD, OTHER)?;
    let rows = door.ledger.in_the_name_of(&next).list_accounts()?;
    let role = rows.iter().find(|row| row.id == former).map(|row| row.account.role);
    assert_eq!((role, rows.len()), (Some(Role::Administrator), 2));
    assert_eq!(door.ledger.look_for_tampering()?, None);
    Ok(())
}

#[test]
fn a_former_account_is_locked_after_wrong_passwords_as_any_other() -> Result<()> {
    let door = Door::new()?;
    let alone = Session::at_window();
    door.ledger.end_accounts(&door.chief)?;
    for _ in 0..5 {
        let wrong = door.ledger.begin_accounts(&alone, "系统", OTHER);
        assert_eq!(refused(wrong), Some(Code::AccessFormerAccount));
    }
    let locked = door.ledger.begin_accounts(&alone, "系统", PASSWORD);
    assert_eq!(refused(locked), Some(Code::AccessLockedOut));
    door.ledger.begin_accounts(&alone, "另一人", PASSWORD)?;
    Ok(())
}

#[test]
fn whoever_has_the_computer_lets_people_in_again_and_the_administrators_see_it() -> Result<()> {
    let door = Door::new()?;
    let it = Session::named("运维甲");
    let unknown = door.ledger.reset_password_by_operator(&it, "没有这个人", OTHER);
    assert_eq!(refused(unknown), Some(Code::AccountUnknown));
    let window = Session::at_window();
    let from_window = door.ledger.reset_password_by_operator(&window, "系统", OTHER);
    assert_eq!(refused(from_window), Some(Code::AccessNotSignedIn), "not from the window");
    for _ in 0..6 {
        door.knock("系统", "x");
    }
    let seq = door.ledger.reset_password_by_operator(&it, "系统", OTHER)?.seq.expect("it is journalled");
    let session = door.ledger.sign_in("系统", OTHER)?;
    door.ledger.change_password(&session, OTHER, PASSWORD)?;
    let asked = door.ledger.in_the_name_of(&session);
    let entry = asked.journal_entry(seq)?;
    assert_eq!((entry.operation.as_str(), entry.actor.as_str()), ("reset_by_operator", "运维甲"));
    let changes = asked.journal_changes(seq)?;
    let told = serde_json::to_string(&changes)?;
    assert!(!told.contains("argon2"), "no hash is shown: {told}");
    let resets = door.ledger.access(&session)?.resets;
    assert_eq!(
        resets.first().map(|reset| (reset.name.as_str(), reset.by.as_str())),
        Some(("系统", "运维甲"))
    );
    door.ledger.confirm_resets(&session)?;
    assert!(door.ledger.access(&session)?.resets.is_empty());
    Ok(())
}
