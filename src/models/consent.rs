//! Recorded consents: a person agreed that their name, picture or a sensitive fact be published with a model.
//!
//! Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 9 and NĐ 356/2025/NĐ-CP, Điều 6: consent is given for each purpose
//! apart, can be proven, is never presumed, and can be withdrawn.

use crate::clock::Moment;
use crate::ids::{ConsentId, ModelId, UserId};
use crate::models::Model;
use crate::models::words::Subject;
use crate::text::tidy_line;
use crate::vietnamese;
use crate::words::words;
use chrono::NaiveDate;
use std::collections::BTreeMap;

words! {
    /// What a person agreed to.
    pub enum Purpose {
        /// That their name be published.
        PublishName = "publish_name", "Công khai họ tên";
        /// That a picture of them be published.
        PublishPhoto = "publish_photo", "Công khai ảnh";
        /// That their ethnicity, religion or health be published.
        PublishSensitive = "publish_sensitive", "Công khai thông tin nhạy cảm (dân tộc, tôn giáo, sức khỏe)";
    }
}

/// Which wording of [`TEXT`] a person agreed to.
pub const TEXT_VERSION: &str = "2026-11";

/// What a person agrees to, as the form shows it. A new wording takes a new [`TEXT_VERSION`].
pub const TEXT: &str = "Tôi đồng ý để đơn vị công khai trên trang này những thông tin về tôi đã đánh dấu dưới đây, chỉ để \
giới thiệu mô hình “Dân vận khéo”. Tôi biết mình có quyền xem, đề nghị sửa và rút lại sự đồng ý bất cứ lúc nào.";

/// A consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// The id.
    pub id: ConsentId,
    /// The model it belongs to.
    pub model_id: ModelId,
    /// Who agreed.
    pub person: String,
    /// To what.
    pub purpose: Purpose,
    /// To which wording.
    pub text_version: String,
    /// When.
    pub given_on: NaiveDate,
    /// What proves it and where it is kept.
    pub proof: String,
    /// Who recorded it.
    pub collected_by: UserId,
    /// When it was recorded.
    pub created_at: Moment,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Moment>,
}

/// What a person is compared by, however their name was typed: spaces, the form of its letters and case do not count.
pub fn person_key(person: &str) -> String {
    vietnamese::nfc(&tidy_line(person)).to_lowercase()
}

/// A person who was asked, and whether what they agreed to stands.
type Asked<'c> = (&'c str, bool);

fn asked(consents: &[Consent], purpose: Purpose) -> impl Iterator<Item = Asked<'_>> {
    let to = consents.iter().filter(move |one| one.purpose == purpose);
    to.map(|one| (one.person.as_str(), one.withdrawn_at.is_none()))
}

/// Everyone who ever agreed, by [`person_key`], and whether they still do, or do again.
fn persons<'c>(asked: impl Iterator<Item = Asked<'c>>) -> BTreeMap<String, bool> {
    let mut of_persons: BTreeMap<String, bool> = BTreeMap::new();
    for (person, stands) in asked {
        *of_persons.entry(person_key(person)).or_default() |= stands;
    }
    of_persons
}

/// Whether everyone who ever agreed still does, or does again; none where nobody was asked.
fn all_agree<'c>(asked: impl Iterator<Item = Asked<'c>>) -> Option<bool> {
    let of_persons = persons(asked);
    (!of_persons.is_empty()).then(|| of_persons.into_values().all(|stands| stands))
}

/// Whether everyone concerned agrees: somebody agreed to the purpose, and everyone who ever did still does, or does again.
/// That another agrees gives nobody's name away.
pub fn everyone_agrees(consents: &[Consent], purpose: Purpose) -> bool {
    all_agree(asked(consents, purpose)) == Some(true)
}

/// Whether a model may be shown in public as it is told: one about a person or household with the consent to their name of
/// everyone concerned, any other while it names nobody who took such a consent back.
pub fn may_be_told(model: &Model, consents: &[Consent]) -> bool {
    if model.subject.is_personal() {
        return everyone_agrees(consents, Purpose::PublishName);
    }
    let of_persons = persons(asked(consents, Purpose::PublishName));
    let mut gone = of_persons.iter().filter(|(_, stands)| !**stands);
    !gone.any(|(person, _)| told(model).any(|text| names(text, person)))
}

