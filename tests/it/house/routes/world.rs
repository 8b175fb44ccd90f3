//! Everyone who tries, and what is there for them to change.

use super::ready::Ready;
use crate::councils::line::{CONDITIONS, Line};
use crate::models::{at, model};
use crate::support::files::PDF;
use crate::support::models::compiled;
use crate::support::prelude::*;
use Who::{
    Admin, Agency, Chair, Conflicted, Leader, Member, Moderator, Officer, OtherAgency, OtherLeader,
    OtherMember, OtherOfficer, OtherSecretary, OtherSigner, Secretary, Signer, ViceChair,
};
use danvankheo::access::{Role, SeatRole};
use danvankheo::campaigns::list_criteria;
use danvankheo::db::schema::memberships;
use danvankheo::ids::MembershipId;
use danvankheo::models::Model;
use danvankheo::models::model::ModelState;
use danvankheo::models::words::Subject;
use diesel::prelude::*;

/// Someone who tries. "Other" is of another unit, or of its council.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    Officer,
    OtherOfficer,
    Leader,
    OtherLeader,
    Agency,
    OtherAgency,
    Signer,
    OtherSigner,
    Moderator,
    Admin,
    Secretary,
    OtherSecretary,
    Chair,
    ViceChair,
    Member,
    OtherMember,
    /// A member of the council who leads the unit that is judged.
    Conflicted,
}

/// Each of them.
pub(super) const EVERYONE: [Who; 17] = [
    Officer,
    OtherOfficer,
    Leader,
    OtherLeader,
    Agency,
    OtherAgency,
    Signer,
    OtherSigner,
    Moderator,
    Admin,
    Secretary,
    OtherSecretary,
    Chair,
    ViceChair,
    Member,
    OtherMember,
    Conflicted,
];

/// What the forms change is in place, so that whoever is let in by mistake does change something, or is told so.
pub(super) struct World {
    pub(super) line: Line,
    others: Vec<(Who, Client)>,
    /// A model of the unit that is being written.
    pub(super) draft: Model,
    /// A model of the unit that could be nominated.
    pub(super) ready: Model,
    /// A public model that the unit has not taken up.
    pub(super) source: Model,
    /// Where the draft's evidence is taken off.
    pub(super) detach: String,
    /// Where the draft's consent is withdrawn.
    pub(super) withdraw: String,
    /// Where a seat of the council is ended.
    pub(super) end_seat: String,
    pub(super) criteria: String,
    pub(super) username: String,
    pub(super) membership: MembershipId,
}

impl World {
    /// One in which a council scores.
    pub(super) async fn of(t: &TestApp) -> Self {
        Self::when(t, Ready::InScoring).await
    }

    /// One whose nomination stands where it is ready for something, up to what people do about it.
    pub(super) async fn when(t: &TestApp, ready: Ready) -> Self {
        let line = Line::with(t, CONDITIONS, Subject::Model, ready.state()).await;
        let elsewhere = t.unit("Đảng ủy xã Khác").await;
        let council = t.council(&elsewhere).await;
        let officer = t.officer_of(&line.unit).await;
        let agency = t.holder_of(Role::StandingAgency, Some(&line.host)).await;
        let taken_up = compiled("Hiến đất mở đường");
        let source = compiled("Chợ quê không rác thải nhựa");
        for model in [&taken_up, &source] {
            t.enter(model).await;
        }
        begin_what_goes_on(&officer, &taken_up).await;
        let draft = model(t, &line.unit, ModelState::Draft).await;
        let (detach, withdraw) = add_to(&officer, &draft).await;
        let seats = format!("/dot-thi-dua/{}/hoi-dong", line.campaign);
        let seats = agency.get(&seats).await.assert_ok();
        let sets = t.read(list_criteria).await;
        let usable = sets.iter().find(|stored| stored.set.id == CONDITIONS);
        let someone = t.user(Some((Role::Officer, Some(&line.unit)))).await;
        let id = someone.id.clone();
        let membership = t.read(move |conn| {
            Ok(memberships::table
                .filter(memberships::user_id.eq(id))
                .select(memberships::id)
                .first(conn)?)
        });
        let held = |role| t.holder_of(role, Some(&elsewhere));
        let others = vec![
            (Officer, officer),
            (OtherOfficer, held(Role::Officer).await),
            (Leader, t.leader_of(&line.unit).await),
            (OtherLeader, held(Role::Leader).await),
            (Agency, agency),
            (OtherAgency, held(Role::StandingAgency).await),
            (OtherSigner, held(Role::Signer).await),
            (Moderator, t.holder_of(Role::Moderator, None).await),
            (Admin, t.admin().await),
            (
                OtherSecretary,
                t.sitter_in(&council, SeatRole::Secretary).await,
            ),
            (
                ViceChair,
                t.sitter_in(&line.council, SeatRole::ViceChair).await,
            ),
            (OtherMember, t.sitter_in(&council, SeatRole::Member).await),
        ];
        Self {
            others,
            draft,
            ready: model(t, &line.unit, ModelState::Registered).await,
            source,
            detach,
            withdraw,
            end_seat: seats
                .attribute("form[action$='/ket-thuc']", "action")
                .unwrap(),
            criteria: usable.unwrap().id.to_string(),
            username: someone.username,
            membership: membership.await,
            line,
        }
    }

