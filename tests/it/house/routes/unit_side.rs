//! What a unit changes: its models, nominations, needs and adoptions.

use super::ready::Ready;
use super::refused::{
    FOR_ANOTHER_UNIT, LEADERS, NO_OFFICER, NOT_OF_THE_UNIT, OFFICER, OTHER_LEADER, READS_MODELS,
    READS_NO_DRAFT, Refused,
};
use super::world::{
    Who::{
        Admin, Agency, Chair, Conflicted, Leader, Member, Moderator, Officer, OtherAgency,
        OtherLeader, OtherMember, OtherOfficer, OtherSecretary, OtherSigner, Secretary, Signer,
        ViceChair,
    },
    World, consent,
};
use super::{Row, nothing, once, row, typed, with_file, with_photo};
use crate::models::at;

pub(super) fn model_rows() -> Vec<Row> {
    vec![
        row(
            "models::pages::begin",
            |_| String::from("/don-vi/mo-hinh/moi"),
            |world| {
                let mut fields = typed(&[
                    ("name", "Tổ tự quản giữ sạch bờ kênh"),
                    ("sector", "economy"),
                    ("subject", "model"),
                ]);
                fields.push(("unit", world.line.unit.id.to_string()));
                fields
            },
            &[NO_OFFICER, OTHER_LEADER, LEADERS, FOR_ANOTHER_UNIT],
            &[Officer],
        ),
        row(
            "models::pages::register",
            |world| at(&world.draft, "dang-ky"),
            nothing,
            &[NOT_OF_THE_UNIT, READS_NO_DRAFT, LEADERS],
            &[Officer],
        ),
        with_photo(row(
            "models::files::attach_photo",
            |world| at(&world.draft, "anh"),
            |_| typed(&[("caption", "Bà con dọn bờ kênh")]),
            &[NOT_OF_THE_UNIT, READS_NO_DRAFT, LEADERS],
            &[Officer],
        )),
        with_file(row(
            "models::files::attach_evidence",
            |world| at(&world.draft, "minh-chung"),
            |_| typed(&[("caption", "Danh sách hộ tham gia")]),
            &[NOT_OF_THE_UNIT, READS_NO_DRAFT, LEADERS],
            &[Officer],
        )),
        row(
            "models::files::detach",
            |world| world.detach.clone(),
            nothing,
            &[NOT_OF_THE_UNIT, READS_NO_DRAFT, LEADERS],
            &[Officer],
        ),
        row(
            "models::consents::record",
            |world| at(&world.draft, "dong-y"),
            |_| typed(&consent("Hoàng Văn Cường")),
            &[NOT_OF_THE_UNIT, READS_NO_DRAFT, LEADERS],
            &[Officer],
        ),
        row(
            "models::consents::withdraw",
            |world| world.withdraw.clone(),
            nothing,
            &[NOT_OF_THE_UNIT, READS_NO_DRAFT, LEADERS],
            &[Officer],
        ),
        row(
            "models::parts::save",
            |world| at(&world.draft, "ket-qua"),
            |_| typed(&[("seen", ""), ("outputs", "Viết đè")]),
            &[NOT_OF_THE_UNIT, READS_NO_DRAFT, LEADERS],
            &[Officer],
        ),
    ]
}

