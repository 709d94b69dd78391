//! Commands of payments.

use ledger::domain::detail::PaymentDetail;
use ledger::domain::list::{ListQuery, Page};
use ledger::domain::payment::{Payment, PaymentRow};
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
