//! `lantai init`.

use ledger::Ledger;

use crate::Status;
use crate::arguments::Common;
use crate::failure::Failure;
use crate::output::say;

/// Makes a new, empty ledger; refuses an existing file.
pub(crate) fn run(common: &Common) -> Result<Status, Failure> {
    let path = common.new_ledger();
    if common.ledger.is_none()
        && let Some(folder) = path.parent()
    {
        // The default place is ours to make; a named folder that is missing is a slip of the hand.
        std::fs::create_dir_all(folder).map_err(ledger::Error::from)?;
    }
    Ledger::create(&path)?;
    let told = common.language.say("已新建台账", "New ledger");
    say(format_args!("{told} {}", path.display()))
}
