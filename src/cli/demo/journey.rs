//! Takes each nomination of the demonstration to its station, step by step, each step by the person whose step it is.

use super::bodies::Bodies;
use super::cast::{Cast, Player};
use super::registration::register_model;
use crate::access::Actor;
use crate::app::App;
use crate::campaigns::criteria::{CriteriaSet, ScoreRule};
use crate::campaigns::{self, Campaign};
use crate::councils::Recommendation;
use crate::councils::scoring::{FAIL, PASS};
use crate::councils::usecases::{
    RecordResult, TypedLine, TypedSheet, close_scoring, record_result, save_sheet, submit_sheet,
};
use crate::error::{AppError, Result};
use crate::nominations::usecases::{
    Draft, Step, accept, draft, hand_to_leader, return_for_completion, send, start_scoring,
};
use crate::recognition::Form;
use crate::recognition::usecases::{Decide, decide};

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
    Scored(Advice),
    /// Signed as the council advised.
    Decided(Advice),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Advice {
    Recognise,
    NotRecognise,
}

/// The station of each body's nomination, in the order of the bodies.
const STATIONS: [Station; 10] = [
    Station::Draft,
    Station::AwaitingLeader,
    Station::Submitted,
    Station::Returned,
    Station::InScoring,
    Station::Accepted,
    Station::Scored(Advice::Recognise),
    Station::Decided(Advice::Recognise),
    Station::Decided(Advice::NotRecognise),
    Station::Decided(Advice::Recognise),
];

/// Registers every body's model and takes its nomination to its station.
pub(super) async fn tell(
    app: &App,
    cast: &Cast,
    bodies: &Bodies,
    campaign: &Campaign,
) -> Result<()> {
    let set_id = campaign.criteria_set_id.clone();
    let set = app
        .db
        .read(move |conn| campaigns::criteria_of(conn, &set_id))
        .await?
        .set;
    for (place, (body, station)) in bodies.grassroots.iter().zip(STATIONS).enumerate() {
        let officer = cast.officers[place % 2].actor(app)?;
        let leader = cast.leaders[place % 2].actor(app)?;
        let model = register_model(app, &officer, body).await?;
        let begun = Draft {
            model_code: model.code.to_string(),
            campaign_code: campaign.code.clone(),
        };
        let nomination = draft(app, officer.clone(), begun).await?;
        if station >= Station::AwaitingLeader {
            let seen = |version| Step {
                code: nomination.code.to_string(),
                seen_version: version,
            };
            let handed = hand_to_leader(app, officer, seen(nomination.version)).await?;
            if station >= Station::Submitted {
                send(app, leader, seen(handed.version)).await?;
                at_the_council(app, cast, &set, nomination.code.as_str(), station).await?;
            }
        }
    }
    Ok(())
}

/// What the council does with a nomination that was sent.
async fn at_the_council(
    app: &App,
    cast: &Cast,
    set: &CriteriaSet,
    code: &str,
    station: Station,
) -> Result<()> {
    let secretary = cast.secretary.actor(app)?;
    let chair = cast.chair.actor(app)?;
    let code = || code.to_owned();
    match station {
        Station::Draft | Station::AwaitingLeader | Station::Submitted => Ok(()),
        Station::Returned => {
            let reasons = "Đề nghị đơn vị nêu rõ mục tiêu, nguồn lực và bổ sung minh chứng cho các số liệu trong hồ sơ.";
            return_for_completion(app, secretary, code(), reasons.to_owned()).await?;
            Ok(())
        }
        Station::Accepted => {
            accept(app, secretary, code()).await?;
            Ok(())
        }
        Station::InScoring => {
            accept(app, secretary.clone(), code()).await?;
            start_scoring(app, secretary, code()).await?;
            hand_in(app, &cast.members[0], set, &code(), Advice::Recognise).await?;
            let begun = TypedSheet {
                lines: lines(set, Advice::Recognise).into_iter().take(2).collect(),
                ..TypedSheet::default()
            };
            save_sheet(app, cast.members[1].actor(app)?, code(), begun).await?;
            Ok(())
        }
        Station::Scored(advice) | Station::Decided(advice) => {
            accept(app, secretary.clone(), code()).await?;
            start_scoring(app, secretary, code()).await?;
            for player in std::iter::once(&cast.chair).chain(&cast.members) {
                hand_in(app, player, set, &code(), advice).await?;
            }
            close_scoring(app, chair.clone(), code()).await?;
            record_result(app, chair, code(), result(advice)).await?;
            if matches!(station, Station::Decided(_)) {
                decide(
                    app,
                    cast.signer.actor(app)?,
                    code(),
                    decision(app, &code(), advice),
                )
                .await?;
            }
            Ok(())
        }
    }
}

/// A member hands in a sheet; one who has a conflict of interest does not get to, and need not.
async fn hand_in(
    app: &App,
    player: &Player,
    set: &CriteriaSet,
    code: &str,
    advice: Advice,
) -> Result<()> {
    let sheet = TypedSheet {
        version: 0,
        lines: lines(set, advice),
        overall_remark: "Phiếu trình diễn.".to_owned(),
    };
    let actor: Actor = player.actor(app)?;
    match submit_sheet(app, actor, code.to_owned(), sheet).await {
        Ok(_) | Err(AppError::Forbidden("council.conflict_of_interest")) => Ok(()),
        Err(error) => Err(error),
    }
}

/// What a member types on each criterion: the most that can be given, or of every third the least.
fn lines(set: &CriteriaSet, advice: Advice) -> Vec<TypedLine> {
    let leaves = set.scorable_leaves().enumerate();
    let line = leaves.map(|(place, leaf)| {
        let low = advice == Advice::NotRecognise && place % 3 == 0;
        let value = match set.rule_of(leaf) {
            Some(ScoreRule::Verdict) => if low { FAIL } else { PASS }.to_owned(),
            Some(ScoreRule::OneOf { points }) => {
                let given = if low { points.first() } else { points.last() };
                given.map(ToString::to_string).unwrap_or_default()
            }
            Some(ScoreRule::Range { min, max, .. }) => if low { min } else { max }.to_string(),
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
