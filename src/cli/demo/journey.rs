//! Takes each nomination of the demonstration to its station, step by step, each step by the person whose step it is and
//! on the day on which it would come about.

use super::adoptions;
use super::bodies::{Bodies, Body};
use super::cast::{Cast, Player};
use super::paper;
use super::registration::{attach_samples, register_model, uploaded, write_model};
use super::story::Story;
use crate::app::App;
use crate::campaigns::criteria::{CriteriaSet, ScoreRule};
use crate::campaigns::{self, Campaign};
use crate::councils::Recommendation;
use crate::councils::scoring::{FAIL, PASS};
use crate::councils::usecases::{
    RecordResult, TypedLine, TypedSheet, close_scoring, record_result, save_sheet,
    start_consultation, submit_sheet,
};
use crate::error::{AppError, Result};
use crate::nominations::usecases::{
    Draft, Step, accept, draft, hand_to_leader, return_for_completion, send, start_scoring,
};
use crate::recognition::usecases::{Decide, decide};
use crate::recognition::{Form, keep_document};

/// How far a nomination gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Station {
    Draft,
    AwaitingLeader,
    Submitted,
    Returned,
    Accepted,
    /// One member has handed in, one has begun.
    InScoring,
    /// Closed, and the council has said what it advises.
    Scored,
    /// Before the public.
    InConsultation,
    /// Signed as the council advised.
    Decided(Advice),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Advice {
    Recognise,
    NotRecognise,
}

impl Station {
    /// What the council advises, where it gets to advise.
    fn advice(self) -> Advice {
        match self {
            Self::Decided(advice) => advice,
            _ => Advice::Recognise,
        }
    }

    /// Whether the council sees pictures of it.
    fn is_illustrated(self) -> bool {
        self >= Self::Scored && self.advice() == Advice::Recognise
    }
}

/// The station of each body's nomination, in the order of the bodies: where conditions are judged, and no one else asked.
const BY_CONDITIONS: [Station; 10] = [
    Station::Draft,
    Station::AwaitingLeader,
    Station::Submitted,
    Station::Returned,
    Station::InScoring,
    Station::Accepted,
    Station::Scored,
    Station::Decided(Advice::Recognise),
    Station::Decided(Advice::NotRecognise),
    Station::Decided(Advice::Recognise),
];

/// The same where points are given, and the public is asked.
const BY_POINTS: [Station; 10] = [
    Station::Draft,
    Station::AwaitingLeader,
    Station::Submitted,
    Station::Returned,
    Station::InScoring,
    Station::Accepted,
    Station::Scored,
    Station::InConsultation,
    Station::Decided(Advice::NotRecognise),
    Station::Decided(Advice::Recognise),
];

/// A nomination on its way.
struct Case<'d> {
    body: &'d Body,
    campaign: &'d Campaign,
    set: &'d CriteriaSet,
    station: Station,
    officer: &'d Player,
    leader: &'d Player,
    code: String,
    version: i64,
}

impl Case<'_> {
    /// The next step on its nomination as it stands.
    fn step(&self) -> Step {
        Step {
            code: self.code.clone(),
            seen_version: self.version,
        }
    }
}

/// Registers every body's model, takes its nomination to its station, and lets some take models up, day after day.
pub(super) async fn tell(
    app: &App,
    story: &Story,
    cast: &Cast,
    bodies: &Bodies,
    campaigns: &[Campaign; 2],
) -> Result<()> {
    let mut sets = Vec::new();
    for campaign in campaigns {
        let set_id = campaign.criteria_set_id.clone();
        let stored = app
            .db
            .read(move |conn| campaigns::criteria_of(conn, &set_id))
            .await?;
        sets.push(stored.set);
    }
    let mut cases = Vec::new();
    for (place, stations) in [BY_CONDITIONS, BY_POINTS].into_iter().enumerate() {
        let bodies = bodies[place].grassroots.iter().zip(stations).enumerate();
        cases.extend(bodies.map(|(number, (body, station))| Case {
            body,
            campaign: &campaigns[place],
            set: &sets[place],
            station,
            officer: &cast.officers[number % 2],
            leader: &cast.leaders[number % 2],
            code: String::new(),
            version: 0,
        }));
    }
    let teller = Teller { app, story, cast };
    story.on_to(55);
    for case in &mut cases {
        teller.nominate(case).await?;
    }
    let early = |case: &&mut Case<'_>| case.station >= Station::Scored;
    story.on_to(50);
    for case in cases.iter_mut().filter(early) {
        teller.send(case).await?;
    }
    story.on_to(47);
    for case in cases.iter_mut().filter(early) {
        teller.score(case).await?;
    }
    story.on_to(36);
    for case in cases.iter_mut().filter(early) {
        teller.close(case).await?;
    }
    story.on_to(35);
    for case in &cases {
        if matches!(case.station, Station::Decided(_)) {
            teller.consult(case).await?;
        }
    }
    story.on_to(9);
    for case in cases.iter_mut().filter(|case| !early(case)) {
        teller.send(case).await?;
    }
    story.on_to(4);
    for case in &mut cases {
        match case.station {
            Station::Returned | Station::Accepted => teller.screen(case).await?,
            Station::InScoring => teller.score(case).await?,
            Station::InConsultation => teller.consult(case).await?,
            _ => {}
        }
    }
    story.on_to(3);
    adoptions::take_up(app, cast, &bodies[0]).await?;
    story.on_to(1);
    for case in &cases {
        teller.decide(case).await?;
    }
    Ok(())
}

