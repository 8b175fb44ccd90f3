//! The parts in which a unit writes a registration, one topic a page: what each asks and where it stands. No I/O.

use super::record::Model;
use super::registration::{Content, RawRegistration};
use super::story::Story;
use crate::words::words;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

words! {
    /// A part, by the last part of its address.
    pub enum Part {
        /// Name, sector, subject, themes.
        Name = "ten", "Tên và lĩnh vực";
        /// Situation and reason.
        Situation = "thuc-trang", "Thực trạng, lý do xây dựng";
        /// Objectives and criteria.
        Objectives = "muc-tieu", "Mục tiêu, tiêu chí";
        /// Content and method, step by step.
        Method = "cach-lam", "Nội dung, cách làm";
        /// Place and target group.
        Place = "dia-ban", "Địa bàn, đối tượng";
        /// Who does it.
        Forces = "luc-luong", "Lực lượng thực hiện";
        /// What it takes.
        Resources = "nguon-luc", "Nguồn lực";
        /// When.
        Schedule = "thoi-gian", "Thời gian";
        /// Outputs that can be verified.
        Outputs = "ket-qua", "Sản phẩm, kết quả";
        /// Claimed numbers.
        Figures = "so-lieu", "Số liệu";
        /// Ability to be kept and replicated.
        Continuation = "duy-tri", "Khả năng duy trì, nhân rộng";
    }
}

words! {
    /// Where a part stands.
    pub enum PartState {
        /// Nothing is written.
        Empty = "empty", "Chưa nhập";
        /// Something is written, and something is missing.
        Missing = "missing", "Còn thiếu";
        /// All that is asked is written.
        Done = "done", "Đã nhập";
        /// Nothing is written, and nothing need be.
        Optional = "optional", "Không bắt buộc";
    }
}

/// How a field of a part is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// One line.
    Line,
    /// Several lines.
    Text,
    /// One of several words.
    Choice,
    /// A year.
    Year,
}

/// A field of a part's form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartField {
    /// Its name in the form.
    pub name: &'static str,
    /// How it is typed.
    pub kind: FieldKind,
    /// What it asks.
    pub label: &'static str,
    /// One line of help.
    pub hint: &'static str,
    /// Whether a registration needs it.
    pub required: bool,
    /// Most characters.
    pub max_chars: usize,
    /// What can be chosen.
    pub options: Vec<FieldOption>,
}

/// A choice of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldOption {
    /// The word that is sent.
    pub value: &'static str,
    /// What people read.
    pub label: &'static str,
    /// What it means, where the label alone does not say.
    pub hint: &'static str,
}

/// Most themes of a model. Project policy.
pub const MAX_THEMES: usize = 8;
/// Most characters of a theme. Project policy.
pub const THEME_MAX_CHARS: usize = 60;
/// Most steps of a method. Project policy.
pub const MAX_STEPS: usize = 30;

impl Part {
    /// The content of a registration that the part holds; none for the figures, which are asked beside the ten.
    pub const fn content(self) -> Option<Content> {
        Some(match self {
            Self::Name => Content::Name,
            Self::Situation => Content::Situation,
            Self::Objectives => Content::Objectives,
            Self::Method => Content::Method,
            Self::Place => Content::PlaceAndTarget,
            Self::Forces => Content::Forces,
            Self::Resources => Content::Resources,
            Self::Schedule => Content::Schedule,
            Self::Outputs => Content::Outputs,
            Self::Continuation => Content::Continuation,
            Self::Figures => return None,
        })
    }

    /// The part that holds a content.
    pub fn of(content: Content) -> Self {
        Self::ALL
            .iter()
            .copied()
            .find(|part| part.content() == Some(content))
            .unwrap_or(Self::Name)
    }

