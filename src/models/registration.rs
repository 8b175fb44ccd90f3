//! The registration of a model: ten contents, as wards ask for them (`domain.md` 5.1; Thanh Khê, công văn 249/MTTQ-BTT).

use serde::{Deserialize, Serialize};

use crate::error::FieldErrors;
use crate::text::{tidy, tidy_line};

/// One of the ten contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Name.
    Name,
    /// Situation before, and reason.
    Situation,
    /// Objectives and criteria.
    Objectives,
    /// Content and method.
    Method,
    /// Place and target group.
    PlaceAndTarget,
    /// Who leads, coordinates and takes part, with roles.
    Forces,
    /// Money, facilities, people, labour days, contributions.
    Resources,
    /// Start, milestones, moment of evaluation.
    Schedule,
    /// Outputs that can be verified.
    Outputs,
    /// Ability to be kept and replicated.
    Continuation,
}

impl Content {
    /// All ten, in the order of the form.
    pub const ALL: [Self; 10] = [
        Self::Name,
        Self::Situation,
        Self::Objectives,
        Self::Method,
        Self::PlaceAndTarget,
        Self::Forces,
        Self::Resources,
        Self::Schedule,
        Self::Outputs,
        Self::Continuation,
    ];

    /// The name of the form's field.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Situation => "situation",
            Self::Objectives => "objectives",
            Self::Method => "method",
            Self::PlaceAndTarget => "place_and_target",
            Self::Forces => "forces",
            Self::Resources => "resources",
            Self::Schedule => "schedule",
            Self::Outputs => "outputs",
            Self::Continuation => "continuation",
        }
    }

    /// The official label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Name => "Tên mô hình",
            Self::Situation => "Thực trạng, lý do xây dựng",
            Self::Objectives => "Mục tiêu, tiêu chí",
            Self::Method => "Nội dung, cách thức thực hiện",
            Self::PlaceAndTarget => "Địa bàn, đối tượng",
            Self::Forces => "Lực lượng thực hiện",
            Self::Resources => "Nguồn lực",
            Self::Schedule => "Thời gian",
            Self::Outputs => "Sản phẩm, kết quả đầu ra",
            Self::Continuation => "Khả năng duy trì, nhân rộng",
        }
    }

    /// Plain guidance for whoever fills it in.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Name => "Ngắn gọn, nói được việc làm và nơi làm.",
            Self::Situation => {
                "Trước khi có mô hình, người dân hoặc đơn vị gặp khó khăn gì? Vì sao chọn việc này?"
            }
            Self::Objectives => "Muốn đạt được điều gì, đo bằng tiêu chí nào?",
            Self::Method => "Làm những việc gì, theo trình tự nào? Mỗi bước viết một dòng.",
            Self::PlaceAndTarget => "Thực hiện ở thôn, tổ dân phố, cơ quan nào; cho những ai?",
            Self::Forces => "Ai chủ trì, ai phối hợp, ai tham gia, mỗi bên làm gì?",
            Self::Resources => "Kinh phí, cơ sở vật chất, nhân lực, ngày công, xã hội hóa.",
            Self::Schedule => "Bắt đầu khi nào, tiến độ ra sao, đánh giá vào thời điểm nào?",
            Self::Outputs => "Sản phẩm, kết quả cụ thể mà người khác có thể kiểm chứng.",
            Self::Continuation => {
                "Làm thế nào để duy trì lâu dài? Nơi khác muốn làm theo thì cần gì?"
            }
        }
    }

    /// Most characters. Project policy: no rule on length was found.
    pub const fn max_chars(self) -> usize {
        match self {
            Self::Name => 200,
            _ => 6_000,
        }
    }

    const fn asked(self) -> &'static str {
        match self {
            Self::Name => "Hãy nêu tên mô hình.",
            Self::Situation => "Hãy nêu thực trạng và lý do xây dựng mô hình.",
            Self::Objectives => "Hãy nêu mục tiêu, tiêu chí của mô hình.",
            Self::Method => "Hãy nêu nội dung và cách thức thực hiện.",
            Self::PlaceAndTarget => "Hãy nêu địa bàn và đối tượng của mô hình.",
            Self::Forces => "Hãy nêu lực lượng chủ trì, phối hợp, tham gia và vai trò.",
            Self::Resources => "Hãy nêu nguồn lực thực hiện.",
            Self::Schedule => "Hãy nêu thời gian bắt đầu, tiến độ và thời điểm đánh giá.",
            Self::Outputs => "Hãy nêu sản phẩm, kết quả đầu ra kiểm chứng được.",
            Self::Continuation => "Hãy nêu khả năng duy trì, nhân rộng.",
        }
    }
}

