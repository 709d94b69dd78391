//! What somebody has to agree to: at the terminal, or by what the call says.

use std::io::{self, BufRead, IsTerminal, Write};

use crate::failure::Failure;
use crate::language::Language;

/// What a command is called with that somebody has to agree to.
#[derive(Debug, clap::Args)]
pub(crate) struct ConsentArguments {
    /// 不再询问
    #[arg(long)]
    pub(crate) yes: bool,
    /// 以 JSON 输出
    #[arg(long)]
    pub(crate) json: bool,
}

impl ConsentArguments {
    /// Asks whoever sits at the terminal; a scheduled task must have said so in its call.
    ///
    /// # Errors
    ///
    /// `refused` where nobody can be asked, or somebody did not type yes.
    pub(crate) fn ask(&self, language: Language, question: &str, refused: Failure) -> Result<(), Failure> {
        if self.yes {
            return Ok(());
        }
        if self.json || !io::stdin().is_terminal() {
            return Err(refused);
        }
        let mut stderr = io::stderr().lock();
        write!(stderr, "{question}{}", language.say("输入 yes 继续：", "Type yes to go on: "))?;
        stderr.flush()?;
        let mut answer = String::new();
        io::stdin().lock().read_line(&mut answer)?;
        if answer.trim() == "yes" { Ok(()) } else { Err(refused) }
    }
}
