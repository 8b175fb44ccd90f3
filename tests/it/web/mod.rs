//! What every answer has in common.

mod assets;
mod head;
mod health;
