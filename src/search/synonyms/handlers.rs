//! HTTP in, HTTP out: the administrator's pages of synonyms.

use super::row::{SynonymRow, Typed};
use super::views::{PreviewView, RuleLine, SynonymPage, SynonymsPage, name, relations};
use super::{history, store, usecases};
use crate::access::{Action, Facts, require};
use crate::error::{AppError, FieldError, Result};
use crate::index::{LONGEST_QUERY, Relation, SynonymRule, built_in_rules};
use crate::search::needle::{Needle, Words};
use crate::vietnamese;
use crate::web::{CurrentUser, Fields, Form, Visit, redirect};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{self, ServiceConfig};
use std::collections::{BTreeMap, HashSet};

const LIST: &str = "/quan-tri/tu-dong-nghia";
const ONE: &str = "/quan-tri/tu-dong-nghia/sua";
pub(super) const HISTORY: &str = "/quan-tri/tu-dong-nghia/lich-su";

/// The addresses of these pages.
pub(in crate::search) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource(LIST).route(web::get().to(list)))
        .service(
            web::resource(ONE)
                .route(web::get().to(show))
                .route(web::post().to(change)),
        )
        .service(web::resource(HISTORY).route(web::get().to(history::page)));
}

/// What only administrators may know of is not there for others.
pub(super) fn administrators_only(user: &CurrentUser) -> Result<()> {
    require(&user.actor(), Action::EditSynonyms, &Facts::default()).map_err(|_| AppError::NotFound)
}

async fn list(visit: Visit, user: CurrentUser) -> Result<HttpResponse> {
    administrators_only(&user)?;
    let fields = Fields::from_urlencoded(visit.query.as_bytes());
    let q: String = fields.text("q").chars().take(LONGEST_QUERY).collect();
    let wanted = Needle::readings(&q);
    let rows = visit.app.db.read(store::list).await?;
    let changed: HashSet<String> = rows.iter().map(|row| row.rule.key()).collect();
    let mut standing: BTreeMap<String, (SynonymRule, Option<&SynonymRow>)> = BTreeMap::new();
    for rule in built_in_rules() {
        standing.insert(rule.key(), (rule.clone(), None));
    }
    for row in &rows {
        let key = row.rule.key();
        if row.is_active || !standing.contains_key(&key) {
            standing.insert(key, (row.rule.clone(), Some(row)));
        }
    }
    let mut rules: Vec<RuleLine> = standing
        .into_iter()
        .map(|(key, (rule, row))| RuleLine {
            relation: name(rule.relation),
            also: rule.also.join("; "),
            percent: rule.percent,
            done: row.map(|row| {
                if row.is_active {
                    "Quản trị viên sửa"
                } else {
                    "Đã gác lại"
                }
            }),
            href: address(ONE, &rule),
            history_href: changed.contains(&key).then(|| address(HISTORY, &rule)),
            words: rule.words,
        })
        .collect();
    rules.sort_by(|left, right| vietnamese::compare(&left.words, &right.words));
    let all = rules.len();
    if !wanted.is_empty() {
        rules.retain(|rule| {
            let words = Words::of(&rule.words, &[&rule.also]);
            wanted
                .iter()
                .any(|needle| needle.place_in(&words).is_some())
        });
    }
    let page = SynonymsPage {
        q,
        all,
        rules,
        changed: rows.iter().filter(|row| row.is_active).count(),
        relations: relations(),
    };
    visit.page("admin/synonyms.html", &page)
}

/// The address of what is about the rule of these words and this relation, without the base path.
pub(super) fn address(path: &str, rule: &SynonymRule) -> String {
    let pairs = [
        ("words", rule.words.as_str()),
        ("relation", rule.relation.sign()),
    ];
    let query =
        serde_urlencoded::to_string(pairs).expect("pairs of texts can be written as a query");
    format!("{path}?{query}")
}