pub(super) fn nomination_rows() -> Vec<Row> {
    let version = |_: &World| typed(&[("version", "1")]);
    vec![
        row(
            "nominations::pages::begin",
            |_| String::from("/don-vi/ho-so/moi"),
            |world| {
                vec![
                    ("model", world.ready.code.to_string()),
                    ("campaign", world.line.campaign.clone()),
                ]
            },
            &[NOT_OF_THE_UNIT, READS_MODELS, LEADERS],
            &[Officer],
        ),
        once(
            Ready::Draft,
            row(
                "nominations::pages::save_letter",
                |world| world.nomination("/to-trinh"),
                |_| typed(&[("seen", ""), ("letter", "Viết đè")]),
                &[NOT_OF_THE_UNIT, READS_NO_DRAFT, LEADERS],
                &[Officer],
            ),
        ),
        once(
            Ready::Draft,
            row(
                "nominations::steps::hand_to_leader",
                |world| world.nomination("/trinh"),
                version,
                &[NOT_OF_THE_UNIT, READS_NO_DRAFT, LEADERS],
                &[Officer],
            ),
        ),
        once(
            Ready::AwaitingLeader,
            row(
                "nominations::steps::hand_back",
                |world| world.nomination("/tra-lai"),
                |_| typed(&[("version", "1"), ("remark", "Cần nêu rõ số hộ tham gia.")]),
                &[NOT_OF_THE_UNIT, READS_NO_DRAFT, OFFICER],
                &[Leader, Conflicted],
            ),
        ),
        once(
            Ready::AwaitingLeader,
            row(
                "nominations::steps::send",
                |world| world.nomination("/gui"),
                version,
                &[NOT_OF_THE_UNIT, READS_NO_DRAFT, OFFICER],
                &[Leader, Conflicted],
            ),
        ),
        once(
            Ready::Submitted,
            row(
                "nominations::steps::withdraw",
                |world| world.nomination("/rut"),
                version,
                &[NOT_OF_THE_UNIT, READS_NO_DRAFT, OFFICER],
                &[Leader, Conflicted],
            ),
        ),
    ]
}

pub(super) fn unit_rows() -> Vec<Row> {
    let adoption: &Refused = &[
        (Leader, 403),
        (Conflicted, 403),
        (OtherOfficer, 404),
        (OtherLeader, 404),
        (Agency, 404),
        (OtherAgency, 404),
        (Signer, 404),
        (OtherSigner, 404),
        (Secretary, 404),
        (OtherSecretary, 404),
        (Chair, 404),
        (ViceChair, 404),
        (Member, 404),
        (OtherMember, 404),
        (Moderator, 404),
        (Admin, 404),
    ];
    vec![
        row(
            "needs::declare",
            |_| String::from("/don-vi/nhu-cau"),
            |world| {
                let mut fields = typed(&[("text", "Cầu tạm mùa lũ")]);
                fields.push(("unit", world.line.unit.id.to_string()));
                fields
            },
            &[NO_OFFICER, FOR_ANOTHER_UNIT, &[(OtherLeader, 422)]],
            &[Officer, Leader, Conflicted],
        ),
        row(
            "needs::end",
            |_| String::from("/don-vi/nhu-cau/NC-2026-0001/khep"),
            |_| typed(&[("state", "met")]),
            &[NO_OFFICER, &[(OtherOfficer, 404), (OtherLeader, 404)]],
            &[Officer, Leader, Conflicted],
        ),
        row(
            "replication::adopt",
            |world| format!("/mo-hinh/{}/nhan-rong", world.source.slug),
            |world| {
                let mut fields = typed(&[
                    ("title", "Hiến đất mở đường lần nữa"),
                    ("kept", "Bàn công khai."),
                    ("adapted", "Đường nội đồng."),
                    ("started_on", "2026-11-20"),
                ]);
                fields.push(("unit", world.line.unit.id.to_string()));
                fields
            },
            &[NO_OFFICER, OTHER_LEADER, LEADERS, FOR_ANOTHER_UNIT],
            &[Officer],
        ),
        row(
            "replication::begin",
            |_| String::from("/don-vi/nhan-rong/NR-2026-0001/bat-dau"),
            |_| typed(&[("started_on", "2026-11-20")]),
            &[adoption],
            &[Officer],
        ),
        row(
            "replication::complete",
            |_| String::from("/don-vi/nhan-rong/NR-2026-0001/hoan-thanh"),
            nothing,
            &[adoption],
            &[Officer],
        ),
        row(
            "replication::stop",
            |_| String::from("/don-vi/nhan-rong/NR-2026-0001/dung"),
            |_| typed(&[("reason", "Chưa đủ kinh phí")]),
            &[adoption],
            &[Officer],
        ),
    ]
}
