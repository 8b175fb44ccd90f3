//! What people do with accounts: one verb, one file.

mod change_password;
mod create;
mod end_role;
mod give_role;
mod reset_password;
mod revoke_sessions;
mod set_state;
mod sign_in;
mod sign_out;

pub use change_password::{ChangePassword, change_password};
pub use create::{NewUser, create, create_now};
pub use end_role::end_role;
pub use give_role::give_role;
pub use reset_password::reset_password;
pub use revoke_sessions::revoke_other_sessions;
pub use set_state::set_state;
pub use sign_in::{SignInOutcome, sign_in};
pub use sign_out::sign_out;
