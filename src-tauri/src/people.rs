//! Who sits at the window: signing in and out, leaving the desk and coming back.

use ledger::{Ledger, Session};
use wire::app::AppState;

use crate::failure::{Error, Result};
use crate::program::Program;

impl Program {
    /// Lets somebody sit down.
    pub(crate) fn sign_in(&self, name: &str, password: &str) -> Result<AppState> {
        let session = self.opening.ledger()?.sign_in(name, password)?;
        self.sit_down(session);
        self.state()
    }

    /// Lets whoever sits at the window go; what they have in the making goes with them.
    pub(crate) fn sign_out(&self) -> Result<AppState> {
        self.sit_down(Session::at_window());
        self.state()
    }

    /// Locks the desk: what is in the making stays, and nothing is answered.
    pub(crate) fn lock_desk(&self) {
        self.seat(self.session().away());
    }

    /// Lets the same person come back.
    pub(crate) fn unlock(&self, password: &str) -> Result<AppState> {
        let session = self.opening.ledger()?.unlock(&self.session(), password)?;
        self.seat(session);
        self.state()
    }

    /// Turns a ledger of one person into one with accounts; its first administrator sits down.
    pub(crate) fn begin_accounts(&self, name: &str, password: &str) -> Result<AppState> {
        let session = self.ledger()?.begin_accounts(&self.session(), name, password)?;
        self.seat(session);
        self.state()
    }

    /// Turns a ledger with accounts into one of one person.
    pub(crate) fn end_accounts(&self) -> Result<AppState> {
        self.ledger()?.end_accounts(&self.session())?;
        self.seat(Session::at_window());
        self.state()
    }

    /// Changes something about people, and tells how things stand then.
    pub(crate) fn keep_people<T>(
        &self,
        change: impl FnOnce(&Ledger, &Session) -> ledger::Result<T>,
    ) -> Result<AppState> {
        change(&self.ledger()?, &self.session()).map_err(Error::from)?;
        self.state()
    }

    /// Another person's work is not theirs.
    fn sit_down(&self, session: Session) {
        if session.actor != self.session().actor || !session.is_signed_in() {
            self.rehearsals.clear();
            self.candidates.clear();
        }
        self.seat(session);
    }
}
