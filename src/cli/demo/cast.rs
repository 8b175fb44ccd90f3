//! The people of the demonstration: one account or more for every role, all with one password.

use super::bodies::Bodies;
use crate::access::{Actor, Role};
use crate::app::{App, DemoAccount};
use crate::error::Result;
use crate::ids::{UnitId, UserId};
use crate::users::new_password;
use crate::users::usecases::{NewUser, create_now};

/// A person of the demonstration.
#[derive(Debug, Clone)]
pub(super) struct Player {
    /// The account.
    pub id: UserId,
    /// Name to sign in with.
    pub username: &'static str,
}

/// The people, by what they do.
#[derive(Debug, Clone)]
pub(super) struct Cast {
    /// Officers: of the bodies with even and with odd places.
    pub officers: [Player; 2],
    /// Leaders, in the same way.
    pub leaders: [Player; 2],
    /// The standing agency of both hosts.
    pub agency: Player,
    /// The council's secretary.
    pub secretary: Player,
    /// The council's chair.
    pub chair: Player,
    /// The council's members; the last also leads a body, so that a conflict of interest can be seen.
    pub members: [Player; 3],
    /// Who signs for the hosts.
    pub signer: Player,
}

impl Player {
    /// The person with the roles and seats that hold now.
    pub(super) fn actor(&self, app: &App) -> Result<Actor> {
        let today = app.clock.today();
        let person = app
            .db
            .read_now(|conn| crate::users::person(conn, &self.id, today))?;
        Ok(Actor::Person(person))
    }
}

/// Makes the accounts.
pub(super) fn hire(app: &App, bodies: &Bodies) -> Result<(Cast, Vec<DemoAccount>)> {
    let password = new_password()?;
    let mut accounts = Vec::new();
    let mut hire = |username: &'static str, who: &str, roles: Vec<(Role, Option<UnitId>)>| {
        let new = NewUser {
            username: username.to_owned(),
            full_name: format!("{who} (trình diễn)"),
            position: who.to_owned(),
            password: password.clone(),
            must_change_password: false,
            roles,
        };
        let id = create_now(&app.db, &app.clock, &Actor::System, new)?;
        accounts.push(DemoAccount {
            username: username.to_owned(),
            password: password.clone(),
            who: who.to_owned(),
        });
        Ok::<_, crate::error::AppError>(Player { id, username })
    };
    let of_half = |role: Role, half: usize| {
        let bodies = bodies
            .iter()
            .flat_map(|ground| ground.grassroots.iter().skip(half).step_by(2));
        bodies
            .map(|body| (role, Some(body.unit.id.clone())))
            .collect::<Vec<_>>()
    };
    let host = |role: Role| {
        let hosts = bodies.iter().map(|ground| ground.host.id.clone());
        hosts.map(|id| (role, Some(id))).collect::<Vec<_>>()
    };
    let mut everyone = bodies.iter().flat_map(|ground| &ground.grassroots);
    let border_post = everyone.find(|body| body.record == "s233");
    let leads = border_post.map(|body| (Role::Leader, Some(body.unit.id.clone())));
    let cast = Cast {
        officers: [
            hire(
                "can-bo-1",
                "Cán bộ phụ trách, cụm đơn vị 1",
                of_half(Role::Officer, 0),
            )?,
            hire(
                "can-bo-2",
                "Cán bộ phụ trách, cụm đơn vị 2",
                of_half(Role::Officer, 1),
            )?,
        ],
        leaders: [
            hire(
                "lanh-dao-1",
                "Lãnh đạo đơn vị, cụm đơn vị 1",
                of_half(Role::Leader, 0),
            )?,
            hire(
                "lanh-dao-2",
                "Lãnh đạo đơn vị, cụm đơn vị 2",
                of_half(Role::Leader, 1),
            )?,
        ],
        agency: hire(
            "thuong-truc",
            "Cơ quan thường trực",
            host(Role::StandingAgency),
        )?,
        secretary: hire("thu-ky", "Thư ký hội đồng", Vec::new())?,
        chair: hire("chu-tich", "Chủ tịch hội đồng", Vec::new())?,
        members: [
            hire("uy-vien-1", "Ủy viên hội đồng", Vec::new())?,
            hire("uy-vien-2", "Ủy viên hội đồng", Vec::new())?,
            hire(
                "uy-vien-3",
                "Ủy viên hội đồng, đồng thời là lãnh đạo một đơn vị",
                leads.into_iter().collect(),
            )?,
        ],
        signer: hire("nguoi-ky", "Người ký quyết định", host(Role::Signer))?,
    };
    hire(
        "kiem-duyet",
        "Người kiểm duyệt",
        vec![(Role::Moderator, None)],
    )?;
    hire("quan-tri", "Quản trị hệ thống", vec![(Role::Admin, None)])?;
    Ok((cast, accounts))
}
