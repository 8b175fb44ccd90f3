//! What every answer has in common.

mod assets;
mod compressed;
mod given_back;
mod head;
mod health;
