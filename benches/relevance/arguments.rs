//! What was typed behind `cargo bench --bench relevance --`.

use super::Result;
use std::path::PathBuf;

/// What is measured, and how much is told of it.
#[derive(Default)]
pub struct Arguments {
    /// The folder of catalogues and judgments; the project's own set where there is none.
    pub folder: Option<PathBuf>,
    /// How many of the worst queries of each kind are shown.
    pub worst: usize,
}

impl Arguments {
    /// Err: something that is not known.
    pub fn read(typed: impl Iterator<Item = String>) -> Result<Self> {
        let (mut typed, mut arguments) = (typed, Self::default());
        while let Some(word) = typed.next() {
            match word.as_str() {
                // Cargo passes it along.
                "--bench" => {}
                "--worst" => {
                    let number = typed.next().and_then(|number| number.parse::<usize>().ok());
                    arguments.worst = number.ok_or("--worst wants a number")?;
                }
                flag if flag.starts_with('-') => return Err(format!("unknown: {flag}").into()),
                _ if arguments.folder.is_some() => return Err("one folder is measured".into()),
                folder => arguments.folder = Some(folder.into()),
            }
        }
        Ok(arguments)
    }
}
