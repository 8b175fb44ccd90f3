//! Registers a model of the demonstration as an officer does, part by part, from the story of a compiled record. What the
//! record does not tell is said to be missing, never made up; what is attached says that it is a sample.

use super::bodies::{Body, FOR_TRYING};
use super::{illustration, paper};
use crate::access::Actor;
use crate::app::App;
use crate::error::{AppError, Doing, Result};
use crate::models::attachment::AttachmentRole;
use crate::models::parts::Part;
use crate::models::usecases::{
    AttachFile, Draft, SavePart, Saved, attach_file, draft, register, save_part,
};
use crate::models::words::Sector;
use crate::models::{self, Model};
use crate::web::{Fields, UploadedFile};
use std::io::Write as _;

/// Drafts the model of a body and writes its parts.
pub(super) async fn write_model(app: &App, officer: &Actor, body: &Body) -> Result<Model> {
    let record = body.record;
    let compiled = app
        .db
        .read(move |conn| models::find_by_external_id(conn, record))
        .await?
        .ok_or_else(|| AppError::internal("finding a record of the catalogue", record))?;
    let begun = Draft {
        unit_id: body.unit.id.clone(),
        title: format!("{} {FOR_TRYING}", compiled.title),
        sector: compiled.sector,
        subject: compiled.subject,
    };
    let mut model = draft(app, officer.clone(), begun).await?;
    for part in Part::ALL {
        let fields = fields(*part, &model, &compiled);
        model = save(app, officer, &model, *part, fields).await?;
    }
    Ok(model)
}

/// Moves a draft, found by its code, to another sector.
pub(super) async fn change_sector(
    app: &App,
    officer: &Actor,
    code: &str,
    sector: Sector,
) -> Result<Model> {
    let code = code.to_owned();
    let model = app
        .db
        .read(move |conn| models::find_by_code(conn, &code))
        .await?
        .ok_or(AppError::NotFound)?;
    let typed = Model {
        sector,
        ..model.clone()
    };
    let fields = fields(Part::Name, &typed, &model);
    save(app, officer, &model, Part::Name, fields).await
}

/// Sends the form of a part.
async fn save(
    app: &App,
    officer: &Actor,
    model: &Model,
    part: Part,
    fields: Fields,
) -> Result<Model> {
    let command = SavePart {
        code: model.code.to_string(),
        part,
        fields,
        seen: part.seen(model),
        by_itself: false,
    };
    match save_part(app, officer.clone(), command).await? {
        Saved::Done(saved) => Ok(*saved),
        Saved::ChangedElsewhere(_) => Err(AppError::Conflict("conflict.changed")),
    }
}

/// Registers what was written.
pub(super) async fn register_model(app: &App, officer: &Actor, model: &Model) -> Result<Model> {
    register(app, officer.clone(), model.code.to_string()).await
}

/// Attaches a sample of evidence, and an illustration if asked, each saying in its caption what it is.
pub(super) async fn attach_samples(
    app: &App,
    officer: &Actor,
    model: &Model,
    illustrated: bool,
) -> Result<()> {
    let day = app.clock.today();
    let text = format!(
        "Ngày {}, tại nhà văn hóa, các hộ dân cùng bàn việc thực hiện mô hình “{}”.",
        day.format("%d/%m/%Y"),
        model.title
    );
    let minutes = paper::pdf(
        "Biên bản họp dân",
        &[
            &text,
            "Các hộ có mặt thống nhất cách làm, phân công người phụ trách và công khai kết quả hằng tháng.",
            "Trang này do chương trình trình diễn tạo ra để xem thử việc đính kèm minh chứng; cuộc họp, con số và chữ ký ở đây không có thật.",
        ],
    );
    let mut files = vec![(
        AttachmentRole::Evidence,
        "Biên bản họp dân (mẫu trình diễn, không có thật)",
        "bien-ban-hop-dan-mau.pdf",
        minutes,
    )];
    if illustrated {
        let picture = illustration::jpeg(model.sector.as_str(), &model.title)?;
        files.push((
            AttachmentRole::Photo,
            "Hình vẽ minh họa cho hồ sơ trình diễn, không phải ảnh chụp",
            "hinh-minh-hoa.jpg",
            picture,
        ));
    }
    for (role, caption, name, bytes) in files {
        let command = AttachFile {
            code: model.code.to_string(),
            role,
            caption: caption.to_owned(),
            // A drawing was not taken on any day.
            taken_on: (role == AttachmentRole::Evidence).then_some(day),
            file: uploaded(name, &bytes, app.config.max_upload_bytes)?,
        };
        attach_file(app, officer.clone(), command).await?;
    }
    Ok(())
}

