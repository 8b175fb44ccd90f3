//! What can be wrong or unclear in a criteria set, how much it matters, and how an administrator is told.

use std::fmt;

use super::points::Points;

/// How much a defect matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing; the set can still be scored.
    Notice,
    /// Two scorers could both be right and differ, or there is nothing to score: not offered to campaigns.
    Blocking,
}

/// One thing wrong or unclear. Its text ([`fmt::Display`]) is Vietnamese, for an administrator.
#[derive(Clone, Debug, PartialEq)]
pub struct Defect {
    /// The criterion it stands on; `None` for the set as a whole.
    pub code: Option<String>,
    /// What it is.
    pub kind: DefectKind,
}

/// The kinds of defects.
#[derive(Clone, Debug, PartialEq)]
pub enum DefectKind {
    /// The set has no criteria.
    NoCriteria,
    /// Two criteria have one code.
    DuplicateCode,
    /// The parent is not in the set.
    UnknownParent(String),
    /// A criterion is its own ancestor.
    Cycle,
    /// A heading without criteria under it.
    MissingSubCriteria,
    /// A kind this version does not know.
    UnknownKind(String),
    /// A criterion to be scored has no maximum, or one of the wrong sign.
    NoMaximum,
    /// Nothing says which points its options give.
    NoOptions,
    /// The children do not add up to the heading.
    SumOfChildren {
        /// What the heading says.
        stated: Points,
        /// What the children add up to.
        sum: Points,
    },
    /// The top of the tree does not add up to what the set states.
    Total {
        /// Which total: `tổng điểm chuẩn`.
        what: &'static str,
        /// What the set says.
        stated: Points,
        /// What the criteria add up to.
        sum: Points,
    },
    /// An option gives more than the maximum.
    OptionAboveMaximum {
        /// The best option.
        best: Points,
        /// The maximum.
        max: Points,
    },
    /// No option reaches the maximum.
    MaximumOutOfReach {
        /// The most that can be had.
        best: Points,
        /// The maximum.
        max: Points,
    },
    /// More can be had than the maximum.
    MoreThanMaximum {
        /// The most that counting gives.
        best: Points,
        /// The maximum.
        max: Points,
    },
    /// The maximum is not a whole number of steps.
    OffStep {
        /// The maximum.
        max: Points,
        /// The step.
        step: Points,
    },
    /// A conditional cap is not below the maximum.
    CapAboveMaximum {
        /// The cap.
        cap: Points,
        /// The maximum.
        max: Points,
    },
    /// Two bands hold the same result and give different points.
    BandsOverlap(String),
    /// A result lies in no band.
    BandGap(String),
    /// A band or a rank that nothing can lie in.
    EmptyRange(String),
    /// Two ranks hold the same total.
    RanksOverlap {
        /// The two ranks.
        ranks: [String; 2],
        /// The totals both hold.
        at: String,
    },
    /// A total lies in no rank.
    RankGap {
        /// The ranks below and above.
        ranks: [String; 2],
        /// The totals between.
        at: String,
    },
    /// A rule names a rank that the set does not have.
    UnknownRank(String),
    /// The editor noted an error in the official text.
    Noted(String),
}

impl DefectKind {
    /// How much it matters.
    pub const fn severity(&self) -> Severity {
        match self {
            Self::NoCriteria
            | Self::DuplicateCode
            | Self::UnknownParent(_)
            | Self::Cycle
            | Self::MissingSubCriteria
            | Self::UnknownKind(_)
            | Self::NoMaximum
            | Self::NoOptions
            | Self::SumOfChildren { .. }
            | Self::Total { .. }
            | Self::OptionAboveMaximum { .. }
            | Self::BandsOverlap(_)
            | Self::EmptyRange(_)
            | Self::RanksOverlap { .. } => Severity::Blocking,
            Self::MaximumOutOfReach { .. }
            | Self::MoreThanMaximum { .. }
            | Self::OffStep { .. }
            | Self::CapAboveMaximum { .. }
            | Self::BandGap(_)
            | Self::RankGap { .. }
            | Self::UnknownRank(_)
            | Self::Noted(_) => Severity::Notice,
        }
    }
}

