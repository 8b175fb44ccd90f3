//! Accounts: people, their dated roles, sign-in with slowed-down failures, and sessions that can be revoked.

mod admin;
mod directory;
mod handlers;
mod model;
mod password;
mod session;
pub mod store;
mod term;
pub mod usecases;
mod views;

pub use directory::{active_people, find_active, name_of, units_of, units_with};
pub use handlers::{resume_page_after, routes, sign_in_page_after};
pub use model::{User, UserState};
pub use password::{PasswordError, new_temporary as new_password};
pub use session::{load_session, person};
pub use term::Term;
