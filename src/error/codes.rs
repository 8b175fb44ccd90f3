//! The one table from error codes to what visitors read.

/// What a visitor reads for `code`, in Vietnamese. An unknown code reads as an internal error.
pub fn wording(code: &str) -> &'static str {
    CODES
        .iter()
        .find(|(known, _)| *known == code)
        .map_or(INTERNAL, |(_, wording)| wording)
}

const INTERNAL: &str = "Hệ thống gặp trục trặc ngoài ý muốn. Nội dung đã lưu trước đó vẫn còn; xin vui lòng thử lại sau ít phút.";

/// Every code with its wording, grouped by area. `tests/it/house/codes.rs` finds codes that are missing here.
pub const CODES: &[(&str, &str)] = &[
    ("internal", INTERNAL),
    (
        "not_found",
        "Không tìm thấy nội dung này. Có thể địa chỉ đã thay đổi, hoặc nội dung chưa được công khai.",
    ),
    ("sign_in", "Xin vui lòng đăng nhập để tiếp tục."),
    (
        "invalid",
        "Một số mục chưa hợp lệ. Xin xem lời nhắc ở từng mục; nội dung đã nhập vẫn được giữ.",
    ),
    (
        "busy",
        "Hệ thống đang bận. Xin thử lại sau giây lát; nội dung đã nhập vẫn được giữ.",
    ),
    (
        "forbidden",
        "Tài khoản của Anh/Chị không có quyền thực hiện việc này.",
    ),
    (
        "method_not_allowed",
        "Cách gửi yêu cầu này không được hỗ trợ.",
    ),
    (
        "conflict.duplicate",
        "Mục này đã có trong hệ thống, không ghi trùng.",
    ),
    (
        "conflict.changed",
        "Nội dung vừa được người khác thay đổi. Xin tải lại trang để xem bản mới trước khi tiếp tục.",
    ),
    (
        "request.csrf",
        "Phiên làm việc của biểu mẫu đã hết hạn. Xin tải lại trang rồi gửi lại.",
    ),
    ("request.too_large", "Nội dung gửi lên quá lớn."),
    ("request.malformed", "Yêu cầu gửi lên không đúng định dạng."),
    (
        "request.parameters",
        "Địa chỉ có giá trị chưa hợp lệ. Xin xem lời nhắc ở từng tham số.",
    ),
    (
        "users.change_password_first",
        "Xin đổi mật khẩu ban đầu ở mục Tài khoản trước khi tiếp tục.",
    ),
    (
        "users.own_account",
        "Anh/Chị không thể khóa chính tài khoản đang dùng.",
    ),
    (
        "users.own_password",
        "Mật khẩu của chính mình được đổi ở mục Tài khoản, không cấp lại ở đây.",
    ),
    (
        "sign_in.slowed",
        "Đã thử đăng nhập sai nhiều lần. Xin chờ ít phút rồi thử lại.",
    ),
    (
        "search.not_ready",
        "Chức năng tìm kiếm đang được chuẩn bị. Xin thử lại sau ít phút.",
    ),
    (
        "needs.too_many",
        "Đơn vị đang có nhiều nhu cầu chưa khép. Xin khép những nhu cầu đã tìm được trước khi nêu thêm.",
    ),
    (
        "replication.cycle",
        "Không thể nhân rộng từ chính mô hình này hoặc từ mô hình bắt nguồn từ nó.",
    ),
    (
        "replication.own_model",
        "Đây là mô hình của chính đơn vị, không cần đăng ký nhân rộng.",
    ),
    (
        "replication.already",
        "Đơn vị đã đăng ký nhân rộng mô hình này. Xin xem ở mục Nhân rộng của đơn vị.",
    ),
    (
        "replication.source_ended",
        "Mô hình gốc đã kết thúc nên không nhận đăng ký nhân rộng mới.",
    ),
    (
        "replication.begun",
        "Lượt nhân rộng này đã bắt đầu, không cần ghi nhận lại.",
    ),
    (
        "replication.over",
        "Lượt nhân rộng này đã kết thúc, không thay đổi được nữa.",
    ),
    (
        "replication.no_unit",
        "Chỉ cán bộ phụ trách của một đơn vị mới đăng ký nhân rộng được. Xin liên hệ quản trị hệ thống để được giao vai trò.",
    ),
    (
        "nomination.window",
        "Đợt thi đua hiện không nhận hồ sơ: ngoài thời gian nhận, hoặc đang tạm dừng. Hồ sơ vẫn được lưu.",
    ),
    (
        "nomination.incomplete",
        "Hồ sơ còn thiếu nội dung bắt buộc. Xin bổ sung các mục được nêu trên trang hồ sơ rồi gửi lại.",
    ),
    (
        "model.ended",
        "Mô hình đã kết thúc hoặc đã đưa ra khỏi danh sách nên không sửa được nữa.",
    ),
    (
        "model.registered_before",
        "Mô hình này đã được đăng ký. Không cần đăng ký lại.",
    ),
    (
        "campaign.held",
        "Đợt thi đua đang tạm dừng. Xin chờ đến khi được tiếp tục.",
    ),
    (
        "campaign.not_held",
        "Đợt thi đua không ở trạng thái tạm dừng.",
    ),
    ("campaign.not_begun", "Đợt thi đua chưa bắt đầu."),
    (
        "council.conflict_of_interest",
        "Anh/Chị có xung đột lợi ích với hồ sơ này nên không xem, không chấm và không tham gia kết luận.",
    ),
    (
        "council.not_scoring",
        "Hồ sơ này không ở bước chấm điểm, nên phiếu chấm không thay đổi được nữa.",
    ),
    (
        "council.sheet_submitted",
        "Phiếu này đã nộp. Muốn sửa, xin mở bản sửa trước khi hội đồng khóa chấm điểm.",
    ),
    (
        "council.sheet_not_submitted",
        "Phiếu này chưa nộp, nên sửa thẳng trên phiếu.",
    ),
    (
        "council.sheets_missing",
        "Chưa đủ phiếu chấm của các thành viên, nên chưa xem tổng hợp và chưa khóa chấm điểm được.",
    ),
    (
        "council.no_scorer",
        "Hội đồng chưa có thành viên nào được chấm hồ sơ này.",
    ),
    (
        "council.not_closed",
        "Chưa khóa chấm điểm nên chưa ghi kết quả của hội đồng được.",
    ),
    ("council.result_exists", "Kết quả của hội đồng đã được ghi."),
    (
        "council.result_missing",
        "Hội đồng chưa ghi kết quả với hồ sơ này.",
    ),
    (
        "nomination.step",
        "Hồ sơ không còn ở bước này. Xin tải lại trang để xem hồ sơ đang ở đâu.",
    ),
    (
        "recognition.consultation_first",
        "Hồ sơ phải qua bước lấy ý kiến công khai trước khi quyết định.",
    ),
    (
        "recognition.consultation_running",
        "Thời gian lấy ý kiến công khai chưa hết.",
    ),
    (
        "recognition.decided",
        "Hồ sơ này vừa được người khác ghi quyết định. Quyết định đó được giữ nguyên.",
    ),
];
