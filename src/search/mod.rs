//! Keeps the search index of this process in step with the log, and asks it on behalf of pages and programs.
//!
//! [`open_index`] opens the folder; [`start_feed`] tails the log and applies what changed (`feed`), or builds the
//! index anew where it is lost, damaged, far behind or of another database ([`rebuild`]). What a model gives the index
//! is read in `indexed`, which changes strangers may notice in `public`; what a typed search asks is read in `written`, by what it can be narrowed stands in [`Facet`].
//! Around the search: [`suggest()`] completes what is typed, [`similar()`] finds models that do the like, [`note_miss`]
//! counts what nothing was found for, and `office` searches what someone signed in may read.
//! [`routes`] are that search and the administrator's pages: the synonyms that hold over the list of the program
//! (`synonyms`), and what was searched in vain. Search yields ids; whoever shows
//! something reads its rows, `WHERE is_public`.

mod ask;
mod facet;
mod feed;
mod indexed;
mod misses;
mod needle;
mod office;
mod open;
mod people;
mod places;
mod public;
mod rebuild;
mod similar;
mod suggest;
mod synonyms;
mod written;

pub use ask::{ask, ask_with, on_index};
pub use facet::{Facet, province_name};
pub use feed::{Feed, start_feed};
pub use misses::note_miss;
pub use open::{Opened, open_index};
pub use rebuild::{Built, rebuild};
pub use similar::{Similar, similar};
pub use suggest::{Suggestion, suggest};
pub use written::{Search, Written, YEARS_MAX, query_of};

use actix_web::web::{self, ServiceConfig};

/// The addresses of this reader: what administrators see of searches, and the search of the back office.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/quan-tri/tim-kiem").route(web::get().to(misses::page)))
        .service(
            web::resource(crate::web::paths::OFFICE_SEARCH).route(web::get().to(office::page)),
        );
    synonyms::routes(config);
}
