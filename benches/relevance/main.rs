//! How well the search finds what is meant: every kind of question, in one table of Markdown.
//!
//!     cargo bench --bench relevance                      # queries of our own, on the demonstration catalogue
//!     cargo bench --bench relevance -- FOLDER            # catalogues and judgments of a folder, such as benches/relevance/held
//!     cargo bench --bench relevance -- FOLDER --worst 5  # and the worst queries of each kind
//!
//! `benches/README.md` says what the folder holds. The program itself imports each catalogue into a temporary folder,
//! serves it and is asked over HTTP; how alike two records are is asked of the library. No figure makes it fail: what
//! must hold is a test of the index.

mod arguments;
mod catalogue;
mod judgments;
mod kinds;
mod own;
mod reach;
mod server;
mod table;

// The first two belong to the tests of the index too, the third to another bench.
#[path = "../../src/index/tests/judged.rs"]
mod judged;
#[path = "../../src/index/tests/measures.rs"]
mod measures;
#[path = "../shared/records.rs"]
mod records;

use arguments::Arguments;
// `judged` knows it as `crate::vietnamese`.
use danvankheo::vietnamese;
use judgments::Set;
use kinds::Row;
use server::Server;

/// What goes wrong is told to whoever measures, and nobody else.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

#[actix_web::main]
async fn main() -> Result<()> {
    let arguments = Arguments::read(std::env::args().skip(1))?;
    let set = match &arguments.folder {
        Some(folder) => Set::of(folder)?,
        None => own::set(),
    };
    let rows = measured(&set).await?;
    print!("{}", table::table(&rows));
    if arguments.worst > 0 {
        print!("{}", table::worst(&rows, arguments.worst));
    }
    Ok(())
}

/// Every kind that was judged, in the order of the table.
async fn measured(set: &Set) -> Result<Vec<Row>> {
    let (mut rows, mut padded_prefixes) = (Vec::new(), None);
    if let Some(padded) = &set.padded {
        let server = Server::start(padded).await?;
        rows = kinds::known::rows(&server, set).await;
        padded_prefixes =
            Some(kinds::suggest::row(&server, set, "padded", reach::SUGGEST_PADDED).await);
    }
    let server = Server::start(&set.real).await?;
    if set.padded.is_none() {
        rows = kinds::known::rows(&server, set).await;
    }
    rows.push(kinds::topical::row(&server, set).await);
    rows.extend(kinds::similar::rows(&server, set).await);
    rows.push(kinds::suggest::row(&server, set, "real", reach::SUGGEST_REAL).await);
    rows.extend(padded_prefixes);
    rows.extend(kinds::duplicates::rows(&server, set).await?);
    rows.retain(|row| row.n > 0);
    Ok(rows)
}
