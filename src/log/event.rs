//! What can happen, and to what.

use crate::ids::{
    AdoptionId, CampaignId, CouncilId, CriteriaSetId, ModelId, NeedId, NominationId, SheetId,
    SynonymId, UnitId, UserId,
};
use crate::words::words;
use serde_json::Value;

words! {
    /// A kind of thing that events happen to.
    pub enum Entity {
        /// A unit.
        Unit = "unit", "Đơn vị";
        /// A person's account.
        User = "user", "Tài khoản";
        /// A criteria set.
        CriteriaSet = "criteria_set", "Bộ tiêu chí";
        /// A campaign.
        Campaign = "campaign", "Đợt thi đua";
        /// A council.
        Council = "council", "Hội đồng";
        /// A model.
        Model = "model", "Mô hình";
        /// A nomination.
        Nomination = "nomination", "Hồ sơ";
        /// A score sheet.
        Sheet = "sheet", "Phiếu chấm";
        /// An adoption.
        Adoption = "adoption", "Nhân rộng";
        /// A need.
        Need = "need", "Nhu cầu";
        /// A rule of synonyms.
        Synonym = "synonym", "Từ đồng nghĩa";
        /// The site as a whole.
        Site = "site", "Hệ thống";
    }
}

words! {
    /// What happened.
    pub enum EventKind {
        /// A unit was entered.
        UnitAdded = "unit.added", "Thêm đơn vị";
        /// A batch of units was imported; the data says how many.
        UnitsImported = "unit.imported", "Nhập danh mục đơn vị";
        /// A unit's facts changed.
        UnitChanged = "unit.changed", "Sửa đơn vị";
        /// A unit went over into another.
        UnitSucceeded = "unit.succeeded", "Sáp nhập, đổi tên đơn vị";
        /// An account was made.
        UserCreated = "user.created", "Tạo tài khoản";
        /// A person changed their password.
        PasswordChanged = "user.password_changed", "Đổi mật khẩu";
        /// An administrator gave a person a temporary password.
        PasswordReset = "user.password_reset", "Cấp lại mật khẩu";
        /// An account was closed or opened again.
        UserStateChanged = "user.state_changed", "Khóa hoặc mở tài khoản";
        /// A role was given.
        RoleGiven = "user.role_given", "Giao vai trò";
        /// A role was ended.
        RoleEnded = "user.role_ended", "Kết thúc vai trò";
        /// All sessions of a person were ended.
        SessionsRevoked = "user.sessions_revoked", "Đăng xuất mọi thiết bị";
        /// A criteria set was loaded.
        CriteriaLoaded = "criteria_set.loaded", "Nạp bộ tiêu chí";
        /// A campaign was opened.
        CampaignOpened = "campaign.opened", "Mở đợt thi đua";
        /// A campaign was held or let go on.
        CampaignHeld = "campaign.held", "Tạm dừng hoặc tiếp tục đợt thi đua";
        /// A council was formed.
        CouncilFormed = "council.formed", "Thành lập hội đồng";
        /// A seat was filled or ended.
        SeatChanged = "council.seat_changed", "Thay đổi thành viên hội đồng";
        /// A model was begun as a draft.
        ModelDrafted = "model.drafted", "Soạn mô hình";
        /// A part of a draft was saved; no public page shows drafts.
        ModelDraftSaved = "model.draft_saved", "Lưu bản nháp mô hình";
        /// A model's text changed.
        ModelChanged = "model.changed", "Sửa mô hình";
        /// A model was registered.
        ModelRegistered = "model.registered", "Đăng ký mô hình";
        /// A compiled model was imported.
        ModelImported = "model.imported", "Nhập mô hình";
        /// A photo or an evidence file was added.
        FileAttached = "model.file_attached", "Đính kèm tệp";
        /// A photo or an evidence file is no longer used.
        FileDetached = "model.file_detached", "Gỡ tệp";
        /// A person's consent was recorded.
        ConsentRecorded = "model.consent_recorded", "Ghi nhận sự đồng ý";
        /// A person's consent was withdrawn.
        ConsentWithdrawn = "model.consent_withdrawn", "Rút lại sự đồng ý";
        /// A model was recognised.
        ModelRecognised = "model.recognised", "Công nhận mô hình";
        /// A model was taken up elsewhere.
        ModelTakenUp = "model.taken_up", "Được nhân rộng";
        /// A nomination was begun.
        NominationDrafted = "nomination.drafted", "Lập hồ sơ";
        /// A nomination's letter changed.
        NominationChanged = "nomination.changed", "Sửa hồ sơ";
        /// A nomination went to the unit's leader.
        NominationHandedToLeader = "nomination.handed_to_leader", "Trình lãnh đạo đơn vị";
        /// A leader gave a nomination back to the officer with a remark.
        NominationHandedBack = "nomination.handed_back", "Chuyển lại người soạn";
        /// A nomination was sent to the council.
        NominationSubmitted = "nomination.submitted", "Gửi hồ sơ";
        /// A nomination was sent back with reasons.
        NominationReturned = "nomination.returned", "Trả lại hồ sơ";
        /// A nomination was accepted.
        NominationAccepted = "nomination.accepted", "Tiếp nhận hồ sơ";
        /// A nomination was withdrawn.
        NominationWithdrawn = "nomination.withdrawn", "Rút hồ sơ";
        /// Scoring of a nomination began.
        ScoringStarted = "nomination.scoring_started", "Bắt đầu chấm điểm";
        /// Scoring of a nomination was closed.
        ScoringClosed = "nomination.scoring_closed", "Khóa chấm điểm";
        /// A member declared a conflict of interest.
        ConflictDeclared = "nomination.conflict_declared", "Khai báo xung đột lợi ích";
        /// The council's result was recorded.
        ResultRecorded = "nomination.result_recorded", "Ghi kết quả hội đồng";
        /// A nomination was put before the public.
        ConsultationStarted = "nomination.consultation_started", "Lấy ý kiến công khai";
        /// A decision was recorded.
        DecisionRecorded = "nomination.decided", "Ghi quyết định";
        /// A member saved a score sheet.
        SheetSaved = "sheet.saved", "Lưu phiếu chấm";
        /// A member submitted a score sheet.
        SheetSubmitted = "sheet.submitted", "Nộp phiếu chấm";
        /// A unit took a model up.
        AdoptionStarted = "adoption.started", "Đăng ký nhân rộng";
        /// An adoption went on or ended.
        AdoptionChanged = "adoption.changed", "Cập nhật nhân rộng";
        /// A unit said what it looks for.
        NeedDeclared = "need.declared", "Nêu nhu cầu tìm mô hình";
        /// A unit found it, or no longer looks.
        NeedEnded = "need.ended", "Khép nhu cầu tìm mô hình";
        /// A rule of synonyms was made, changed or put aside.
        SynonymChanged = "synonym.changed", "Sửa từ đồng nghĩa";
        /// The database was taken for a demonstration: nothing in it is real.
        DemoBegun = "site.demo_begun", "Bắt đầu bản trình diễn";
        /// The demonstration was filled.
        DemoBuilt = "site.demo_built", "Hoàn thành bản trình diễn";
    }
}