    /// The part after it, in the order of the list.
    pub fn next(self) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .skip_while(|part| *part != self)
            .nth(1)
    }

    /// The fields of its form, figures apart, which are rows.
    pub fn fields(self) -> Vec<PartField> {
        let mut fields: Vec<PartField> = self.content().map(content_field).into_iter().collect();
        match self {
            Self::Name => fields.extend([
                PartField {
                    options: sectors(),
                    ..field("sector", FieldKind::Choice, "Lĩnh vực", "", true, 0)
                },
                PartField {
                    options: subjects(),
                    ..field("subject", FieldKind::Choice, "Loại", "", true, 0)
                },
                field(
                    "themes",
                    FieldKind::Line,
                    "Chủ đề",
                    "Ngăn cách bằng dấu phẩy, ví dụ: môi trường, hiến đất làm đường.",
                    false,
                    MAX_THEMES * (THEME_MAX_CHARS + 2),
                ),
            ]),
            Self::Method => fields.push(field(
                "steps",
                FieldKind::Text,
                "Các bước thực hiện",
                "Mỗi bước một dòng, theo thứ tự. Đơn vị khác sẽ làm theo các bước này.",
                false,
                Content::Method.max_chars(),
            )),
            Self::Schedule => fields.push(field(
                "year",
                FieldKind::Year,
                "Năm bắt đầu",
                "Ví dụ: 2026.",
                false,
                4,
            )),
            _ => {}
        }
        fields
    }

    /// What its form shows of a model: field name → stored text.
    pub fn values(self, model: &Model) -> BTreeMap<String, String> {
        let mut values = BTreeMap::new();
        if let Some(content) = self.content() {
            values.insert(
                content.field().to_owned(),
                content_of(model, content).to_owned(),
            );
        }
        match self {
            Self::Name => {
                values.insert("sector".into(), model.sector.as_str().to_owned());
                values.insert("subject".into(), model.subject.as_str().to_owned());
                values.insert("themes".into(), model.themes.join(", "));
            }
            Self::Method => {
                values.insert("steps".into(), model.story.steps.join("\n"));
            }
            Self::Schedule => {
                let year = model.year.map(|year| year.to_string());
                values.insert("year".into(), year.unwrap_or_default());
            }
            Self::Figures => {
                for (row, figure) in model.figures.iter().enumerate() {
                    let text = |part: &Option<String>| part.clone().unwrap_or_default();
                    for (name, value) in [
                        ("indicator", figure.indicator.clone()),
                        ("value", figure.value.clone()),
                        ("unit", text(&figure.unit)),
                        ("period", text(&figure.period)),
                        ("baseline", text(&figure.baseline)),
                        ("evidence", text(&figure.evidence)),
                    ] {
                        values.insert(format!("figures[{row}].{name}"), value);
                    }
                }
            }
            _ => {}
        }
        values
    }

    /// A short name for the text of this part as it stands: a form that carries it tells whether the part changed
    /// since the form was shown.
    pub fn seen(self, model: &Model) -> String {
        let mut digest = Sha256::new();
        for (name, value) in self.values(model) {
            for text in [name, value] {
                digest.update((text.len() as u64).to_be_bytes());
                digest.update(text.as_bytes());
            }
        }
        hex::encode(&digest.finalize()[..8])
    }

    /// Where it stands.
    pub fn state(self, model: &Model) -> PartState {
        match self.content() {
            Some(content) if registration_of(model).missing().contains(&content) => {
                let written = self.values(model).into_iter().any(|(name, value)| {
                    !value.is_empty() && !matches!(name.as_str(), "sector" | "subject")
                });
                if written {
                    PartState::Missing
                } else {
                    PartState::Empty
                }
            }
            None if model.figures.is_empty() => PartState::Optional,
            Some(_) | None => PartState::Done,
        }
    }
}

