//! Commands of payments.

use ledger::domain::detail::{PaymentDetail, PositionPreview};
use ledger::domain::list::{ListQuery, Page};
use ledger::domain::payment::{Payment, PaymentRow};
use ledger::domain::{Money, Problem};
use tauri::State;
use wire::app::Saved;

use crate::failure::Reply;
use crate::program::Program;

/// Returns a page of payments.
#[tauri::command]
pub(crate) async fn list_payments(program: State<'_, Program>, query: ListQuery) -> Reply<Page<PaymentRow>> {
    program.ask(move |ledger| ledger.list_payments(&query)).await
}

/// Returns a payment with its contract.
#[tauri::command]
pub(crate) async fn payment_detail(program: State<'_, Program>, id: i64) -> Reply<PaymentDetail> {
    program.ask(move |ledger| ledger.payment_detail(id)).await
}

/// Returns where the family will stand once a payment that is being entered is saved.
#[tauri::command]
pub(crate) async fn preview_payment(
    program: State<'_, Program>,
    id: Option<i64>,
    contract_id: i64,
    amount: Option<Money>,
    refund: bool,
) -> Reply<PositionPreview> {
    program.ask(move |ledger| ledger.preview_payment(id, contract_id, amount, refund)).await
}

/// Returns what is unusual about a payment that is being entered.
#[tauri::command]
pub(crate) async fn check_payment(
    program: State<'_, Program>,
    id: Option<i64>,
    payment: Payment,
) -> Reply<Vec<Problem>> {
    program.ask(move |ledger| ledger.check_payment(id, &payment)).await
}

/// Creates a payment; one that overpays needs a reason.
#[tauri::command]
pub(crate) async fn create_payment(
    program: State<'_, Program>,
    payment: Payment,
    overpay_reason: Option<String>,
) -> Reply<Saved> {
    program
        .save(move |ledger, session| ledger.create_payment(session, &payment, overpay_reason.as_deref()))
        .await
}

/// Updates a payment that nobody changed since `revision`; one that overpays needs a reason.
#[tauri::command]
pub(crate) async fn update_payment(
    program: State<'_, Program>,
    id: i64,
    revision: i64,
    payment: Payment,
    overpay_reason: Option<String>,
) -> Reply<Saved> {
    program
        .save(move |ledger, session| {
            ledger.update_payment(session, id, revision, &payment, overpay_reason.as_deref())
        })
        .await
}
