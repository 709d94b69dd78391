//! Native boxes where no page can say what is wrong, or the page is about to go.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons, MessageDialogKind};

use crate::readiness::Readiness;

/// A page that is not ready by then has a problem of its own.
const READY_WITHIN: Duration = Duration::from_secs(10);

/// The title of every native box.
pub(crate) const TITLE: &str = "兰台 Lantai";

const PAGE_NOT_READY: &str = "窗口的页面在 10 秒内没有准备好。台账数据没有受到影响。
可以继续等待；如果一直没有显示，请重新启动程序，并把日志文件夹交给运维人员。

The page of the window was not ready within 10 seconds. The ledger is not affected.
You can keep waiting. If nothing appears, restart the program and hand the log folder to IT.";

/// Waits for the page, and offers help where it does not come.
pub(crate) fn watch_page(app: &AppHandle, readiness: Arc<Readiness>, logs: PathBuf) {
    let app = app.clone();
    std::thread::spawn(move || {
        std::thread::sleep(READY_WITHIN);
        if !readiness.is_noted() {
            tracing::error!(seconds = READY_WITHIN.as_secs(), "the page is not ready");
            offer_logs(&app, logs);
        }
    });
}

/// Says that the program ends without the backup that was due; waits until it was read.
pub(crate) fn tell_of_no_backup(app: &AppHandle, (zh, en): (&str, &str)) {
    let text = format!(
        "退出前的自动备份没有成功：{zh}\n台账本身没有受到影响，下次启动后会再备份。\n\n\
         The backup before the end did not succeed: {en}\n\
         The ledger is not affected; the backup is tried again after the next start."
    );
    app.dialog().message(text).title(TITLE).kind(MessageDialogKind::Warning).blocking_show();
}

fn offer_logs(app: &AppHandle, logs: PathBuf) {
    let buttons = MessageDialogButtons::OkCancelCustom(
        "打开日志文件夹 Open logs".to_owned(),
        "继续等待 Keep waiting".to_owned(),
    );
    let dialog = app.dialog().message(PAGE_NOT_READY).title(TITLE).kind(MessageDialogKind::Warning);
    dialog.buttons(buttons).show(move |wanted| {
        if wanted && tauri_plugin_opener::open_path(&logs, None::<&str>).is_err() {
            // The error would name the folder.
            tracing::warn!("the log folder does not open");
        }
    });
}
