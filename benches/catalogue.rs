//! Writes a large catalogue to standard output: the real records over and over, under other names, places and ids.
//!
//!     cargo bench --bench catalogue -- 100000 > catalogue.jsonl
//!
//! The same number gives the same bytes. Titles are kept unique by an ordinal that stands for a hamlet's number.

use serde_json::Value;
use std::io::{BufWriter, Write};

const REAL: &str = include_str!("../assets/demo/models.jsonl");
/// Provinces of today, so that copies are spread over the whole country.
const PROVINCES: [&str; 34] = [
    "An Giang",
    "Bắc Ninh",
    "Cà Mau",
    "Cao Bằng",
    "Đắk Lắk",
    "Điện Biên",
    "Đồng Nai",
    "Đồng Tháp",
    "Gia Lai",
    "Hà Tĩnh",
    "Hưng Yên",
    "Khánh Hòa",
    "Lai Châu",
    "Lâm Đồng",
    "Lạng Sơn",
    "Lào Cai",
    "Nghệ An",
    "Ninh Bình",
    "Phú Thọ",
    "Quảng Ngãi",
    "Quảng Ninh",
    "Quảng Trị",
    "Sơn La",
    "Tây Ninh",
    "Thái Nguyên",
    "Thanh Hóa",
    "Thành phố Cần Thơ",
    "Thành phố Đà Nẵng",
    "Thành phố Hà Nội",
    "Thành phố Hải Phòng",
    "Thành phố Hồ Chí Minh",
    "Thành phố Huế",
    "Tuyên Quang",
    "Vĩnh Long",
];

fn main() -> std::io::Result<()> {
    // Cargo passes `--bench` along; the number is the first argument that is one.
    let wanted = std::env::args()
        .find_map(|argument| argument.parse::<usize>().ok())
        .unwrap_or(100_000);
    let records: Vec<Value> = REAL
        .lines()
        .map(|line| serde_json::from_str(line).expect("the shipped catalogue is JSON"))
        .collect();
    let mut out = BufWriter::new(std::io::stdout().lock());
    for ordinal in 0..wanted {
        let mut record = records[ordinal % records.len()].clone();
        let round = ordinal / records.len();
        let title = record["title"]
            .as_str()
            .expect("every record has a title")
            .to_owned();
        let unit = record["unit"]
            .as_str()
            .expect("every record has a unit")
            .to_owned();
        record["id"] = format!("b{ordinal:07}").into();
        if round > 0 {
            let province = PROVINCES[(ordinal * 7 + round) % PROVINCES.len()];
            let short: String = title.chars().take(90).collect();
            record["title"] = format!("{short} – tổ {round}").into();
            record["unit"] = format!("{unit}, tổ {round}").into();
            record["province"] = province.trim_start_matches("Thành phố ").into();
            record["district"] = Value::Null;
            record["location_2025"] = serde_json::json!({ "province": province, "note": null });
        }
        serde_json::to_writer(&mut out, &record)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
