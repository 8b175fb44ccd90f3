//! One id type per entity: UUIDv7 as text, never shown to people. People see codes such as `MH-2026-0001`.

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;
use serde::{Deserialize, Serialize};

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, AsExpression, FromSqlRow,
        )]
        #[diesel(sql_type = Text)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// A new id, later than every id made before in this process.
            pub fn new() -> Self {
                Self(uuid::Uuid::now_v7().to_string())
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::new()
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<DB: Backend> ToSql<Text, DB> for $name
        where
            String: ToSql<Text, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                self.0.to_sql(out)
            }
        }

        impl<DB: Backend> FromSql<Text, DB> for $name
        where
            String: FromSql<Text, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
                String::from_sql(bytes).map(Self)
            }
        }
    )+};
}

id! {
    /// A unit: see `units`.
    UnitId,
    /// A person's account: see `users`.
    UserId,
    /// A dated role of a person in a unit.
    MembershipId,
    /// A campaign (đợt thi đua).
    CampaignId,
    /// A revision of a criteria set.
    CriteriaSetId,
    /// An emulation council.
    CouncilId,
    /// A dated seat in a council.
    SeatId,
    /// A model.
    ModelId,
    /// A nomination (hồ sơ).
    NominationId,
    /// A member's score sheet on one nomination.
    SheetId,
    /// A decision (quyết định).
    DecisionId,
    /// A recognition of a model.
    RecognitionId,
    /// An adoption (nhân rộng).
    AdoptionId,
    /// A need (nhu cầu) of a unit.
    NeedId,
    /// A use of a file as photo or evidence.
    AttachmentId,
    /// A person's recorded consent.
    ConsentId,
    /// Any other row that nothing refers to by type.
    RowId,
    /// A rule of synonyms as an administrator left it: see `search`.
    SynonymId,
}

/// The ids of models as the index gives them, in the same order.
pub fn model_ids<'t>(texts: impl IntoIterator<Item = &'t String>) -> Vec<ModelId> {
    texts
        .into_iter()
        .map(|text| ModelId::from(text.as_str()))
        .collect()
}

/// A text code that people read, as it stands in an address: upper-case letters, digits and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Code(String);

impl Code {
    /// The code `prefix-year-number`, the number with at least `width` digits.
    pub fn numbered(prefix: &str, year: i32, number: i64, width: usize) -> Self {
        Self(format!("{prefix}-{year}-{number:0width$}"))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for Code {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_made_later_sort_later() {
        let ids: Vec<ModelId> = (0..100).map(|_| ModelId::new()).collect();
        assert!(ids.is_sorted());
    }

    #[test]
    fn codes_are_padded_and_grow_beyond_their_width() {
        assert_eq!(Code::numbered("MH", 2026, 7, 4).as_str(), "MH-2026-0007");
        assert_eq!(
            Code::numbered("MH", 2026, 123_456, 4).as_str(),
            "MH-2026-123456"
        );
    }
}
