//! What can be typed. Whoever types it reads Vietnamese: each doc comment has its text for them beside it.

use super::help;
use crate::config::Settings;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// The registry of models of the emulation movement "Dân vận khéo".
#[derive(Debug, Parser)]
#[command(
    name = "danvankheo",
    version,
    about = "Kho mô hình “Dân vận khéo”: đăng ký, chấm điểm, công nhận, tra cứu và nhân rộng mô hình.",
    long_about = None,
    max_term_width = 100,
    after_help = help::EXIT_CODES
)]
pub struct Cli {
    /// Settings by flag, environment or file.
    #[command(flatten)]
    pub settings: Settings,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program does.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the site (migrates first)
    #[command(about = "Chạy máy chủ (tự nâng cấp cơ sở dữ liệu trước)")]
    Serve,
    /// Try the whole thing out: fill a folder of its own with demonstration data and serve it
    #[command(
        about = "Dùng thử: tạo dữ liệu trình diễn trong một thư mục riêng rồi chạy máy chủ",
        long_about = help::DEMO
    )]
    Demo(Demo),
    /// Bring the database schema up to date
    #[command(about = "Nâng cấp cấu trúc cơ sở dữ liệu lên bản mới nhất")]
    Migrate,
    /// Make the first administrator's account
    #[command(
        about = "Tạo tài khoản quản trị hệ thống",
        long_about = help::CREATE_ADMIN
    )]
    CreateAdmin(CreateAdmin),
    /// Bring units, models or criteria sets in from a file
    #[command(
        about = "Nhập đơn vị, tư liệu mô hình hoặc bộ tiêu chí từ một tệp; nhập lại cùng tệp không đổi gì",
        long_about = None
    )]
    Import(Import),
    /// Build the search index anew from the database
    #[command(about = "Lập lại chỉ mục tìm kiếm từ cơ sở dữ liệu")]
    Reindex,
    /// Recompute the log's chain and say whether it is whole
    #[command(about = "Tính lại chuỗi mã băm của nhật ký và cho biết nhật ký có nguyên vẹn không")]
    Verify,
}

/// Make an administrator's account. The password is read from standard input, so that it stands in no history.
#[derive(Debug, Args)]
pub struct CreateAdmin {
    /// Name to sign in with
    #[arg(
        long,
        default_value = "quan-tri",
        hide_default_value = true,
        value_name = "TÊN",
        help = "Tên đăng nhập [mặc định: quan-tri]"
    )]
    pub username: String,
    /// Full name
    #[arg(
        long,
        default_value = "Quản trị hệ thống",
        hide_default_value = true,
        value_name = "HỌ TÊN",
        help = "Họ và tên [mặc định: Quản trị hệ thống]"
    )]
    pub full_name: String,
}

/// Bring units, models or criteria sets in from a file. Importing the same file again changes nothing.
#[derive(Debug, Args)]
pub struct Import {
    /// What the file holds.
    #[command(subcommand)]
    pub what: ImportWhat,
}

/// What an imported file holds.
#[derive(Debug, Subcommand)]
pub enum ImportWhat {
    /// Units of a CSV file, with their successions
    #[command(
        about = "Nhập đơn vị và quan hệ kế thừa từ tệp CSV",
        long_about = None,
        after_help = crate::units::import::HELP
    )]
    Units(ImportFile),
    /// Compiled models of a JSON Lines file
    #[command(
        about = "Nhập tư liệu mô hình từ tệp JSON Lines",
        long_about = None,
        after_help = crate::models::import::HELP
    )]
    Models(ImportFile),
    /// Criteria sets of a JSON file
    #[command(
        about = "Nhập bộ tiêu chí từ tệp JSON, hoặc các bộ kèm theo chương trình",
        long_about = None,
        after_help = help::CRITERIA
    )]
    Criteria(ImportCriteria),
}

/// The file to bring in.
#[derive(Debug, Args)]
pub struct ImportFile {
    /// Path of the file; `-` reads standard input
    #[arg(
        value_name = "TỆP",
        help = "Đường dẫn của tệp; `-` là đọc từ đầu vào chuẩn"
    )]
    pub file: PathBuf,
}

/// The criteria sets to bring in.
#[derive(Debug, Args)]
pub struct ImportCriteria {
    /// Path of the file; `-` reads standard input; the sets that ship with the program where there is none
    #[arg(
        value_name = "TỆP",
        help = "Đường dẫn của tệp; `-` là đọc từ đầu vào chuẩn; không ghi tệp thì nhập các bộ kèm theo chương trình"
    )]
    pub file: Option<PathBuf>,
}

/// Try the whole thing out, in a folder of its own.
#[derive(Debug, Args)]
pub struct Demo {
    /// Start over: delete what the demonstration holds and fill it anew. Only what is marked as a demonstration is ever
    /// deleted; a database named by DATABASE_URL that holds anything else is refused
    #[arg(long, help = help::RESET)]
    pub reset: bool,
    /// Print the accounts on standard output and end, without serving; fills the demonstration first where needed
    #[arg(
        long,
        value_name = "DẠNG",
        value_parser = ["json"],
        hide_possible_values = true,
        help = "In các tài khoản trình diễn dưới dạng json rồi kết thúc, không chạy máy chủ; tạo dữ liệu trước nếu chưa có"
    )]
    pub print_accounts: Option<String>,
}
