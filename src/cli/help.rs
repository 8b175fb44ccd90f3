//! The longer texts of `--help`, and its headings, in Vietnamese.

use super::Cli;
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches};

/// What the exit codes mean, for `danvankheo --help`.
pub(super) const EXIT_CODES: &str = "\
Mã kết thúc: 0 đã xong; 1 có dữ liệu bị từ chối hoặc kiểm tra không đạt; 2 dùng chưa đúng (lệnh, tham số, cấu hình);
3 máy hoặc cơ sở dữ liệu gặp trục trặc.";

/// For `demo --help`.
pub(super) const DEMO: &str = "\
Dùng thử: tạo dữ liệu trình diễn trong một thư mục riêng rồi chạy máy chủ.
Dữ liệu nằm trong thư mục .dvk-demo (hoặc --data-dir), máy chủ mở ở 127.0.0.1:8080 (hoặc --bind).
Lần chạy sau giữ nguyên những gì đã làm.";

/// For `demo --reset`.
pub(super) const RESET: &str = "\
Làm lại từ đầu: xóa dữ liệu trình diễn và tạo mới. Chỉ xóa những gì được đánh dấu là trình diễn; không nhận cơ sở dữ
liệu (DATABASE_URL) có nội dung khác";

/// For `create-admin --help`.
pub(super) const CREATE_ADMIN: &str = "\
Tạo tài khoản quản trị hệ thống.
Mật khẩu được đọc từ đầu vào chuẩn nên không lưu trong lịch sử lệnh; gõ ở cửa sổ lệnh thì không hiện ra.";

/// For `import criteria --help`.
pub(super) const CRITERIA: &str = "\
Tệp JSON, mã UTF-8: một danh sách các bộ tiêu chí. Nội dung không đổi thì không tạo bản mới; nội dung đã đổi tạo bản
sửa đổi mới, bản cũ và các đợt thi đua đang dùng bản cũ giữ nguyên. Sai sót của văn bản gốc được nêu ra, không tự sửa.";

const TEMPLATE: &str =
    "{before-help}{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}";

/// What was typed. Ends the process where it asks for help, or with 2 where it cannot be understood.
pub fn read() -> Cli {
    in_vietnamese(Cli::command())
        .try_get_matches()
        .and_then(|matches| Cli::from_arg_matches(&matches))
        .unwrap_or_else(|error| {
            if error.use_stderr() {
                eprintln!("danvankheo: lệnh hoặc tham số chưa đúng; xem cách dùng bằng --help.");
            }
            error.exit()
        })
}

/// A command whose help has Vietnamese headings, and those below it.
fn in_vietnamese(command: Command) -> Command {
    let help = Arg::new("help").short('h').long("help");
    let command = if command.get_version().is_some() {
        let version = Arg::new("version").short('V').long("version");
        command
            .disable_version_flag(true)
            .arg(version.action(ArgAction::Version).help("In số phiên bản"))
    } else {
        command
    };
    command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .arg(help.action(ArgAction::Help).help("In phần trợ giúp"))
        .help_template(TEMPLATE)
        .subcommand_help_heading("Các lệnh")
        .subcommand_value_name("LỆNH")
        .mut_args(|arg| {
            let heading = if arg.is_positional() {
                "Tham số"
            } else {
                "Tùy chọn"
            };
            arg.help_heading(heading)
        })
        .mut_subcommands(in_vietnamese)
}
