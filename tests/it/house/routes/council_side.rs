//! What a council and the host of its campaign change.

use super::ready::{DECISION, Ready};
use super::refused::{
    CHAIRS, MEMBERS, NOT_HOST, NOT_HOST_NOR_SECRETARY, NOT_OF_THE_LINE, READERS, SECRETARY, SIGNER,
    VICE_CHAIR,
};
use super::world::Who::{Admin, Agency, Chair, Conflicted, Member, Secretary, Signer, ViceChair};
use super::{Row, nothing, once, row, typed, with_file};
use crate::councils::line::SEEN;

pub(super) fn council_rows() -> Vec<Row> {
    vec![
        once(
            Ready::Accepted,
            row(
                "councils::start_all",
                |_| String::from("/hoi-dong/mo-cham"),
                |world| vec![("campaign", world.line.campaign.clone())],
                &[NOT_HOST_NOR_SECRETARY],
                &[Secretary],
            ),
        ),
        once(
            Ready::Submitted,
            row(
                "councils::accept",
                |world| world.line.at("/tiep-nhan"),
                |_| typed(&SEEN),
                &[READERS, NOT_OF_THE_LINE, SIGNER, CHAIRS, MEMBERS],
                &[Secretary],
            ),
        ),
        once(
            Ready::Submitted,
            row(
                "councils::give_back",
                |world| world.line.at("/tra-lai"),
                |_| {
                    typed(&[
                        ("version", "1"),
                        ("reasons", "Chưa có minh chứng cho kết quả năm 2025."),
                    ])
                },
                &[READERS, NOT_OF_THE_LINE, SIGNER, CHAIRS, MEMBERS],
                &[Secretary],
            ),
        ),
        once(
            Ready::Accepted,
            row(
                "councils::start",
                |world| world.line.at("/mo-cham"),
                |_| typed(&SEEN),
                &[READERS, NOT_OF_THE_LINE, SIGNER, CHAIRS, MEMBERS],
                &[Secretary],
            ),
        ),
        row(
            "councils::declare",
            |world| world.line.at("/xung-dot"),
            |_| typed(&[("ground", "declared"), ("note", "Tôi đã góp ý.")]),
            &[READERS, NOT_OF_THE_LINE, SIGNER],
            &[Secretary, Chair, ViceChair, Member, Conflicted],
        ),
        row(
            "councils::fill_sheet",
            |world| world.line.at("/phieu-cham"),
            |_| typed(&[("score-1", "dat"), ("version", "0")]),
            &[
                READERS,
                NOT_OF_THE_LINE,
                SIGNER,
                SECRETARY,
                &[(Conflicted, 403)],
            ],
            &[Chair, ViceChair, Member],
        ),
        once(
            Ready::OwnSheetIn,
            row(
                "councils::revise",
                |world| world.line.at("/phieu-cham/sua"),
                nothing,
                &[
                    READERS,
                    NOT_OF_THE_LINE,
                    SIGNER,
                    SECRETARY,
                    &[(Conflicted, 403)],
                ],
                &[Chair, ViceChair, Member],
            ),
        ),
        once(
            Ready::SheetsIn,
            row(
                "councils::close",
                |world| world.line.at("/khoa-cham"),
                nothing,
                &[READERS, NOT_OF_THE_LINE, SIGNER, SECRETARY, MEMBERS],
                &[Chair, ViceChair],
            ),
        ),
        once(
            Ready::Closed,
            row(
                "councils::record",
                |world| world.line.at("/ket-qua"),
                |_| typed(&[("recommendation", "recognise"), ("summary", "Thiết thực.")]),
                &[READERS, NOT_OF_THE_LINE, SIGNER, SECRETARY, MEMBERS],
                &[Chair, ViceChair],
            ),
        ),
        once(
            Ready::ToBeConsulted,
            row(
                "councils::consult",
                |world| world.line.at("/lay-y-kien"),
                nothing,
                &[READERS, NOT_OF_THE_LINE, SIGNER, CHAIRS, MEMBERS],
                &[Secretary],
            ),
        ),
        with_file(once(
            Ready::Advised,
            row(
                "recognition::record",
                |world| world.line.at("/quyet-dinh"),
                |_| typed(&DECISION),
                &[READERS, NOT_OF_THE_LINE, SECRETARY, CHAIRS, MEMBERS],
                &[Signer],
            ),
        )),
    ]
}

pub(super) fn campaign_rows() -> Vec<Row> {
    vec![
        row(
            "campaigns::open::open",
            |_| String::from("/dot-thi-dua/moi"),
            |world| {
                let mut fields = typed(&[
                    ("name", "Thi đua Dân vận khéo cấp xã năm 2026"),
                    ("level", "commune"),
                    ("sectors", "economy"),
                    ("legal_basis", "Kế hoạch 05-KH/ĐU"),
                    ("opens_on", "2026-11-20"),
                    ("submissions_until", "2026-11-30"),
                    ("scoring_until", "2026-12-10"),
                    ("closes_on", "2026-12-20"),
                    ("consultation_days", "0"),
                    ("quorum", "2/3"),
                    ("council_name", "Hội đồng xét mô hình Dân vận khéo"),
                ]);
                fields.push(("host_unit_id", world.line.host.id.to_string()));
                fields.push(("criteria_set_id", world.criteria.clone()));
                fields
            },
            &[NOT_HOST, CHAIRS],
            &[Agency, Admin],
        ),
        row(
            "campaigns::hold::hold",
            |world| world.campaign("/tam-dung"),
            |_| typed(&[("reason", "Chờ hướng dẫn mới của cấp trên.")]),
            &[NOT_HOST, VICE_CHAIR],
            &[Agency, Admin, Chair],
        ),
        once(
            Ready::Held,
            row(
                "campaigns::hold::let_go_on",
                |world| world.campaign("/tiep-tuc"),
                nothing,
                &[NOT_HOST, VICE_CHAIR],
                &[Agency, Admin, Chair],
            ),
        ),
        row(
            "campaigns::council::fill_seat",
            |world| world.campaign("/hoi-dong"),
            |world| {
                let mut fields = typed(&[("role", "member")]);
                fields.push(("username", world.username.clone()));
                fields
            },
            &[NOT_HOST, CHAIRS],
            &[Agency, Admin],
        ),
        row(
            "campaigns::council::end_seat",
            |world| world.end_seat.clone(),
            nothing,
            &[NOT_HOST, CHAIRS],
            &[Agency, Admin],
        ),
    ]
}
