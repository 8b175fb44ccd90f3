//! What a person reads on the page after something was done.

use crate::pages::Notice;

/// The wording of a notice, in Vietnamese; none for an unknown code.
pub fn wording(code: &str) -> Option<&'static str> {
    NOTICES
        .iter()
        .find(|(known, _)| *known == code)
        .map(|(_, wording)| *wording)
}

pub(super) fn notice(code: &str) -> Option<Notice> {
    wording(code).map(|text| Notice { kind: "ok", text })
}

/// Every notice, by the code that `redirect` is given.
const NOTICES: &[(&str, &str)] = &[
    ("signed_in", "Đăng nhập thành công."),
    ("signed_out", "Đã đăng xuất."),
    (
        "password.changed",
        "Đã đổi mật khẩu. Các thiết bị khác đã được đăng xuất.",
    ),
    ("sessions.revoked", "Đã đăng xuất khỏi mọi thiết bị khác."),
    ("saved", "Đã lưu."),
    ("model.drafted", "Đã lưu bản nháp mô hình."),
    ("model.registered", "Đã đăng ký mô hình."),
    ("file.attached", "Đã đính kèm tệp."),
    ("file.detached", "Đã gỡ tệp khỏi mô hình."),
    ("consent.recorded", "Đã ghi nhận sự đồng ý."),
    ("consent.withdrawn", "Đã ghi nhận việc rút lại sự đồng ý."),
    ("nomination.drafted", "Đã lập hồ sơ đề nghị."),
    ("nomination.handed_to_leader", "Đã trình lãnh đạo đơn vị."),
    (
        "nomination.handed_back",
        "Đã chuyển lại hồ sơ cho người soạn.",
    ),
    ("nomination.submitted", "Đã gửi hồ sơ tới hội đồng."),
    ("nomination.returned", "Đã trả lại hồ sơ kèm lý do."),
    ("nomination.accepted", "Đã tiếp nhận hồ sơ."),
    ("nomination.withdrawn", "Đã rút hồ sơ."),
    ("scoring.started", "Đã mở chấm điểm."),
    ("sheet.saved", "Đã lưu phiếu chấm."),
    ("sheet.submitted", "Đã nộp phiếu chấm."),
    (
        "conflict.declared",
        "Đã ghi nhận khai báo xung đột lợi ích. Anh/Chị sẽ không tham gia chấm hồ sơ này.",
    ),
    ("scoring.closed", "Đã khóa chấm điểm."),
    ("result.recorded", "Đã ghi kết quả của hội đồng."),
    ("consultation.started", "Đã bắt đầu lấy ý kiến công khai."),
    ("decision.recorded", "Đã ghi quyết định."),
    (
        "decision.published",
        "Đã ghi quyết định. Mô hình đã có trên trang công khai.",
    ),
    (
        "decision.kept_private",
        "Đã ghi quyết định. Mô hình sẽ được công khai khi có sự đồng ý của người được nêu tên.",
    ),
    (
        "adoption.started",
        "Đã đăng ký nhân rộng mô hình. Mô hình mới của đơn vị đã được tạo để tiếp tục hoàn thiện.",
    ),
    ("adoption.changed", "Đã cập nhật việc nhân rộng."),
    (
        "need.declared",
        "Đã ghi nhận nhu cầu của đơn vị. Khi có mô hình phù hợp, cơ quan thường trực sẽ giới thiệu.",
    ),
    ("need.ended", "Đã cập nhật nhu cầu của đơn vị."),
    ("campaign.opened", "Đã mở đợt thi đua."),
    ("campaign.changed", "Đã cập nhật đợt thi đua."),
    ("council.formed", "Đã thành lập hội đồng."),
    ("seat.changed", "Đã cập nhật thành viên hội đồng."),
    (
        "synonym.changed",
        "Đã lưu. Tìm kiếm dùng thay đổi này trong giây lát.",
    ),
    ("user.created", "Đã tạo tài khoản."),
    ("user.changed", "Đã cập nhật tài khoản."),
    ("unit.added", "Đã thêm đơn vị."),
];