/// The rule that an address names by its words and relation, and that says nothing yet.
pub(super) fn named(fields: &Fields) -> SynonymRule {
    SynonymRule {
        words: fields.text("words").to_owned(),
        relation: Relation::of(fields.text("relation")).unwrap_or(Relation::Same),
        also: Vec::new(),
        percent: 60,
        reason: String::new(),
    }
}

async fn show(visit: Visit, user: CurrentUser) -> Result<HttpResponse> {
    administrators_only(&user)?;
    let fields = Fields::from_urlencoded(visit.query.as_bytes());
    let asked = named(&fields);
    let wanted = asked.clone();
    let row = visit
        .app
        .db
        .read(move |conn| store::find(conn, &wanted))
        .await?;
    let listed = || {
        built_in_rules()
            .iter()
            .find(|rule| rule.key() == asked.key())
    };
    let rule = match &row {
        Some(row) => row.rule.clone(),
        None => listed().cloned().unwrap_or_else(|| asked.clone()),
    };
    let typed = [
        ("words", rule.words.clone()),
        ("relation", rule.relation.sign().to_owned()),
        ("also", rule.also.join("\n")),
        ("percent", rule.percent.to_string()),
        ("reason", rule.reason.clone()),
        (
            "version",
            row.as_ref().map_or(0, |row| row.version).to_string(),
        ),
        ("query", rule.words),
    ];
    let page = SynonymPage {
        typed: typed.map(|(name, value)| (name.to_owned(), value)).into(),
        errors: Vec::new(),
        relations: relations(),
        history_href: row.as_ref().map(|row| address(HISTORY, &row.rule)),
        is_row: row.is_some_and(|row| row.is_active),
        preview: None,
    };
    visit.page("admin/synonym.html", &page)
}

async fn change(visit: Visit, user: CurrentUser, form: Form) -> Result<HttpResponse> {
    administrators_only(&user)?;
    let Form(fields) = form;
    let typed = Typed {
        words: fields.text("words").to_owned(),
        relation: fields.text("relation").to_owned(),
        also: fields.text("also").to_owned(),
        percent: fields.text("percent").to_owned(),
        reason: fields.text("reason").to_owned(),
    };
    let rule = match typed.check() {
        Ok(rule) => rule,
        Err(AppError::Invalid(errors)) => {
            let errors = errors.iter().cloned().collect();
            return again(
                &visit,
                StatusCode::UNPROCESSABLE_ENTITY,
                &fields,
                errors,
                None,
            );
        }
        Err(error) => return Err(error),
    };
    let seen = seen(&fields);
    match fields.text("do") {
        "save" => usecases::save(&visit.app, user.actor(), rule, seen).await?,
        "put_aside" => usecases::put_aside(&visit.app, user.actor(), rule, seen).await?,
        other => {
            let query = fields.some("query").unwrap_or(&rule.words).to_owned();
            let is_active = other != "preview_aside";
            let preview = usecases::preview(&visit.app, rule, is_active, &query).await?;
            return again(
                &visit,
                StatusCode::OK,
                &fields,
                Vec::new(),
                Some(PreviewView::of(preview)),
            );
        }
    }
    Ok(redirect(&visit.app, LIST, Some("synonym.changed")))
}

/// The version of the row that the form showed; 0 where there was none.
fn seen(fields: &Fields) -> i64 {
    fields.text("version").parse().unwrap_or(0)
}

fn again(
    visit: &Visit,
    status: StatusCode,
    fields: &Fields,
    errors: Vec<FieldError>,
    preview: Option<PreviewView>,
) -> Result<HttpResponse> {
    let page = SynonymPage {
        typed: fields.typed(),
        errors,
        relations: relations(),
        history_href: (seen(fields) > 0).then(|| address(HISTORY, &named(fields))),
        is_row: fields.text("is_row") == "true",
        preview,
    };
    visit.page_with(status, "admin/synonym.html", &page)
}
