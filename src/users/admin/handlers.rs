//! HTTP in, HTTP out: the administrator's desk.

use super::views::{
    HeldRole, LogLine, LogPage, NewUserPage, UserLine, UserPage, UsersPage, role_choices,
};
use crate::access::{Action, Facts, Role, require};
use crate::db::Conn;
use crate::error::{AppError, FieldError, FieldErrors, Result};
use crate::ids::{MembershipId, UnitId, UserId};
use crate::log::{self, Entity, EventKind, EventRow};
use crate::pages::parts::Choice;
use crate::units::{self, Unit};
use crate::users::usecases::{self, NewUser};
use crate::users::{Term, User, UserState, store};
use crate::web::{CurrentUser, Fields, Form, Visit, paths, redirect};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{self, Path, ServiceConfig};
use chrono::NaiveDate;

/// How many units are offered for what was typed.
const UNITS_OFFERED: usize = 20;
/// Entries of the log on a page.
const ENTRIES: i64 = 100;

/// The addresses of the desk.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource(paths::ADMIN).route(web::get().to(list)))
        .service(
            web::resource("/quan-tri/tai-khoan/moi")
                .route(web::get().to(new))
                .route(web::post().to(create)),
        )
        .service(web::resource("/quan-tri/nhat-ky").route(web::get().to(log_page)))
        .service(web::resource("/quan-tri/tai-khoan/{username}").route(web::get().to(show)))
        .service(
            web::resource("/quan-tri/tai-khoan/{username}/vai-tro").route(web::post().to(give)),
        )
        .service(
            web::resource("/quan-tri/tai-khoan/{username}/vai-tro/{id}/ket-thuc")
                .route(web::post().to(end)),
        )
        .service(
            web::resource("/quan-tri/tai-khoan/{username}/mat-khau")
                .route(web::post().to(reset_password)),
        )
        .service(
            web::resource("/quan-tri/tai-khoan/{username}/trang-thai")
                .route(web::post().to(set_state)),
        );
}

fn user_path(username: &str) -> String {
    format!("/quan-tri/tai-khoan/{username}")
}

/// What only administrators may know of is not there for others.
fn administrators_only(user: &CurrentUser, action: Action) -> Result<()> {
    require(&user.actor(), action, &Facts::default()).map_err(|_| AppError::NotFound)
}

async fn list(visit: Visit, user: CurrentUser) -> Result<HttpResponse> {
    administrators_only(&user, Action::ManageUsers)?;
    let today = visit.app.clock.today();
    let users = visit
        .app
        .db
        .read(move |conn| {
            store::list(conn)?
                .into_iter()
                .map(|user| line(conn, user, today))
                .collect::<Result<Vec<_>>>()
        })
        .await?;
    visit.page("admin/users.html", &UsersPage { users })
}

async fn new(visit: Visit, user: CurrentUser) -> Result<HttpResponse> {
    administrators_only(&user, Action::ManageUsers)?;
    let page = NewUserPage {
        typed: Fields::default().typed(),
        errors: Vec::new(),
    };
    visit.page("admin/new_user.html", &page)
}

async fn create(visit: Visit, user: CurrentUser, form: Form) -> Result<HttpResponse> {
    administrators_only(&user, Action::ManageUsers)?;
    let Form(fields) = form;
    let username = fields.text("username").to_lowercase();
    let new = NewUser {
        username: username.clone(),
        full_name: fields.text("full_name").to_owned(),
        position: fields.text("position").to_owned(),
        password: fields.raw("password").unwrap_or("").to_owned(),
        must_change_password: true,
        roles: Vec::new(),
    };
    match usecases::create(&visit.app, user.actor(), new).await {
        Ok(_) => Ok(redirect(
            &visit.app,
            &user_path(&username),
            Some("user.created"),
        )),
        Err(AppError::Invalid(errors)) => {
            let mut typed = fields.typed();
            typed.remove("password");
            let page = NewUserPage {
                typed,
                errors: errors.iter().cloned().collect(),
            };
            visit.page_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                "admin/new_user.html",
                &page,
            )
        }
        Err(error) => Err(error),
    }
}

