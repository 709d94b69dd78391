//! The installers, tried out as people and IT use them: on Windows for real, elsewhere under wine.

mod desk;
mod portable;
mod removal;
mod running;
mod runtime;
mod setups;
mod stand_ins;

use anyhow::{Result, ensure};

use self::desk::Desk;
use super::Made;
use super::contents::Contents;
use crate::steps::Steps;
use crate::tally::Tally;
use crate::windows::Computer;

/// One thing that an installer must do, by its name.
type Trial = (&'static str, fn(&Desk) -> Result<()>);

/// Tries everything; a trial that fails does not keep the others from their turn.
pub(crate) fn run(made: &Made, contents: &Contents, name: &str, steps: &mut Steps) -> Result<Tally> {
    ensure!(
        !cfg!(windows) || std::env::var_os("CI").is_some(),
        "the trials install and remove Lantai on this very computer: they run where CI is set"
    );
    let computer = Computer::prepare("wine-installers", steps)?;
    computer.pretend("win10")?;
    let desk = steps
        .step("make older setups and stand-ins", "seconds", || Desk::prepare(computer, made, contents))?;
    let trials =
        [setups::TRIALS, running::TRIALS, removal::TRIALS, runtime::TRIALS, portable::TRIALS].concat();
    let chosen: Vec<Trial> = trials.into_iter().filter(|(trial, _)| trial.contains(name)).collect();
    steps.step("try out the installers", "3 to 6 minutes", || Ok(try_all(&desk, &chosen)))
}

fn try_all(desk: &Desk, trials: &[Trial]) -> Tally {
    let mut tally = Tally::default();
    for (name, trial) in trials {
        match desk.clear().and_then(|()| trial(desk)) {
            Ok(()) => {
                println!("installer: {name} ... ok");
                tally.passed += 1;
            }
            Err(error) => {
                println!("installer: {name} ... FAILED: {error:#}\n{}", desk.newest_notes());
                tally.failed += 1;
            }
        }
    }
    if let Err(error) = desk.clear() {
        println!("error: the computer is not as it was: {error:#}");
        tally += Tally::ONE_FAILURE;
    }
    tally
}