/// Every text of a model that people wrote.
fn told(model: &Model) -> impl Iterator<Item = &str> {
    let story = &model.story;
    let lists = story.steps.iter().chain(&story.actors);
    let figures = model.figures.iter().flat_map(|figure| {
        let said = [Some(&figure.indicator), Some(&figure.value)];
        let said = said.into_iter().chain([figure.evidence.as_ref()]);
        said.flatten()
    });
    let others = lists.chain(figures).map(String::as_str);
    std::iter::once(model.title.as_str())
        .chain(story.texts())
        .chain(others)
}

/// Whether a text names a person: their last two names side by side, so that `bà Nông Thị Bình` is found as `chị Thị
/// Bình` too. Sooner one too many than one too few: what is found wrongly is shown again once it is written otherwise.
fn names(text: &str, person: &str) -> bool {
    let syllables = |text| -> Vec<String> {
        vietnamese::syllables(text)
            .map(vietnamese::canonical)
            .collect()
    };
    let person = syllables(person);
    let own = &person[person.len().saturating_sub(2)..];
    !own.is_empty() && syllables(text).windows(own.len()).any(|words| words == own)
}

/// Whether the photos of a model may be shown in public: one about a person or household with the consent of everyone
/// concerned to their picture, any other unless somebody took such a consent back. `asked`: each consent to a picture,
/// by its person, with whether it stands.
pub fn may_show_photos<'c>(subject: Subject, asked: impl Iterator<Item = (&'c str, bool)>) -> bool {
    all_agree(asked).unwrap_or(!subject.is_personal())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn consent(person: &str, purpose: Purpose, withdrawn: bool) -> Consent {
        Consent {
            id: ConsentId::new(),
            model_id: ModelId::new(),
            person: person.to_owned(),
            purpose,
            text_version: TEXT_VERSION.to_owned(),
            given_on: NaiveDate::default(),
            proof: String::new(),
            collected_by: UserId::new(),
            created_at: Moment::default(),
            withdrawn_at: withdrawn.then(Moment::default),
        }
    }

    #[test]
    fn everyone_concerned_must_agree_and_a_renewed_consent_counts() {
        let name = |person, withdrawn| consent(person, Purpose::PublishName, withdrawn);
        let agree = |consents: &[Consent]| everyone_agrees(consents, Purpose::PublishName);
        assert!(!agree(&[]));
        assert!(agree(&[name("Nông Thị Bình", false)]));
        assert!(!agree(&[name("Nông Thị Bình", true)]));
        assert!(!agree(&[
            name("Nông Thị Bình", true),
            name("Nông Văn An", false)
        ]));
        assert!(agree(&[
            name("Nông Thị Bình", true),
            name("nông  thị bình", false)
        ]));
        let other = consent("Nông Thị Bình", Purpose::PublishPhoto, false);
        assert!(!agree(&[other]), "to another purpose");
    }

    #[test]
    fn a_text_names_a_person_by_the_last_two_of_their_names() {
        for (text, person, named) in [
            ("Bà Nông Thị Bình đi đầu.", "Nông Thị Bình", true),
            ("bà NÔNG  THỊ BÌNH", "bà Nông thị Bình", true),
            ("chị Thị Bình hiến đất", "Nông Thị Bình", true),
            ("Ông Hòa", "Ông Hoà", true),
            ("bình xét công khai", "Nông Thị Bình", false),
            ("Bình Thị", "Thị Bình", false),
            ("", "Nông Thị Bình", false),
            ("Bà con bản", "", false),
        ] {
            assert_eq!(names(text, person), named, "{text} | {person}");
        }
    }

    #[test]
    fn photos_need_a_consent_where_the_model_is_about_somebody() {
        let photo = |stands| ("Nông Thị Bình", stands);
        for (subject, asked, shown) in [
            (Subject::Model, vec![], true),
            (Subject::Collective, vec![photo(true)], true),
            (Subject::Model, vec![photo(false)], false),
            (Subject::Individual, vec![], false),
            (Subject::Household, vec![photo(true)], true),
            (Subject::Household, vec![photo(false)], false),
        ] {
            assert_eq!(
                may_show_photos(subject, asked.iter().copied()),
                shown,
                "{subject:?} {asked:?}"
            );
        }
    }
}
