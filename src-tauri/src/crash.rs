//! Tells the person at the screen that the program ends against its will.
//!
//! There may be no page any more that could say it, and on Windows no terminal.

use std::path::{Path, PathBuf};

use crate::native_box;

/// Says so whenever the thread of the window panics: the program ends with it. On other threads work is
/// refused, and the page tells of it.
pub(crate) fn tell_of_panics(logs: PathBuf) {
    let logged = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        logged(panic);
        if std::thread::current().name() == Some("main") {
            tell(&logs);
        }
    }));
}

/// Says that the program ends, and where its logs are; waits until that was read.
pub(crate) fn tell(logs: &Path) {
    native_box::tell(&text(logs));
}

fn text(logs: &Path) -> String {
    let logs = logs.display();
    format!(
        "兰台意外停止了，请重新启动。台账没有受到影响：已经保存的都在，没有做完的操作不会留下一半。
如果再次出现，请把日志文件夹交给运维人员：{logs}

Lantai ended unexpectedly. Please start it again. The ledger is not affected: what was saved is there, and \
no operation is left half done.
If it happens again, hand the log folder to IT: {logs}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_names_the_folder_of_the_logs_in_both_languages() {
        assert_eq!(text(Path::new("/日志")).matches("/日志").count(), 2);
    }
}
