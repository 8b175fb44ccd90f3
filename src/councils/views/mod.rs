//! What the council's pages show.

mod conflict;
mod desk;
mod dossier;
mod dossier_page;
mod sheet;
mod sheet_lines;
mod tally;

pub use conflict::ConflictPage;
pub use desk::{DeskPage, DeskSection, Waiting};
pub use dossier::{DossierView, FigureView, FileView, PartView, PhotoView};
pub use dossier_page::{Can, DossierPage, ResultView, ReturnView, result_view};
pub use sheet::{Progress, SavedFragment, SheetPage, progress, sheet_kind};
pub use sheet_lines::{LineView, lines};
pub use tally::{SheetDot, TallyPage, TallyRow, TallyView, tally_view};