/// Everything that a step needs.
struct Teller<'d> {
    app: &'d App,
    story: &'d Story,
    cast: &'d Cast,
}

impl Teller<'_> {
    /// The officer writes and registers the model and begins a nomination.
    async fn nominate(&self, case: &mut Case<'_>) -> Result<()> {
        let officer = case.officer.actor(self.app)?;
        let model = write_model(self.app, &officer, case.body).await?;
        if case.station >= Station::Accepted {
            let illustrated = case.station.is_illustrated();
            attach_samples(self.app, &officer, &model, illustrated).await?;
        }
        self.story.a_little_later();
        let model = register_model(self.app, &officer, &model).await?;
        let begun = Draft {
            model_code: model.code.to_string(),
            campaign_code: case.campaign.code.clone(),
        };
        let nomination = draft(self.app, officer, begun).await?;
        case.code = nomination.code.to_string();
        case.version = nomination.version;
        self.story.a_little_later();
        Ok(())
    }

    /// The officer hands it to the leader, who sends it; as far as it gets.
    async fn send(&self, case: &mut Case<'_>) -> Result<()> {
        if case.station >= Station::AwaitingLeader {
            let officer = case.officer.actor(self.app)?;
            let handed = hand_to_leader(self.app, officer, case.step()).await?;
            case.version = handed.version;
            self.story.a_little_later();
            if case.station >= Station::Submitted {
                let leader = case.leader.actor(self.app)?;
                let sent = send(self.app, leader, case.step()).await?;
                case.version = sent.version;
                self.story.a_little_later();
            }
        }
        Ok(())
    }

    /// The secretary accepts it, or returns it with reasons.
    async fn screen(&self, case: &Case<'_>) -> Result<()> {
        let secretary = self.cast.secretary.actor(self.app)?;
        self.story.a_little_later();
        if case.station == Station::Returned {
            let reasons = "Đề nghị đơn vị nêu rõ mục tiêu, nguồn lực và bổ sung minh chứng cho các số liệu trong hồ sơ.";
            let reasons = reasons.to_owned();
            return_for_completion(self.app, secretary, case.step(), reasons).await?;
        } else {
            accept(self.app, secretary, case.step()).await?;
        }
        Ok(())
    }

    /// The secretary opens its scoring; members hand in, all of them or, where it gets no further, the first.
    async fn score(&self, case: &Case<'_>) -> Result<()> {
        self.screen(case).await?;
        let secretary = self.cast.secretary.actor(self.app)?;
        start_scoring(self.app, secretary, case.code.clone()).await?;
        if case.station == Station::InScoring {
            self.hand_in(case, 1, &self.cast.members[0]).await?;
            let begun = TypedSheet {
                lines: lines(case.set, Advice::Recognise, 2)
                    .into_iter()
                    .take(2)
                    .collect(),
                ..TypedSheet::default()
            };
            let member = self.cast.members[1].actor(self.app)?;
            save_sheet(self.app, member, case.code.clone(), begun).await?;
            return Ok(());
        }
        let judges = std::iter::once(&self.cast.chair).chain(&self.cast.members);
        for (place, player) in judges.enumerate() {
            self.hand_in(case, place, player).await?;
        }
        Ok(())
    }

    /// A member hands in a sheet; one who has a conflict of interest does not get to, and need not.
    async fn hand_in(&self, case: &Case<'_>, place: usize, player: &Player) -> Result<()> {
        self.story.a_little_later();
        let sheet = TypedSheet {
            version: 0,
            lines: lines(case.set, case.station.advice(), place),
            overall_remark: "Phiếu trình diễn.".to_owned(),
        };
        let member = player.actor(self.app)?;
        match submit_sheet(self.app, member, case.code.clone(), sheet).await {
            Ok(_) | Err(AppError::Forbidden("council.conflict_of_interest")) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// The chair closes the scoring and records what the council advises.
    async fn close(&self, case: &Case<'_>) -> Result<()> {
        let chair = self.cast.chair.actor(self.app)?;
        close_scoring(self.app, chair.clone(), case.code.clone()).await?;
        self.story.a_little_later();
        let result = result(case.station.advice());
        record_result(self.app, chair, case.code.clone(), result).await
    }

    /// The secretary puts it before the public, where its campaign asks so.
    async fn consult(&self, case: &Case<'_>) -> Result<()> {
        if case.campaign.calendar.holds_consultation() {
            self.story.a_little_later();
            let secretary = self.cast.secretary.actor(self.app)?;
            start_consultation(self.app, secretary, case.code.clone()).await?;
        }
        Ok(())
    }

    /// The signer decides, with the signed document.
    async fn decide(&self, case: &Case<'_>) -> Result<()> {
        let Station::Decided(advice) = case.station else {
            return Ok(());
        };
        self.story.a_little_later();
        let mut decision = decision(self.app, &case.code, advice);
        let said = match advice {
            Advice::Recognise => "Điều 1. Công nhận mô hình nêu trong hồ sơ.",
            Advice::NotRecognise => "Điều 1. Chưa công nhận mô hình nêu trong hồ sơ.",
        };
        let page = paper::pdf(
            &format!("Quyết định số {}", decision.number),
            &[
                &format!(
                    "Về hồ sơ {} trong đợt thi đua {}.",
                    case.code, case.campaign.code
                ),
                said,
                "Trang này do chương trình trình diễn tạo ra để xem thử việc lưu quyết định; không cơ quan nào ban hành.",
            ],
        );
        let file = uploaded(
            "quyet-dinh-mau.pdf",
            &page,
            self.app.config.max_upload_bytes,
        )?;
        decision.file_sha256 = Some(keep_document(self.app, file).await?);
        decide(
            self.app,
            self.cast.signer.actor(self.app)?,
            case.code.clone(),
            decision,
        )
        .await?;
        Ok(())
    }
}

/// What a member types on each criterion. Where the council advises to recognise: the most that can be given, or on some,
/// others for each member, a step less. Where it does not: of every third the least.
fn lines(set: &CriteriaSet, advice: Advice, member: usize) -> Vec<TypedLine> {
    let leaves = set.scorable_leaves().enumerate();
    let line = leaves.map(|(place, leaf)| {
        let low = advice == Advice::NotRecognise && place % 3 == 0;
        let less = !low && (place + 2 * member).is_multiple_of(5);
        let value = match set.rule_of(leaf) {
            Some(ScoreRule::Verdict) => if low { FAIL } else { PASS }.to_owned(),
            Some(ScoreRule::OneOf { points }) => {
                let given = if low { points.first() } else { points.last() };
                given.map(ToString::to_string).unwrap_or_default()
            }
            Some(ScoreRule::Range { min, max, step }) => match (low, less) {
                (true, _) => min.to_string(),
                (_, true) => (max - step).max(min).to_string(),
                _ => max.to_string(),
            },
            None => String::new(),
        };
        TypedLine {
            value,
            remark: if low {
                "Hồ sơ trình diễn chưa cho thấy rõ.".to_owned()
            } else {
                String::new()
            },
            cap_applies: false,
        }
    });
    line.collect()
}

fn result(advice: Advice) -> RecordResult {
    let (recommendation, summary) = match advice {
        Advice::Recognise => (
            Recommendation::Recognise,
            "Kết quả trình diễn: các phiếu đều cho rằng mô hình đạt các tiêu chí.",
        ),
        Advice::NotRecognise => (
            Recommendation::NotRecognise,
            "Kết quả trình diễn: một số tiêu chí chưa đạt; đề nghị đơn vị hoàn thiện và đăng ký lại ở đợt sau.",
        ),
    };
    RecordResult {
        recommendation: recommendation.as_str().to_owned(),
        summary: summary.to_owned(),
    }
}

/// A decision whose number says that it is none.
fn decision(app: &App, code: &str, advice: Advice) -> Decide {
    let (kind, reason) = match advice {
        Advice::Recognise => ("recognise", ""),
        Advice::NotRecognise => (
            "not_recognise",
            "Quyết định trình diễn: một số tiêu chí chưa đạt.",
        ),
    };
    Decide {
        kind: kind.to_owned(),
        number: format!("{code}/TRÌNH-DIỄN"),
        decided_on: app.clock.today().to_string(),
        form: Form::Decision.as_str().to_owned(),
        signer_position: "Trưởng Ban Chỉ đạo (trình diễn)".to_owned(),
        reason: reason.to_owned(),
        file_sha256: None,
    }
}
