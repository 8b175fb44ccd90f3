//! The roles people hold, in a unit or in a council.

use crate::words::words;

words! {
    /// A role in a unit, or in the whole site.
    pub enum Role {
        /// Registers models and prepares nominations for the unit.
        Officer = "officer", "Cán bộ phụ trách";
        /// Sends the unit's nominations.
        Leader = "leader", "Lãnh đạo đơn vị";
        /// Opens campaigns for the host unit and follows them.
        StandingAgency = "standing_agency", "Cơ quan thường trực";
        /// Signs decisions of the host unit.
        Signer = "signer", "Người ký quyết định";
        /// Moderates what the public writes.
        Moderator = "moderator", "Người kiểm duyệt";
        /// Keeps accounts, units and criteria sets.
        Admin = "admin", "Quản trị hệ thống";
    }
}

impl Role {
    /// Whether it holds in the whole site, and so needs no unit.
    pub const fn is_site_wide(self) -> bool {
        matches!(self, Self::Moderator | Self::Admin)
    }
}

words! {
    /// A seat in an emulation council.
    pub enum SeatRole {
        /// Chairs, closes the scoring, records the result.
        Chair = "chair", "Chủ tịch hội đồng";
        /// Scores, and chairs in the chair's absence.
        ViceChair = "vice_chair", "Phó Chủ tịch hội đồng";
        /// Receives dossiers, accepts or returns them; does not score.
        Secretary = "secretary", "Thư ký hội đồng";
        /// Scores.
        Member = "member", "Ủy viên hội đồng";
    }
}

/// Who may read something in the back office that is searched there: registered models, or dossiers. A seat in a council
/// does as well.
pub(super) const OFFICE_READERS: [Role; 5] = [
    Role::Officer,
    Role::Leader,
    Role::StandingAgency,
    Role::Signer,
    Role::Moderator,
];