impl Defect {
    /// How much it matters.
    pub const fn severity(&self) -> Severity {
        self.kind.severity()
    }
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(code) = &self.code {
            write!(f, "Tiêu chí {code}: ")?;
        }
        match &self.kind {
            DefectKind::NoCriteria => f.write_str("Bộ tiêu chí chưa có tiêu chí nào."),
            DefectKind::DuplicateCode => f.write_str("mã tiêu chí bị trùng."),
            DefectKind::UnknownParent(parent) => {
                write!(f, "tiêu chí cấp trên “{parent}” không có trong bộ.")
            }
            DefectKind::Cycle => f.write_str("các tiêu chí cấp trên nối thành vòng."),
            DefectKind::MissingSubCriteria => {
                f.write_str("là nhóm nhưng thiếu các tiêu chí thành phần.")
            }
            DefectKind::UnknownKind(kind) => write!(f, "cách tính điểm “{kind}” chưa được hỗ trợ."),
            DefectKind::NoMaximum => f.write_str("thiếu điểm tối đa, hoặc điểm tối đa sai dấu."),
            DefectKind::NoOptions => f.write_str("không nêu các mức điểm để chọn."),
            DefectKind::SumOfChildren { stated, sum } => {
                write!(
                    f,
                    "ghi {stated} điểm nhưng các tiêu chí thành phần cộng lại là {sum} điểm."
                )
            }
            DefectKind::Total { what, stated, sum } => {
                write!(
                    f,
                    "Văn bản ghi {what} là {stated} nhưng các tiêu chí cộng lại là {sum}."
                )
            }
            DefectKind::OptionAboveMaximum { best, max } => {
                write!(f, "có mức {best} điểm, cao hơn điểm tối đa {max}.")
            }
            DefectKind::MaximumOutOfReach { best, max } => {
                write!(
                    f,
                    "mức cao nhất chỉ được {best} điểm trong khi điểm tối đa là {max}."
                )
            }
            DefectKind::MoreThanMaximum { best, max } => {
                write!(
                    f,
                    "tính đủ được {best} điểm, nhiều hơn điểm tối đa {max}; phần vượt không được tính."
                )
            }
            DefectKind::OffStep { max, step } => {
                write!(f, "điểm tối đa {max} không chia hết cho bước điểm {step}.")
            }
            DefectKind::CapAboveMaximum { cap, max } => {
                write!(
                    f,
                    "mức trần có điều kiện {cap} không thấp hơn điểm tối đa {max}."
                )
            }
            DefectKind::BandsOverlap(at) => {
                write!(
                    f,
                    "các khoảng điểm chồng nhau tại {at}; cần ghi rõ đầu mút thuộc khoảng nào."
                )
            }
            DefectKind::BandGap(at) => write!(f, "kết quả {at} không thuộc khoảng điểm nào."),
            DefectKind::EmptyRange(what) => {
                write!(f, "khoảng “{what}” có đầu dưới cao hơn đầu trên.")
            }
            DefectKind::RanksOverlap {
                ranks: [one, two],
                at,
            } => {
                write!(f, "Tổng điểm {at} thuộc cả “{one}” và “{two}”.")
            }
            DefectKind::RankGap {
                ranks: [lower, upper],
                at,
            } => write!(
                f,
                "Tổng điểm {at} nằm giữa “{lower}” và “{upper}”; điểm trung bình rơi vào đó được xếp “{lower}”."
            ),
            DefectKind::UnknownRank(rank) => write!(
                f,
                "Có quy định nhắc đến loại “{rank}” không có trong thang xếp loại."
            ),
            DefectKind::Noted(note) => write!(f, "{note}"),
        }
    }
}
