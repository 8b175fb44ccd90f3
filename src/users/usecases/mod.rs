//! What people do with accounts: one verb, one file.

mod change_password;
mod create;
mod revoke_sessions;
mod sign_in;
mod sign_out;

pub use change_password::{ChangePassword, change_password};
pub use create::{NewUser, create, create_now};
pub use revoke_sessions::revoke_other_sessions;
pub use sign_in::{SignInOutcome, sign_in};
pub use sign_out::sign_out;