impl EventKind {
    /// Whether a page that anyone may read can look different after it, if it is about something public.
    pub const fn touches_public_pages(self) -> bool {
        matches!(
            self,
            Self::UnitAdded
                | Self::UnitsImported
                | Self::UnitChanged
                | Self::UnitSucceeded
                | Self::CampaignOpened
                | Self::ModelChanged
                | Self::ModelRegistered
                | Self::ModelImported
                | Self::FileAttached
                | Self::FileDetached
                | Self::ConsentRecorded
                | Self::ConsentWithdrawn
                | Self::ModelRecognised
                | Self::ModelTakenUp
                | Self::AdoptionStarted
                | Self::AdoptionChanged
                | Self::SynonymChanged
        )
    }

    /// Whether it may put before the public what it is about. Who adds a kind that does not says so here.
    pub const fn may_publish(self) -> bool {
        !matches!(
            self,
            Self::ModelChanged
                | Self::ModelRegistered
                | Self::FileAttached
                | Self::FileDetached
                | Self::ConsentRecorded
                | Self::ConsentWithdrawn
                | Self::ModelTakenUp
        )
    }
}

/// Something that happened, before it has its place in the log.
#[derive(Debug, Clone)]
pub struct Event {
    pub(super) kind: EventKind,
    pub(super) entity: Entity,
    pub(super) entity_id: String,
    pub(super) data: Value,
}

macro_rules! about {
    ($($(#[$doc:meta])* $name:ident($id:ty) => $entity:ident;)+) => {$(
        $(#[$doc])*
        pub fn $name(kind: EventKind, id: &$id) -> Self {
            Self { kind, entity: Entity::$entity, entity_id: id.as_str().to_owned(), data: Value::Null }
        }
    )+};
}

impl Event {
    about! {
        /// Something happened to a unit.
        unit(UnitId) => Unit;
        /// Something happened to an account.
        user(UserId) => User;
        /// Something happened to a criteria set.
        criteria_set(CriteriaSetId) => CriteriaSet;
        /// Something happened to a campaign.
        campaign(CampaignId) => Campaign;
        /// Something happened to a council.
        council(CouncilId) => Council;
        /// Something happened to a model.
        model(ModelId) => Model;
        /// Something happened to a nomination.
        nomination(NominationId) => Nomination;
        /// Something happened to a score sheet.
        sheet(SheetId) => Sheet;
        /// Something happened to an adoption.
        adoption(AdoptionId) => Adoption;
        /// Something happened to a need.
        need(NeedId) => Need;
        /// Something happened to a rule of synonyms.
        synonym(SynonymId) => Synonym;
    }

    /// Something happened to the site as a whole.
    pub fn site(kind: EventKind) -> Self {
        Self {
            kind,
            entity: Entity::Site,
            entity_id: Entity::Site.as_str().to_owned(),
            data: Value::Null,
        }
    }

    /// What more there is to say: before and after where it matters. Never names, scores or tokens.
    pub fn with(mut self, data: Value) -> Self {
        self.data = data;
        self
    }
}
