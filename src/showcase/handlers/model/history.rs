//! What happened to a model: recognitions, events, its end, and what it was derived from.

use crate::clock::in_vietnam;
use crate::ids::ModelId;
use crate::models::Model;
use crate::models::model::Origin;
use crate::models::words::RecognitionLevel;
use crate::recognition::Form;
use crate::showcase::store::{Lineage, ModelStory};
use crate::showcase::views::{Link, Recognition, TimelineItem, When};
use crate::web::paths;

pub(super) fn recognitions(story: &ModelStory) -> Vec<Recognition> {
    let mut rows: Vec<_> = story
        .recognitions
        .iter()
        .map(|row| {
            let level = row.level.parse::<RecognitionLevel>().ok();
            let view = Recognition {
                form: form_label(&row.form),
                level: level.map_or_else(String::new, |level| level.label().to_owned()),
                decision_no: row.number.clone(),
                decided: When::on(row.decided_on),
                decided_by: if row.signer_position.is_empty() {
                    row.unit_name.clone()
                } else {
                    format!("{} – {}", row.unit_name, row.signer_position)
                },
                campaign: Some(row.campaign.clone()),
                until: row.valid_to.map(When::on),
            };
            (level, view)
        })
        .collect();
    rows.sort_by_key(|(level, _)| std::cmp::Reverse(*level));
    rows.into_iter().map(|(_, view)| view).collect()
}

/// What people read for a stored form of recognition.
fn form_label(word: &str) -> String {
    match word.parse::<Form>() {
        Ok(form) => form.label().to_owned(),
        Err(_) => word.to_owned(),
    }
}

pub(super) fn tombstone(model: &Model, story: &ModelStory) -> Option<String> {
    if model.state.is_alive() || model.origin == Origin::Compiled {
        return None;
    }
    let ended = story.ended.last();
    let when = ended.map_or_else(String::new, |(at, _)| {
        format!(" từ ngày {}", in_vietnam(*at).format("%d/%m/%Y"))
    });
    let why = ended
        .and_then(|(_, reason)| reason.as_ref())
        .filter(|reason| !reason.is_empty())
        .map_or_else(String::new, |reason| format!(": {reason}"));
    Some(format!(
        "{}{when}{why}. Trang này được giữ lại để tra cứu.",
        model.state.label()
    ))
}

pub(super) fn timeline(model: &Model, story: &ModelStory, lineage: &Lineage) -> Vec<TimelineItem> {
    let mut items: Vec<(chrono::NaiveDate, TimelineItem)> = Vec::new();
    let mut add = |day: chrono::NaiveDate,
                   title: String,
                   text: String,
                   kind: &'static str,
                   link: Option<Link>| {
        items.push((
            day,
            TimelineItem {
                when: When::on(day),
                title,
                text,
                kind,
                link,
            },
        ));
    };
    for event in &story.events {
        // Shown below with more about them.
        if matches!(event.kind.as_str(), "recognised" | "taken_up" | "derived") {
            continue;
        }
        let note = event.note.clone();
        match event_title(&event.kind) {
            "" => add(event.on_date, note, String::new(), "", None),
            title => add(event.on_date, title.to_owned(), note, "", None),
        }
    }
    if model.origin == Origin::Registered {
        for row in &story.recognitions {
            let level = row
                .level
                .parse::<RecognitionLevel>()
                .map_or("", RecognitionLevel::label);
            let title = format!("{}, {}", form_label(&row.form), level.to_lowercase());
            add(
                row.recognised_on,
                title,
                format!("Quyết định số {}", row.number),
                "recognised",
                None,
            );
        }
    }
    for adoption in lineage.adoptions.get(&model.id).into_iter().flatten() {
        let derived = lineage
            .members
            .get(&adoption.derived)
            .filter(|derived| derived.is_public);
        let link = derived.map(|derived| Link {
            label: derived.title.clone(),
            href: paths::model(&derived.slug),
        });
        add(
            adoption.started_on,
            format!("{} nhân rộng mô hình", adoption.unit_name),
            String::new(),
            "",
            link,
        );
    }
    let taken_up = lineage
        .adoptions
        .values()
        .flatten()
        .find(|adoption| adoption.derived == model.id);
    if let Some(adoption) = taken_up {
        add(
            adoption.started_on,
            String::from("Bắt đầu làm theo mô hình của đơn vị khác"),
            String::new(),
            "",
            derived_from(lineage, &model.id),
        );
    }
    if let Some(at) = model.published_at {
        add(
            in_vietnam(at).date_naive(),
            String::from("Đưa vào kho mô hình"),
            String::new(),
            "",
            None,
        );
    }
    items.sort_by_key(|(day, _)| *day);
    items.into_iter().map(|(_, item)| item).collect()
}

/// What people read of a kind of event; empty for a kind without words of its own.
fn event_title(kind: &str) -> &'static str {
    match kind {
        "registered" => "Đăng ký mô hình",
        "launched" => "Ra mắt mô hình",
        "inspected" => "Kiểm tra",
        "reviewed" => "Rà soát hằng năm",
        "strengthened" => "Củng cố",
        "handed_over" => "Chuyển giao đơn vị phụ trách",
        "delisted" => "Đưa ra khỏi danh sách",
        "ended" => "Kết thúc",
        _ => "",
    }
}

pub(super) fn derived_from(lineage: &Lineage, id: &ModelId) -> Option<Link> {
    let adoption = lineage
        .adoptions
        .values()
        .flatten()
        .find(|adoption| adoption.derived == *id)?;
    let source = lineage
        .members
        .get(&adoption.source)
        .filter(|source| source.is_public)?;
    Some(Link {
        label: source.title.clone(),
        href: paths::model(&source.slug),
    })
}