/// The ten contents as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RawRegistration {
    /// See [`Content::Name`].
    pub name: String,
    /// See [`Content::Situation`].
    pub situation: String,
    /// See [`Content::Objectives`].
    pub objectives: String,
    /// See [`Content::Method`].
    pub method: String,
    /// See [`Content::PlaceAndTarget`].
    pub place_and_target: String,
    /// See [`Content::Forces`].
    pub forces: String,
    /// See [`Content::Resources`].
    pub resources: String,
    /// See [`Content::Schedule`].
    pub schedule: String,
    /// See [`Content::Outputs`].
    pub outputs: String,
    /// See [`Content::Continuation`].
    pub continuation: String,
}

/// The ten contents, tidied and within their lengths. The name is there; others may be empty in a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Registration(RawRegistration);

impl RawRegistration {
    /// One of the contents.
    pub fn get(&self, content: Content) -> &str {
        match content {
            Content::Name => &self.name,
            Content::Situation => &self.situation,
            Content::Objectives => &self.objectives,
            Content::Method => &self.method,
            Content::PlaceAndTarget => &self.place_and_target,
            Content::Forces => &self.forces,
            Content::Resources => &self.resources,
            Content::Schedule => &self.schedule,
            Content::Outputs => &self.outputs,
            Content::Continuation => &self.continuation,
        }
    }

    /// One of the contents, to be written.
    pub fn get_mut(&mut self, content: Content) -> &mut String {
        match content {
            Content::Name => &mut self.name,
            Content::Situation => &mut self.situation,
            Content::Objectives => &mut self.objectives,
            Content::Method => &mut self.method,
            Content::PlaceAndTarget => &mut self.place_and_target,
            Content::Forces => &mut self.forces,
            Content::Resources => &mut self.resources,
            Content::Schedule => &mut self.schedule,
            Content::Outputs => &mut self.outputs,
            Content::Continuation => &mut self.continuation,
        }
    }

    /// The contents still to be written, in the order of the form.
    pub fn missing(&self) -> Vec<Content> {
        Content::ALL
            .into_iter()
            .filter(|content| !says_something(self.get(*content)))
            .collect()
    }

    fn tidied(&self) -> Self {
        Self {
            name: tidy_line(&self.name),
            situation: tidy(&self.situation),
            objectives: tidy(&self.objectives),
            method: tidy(&self.method),
            place_and_target: tidy(&self.place_and_target),
            forces: tidy(&self.forces),
            resources: tidy(&self.resources),
            schedule: tidy(&self.schedule),
            outputs: tidy(&self.outputs),
            continuation: tidy(&self.continuation),
        }
    }
}

impl Registration {
    /// Checks what is to be kept as a draft: a name, and nothing too long. Err: every field that is wrong.
    pub fn draft(raw: &RawRegistration) -> Result<Self, FieldErrors> {
        Self::with(raw, &[Content::Name])
    }

    /// Checks what is to be handed on: all ten contents, and nothing too long. Err: every field that is wrong.
    pub fn check(raw: &RawRegistration) -> Result<Self, FieldErrors> {
        Self::with(raw, &Content::ALL)
    }

    fn with(raw: &RawRegistration, required: &[Content]) -> Result<Self, FieldErrors> {
        let tidied = raw.tidied();
        let mut errors = FieldErrors::new();
        for content in Content::ALL {
            let text = tidied.get(content);
            if text.chars().count() > content.max_chars() {
                errors.push(
                    content.field(),
                    format!("{} dài quá {} ký tự.", content.label(), content.max_chars()),
                );
            } else if required.contains(&content) && !says_something(text) {
                errors.push(content.field(), content.asked());
            }
        }
        errors.into_result(Self(tidied))
    }

    /// One of the contents; empty where a draft lacks it.
    pub fn get(&self, content: Content) -> &str {
        self.0.get(content)
    }

    /// The contents still to be written, in the order of the form.
    pub fn missing(&self) -> Vec<Content> {
        self.0.missing()
    }

    /// What is wrong if it were handed on now: one message for each missing content.
    pub fn missing_errors(&self) -> FieldErrors {
        let mut errors = FieldErrors::new();
        for content in self.missing() {
            errors.push(content.field(), content.asked());
        }
        errors
    }