/// The ten contents of a model.
pub fn registration_of(model: &Model) -> RawRegistration {
    let text = |content| content_of(model, content).to_owned();
    RawRegistration {
        name: text(Content::Name),
        situation: text(Content::Situation),
        objectives: text(Content::Objectives),
        method: text(Content::Method),
        place_and_target: text(Content::PlaceAndTarget),
        forces: text(Content::Forces),
        resources: text(Content::Resources),
        schedule: text(Content::Schedule),
        outputs: text(Content::Outputs),
        continuation: text(Content::Continuation),
    }
}

/// One of the ten contents.
pub fn content_of(model: &Model, content: Content) -> &str {
    content_in(&model.title, &model.story, content)
}

/// One of the ten contents of a text that has a name.
pub fn content_in<'t>(title: &'t str, story: &'t Story, content: Content) -> &'t str {
    match content {
        Content::Name => title,
        Content::Situation => &story.problem,
        Content::Objectives => &story.objectives,
        Content::Method => &story.approach,
        Content::PlaceAndTarget => &story.place_and_target,
        Content::Forces => &story.forces,
        Content::Resources => &story.resources,
        Content::Schedule => &story.schedule,
        Content::Outputs => &story.results,
        Content::Continuation => &story.conditions,
    }
}

/// Where one of the ten contents is kept.
pub(super) fn content_mut(model: &mut Model, content: Content) -> &mut String {
    let story = &mut model.story;
    match content {
        Content::Name => &mut model.title,
        Content::Situation => &mut story.problem,
        Content::Objectives => &mut story.objectives,
        Content::Method => &mut story.approach,
        Content::PlaceAndTarget => &mut story.place_and_target,
        Content::Forces => &mut story.forces,
        Content::Resources => &mut story.resources,
        Content::Schedule => &mut story.schedule,
        Content::Outputs => &mut story.results,
        Content::Continuation => &mut story.conditions,
    }
}

fn content_field(content: Content) -> PartField {
    let (kind, hint) = match content {
        Content::Name => (FieldKind::Line, content.hint()),
        Content::Method => (
            FieldKind::Text,
            "Kể những việc đã làm và cách vận động. Trình tự từng bước ghi ở ô bên dưới.",
        ),
        _ => (FieldKind::Text, content.hint()),
    };
    field(
        content.field(),
        kind,
        content.label(),
        hint,
        true,
        content.max_chars(),
    )
}

fn field(
    name: &'static str,
    kind: FieldKind,
    label: &'static str,
    hint: &'static str,
    required: bool,
    max_chars: usize,
) -> PartField {
    PartField {
        name,
        kind,
        label,
        hint,
        required,
        max_chars,
        options: Vec::new(),
    }
}

/// The sectors as choices.
pub fn sectors() -> Vec<FieldOption> {
    use super::words::Sector;
    let option = |sector: &Sector| FieldOption {
        value: sector.as_str(),
        label: sector.label(),
        hint: match sector {
            Sector::Economy => "Sinh kế, nông thôn mới, hiến đất làm đường, giảm nghèo.",
            Sector::CultureSociety => "Giáo dục, y tế, môi trường, nếp sống, an sinh.",
            Sector::DefenseSecurity => "An ninh trật tự, biên giới, quân dân.",
            Sector::PoliticalSystem => "Tổ chức đảng, chính quyền, Mặt trận, đoàn thể.",
        },
    };
    Sector::ALL.iter().map(option).collect()
}

/// The subjects as choices.
pub fn subjects() -> Vec<FieldOption> {
    use super::words::Subject;
    let option = |subject: &Subject| FieldOption {
        value: subject.as_str(),
        label: subject.label(),
        hint: match subject {
            Subject::Model => "Một cách làm có tên gọi và nơi thực hiện.",
            Subject::Collective => "Một tập thể tiêu biểu.",
            Subject::Individual => {
                "Một người tiêu biểu; chỉ nêu tên công khai khi người đó đồng ý."
            }
            Subject::Household => "Một hộ gia đình tiêu biểu.",
        },
    };
    Subject::ALL.iter().map(option).collect()
}