async fn show(visit: Visit, user: CurrentUser, username: Path<String>) -> Result<HttpResponse> {
    administrators_only(&user, Action::ManageUsers)?;
    let query = Fields::from_urlencoded(visit.query.as_bytes());
    let page = user_page(&visit, &user, username.into_inner(), query, Vec::new()).await?;
    visit.page("admin/user.html", &page)
}

async fn give(
    visit: Visit,
    user: CurrentUser,
    username: Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    administrators_only(&user, Action::ManageUsers)?;
    let Form(fields) = form;
    let username = username.into_inner();
    let mut errors = FieldErrors::new();
    let role = errors.take(
        "role",
        fields
            .text("role")
            .parse::<Role>()
            .map_err(|_| "Hãy chọn vai trò."),
    );
    let unit_id = fields.some("unit").map(UnitId::from);
    let (from, to) = (fields.text("valid_from"), fields.text("valid_to"));
    let term = match Term::typed(from, to, visit.app.clock.today()) {
        Ok(term) => Some(term),
        Err(wrong) => {
            errors.extend(wrong);
            None
        }
    };
    let outcome = match (role, term) {
        (Some(role), Some(term)) => {
            let actor = user.actor();
            usecases::give_role(&visit.app, actor, &username, role, unit_id, term).await
        }
        _ => Err(errors.into()),
    };
    match outcome {
        Ok(()) => Ok(redirect(
            &visit.app,
            &user_path(&username),
            Some("user.changed"),
        )),
        Err(AppError::Invalid(errors)) => {
            let errors = errors.iter().cloned().collect();
            let page = user_page(&visit, &user, username, fields, errors).await?;
            visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, "admin/user.html", &page)
        }
        Err(error) => Err(error),
    }
}

async fn end(
    visit: Visit,
    user: CurrentUser,
    path: Path<(String, String)>,
    _form: Form,
) -> Result<HttpResponse> {
    administrators_only(&user, Action::ManageUsers)?;
    let (username, id) = path.into_inner();
    usecases::end_role(&visit.app, user.actor(), &username, MembershipId::from(id)).await?;
    Ok(redirect(
        &visit.app,
        &user_path(&username),
        Some("user.changed"),
    ))
}

async fn set_state(
    visit: Visit,
    user: CurrentUser,
    username: Path<String>,
    form: Form,
) -> Result<HttpResponse> {
    administrators_only(&user, Action::ManageUsers)?;
    let state = form
        .0
        .text("state")
        .parse::<UserState>()
        .map_err(|_| AppError::Refused("request.malformed"))?;
    usecases::set_state(&visit.app, user.actor(), &username, state).await?;
    Ok(redirect(
        &visit.app,
        &user_path(&username),
        Some("user.changed"),
    ))
}

async fn reset_password(
    visit: Visit,
    user: CurrentUser,
    username: Path<String>,
    _form: Form,
) -> Result<HttpResponse> {
    administrators_only(&user, Action::ManageUsers)?;
    let username = username.into_inner();
    let temporary = usecases::reset_password(&visit.app, user.actor(), &username).await?;
    let page = UserPage {
        temporary_password: Some(temporary),
        ..user_page(&visit, &user, username, Fields::default(), Vec::new()).await?
    };
    visit.page("admin/user.html", &page)
}

