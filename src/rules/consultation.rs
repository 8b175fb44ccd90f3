//! How long a list lies open to the public before a decision. No rule asks it for models of "Dân vận khéo": a campaign
//! says whether it does, and for how many working days; these are the lengths that rules of awards use.

use super::dated::{Dated, day};

/// A length in working days, and for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// Working days.
    pub working_days: u32,
    /// For what.
    pub case: &'static str,
}

/// The known lengths, the longest first.
pub const LENGTHS: [Dated<Length>; 2] = [
    Dated {
        value: Length {
            working_days: 10,
            case: "khen thưởng cấp Nhà nước",
        },
        from: day(2024, 1, 1),
        until: None,
        source: "Nghị định 98/2023/NĐ-CP, Điều 46; Nghị định 152/2025/NĐ-CP giữ mức này",
    },
    Dated {
        value: Length {
            working_days: 7,
            case: "danh hiệu của Thành phố Hà Nội",
        },
        from: day(2025, 1, 1),
        until: None,
        source: "Quyết định 71/2025/QĐ-UBND thành phố Hà Nội, Điều 5.2c",
    },
];

/// The lengths in one line, for the form: `10 ngày làm việc (khen thưởng cấp Nhà nước), 7 …`.
pub fn precedents() -> String {
    let known: Vec<String> = LENGTHS
        .iter()
        .map(|length| {
            format!(
                "{} ngày làm việc ({})",
                length.value.working_days, length.value.case
            )
        })
        .collect();
    known.join(", ")
}
