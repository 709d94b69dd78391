//! Several people share a ledger: each finds what their role may do, wrong passwords lock them out, the
//! desk locks itself over a half-filled form, and a file that was tampered with says so.

use anyhow::{Result, ensure};
use rusqlite::Connection;
use tests::program::Desk;

use crate::screens::{APPEARANCES, SIZES, choose_appearance, take};
use crate::steps::rows_become;
use crate::window::{LONG_WORK, Window};
use crate::{barriers, play};

const ADMINISTRATOR: &str = "王芳";
const READER: &str = "钱进";
/// What an administrator gives; whoever gets it changes it to their own.
const FIRST: &str = "anfang-2026";
const OWN: &str = "eigenes-2026";
/// So many wrong passwords lock an account, whatever is said on the way.
const ENOUGH: u32 = 8;
const TYPED: &str = "灰场渗滤液处理二期";
const CONTRACT: &str = "QLW-HT-2021-0002";

/// What may not be there for everybody: on the page of a contract, and in the navigation.
const GUARDED: &[&str] = &[
    "new",
    "edit",
    "new-payment",
    "undo",
    "nav-import",
    "delete",
    "nav-settings",
    "nav-migration",
    "nav-people",
];
/// The roles that are signed in as, with how many of the guarded are there for them, in their order.
const ROLES: &[(&str, &str, usize)] =
    &[("李强", "采购管理员", 7), ("赵敏", "编辑员", 5), (READER, "只读用户", 0)];

#[tokio::test]
async fn people_share_a_ledger_and_find_what_each_may_do() -> Result<()> {
    let desk = Desk::bare()?;
    play(&desk, "people", async |window| {
        begin_with_accounts(window).await?;
        for (name, role, _) in ROLES {
            create_account(window, name, role).await?;
        }
        window.picture("accounts").await?;
        for (name, role, there) in ROLES {
            sign_out(window).await?;
            first_sign_in(window, name).await?;
            find_what_is_there(window, role, *there).await?;
        }
        sign_out(window).await?;
        wrong_passwords(window).await?;
        sign_in(window, ADMINISTRATOR, OWN).await?;
        end_the_lockout(window).await?;
        come_back_to_a_form(window).await
    })
    .await?;
    tamper(&desk)?;
    play(&desk, "people-tampered", async |window| {
        sign_in(window, ADMINISTRATOR, OWN).await?;
        deal_with_tampering(window).await
    })
    .await?;
    play(&desk, "people-screens", async |window| {
        sign_in(window, ADMINISTRATOR, OWN).await?;
        for size in SIZES {
            window.resize(*size).await?;
            for appearance in APPEARANCES {
                choose_appearance(window, appearance).await?;
                visit(window, &format!("{}x{}-{appearance}", size.0, size.1)).await?;
            }
        }
        barriers::expect_none(window)
    })
    .await
}

async fn begin_with_accounts(window: &mut Window) -> Result<()> {
    window.appears("first-start", LONG_WORK).await?;
    window.click("start-sample").await?;
    window.appears("who-several", LONG_WORK).await?;
    window.picture("who-works").await?;
    window.click("who-several").await?;
    window.fill("begin-name", ADMINISTRATOR).await?;
    window.fill("begin-new", OWN).await?;
    window.fill("begin-again", OWN).await?;
    window.picture("first-administrator").await?;
    window.click("begin-go").await?;
    window.appears("person-menu", LONG_WORK).await?;
    window.click("nav-people").await?;
    window.appears("accounts", LONG_WORK).await
}

async fn create_account(window: &Window, name: &str, role: &str) -> Result<()> {
    window.click("new").await?;
    window.fill("field-name", name).await?;
    window.choose("field-role", role).await?;
    window.fill("account-new", FIRST).await?;
    window.fill("account-again", FIRST).await?;
    window.click("save").await?;
    window.appears(&format!("account-{name}"), LONG_WORK).await?;
    window.disappears("account-form").await
}

async fn sign_out(window: &Window) -> Result<()> {
    window.click("person-menu").await?;
    window.click("menu-sign-out").await?;
    window.click("sign-out-confirm").await?;
    window.appears("sign-in", LONG_WORK).await
}

async fn sign_in(window: &Window, name: &str, password: &str) -> Result<()> {
    window.appears("sign-in", LONG_WORK).await?;
    window.fill("sign-in-name", name).await?;
    window.fill("sign-in-password", password).await?;
    window.click("sign-in-go").await?;
    window.text_when("status-actor", LONG_WORK, |text| text == name).await.map(drop)
}

/// Signs in with the password that the administrator gave, which has to be changed first.
async fn first_sign_in(window: &mut Window, name: &str) -> Result<()> {
    window.fill("sign-in-name", name).await?;
    window.fill("sign-in-password", FIRST).await?;
    window.click("sign-in-go").await?;
    window.appears("password-due", LONG_WORK).await?;
    window.picture("password-due").await?;
    window.fill("password-old", FIRST).await?;
    window.fill("password-new", OWN).await?;
    window.fill("password-again", OWN).await?;
    window.click("save").await?;
    window.text_when("status-actor", LONG_WORK, |text| text == name).await.map(drop)
}

