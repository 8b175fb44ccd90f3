//! What every answer has in common.

mod assets;