    pub(super) fn client(&self, who: Who) -> &Client {
        match who {
            Secretary => &self.line.secretary,
            Chair => &self.line.chair,
            Member => &self.line.members[0],
            Conflicted => &self.line.conflicted,
            Signer => &self.line.signer,
            who => {
                let found = self.others.iter().find(|(known, _)| *known == who);
                &found.unwrap().1
            }
        }
    }

    pub(super) fn campaign(&self, below: &str) -> String {
        format!("/dot-thi-dua/{}{below}", self.line.campaign)
    }

    pub(super) fn nomination(&self, below: &str) -> String {
        format!("/don-vi/ho-so/{}{below}", self.line.code)
    }

    pub(super) fn account(&self, below: &str) -> String {
        format!("/quan-tri/tai-khoan/{}{below}", self.username)
    }
}

/// A need `NC-2026-0001` of the officer's unit, and an adoption `NR-2026-0001` that it intends.
pub(in crate::house) async fn begin_what_goes_on(officer: &Client, source: &Model) {
    officer
        .post_form("/don-vi/nhu-cau", &[("text", "Chợ không rác")])
        .await
        .assert_redirect_to("/don-vi/nhu-cau");
    let adopted = [
        ("title", "Hiến đất mở đường ở xã"),
        ("kept", "Bàn công khai, vận động từng hộ."),
        ("adapted", "Đường nội đồng thay cho đường liên xã."),
        ("started_on", "2026-12-01"),
    ];
    let adopt = format!("/mo-hinh/{}/nhan-rong", source.slug);
    officer.post_form(&adopt, &adopted).await.assert_status(303);
}

/// Adds evidence and a consent to a draft; gives where each is taken back.
async fn add_to(officer: &Client, draft: &Model) -> (String, String) {
    let (evidence, consents) = (at(draft, "minh-chung"), at(draft, "dong-y"));
    officer
        .post_file(
            &evidence,
            &[("caption", "Biên bản họp dân")],
            "file",
            "bien-ban.pdf",
            PDF.to_vec(),
        )
        .await
        .assert_redirect_to(&evidence);
    officer
        .post_form(&consents, &consent("Nông Thị Bình"))
        .await
        .assert_redirect_to(&consents);
    let of = async |page: &str, css: &str| {
        let page = officer.get(page).await.assert_ok();
        page.attribute(css, "action").unwrap()
    };
    (
        of(&evidence, ".attached form").await,
        of(&consents, "tbody form").await,
    )
}

pub(super) fn consent(person: &'static str) -> [(&'static str, &'static str); 4] {
    [
        ("person", person),
        ("purposes", "publish_name"),
        ("given_on", "2026-11-20"),
        ("proof", "Phiếu có chữ ký, lưu tại Văn phòng Đảng ủy"),
    ]
}
