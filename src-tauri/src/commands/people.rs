//! Commands of people: the door, accounts, feature switches, traces of tampering.

use ledger::domain::access::{Account, AccountRow, FeatureSwitch, RoleRights};
use ledger::{Ledger, Outcome};
use tauri::State;
use wire::app::{AppState, Saved};

use crate::failure::Reply;
use crate::program::Program;

/// Lets somebody in.
#[tauri::command]
pub(crate) async fn sign_in(program: State<'_, Program>, name: String, password: String) -> Reply<AppState> {
    program.run(move |program| program.sign_in(&name, &password)).await
}

/// Lets whoever is signed in go.
#[tauri::command]
pub(crate) async fn sign_out(program: State<'_, Program>) -> Reply<AppState> {
    program.run(Program::sign_out).await
}

/// Locks the desk.
#[tauri::command]
pub(crate) fn lock(program: State<'_, Program>) {
    program.lock_desk();
}

/// Lets the person who locked the desk come back.
#[tauri::command]
pub(crate) async fn unlock(program: State<'_, Program>, password: String) -> Reply<AppState> {
    program.run(move |program| program.unlock(&password)).await
}

/// Turns a ledger of one person into one with accounts.
#[tauri::command]
pub(crate) async fn begin_accounts(
    program: State<'_, Program>,
    name: String,
    password: String,
) -> Reply<AppState> {
    program.run(move |program| program.begin_accounts(&name, &password)).await
}

/// Turns a ledger with accounts into one of one person.
#[tauri::command]
pub(crate) async fn end_accounts(program: State<'_, Program>) -> Reply<AppState> {
    program.run(Program::end_accounts).await
}

/// Returns every account.
#[tauri::command]
pub(crate) async fn list_accounts(program: State<'_, Program>) -> Reply<Vec<AccountRow>> {
    program.ask(Ledger::list_accounts).await
}

/// Returns what each role may do.
#[tauri::command]
pub(crate) async fn list_roles(program: State<'_, Program>) -> Reply<Vec<RoleRights>> {
    program.run(|_| Ok(RoleRights::all())).await
}

/// Makes an account.
#[tauri::command]
pub(crate) async fn create_account(
    program: State<'_, Program>,
    account: Account,
    password: String,
) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.create_account(session, &account, &password)).await
}

/// Changes an account that nobody changed since `revision`.
#[tauri::command]
pub(crate) async fn update_account(
    program: State<'_, Program>,
    id: i64,
    revision: i64,
    account: Account,
) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.update_account(session, id, revision, &account)).await
}

/// Gives an account another password.
#[tauri::command]
pub(crate) async fn reset_password(program: State<'_, Program>, id: i64, password: String) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.reset_password(session, id, &password)).await
}

/// Changes the own password.
#[tauri::command]
pub(crate) async fn change_password(
    program: State<'_, Program>,
    old: String,
    new: String,
) -> Reply<AppState> {
    let change = move |ledger: &Ledger, session: &_| ledger.change_password(session, &old, &new);
    program.run(move |program| program.keep_people(change)).await
}

/// Notes that an administrator has seen which passwords IT has set.
#[tauri::command]
pub(crate) async fn confirm_resets(program: State<'_, Program>) -> Reply<AppState> {
    program.run(|program| program.keep_people(Ledger::confirm_resets)).await
}

/// Returns for whom each feature is there.
#[tauri::command]
pub(crate) async fn list_features(program: State<'_, Program>) -> Reply<Vec<FeatureSwitch>> {
    program.ask(Ledger::features).await
}

/// Switches a feature.
#[tauri::command]
pub(crate) async fn set_feature(program: State<'_, Program>, switch: FeatureSwitch) -> Reply<AppState> {
    program
        .run(move |program| program.keep_people(|ledger, session| ledger.set_feature(session, switch)))
        .await
}

/// Sets when the desk locks itself.
#[tauri::command]
pub(crate) async fn set_idle_minutes(program: State<'_, Program>, minutes: u16) -> Reply<AppState> {
    let set = move |ledger: &Ledger, session: &_| ledger.set_idle_minutes(session, minutes);
    program.run(move |program| program.keep_people(set)).await
}

/// Looks for traces of tampering.
#[tauri::command]
pub(crate) async fn check_trust(program: State<'_, Program>) -> Reply<AppState> {
    program.run(|program| program.keep_people(|ledger, _| ledger.check_trust())).await
}

/// Notes that an administrator has looked into the traces of tampering.
#[tauri::command]
pub(crate) async fn acknowledge_tampering(program: State<'_, Program>, reason: String) -> Reply<AppState> {
    let acknowledge = move |ledger: &Ledger, session: &_| -> ledger::Result<Outcome<()>> {
        ledger.acknowledge_tampering(session, &reason)
    };
    program.run(move |program| program.keep_people(acknowledge)).await
}
