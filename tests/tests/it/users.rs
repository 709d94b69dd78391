//! The command line on a ledger with accounts.

use anyhow::{Context, Result};
use ledger::domain::access::{Account, Role};
use ledger::{Ledger, Session};
use tests::program::{Desk, Run};

const PASSWORD: &str = "采购台账-2026";

/// A ledger with an administrator, and a reader whose password is their own.
fn office() -> Result<Desk> {
    let desk = Desk::with_ledger()?;
    let ledger = Ledger::open(&desk.ledger())?;
    let chief = ledger.begin_accounts(&Session::at_window(), "系统", PASSWORD)?;
    let reader =
        Account { name: "小王".to_owned(), role: Role::Reader, disabled: false, in_test_group: false };
    ledger.create_account(&chief, &reader, "给新人的-2026")?;
    let session = ledger.sign_in("小王", "给新人的-2026")?;
    ledger.change_password(&session, "给新人的-2026", PASSWORD)?;
    Ok(desk)
}

fn run(desk: &Desk, arguments: &[&str], variables: &[(&str, &str)]) -> Result<Run> {
    desk.lantai_with(variables, &desk.ledger(), arguments)
}

#[test]
fn records_need_an_account_and_keeping_the_computer_needs_none() -> Result<()> {
    let desk = office()?;
    let with = [("LANTAI_PASSWORD", PASSWORD)];
    let code = |arguments: &[&str], variables: &[(&str, &str)]| -> Result<String> {
        let refused = run(&desk, arguments, variables)?.ended_with(2)?;
        let report: serde_json::Value =
            serde_json::from_str(&refused.stderr).context(refused.stderr.clone())?;
        Ok(report["error"]["code"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(code(&["list", "supplier", "--json"], &[])?, "access.not_signed_in");
    assert_eq!(code(&["--user", "小王", "list", "supplier", "--json"], &[])?, "account.password_missing");
    let wrong = [("LANTAI_PASSWORD", "x")];
    assert_eq!(code(&["--user", "小王", "list", "supplier", "--json"], &wrong)?, "access.wrong_password");
    run(&desk, &["--user", "小王", "list", "supplier", "--json"], &with)?.ended_with(0)?;
    assert_eq!(
        code(&["--user", "小王", "settings", "set", "expiry_days", "40", "--json"], &with)?,
        "access.denied"
    );
    assert_eq!(code(&["--user", "小王", "user", "list", "--json"], &with)?, "access.denied");
    let accounts = run(&desk, &["--user", "系统", "user", "list", "--json"], &with)?.ended_with(0)?.json()?;
    assert_eq!(accounts.as_array().map(Vec::len), Some(2), "{accounts}");

    for arguments in [&["backup", "create"][..], &["check"], &["journal", "verify"], &["migrate", "status"]] {
        desk.lantai(arguments)?.ended_with(0)?;
    }
    Ok(())
}

#[test]
fn it_lets_somebody_in_again_who_forgot_the_password() -> Result<()> {
    let desk = office()?;
    let reset = ["user", "reset", "系统", "--json"];
    let missing = desk.lantai(reset)?.ended_with(2)?;
    assert!(missing.stderr.contains("account.password_missing"), "{}", missing.stderr);
    let weak = run(&desk, &reset, &[("LANTAI_NEW_PASSWORD", "12345678")])?.ended_with(2)?;
    assert!(weak.stderr.contains("account.password_weak"), "{}", weak.stderr);
    let done = run(&desk, &reset, &[("LANTAI_NEW_PASSWORD", "换过的新密码-1")])?.ended_with(0)?.json()?;
    assert!(done["seq"].as_i64().is_some(), "{done}");
    // It is to be changed at the window first.
    let changed = [("LANTAI_PASSWORD", "换过的新密码-1")];
    let due = run(&desk, &["--user", "系统", "list", "supplier", "--json"], &changed)?.ended_with(2)?;
    assert!(due.stderr.contains("access.password_change_due"), "{}", due.stderr);
    Ok(())
}

#[test]
fn the_go_live_check_counts_for_whoever_signs_in_and_reads_the_backup_for_them() -> Result<()> {
    let desk = office()?;
    let made = desk.lantai(["backup", "create", "--json"])?.ended_with(0)?.json()?;
    let name = made["name"].as_str().context("a name")?;
    let report = ["report", "go-live", "--backup", name, "--json"];
    let refused = desk.lantai(report)?.ended_with(2)?;
    assert!(refused.stderr.contains("access.not_signed_in"), "{}", refused.stderr);
    let with = [("LANTAI_PASSWORD", PASSWORD)];
    let signed_in = [&["--user", "系统"], &report[..]].concat();
    let report = run(&desk, &signed_in, &with)?.ended_with(0)?.json()?;
    let totals = report["totals"].as_array().context("totals")?;
    assert!(!totals.is_empty() && totals.iter().all(|row| row["same"] == true), "{report}");
    Ok(())
}
