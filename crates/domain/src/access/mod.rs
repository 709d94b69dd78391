//! Who may do what: accounts, roles, operations, and the features that may be switched off.

mod account;
mod feature;
mod lockout;
mod operation;
mod standing;
mod tampering;

pub use account::{Account, AccountRow, MOST_IDLE_MINUTES, Role, check_password};
pub use feature::{Feature, FeatureState, FeatureSwitch};
pub use lockout::{FREE_FAILURES, locked_until, seconds_locked};
pub use operation::{Operation, Row};
pub use standing::{Access, PasswordReset, Person, RoleRights, Standing, authorise};
pub use tampering::{TamperFinding, TamperKind, Tampering};
