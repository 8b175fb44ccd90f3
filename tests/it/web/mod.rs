//! What every answer has in common.

mod assets;
mod given_back;
mod head;
mod health;