/// A file as a browser brings it.
pub(super) fn uploaded(name: &str, bytes: &[u8], max_bytes: u64) -> Result<UploadedFile> {
    let mut content = tempfile::tempfile().doing("making a file of the demonstration")?;
    content
        .write_all(bytes)
        .doing("writing a file of the demonstration")?;
    Ok(UploadedFile {
        name: name.to_owned(),
        content,
        too_large: false,
        max_bytes,
    })
}

/// What an officer types into a part.
fn fields(part: Part, model: &Model, compiled: &Model) -> Fields {
    let story = &compiled.story;
    let mut fields = Fields::default();
    if let Some(content) = part.content() {
        let text = match part {
            Part::Name => model.title.clone(),
            Part::Situation => format!(
                "{}\n\n{}",
                told(&story.problem, "thực trạng trước khi có mô hình"),
                source_note(compiled)
            ),
            Part::Objectives => told(&story.objectives, "mục tiêu, tiêu chí"),
            Part::Method => told(&story.approach, "cách làm"),
            Part::Place => format!("Theo tư liệu: {}.", place(compiled)),
            Part::Forces if story.actors.is_empty() => compiled.unit_name.clone(),
            Part::Forces => format!(
                "{}; tham gia: {}.",
                compiled.unit_name,
                story.actors.join(", ")
            ),
            Part::Resources => told(&story.resources, "nguồn lực"),
            Part::Schedule => match compiled.year {
                Some(year) => format!("Tư liệu nói về năm {year}."),
                None => told("", "thời gian"),
            },
            Part::Outputs => told(&story.results, "kết quả"),
            Part::Continuation => told(&story.conditions, "khả năng duy trì, nhân rộng"),
            Part::Figures => String::new(),
        };
        fields.push(content.field(), &text);
    }
    match part {
        Part::Name => {
            fields.push("sector", model.sector.as_str());
            fields.push("subject", model.subject.as_str());
            fields.push("themes", &compiled.themes.join(", "));
        }
        Part::Method => fields.push("steps", &story.steps.join("\n")),
        Part::Schedule => fields.push(
            "year",
            &compiled
                .year
                .map(|year| year.to_string())
                .unwrap_or_default(),
        ),
        Part::Figures => {
            for (row, figure) in compiled.figures.iter().enumerate() {
                let mut cell =
                    |name: &str, text: &str| fields.push(format!("figures[{row}].{name}"), text);
                cell("indicator", &figure.indicator);
                cell("value", &figure.value);
                cell("unit", figure.unit.as_deref().unwrap_or(""));
                cell("evidence", &format!("Theo tư liệu {}", compiled.code));
            }
        }
        _ => {}
    }
    fields
}

/// The text, or that the record does not tell it.
fn told(text: &str, what: &str) -> String {
    if text.trim().is_empty() {
        format!("(Tư liệu không nêu {what}; khi đăng ký thật, đơn vị cần ghi rõ mục này.)")
    } else {
        text.to_owned()
    }
}

/// Says that this is for trying, and whose story it tells.
fn source_note(compiled: &Model) -> String {
    let source = compiled.source.clone().unwrap_or_default();
    let parts = [source.publisher, source.date];
    let named: Vec<String> = parts.into_iter().flatten().collect();
    let from = if named.is_empty() {
        String::new()
    } else {
        format!(" ({})", named.join(", "))
    };
    format!(
        "Dữ liệu trình diễn, nội dung theo tư liệu {} “{}”{from}; đơn vị nêu trong tư liệu không đăng ký mô hình này ở đây.",
        compiled.code, compiled.title
    )
}

fn place(compiled: &Model) -> String {
    let parts = [&compiled.commune_name, &compiled.district_name];
    let mut names: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    names.push(&compiled.province_name);
    names.join(", ")
}
