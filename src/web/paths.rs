//! Our addresses, without the base path. Pages add `shell.base`; `redirect` adds it by itself.

/// The public page of a model.
pub fn model(slug: &str) -> String {
    format!("/mo-hinh/{slug}")
}

/// The public page of a unit.
pub fn unit(slug: &str) -> String {
    format!("/danh-ba/{slug}")
}

/// The public page of the units' directory.
pub const UNITS: &str = "/danh-ba";
/// The catalogue.
pub const CATALOGUE: &str = "/mo-hinh";
/// The feed of new models, or of what a search finds.
pub const FEED: &str = "/tin.atom";
/// Where models went.
pub const SPREAD: &str = "/nhan-rong";
/// Sign-in.
pub const SIGN_IN: &str = "/dang-nhap";
/// A person's own account.
pub const ACCOUNT: &str = "/tai-khoan";
/// An officer's and a leader's desk.
pub const UNIT_DESK: &str = "/don-vi";
/// A council's desk.
pub const COUNCIL_DESK: &str = "/hoi-dong";
/// Campaigns: the standing agency's and the signer's desk.
pub const CAMPAIGNS: &str = "/dot-thi-dua";
/// The search in what a signed-in person may read.
pub const OFFICE_SEARCH: &str = "/tim-trong-ho-so";
/// What all units look for.
pub const DEMAND: &str = "/nhu-cau";
/// What the own units look for, and where it is said.
pub const NEEDS: &str = "/don-vi/nhu-cau";
/// The administrator's desk.
pub const ADMIN: &str = "/quan-tri";
/// Why a search of the catalogue answers as it does.
pub const EXPLAIN: &str = "/quan-tri/giai-thich-tim-kiem";
/// Where an administrator enters a unit.
pub const NEW_UNIT: &str = "/quan-tri/don-vi/moi";

/// The back-office page of a model.
pub fn desk_model(code: &str) -> String {
    format!("/don-vi/mo-hinh/{code}")
}

/// A part of a model in the back office: its form, its files, its check.
pub fn desk_model_part(code: &str, part: &str) -> String {
    format!("/don-vi/mo-hinh/{code}/{part}")
}

/// An evidence file or the original of a photo, to be downloaded by those who may read the model.
pub fn model_file(code: &str, attachment_id: &str) -> String {
    format!("/don-vi/mo-hinh/{code}/tep/{attachment_id}")
}

/// The adoptions of a person's units.
pub const ADOPTIONS: &str = "/don-vi/nhan-rong";

/// An adoption of the own unit.
pub fn adoption(code: &str) -> String {
    format!("{ADOPTIONS}/{code}")
}

/// Where a unit begins a model.
pub const NEW_MODEL: &str = "/don-vi/mo-hinh/moi";
/// Where a unit begins a nomination.
pub const NEW_NOMINATION: &str = "/don-vi/ho-so/moi";

/// A page or an action of the unit's side of a nomination.
pub fn nomination_step(code: &str, step: &str) -> String {
    format!("/don-vi/ho-so/{code}/{step}")
}

/// The unit's page of a nomination.
pub fn nomination(code: &str) -> String {
    format!("/don-vi/ho-so/{code}")
}

/// The council's page of a nomination.
pub fn dossier(code: &str) -> String {
    format!("/hoi-dong/ho-so/{code}")
}

/// A member's score sheet on a nomination.
pub fn score_sheet(code: &str) -> String {
    format!("/hoi-dong/ho-so/{code}/phieu-cham")
}

/// What the sheets on a nomination add up to.
pub fn tally(code: &str) -> String {
    format!("/hoi-dong/ho-so/{code}/tong-hop")
}

/// The decision on a nomination.
pub fn decision(code: &str) -> String {
    format!("/hoi-dong/ho-so/{code}/quyet-dinh")
}

/// The signed document of a decision.
pub fn decision_file(code: &str) -> String {
    format!("/hoi-dong/ho-so/{code}/quyet-dinh/tep")
}

/// The council of a campaign and its seats.
pub fn campaign_council(code: &str) -> String {
    format!("/dot-thi-dua/{code}/hoi-dong")
}

/// A campaign.
pub fn campaign(code: &str) -> String {
    format!("/dot-thi-dua/{code}")
}

/// What is served of a photo.
pub fn rendition(sha256: &str) -> String {
    format!("/anh/{sha256}.jpg")
}