    /// The method step by step: see [`steps_in`].
    pub fn steps(&self) -> Vec<&str> {
        steps_in(&self.0.method)
    }
}

/// The steps a text tells: its lines, without the numbers or dashes people put before them.
pub fn steps_in(text: &str) -> Vec<&str> {
    text.lines()
        .map(without_bullet)
        .filter(|line| !line.is_empty())
        .collect()
}

/// Whether a text holds a letter or a digit: a lone dash is no answer.
fn says_something(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

fn without_bullet(line: &str) -> &str {
    let line = line
        .trim()
        .trim_start_matches(['-', '–', '—', '+', '*', '•', '·'])
        .trim_start();
    let line = line
        .strip_prefix("Bước ")
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        .unwrap_or(line);
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < line.len() && line.len() - rest.len() <= 2;
    match rest.strip_prefix(['.', ')', ':', '/']) {
        Some(text) if numbered && text.starts_with(' ') => text.trim_start(),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full() -> RawRegistration {
        RawRegistration {
            name: "  Tổ tự quản  giữ sạch bờ kênh ".into(),
            situation: "Rác đổ xuống kênh.\r\nDân kêu nhiều năm.".into(),
            objectives: "Bờ kênh không còn rác.".into(),
            method: "1. Họp dân\n- Lập tổ\nBước 3: Phân công\n\n2024 bắt đầu mở rộng\n10/10 hộ ký cam kết".into(),
            place_and_target: "Ấp 3; 120 hộ ven kênh".into(),
            forces: "Chi bộ chủ trì, Mặt trận phối hợp".into(),
            resources: "200 ngày công".into(),
            schedule: "Từ tháng 3, đánh giá tháng 10".into(),
            outputs: "3 km bờ kênh sạch".into(),
            continuation: "Thứ bảy hằng tuần".into(),
        }
    }

    #[test]
    fn a_full_registration_is_kept_tidy() {
        let registration = Registration::check(&full()).unwrap();
        assert_eq!(
            registration.get(Content::Name),
            "Tổ tự quản giữ sạch bờ kênh"
        );
        assert_eq!(
            registration.get(Content::Situation),
            "Rác đổ xuống kênh.\nDân kêu nhiều năm."
        );
        assert!(registration.missing().is_empty());
        assert_eq!(
            registration.steps(),
            [
                "Họp dân",
                "Lập tổ",
                "Phân công",
                "2024 bắt đầu mở rộng",
                "10/10 hộ ký cam kết",
            ]
        );
        assert_eq!(Registration::check(&registration.0), Ok(registration));
    }

    #[test]
    fn each_of_the_ten_is_asked_for() {
        let errors = Registration::check(&RawRegistration::default()).unwrap_err();
        assert_eq!(errors.iter().count(), 10);
        for (error, content) in errors.iter().zip(Content::ALL) {
            assert_eq!(error.field, content.field());
            assert!(error.message.starts_with("Hãy nêu "), "{}", error.message);
        }
        let mut raw = full();
        raw.outputs = " - … ".into();
        assert_eq!(
            Registration::check(&raw).unwrap_err(),
            FieldErrors::one(
                "outputs",
                "Hãy nêu sản phẩm, kết quả đầu ra kiểm chứng được."
            )
        );
    }

    #[test]
    fn a_draft_needs_only_its_name_and_knows_what_is_missing() {
        let raw = RawRegistration {
            name: "Tổ tự quản".into(),
            method: "Họp dân".into(),
            ..RawRegistration::default()
        };
        let draft = Registration::draft(&raw).unwrap();
        assert_eq!(draft.missing().len(), 8);
        assert_eq!(
            Registration::check(&raw).unwrap_err(),
            draft.missing_errors()
        );
        assert_eq!(
            Registration::draft(&RawRegistration::default())
                .unwrap_err()
                .iter()
                .count(),
            1
        );
    }

    #[test]
    fn nothing_may_be_too_long_not_even_in_a_draft() {
        for content in Content::ALL {
            let text = "ă".repeat(content.max_chars() + 1);
            let mut raw = serde_json::to_value(full()).unwrap();
            raw[content.field()] = text.into();
            let errors = Registration::draft(&serde_json::from_value(raw).unwrap()).unwrap_err();
            assert_eq!(errors.iter().count(), 1);
            assert!(errors.of(content.field()).unwrap().contains("dài quá"));
        }
    }
}
