//! Everything that can be done and needs leave.

use crate::words::words;

words! {
    /// A thing to do. What it takes is in `grant.rs`.
    pub enum Action {
        /// Make accounts, give and end roles, end sessions.
        ManageUsers = "manage_users", "Quản lý tài khoản";
        /// Enter and change units.
        ManageUnits = "manage_units", "Quản lý đơn vị";
        /// Load criteria sets.
        LoadCriteria = "load_criteria", "Nạp bộ tiêu chí";
        /// Bring compiled models in.
        ImportModels = "import_models", "Nhập tư liệu mô hình";
        /// Form a council and fill its seats.
        FormCouncil = "form_council", "Thành lập hội đồng";
        /// Open a campaign.
        OpenCampaign = "open_campaign", "Mở đợt thi đua";
        /// Hold a campaign, or let it go on.
        HoldCampaign = "hold_campaign", "Tạm dừng đợt thi đua";
        /// Change the synonyms of the search, and look at why it answers as it does.
        EditSynonyms = "edit_synonyms", "Sửa từ đồng nghĩa, xem giải thích tìm kiếm";
        /// Read the log.
        ReadLog = "read_log", "Xem nhật ký";
        /// Write and register a model of one's unit.
        RegisterModel = "register_model", "Đăng ký mô hình";
        /// Read a model of a unit that is not public.
        ReadModel = "read_model", "Xem mô hình chưa công khai";
        /// Add and end photos and evidence.
        AttachFile = "attach_file", "Đính kèm tệp";
        /// Record and withdraw a person's consent.
        RecordConsent = "record_consent", "Ghi nhận sự đồng ý";
        /// Prepare a nomination and hand it to the leader.
        DraftNomination = "draft_nomination", "Lập hồ sơ đề nghị";
        /// Send a nomination to the council.
        SendNomination = "send_nomination", "Gửi hồ sơ";
        /// Withdraw a nomination.
        WithdrawNomination = "withdraw_nomination", "Rút hồ sơ";
        /// Read a nomination and what belongs to it.
        ReadDossier = "read_dossier", "Xem hồ sơ";
        /// Accept a nomination, or return it with reasons.
        ScreenNomination = "screen_nomination", "Tiếp nhận, trả lại hồ sơ";
        /// Begin the scoring of accepted nominations.
        StartScoring = "start_scoring", "Bắt đầu chấm điểm";
        /// Score a nomination.
        Score = "score", "Chấm điểm";
        /// Declare a conflict of interest.
        DeclareConflict = "declare_conflict", "Khai báo xung đột lợi ích";
        /// See the tally when all sheets are in, and close the scoring.
        CloseScoring = "close_scoring", "Xem tổng hợp, khóa chấm điểm";
        /// Record what the council advises.
        RecordResult = "record_result", "Ghi kết quả hội đồng";
        /// Put a scored nomination before the public.
        StartConsultation = "start_consultation", "Lấy ý kiến công khai";
        /// Record a decision.
        RecordDecision = "record_decision", "Ghi quyết định";
        /// Take a model up for one's unit.
        AdoptModel = "adopt_model", "Nhân rộng mô hình";
        /// Say what one's unit looks for, and that it was found.
        DeclareNeed = "declare_need", "Nêu nhu cầu tìm mô hình";
        /// Read what all units look for.
        ReadDemand = "read_demand", "Xem nhu cầu của các đơn vị";
        /// Read which searches found nothing.
        ReadSearches = "read_searches", "Xem thống kê tìm kiếm";
    }
}