async fn user_page(
    visit: &Visit,
    reader: &CurrentUser,
    username: String,
    fields: Fields,
    errors: Vec<FieldError>,
) -> Result<UserPage> {
    let own = reader.person().id.clone();
    let (today, typed, wanted) = (
        visit.app.clock.today(),
        fields.typed(),
        fields.text("unit_name").to_owned(),
    );
    visit
        .app
        .db
        .read(move |conn| {
            let user = store::find_by_username(conn, &username)?.ok_or(AppError::NotFound)?;
            let held = held(conn, &user.id, today)?;
            let units = if wanted.is_empty() {
                Vec::new()
            } else {
                let found = units::search(conn, &wanted, UNITS_OFFERED)?;
                let choice = |unit: &Unit| {
                    Ok(Choice::new(
                        unit.id.as_str(),
                        units::told_apart(conn, unit)?,
                    ))
                };
                found.iter().map(choice).collect::<Result<_>>()?
            };
            let (is_active, is_own) = (user.state == UserState::Active, user.id == own);
            let user = line(conn, user, today)?;
            Ok(UserPage {
                user,
                held,
                is_active,
                is_own,
                temporary_password: None,
                roles: role_choices(),
                today: today.to_string(),
                units,
                typed,
                errors,
            })
        })
        .await
}

fn line(conn: &mut Conn, user: User, today: NaiveDate) -> Result<UserLine> {
    let roles = held(conn, &user.id, today)?
        .into_iter()
        .filter(|held| held.is_begun)
        .map(|held| held.label)
        .collect();
    Ok(UserLine {
        roles,
        state: user.state.label(),
        state_kind: if user.state == UserState::Active {
            "ok"
        } else {
            "stop"
        },
        username: user.username,
        name: user.full_name,
        position: user.position,
    })
}

fn held(conn: &mut Conn, id: &UserId, today: NaiveDate) -> Result<Vec<HeldRole>> {
    let rows = store::memberships_from(conn, id, today)?;
    let units: Vec<UnitId> = rows.iter().filter_map(|row| row.unit_id.clone()).collect();
    let names = units::names_of(conn, &units)?;
    rows.into_iter()
        .map(|row| {
            let role = row.role.parse::<Role>()?.label();
            let label = match row.unit_id.and_then(|unit| names.get(&unit)) {
                Some(unit) => format!("{role} – {unit}"),
                None => role.to_owned(),
            };
            let written = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
            Ok(HeldRole {
                id: row.id.to_string(),
                label,
                since: written(row.valid_from),
                until: row.valid_to.map(written),
                is_begun: row.valid_from <= today,
            })
        })
        .collect()
}

async fn log_page(visit: Visit, user: CurrentUser) -> Result<HttpResponse> {
    administrators_only(&user, Action::ReadLog)?;
    let query = Fields::from_urlencoded(visit.query.as_bytes());
    let before = query.text("truoc").parse::<i64>().ok();
    let page = visit
        .app
        .db
        .read(move |conn| {
            let head = log::head(conn)?;
            let last = before
                .map_or(head.seq, |before| before - 1)
                .clamp(0, head.seq);
            let after = (last - ENTRIES).max(0);
            let mut entries = log::tail(conn, after, last - after)?
                .iter()
                .map(|entry| log_line(conn, entry))
                .collect::<Result<Vec<_>>>()?;
            entries.reverse();
            let older = (after > 0).then(|| format!("truoc={}", after + 1));
            Ok(LogPage {
                head_seq: head.seq,
                head_hash: head.hash,
                entries,
                older,
            })
        })
        .await?;
    visit.page("admin/log.html", &page)
}

fn log_line(conn: &mut Conn, entry: &EventRow) -> Result<LogLine> {
    let who = match entry.actor.as_str() {
        "system" => String::from("Hệ thống"),
        id => crate::users::name_of(conn, &UserId::from(id))?,
    };
    let label = |word: &str, found: Option<&'static str>| {
        found.map_or_else(|| word.to_owned(), str::to_owned)
    };
    Ok(LogLine {
        seq: entry.seq,
        at: entry.at.format("%Y-%m-%dT%H:%M:%S").to_string(),
        who,
        what: label(
            &entry.kind,
            entry.kind.parse::<EventKind>().ok().map(EventKind::label),
        ),
        to: label(
            &entry.entity,
            entry.entity.parse::<Entity>().ok().map(Entity::label),
        ),
        data: if entry.data == "{}" {
            String::new()
        } else {
            entry.data.clone()
        },
        hash: entry.hash.chars().take(12).collect(),
    })
}
