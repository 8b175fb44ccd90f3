//! Loads the templates, gives them their filters, and renders a page into the shell every page shares.
//!
//! A template sees `shell` (see [`Shell`]) and `page` (one struct of a feature's `views.rs`).

mod filters;
pub mod meta;
pub mod parts;
mod shell;

pub use filters::number_vi;
pub use shell::{Notice, Shell, ShellUser};

use crate::error::{Doing, Result};
use rust_embed::RustEmbed;
use serde::Serialize;
use tera::{Context, Tera};

/// Built into a release binary, read from disk in development.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/templates"]
struct Templates;

/// The templates, loaded once.
pub struct Pages(Tera);

impl Pages {
    /// Loads every template. Err: one that does not parse, by name.
    pub fn load() -> Result<Self> {
        let mut tera = Tera::default();
        filters::register(&mut tera);
        let templates: Vec<(String, String)> = Templates::iter()
            .filter_map(|name| Templates::get(&name).map(|file| (name, file)))
            .map(|(name, file)| {
                (
                    name.into_owned(),
                    String::from_utf8_lossy(&file.data).into_owned(),
                )
            })
            .collect();
        tera.add_raw_templates(templates)
            .doing("loading the templates")?;
        Ok(Self(tera))
    }

    /// Renders `template` with `page` in the shell. Err: `Internal`, a template and its page do not fit.
    pub fn render<P: Serialize>(&self, template: &str, shell: &Shell, page: &P) -> Result<String> {
        let mut context = Context::new();
        context.insert("shell", shell);
        context.insert("page", page);
        self.0
            .render(template, &context)
            .doing(format!("rendering {template}"))
    }
}
