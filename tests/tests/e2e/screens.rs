//! Every page as people see it: small and large screen, light and dark.

use anyhow::{Result, ensure};
use tests::program::Desk;

use crate::steps::work_alone;
use crate::window::{LONG_WORK, Window};
use crate::{barriers, play};

pub(crate) const SIZES: &[(u32, u32)] = &[(1366, 768), (1920, 1080)];
pub(crate) const APPEARANCES: &[&str] = &["light", "dark"];
/// The pages of the navigation, and what shows that one has come up.
const PAGES: &[(&str, &str)] = &[
    ("home", "todos"),
    ("contracts", "list-table"),
    ("payment_plans", "list-table"),
    ("payments", "list-table"),
    ("settlements", "list-table"),
    ("procurements", "list-table"),
    ("projects", "list-table"),
    ("suppliers", "list-table"),
    ("undertaking", "supplier-chooser"),
    ("evaluations", "list-table"),
    ("interviews", "list-table"),
    ("import", "import-choose"),
    ("backups", "backup-page"),
    ("upkeep", "upkeep-page"),
    ("journal", "journal-page"),
    ("people", "people-page"),
    ("settings", "settings-form"),
];

/// The views of the evaluations, and what shows that one has come up.
const VIEWS: &[(&str, &str)] = &[
    ("supplier_ratings", "list-table"),
    ("evaluations_due", "list-table"),
    ("score_differences", "list-table"),
    ("rating_trial", "trial-result"),
];
/// Pages whose form for a new record is pictured too.
const FORMS: &[&str] = &["procurements", "evaluations", "interviews", "upkeep"];

#[tokio::test]
async fn every_page_fits_the_screen_and_shows_no_error() -> Result<()> {
    let desk = Desk::bare()?;
    play(&desk, "screens", async |window| {
        window.appears("start-sample", LONG_WORK).await?;
        window.click("start-sample").await?;
        work_alone(window).await?;
        window.appears("nav-contracts", LONG_WORK).await?;
        for size in SIZES {
            window.resize(*size).await?;
            for appearance in APPEARANCES {
                choose_appearance(window, appearance).await?;
                visit_every_page(window, appearance, *size).await?;
                visit_a_supplier(window, appearance, *size).await?;
            }
        }
        barriers::expect_none(window)
    })
    .await
}

pub(crate) async fn choose_appearance(window: &Window, appearance: &str) -> Result<()> {
    window.click("theme").await?;
    window.click_on(&format!("li.ant-dropdown-menu-item[data-menu-id$=\"-{appearance}\"]")).await
}

async fn visit_every_page(window: &mut Window, appearance: &str, (width, height): (u32, u32)) -> Result<()> {
    for (page, sign) in PAGES {
        window.click(&format!("nav-{page}")).await?;
        window.appears(sign, LONG_WORK).await?;
        if *sign == "list-table" {
            window.appears("status-rows", LONG_WORK).await?;
        }
        take(window, &format!("{page}-{width}x{height}-{appearance}")).await?;
    }
    window.click("nav-evaluations").await?;
    for (view, sign) in VIEWS {
        window.appears("evaluation-views", LONG_WORK).await?;
        window.click(&format!("view-{view}")).await?;
        window.appears(sign, LONG_WORK).await?;
        take(window, &format!("{view}-{width}x{height}-{appearance}")).await?;
    }
    for page in FORMS {
        window.click(&format!("nav-{page}")).await?;
        window.appears("new", LONG_WORK).await?;
        window.click("new").await?;
        window.appears("record-form", LONG_WORK).await?;
        take(window, &format!("{page}-form-{width}x{height}-{appearance}")).await?;
        window.click("cancel").await?;
        window.disappears("record-form").await?;
    }
    Ok(())
}

/// Takes a picture of a screen, on which there is no error and nothing to scroll sideways for.
pub(crate) async fn take(window: &mut Window, name: &str) -> Result<()> {
    window.picture(name).await?;
    ensure!(!window.shows("error-notice").await?, "{name} shows an error");
    ensure!(!window.is_wider_than_the_screen().await?, "{name} scrolls sideways");
    // Names, roles and colours are the same at every size.
    if name.contains("1366x768") { barriers::note(window, name).await } else { Ok(()) }
}

/// One supplier in its panel, in a merge, in what it has undertaken, and on paper.
async fn visit_a_supplier(window: &mut Window, appearance: &str, (width, height): (u32, u32)) -> Result<()> {
    let named = |what: &str| format!("{what}-{width}x{height}-{appearance}");
    window.click("nav-suppliers").await?;
    window.appears("status-rows", LONG_WORK).await?;
    window.click_on("[data-testid=\"list-table\"] .ledger-row [data-field=\"name\"]").await?;
    window.appears("record-history", LONG_WORK).await?;
    take(window, &named("supplier-panel")).await?;
    window.click("more-actions").await?;
    window.click_on("li.ant-dropdown-menu-item[data-menu-id$=\"-merge\"]").await?;
    window.appears("merge-dialog", LONG_WORK).await?;
    take(window, &named("supplier-merge")).await?;
    window.click_on(".ant-modal-close").await?;
    window.disappears("merge-dialog").await?;
    window.click("nav-undertaking").await?;
    window.click_on("[data-testid=\"supplier-chooser\"] .ledger-row").await?;
    window.appears("undertaken-summary", LONG_WORK).await?;
    take(window, &named("undertaken")).await?;
    window.click("print-file").await?;
    window.appears("supplier-file", LONG_WORK).await?;
    take(window, &named("supplier-file")).await?;
    window.click("close-print").await?;
    window.disappears("supplier-file").await
}