/// Of what is guarded exactly the first ones are there, for a role that may do more than the next.
async fn find_what_is_there(window: &mut Window, role: &str, there: usize) -> Result<()> {
    window.click("nav-contracts").await?;
    window.fill("list-search", CONTRACT).await?;
    rows_become(window, 1).await?;
    window.click(&format!("row-{CONTRACT}")).await?;
    window.appears("record-history", LONG_WORK).await?;
    for (place, id) in GUARDED.iter().enumerate() {
        ensure!(window.shows(id).await? == (place < there), "{id} for {role}");
    }
    // Everybody looks and exports.
    window.appears("export", LONG_WORK).await?;
    window.picture(role).await?;
    window.clear("list-search").await
}

async fn wrong_passwords(window: &mut Window) -> Result<()> {
    window.fill("sign-in-name", READER).await?;
    for _ in 0..ENOUGH {
        window.fill("sign-in-password", "falsch-2026").await?;
        window.disappears("error-notice").await?;
        window.click("sign-in-go").await?;
        window.appears("error-notice", LONG_WORK).await?;
        if window.shows("countdown").await? {
            return window.picture("locked-out").await;
        }
    }
    anyhow::bail!("{ENOUGH} wrong passwords lock nobody out")
}

/// An administrator sees who is locked out, and ends it with a new password.
async fn end_the_lockout(window: &mut Window) -> Result<()> {
    window.click("nav-people").await?;
    let row = format!("account-{READER}");
    window.text_when(&row, LONG_WORK, |text| text.contains("锁定到")).await?;
    window.picture("account-locked").await?;
    window.click(&format!("reset-{READER}")).await?;
    window.fill("reset-new", FIRST).await?;
    window.fill("reset-again", FIRST).await?;
    window.click("save").await?;
    let ended = |text: &str| !text.contains("锁定到") && text.contains("待修改密码");
    window.text_when(&row, LONG_WORK, ended).await.map(drop)
}

/// Nobody touches anything until the desk locks itself; the form beneath is as it was.
async fn come_back_to_a_form(window: &mut Window) -> Result<()> {
    window.fill("idle-minutes", "1").await?;
    window.click("idle-save").await?;
    window.click("nav-contracts").await?;
    window.click("new").await?;
    window.fill("field-name", TYPED).await?;
    window.appears("lock-cover", LONG_WORK).await?;
    window.picture("locked").await?;
    for hidden in ["record-form", "nav-contracts", "status-ledger"] {
        ensure!(!window.shows(hidden).await?, "{hidden} can be seen under the lock");
    }
    window.fill("unlock-password", "falsch-2026").await?;
    window.click("unlock").await?;
    window.appears("error-notice", LONG_WORK).await?;
    window.fill("unlock-password", OWN).await?;
    window.click("unlock").await?;
    window.disappears("lock-cover").await?;
    window.holds("field-name", TYPED).await?;
    window.picture("unlocked").await?;
    window.click("cancel").await?;
    window.click_on(".ant-modal-confirm .ant-btn-dangerous").await?;
    window.disappears("record-form").await?;
    window.click("nav-people").await?;
    window.fill("idle-minutes", "0").await?;
    window.click("idle-save").await?;
    window.appears("accounts", LONG_WORK).await
}

/// Changes an entry of the journal as somebody would who has a tool for the file.
fn tamper(desk: &Desk) -> Result<()> {
    let file = Connection::open(desk.window_ledger())?;
    let guard = "journal_is_append_only_update";
    let sql: String =
        file.query_row("SELECT sql FROM sqlite_schema WHERE name = ?1", [guard], |row| row.get(0))?;
    let edit = "UPDATE journal SET actor = '别人' WHERE seq = 3";
    Ok(file.execute_batch(&format!("DROP TRIGGER {guard}; {edit}; {sql}"))?)
}

async fn deal_with_tampering(window: &mut Window) -> Result<()> {
    let banner = window.text_when("tamper-banner", LONG_WORK, |text| text.contains("第 3 号")).await?;
    ensure!(banner.contains("只能查看"), "{banner}");
    for size in SIZES {
        window.resize(*size).await?;
        for appearance in APPEARANCES {
            choose_appearance(window, appearance).await?;
            take(window, &format!("tampered-{}x{}-{appearance}", size.0, size.1)).await?;
        }
    }
    window.click("tamper-look").await?;
    window.appears("tamper-findings", LONG_WORK).await?;
    window.fill("tamper-reason", "运维核对过：与备份一致").await?;
    window.picture("findings").await?;
    window.click("tamper-acknowledge").await?;
    window.disappears("tamper-banner").await?;
    window.click("nav-contracts").await?;
    window.appears("new", LONG_WORK).await?;
    barriers::expect_none(window)
}

/// The screens of people, at one size and in one appearance.
async fn visit(window: &mut Window, suffix: &str) -> Result<()> {
    window.click("nav-people").await?;
    window.appears("accounts", LONG_WORK).await?;
    window.appears("roles", LONG_WORK).await?;
    take(window, &format!("page-{suffix}")).await?;
    window.click("new").await?;
    window.appears("account-form", LONG_WORK).await?;
    take(window, &format!("account-{suffix}")).await?;
    window.click("cancel").await?;
    window.disappears("account-form").await?;
    window.click("person-menu").await?;
    window.click("menu-lock").await?;
    window.appears("lock-cover", LONG_WORK).await?;
    take(window, &format!("lock-{suffix}")).await?;
    window.click("lock-other").await?;
    take(window, &format!("somebody-else-{suffix}")).await?;
    window.click("lock-sign-out").await?;
    window.appears("sign-in", LONG_WORK).await?;
    take(window, &format!("door-{suffix}")).await?;
    sign_in(window, ADMINISTRATOR, OWN).await
}
