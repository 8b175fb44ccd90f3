//! A recorded decision and its signed document, for those who may read the dossier: the council without conflict, the
//! host unit and the unit that nominated.
//!
//! The public reads number, date and form on the model's page. The document itself stays in the restricted archive: it
//! names persons who may withdraw their consent, and it must outlive that (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15,
//! Điều 14; Luật Lưu trữ).

use super::store::{self, Decision, DecisionKind};
use super::views::DecisionPage;
use crate::access::{Action, Actor, require};
use crate::councils;
use crate::db::Conn;
use crate::error::{AppError, Doing, Result};
use crate::media::{FileHash, Kind, Store};
use crate::models::story::paragraphs;
use crate::nominations::{Nomination, NominationScope, get_by_code};
use crate::units;
use crate::vietnamese;
use crate::web::{self, CurrentUser, Visit, paths};
use actix_web::HttpResponse;
use actix_web::web::Path;
use chrono::NaiveDate;

/// Longest stem of the name under which the document is handed over, in characters.
const NAME_MAX_CHARS: usize = 80;

/// The signed document, as a download. Err: not found where there is none.
pub async fn file(visit: Visit, user: CurrentUser, code: Path<String>) -> Result<HttpResponse> {
    let (actor, code, today) = (user.actor(), code.into_inner(), visit.app.clock.today());
    let (_, decision) = visit
        .app
        .db
        .read(move |conn| find(conn, &actor, &code, today))
        .await?
        .ok_or(AppError::NotFound)?;
    let hash = decision.file_sha256.ok_or(AppError::NotFound)?;
    let hash = FileHash::parse(&hash).doing("finding a signed document")?;
    let folder = Store::new(visit.app.config.media_dir());
    let opened = tokio::task::spawn_blocking(move || {
        let file = folder.open(&hash).doing("opening a signed document")?;
        let size = file.metadata().doing("opening a signed document")?.len();
        Ok::<_, AppError>((file, size))
    });
    let (file, size) = opened.await.doing("opening a signed document")??;
    let number = vietnamese::slug(&decision.number, NAME_MAX_CHARS);
    let name = format!("quyet-dinh-{number}.{}", Kind::Pdf.extension());
    Ok(web::download(file, size, Kind::Pdf.media_type(), &name))
}

/// The page of a recorded decision; none where nothing is decided yet. Err: as for [`find`].
pub fn page(
    conn: &mut Conn,
    actor: &Actor,
    code: &str,
    today: NaiveDate,
) -> Result<Option<DecisionPage>> {
    let Some((nomination, decision)) = find(conn, actor, code, today)? else {
        return Ok(None);
    };
    let own = actor
        .person()
        .is_some_and(|person| person.units().contains(&nomination.unit_id));
    Ok(Some(DecisionPage {
        back: if own {
            paths::nomination(code)
        } else {
            paths::dossier(code)
        },
        code: code.to_owned(),
        title: nomination.model_title,
        campaign: nomination.campaign_name,
        kind: decision.kind.label(),
        recognises: decision.kind == DecisionKind::Recognise,
        number: decision.number,
        decided_on: decision.decided_on.to_string(),
        level: decision.level.label(),
        host: units::name_of(conn, &decision.unit_id)?,
        signer: decision.signer_name,
        position: decision.signer_position,
        reason: paragraphs(&decision.reason).map(str::to_owned).collect(),
        file_href: decision.file_sha256.map(|_| paths::decision_file(code)),
    }))
}

/// A nomination and the decision on it, for someone who may read the dossier; none where nothing is decided yet. Err: not
/// found out of scope; `council.conflict_of_interest`.
fn find(
    conn: &mut Conn,
    actor: &Actor,
    code: &str,
    today: NaiveDate,
) -> Result<Option<(Nomination, Decision)>> {
    let nomination = get_by_code(conn, &NominationScope::of(actor), code)?;
    let facts = councils::facts_for(conn, actor, &nomination, today)?;
    require(actor, Action::ReadDossier, &facts)?;
    let decision = store::find_decision(conn, &nomination.id)?;
    Ok(decision.map(|decision| (nomination, decision)))
}
