//! What people do with needs: one verb, one file.

mod declare;
mod end;

pub use declare::declare;
pub use end::end;
