//! Boxes of the system for when there is no page, and perhaps no program behind it any more.

#[cfg(windows)]
pub(crate) use with_windows::{ask, tell};
#[cfg(not(windows))]
pub(crate) use without::{ask, tell};

#[cfg(windows)]
mod with_windows {
    use rfd::{MessageButtons, MessageDialog, MessageDialogResult, MessageLevel};

    use crate::help::TITLE;

    /// Says something and waits until it was read.
    pub(crate) fn tell(text: &str) {
        show(text, MessageButtons::Ok);
    }

    /// Says something and asks for one of two ways to go on; true for the first.
    pub(crate) fn ask(text: &str, first: &str, second: &str) -> bool {
        let buttons = MessageButtons::OkCancelCustom(first.to_owned(), second.to_owned());
        // Without the newer boxes of Windows there is a plain OK in the place of the words.
        match show(text, buttons) {
            Some(MessageDialogResult::Custom(chosen)) => chosen == first,
            answer => answer == Some(MessageDialogResult::Ok),
        }
    }

    fn show(text: &str, buttons: MessageButtons) -> Option<MessageDialogResult> {
        let dialog = MessageDialog::new().set_level(MessageLevel::Error).set_title(TITLE);
        let dialog = dialog.set_description(text).set_buttons(buttons);
        // A thread of its own: that of the window may be in the middle of anything. Where the program ends
        // because there are no more threads, it is the last one.
        let own = dialog.clone();
        match std::thread::Builder::new().spawn(move || own.show()) {
            Ok(shown) => shown.join().ok(),
            Err(_) => Some(dialog.show()),
        }
    }
}

#[cfg(not(windows))]
mod without {
    /// Says something where there is a terminal.
    #[expect(clippy::print_stderr, reason = "where there is a terminal, it is the place for this")]
    pub(crate) fn tell(text: &str) {
        eprintln!("{text}");
    }

    /// Says something; nobody can be asked.
    pub(crate) fn ask(text: &str, _: &str, _: &str) -> bool {
        tell(text);
        false
    }
}
