//! Rows to begin with, and people who are signed in. Builders write rows; clients speak HTTP.

use super::app::TestApp;
use super::client::Client;
use argon2::password_hash::PasswordHasher;
use argon2::{Algorithm, Argon2, Params, Version};
use chrono::{Duration, NaiveDate};
use danvankheo::access::{Role, SeatRole};
use danvankheo::clock::Moment;
use danvankheo::db::Conn;
use danvankheo::db::schema::{councils, memberships, seats, sessions, units, users};
use danvankheo::error::Result;
use danvankheo::ids::{CouncilId, MembershipId, SeatId, UnitId, UserId};
use danvankheo::vietnamese;
use danvankheo::web::SESSION_COOKIE;
use diesel::prelude::*;
use sha2::{Digest, Sha256};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// The password of every account that builders make.
pub const PASSWORD: &str = "sông núi biển trời";

/// A unit that stands in the database.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// Its name.
    pub name: String,
}

/// An account that stands in the database.
#[derive(Debug, Clone)]
pub struct User {
    /// Its id.
    pub id: UserId,
    /// Name to sign in with.
    pub username: String,
    /// Full name.
    pub full_name: String,
}

/// A council that stands in the database.
#[derive(Debug, Clone)]
pub struct Council {
    /// Its id.
    pub id: CouncilId,
    /// Its code.
    pub code: String,
}

impl TestApp {
    /// A grassroots unit.
    pub async fn unit(&self, name: &str) -> Unit {
        self.unit_at(name, "grassroots", None).await
    }

    /// A unit of a level, below a parent.
    pub async fn unit_at(&self, name: &str, level: &'static str, parent: Option<&Unit>) -> Unit {
        let unit = Unit {
            id: UnitId::new(),
            name: name.to_owned(),
        };
        let (row, parent) = (unit.clone(), parent.map(|parent| parent.id.clone()));
        self.write(move |conn| {
            diesel::insert_into(units::table)
                .values((
                    units::id.eq(&row.id),
                    units::slug.eq(format!("{}-{}", vietnamese::slug(&row.name, 80), number())),
                    units::kind.eq("government"),
                    units::level.eq(level),
                    units::name.eq(&row.name),
                    units::name_key.eq(vietnamese::fold(&row.name)),
                    units::aliases.eq("[]"),
                    units::parent_id.eq(parent),
                    units::valid_from.eq(long_ago()),
                    units::version.eq(1_i64),
                ))
                .execute(conn)?;
            Ok(())
        })
        .await;
        unit
    }

    /// Where the public reads of a unit.
    pub async fn page_of(&self, unit: &Unit) -> String {
        let id = unit.id.clone();
        let slug: String = self
            .read(move |conn| Ok(units::table.find(id).select(units::slug).first(conn)?))
            .await;
        format!("/danh-ba/{slug}")
    }

    /// An account with a role, or without one, whose password is [`PASSWORD`].
    pub async fn user(&self, role: Option<(Role, Option<&Unit>)>) -> User {
        let role = role.map(|(role, unit)| (role, unit.map(|unit| unit.id.clone())));
        let now = self.now();
        self.write(move |conn| {
            let user = insert_user(conn, now)?;
            if let Some((role, unit)) = role {
                insert_membership(conn, &user, role, unit)?;
            }
            Ok(user)
        })
        .await
    }

    /// An account without a role, of a person with this name.
    pub async fn user_named(&self, full_name: &str) -> User {
        let user = self.user(None).await;
        let named = User {
            full_name: full_name.to_owned(),
            ..user
        };
        let row = named.clone();
        self.write(move |conn| {
            Ok(diesel::update(users::table.find(&row.id))
                .set(users::full_name.eq(&row.full_name))
                .execute(conn)?)
        })
        .await;
        named
    }

    /// Gives an account one more role.
    pub async fn grant(&self, user: &User, role: Role, unit: &Unit) {
        let (user, unit) = (user.clone(), unit.id.clone());
        self.write(move |conn| insert_membership(conn, &user, role, Some(unit)))
            .await;
    }

    /// Closes an account.
    pub async fn disable(&self, user: &User) {
        let id = user.id.clone();
        self.write(move |conn| {
            Ok(diesel::update(users::table.find(id))
                .set(users::state.eq("disabled"))
                .execute(conn)?)
        })
        .await;
    }

    /// A council of a unit, without seats.
    pub async fn council(&self, host: &Unit) -> Council {
        let council = Council {
            id: CouncilId::new(),
            code: format!("HD-2026-{:02}", number()),
        };
        let (row, host, now) = (council.clone(), host.clone(), self.now());
        self.write(move |conn| {
            diesel::insert_into(councils::table)
                .values((
                    councils::id.eq(&row.id),
                    councils::code.eq(&row.code),
                    councils::name.eq(format!("Hội đồng thi đua, khen thưởng {}", host.name)),
                    councils::unit_id.eq(&host.id),
                    councils::created_at.eq(now),
                ))
                .execute(conn)?;
            Ok(())
        })
        .await;
        council
    }

    /// Gives a person a seat in a council.
    pub async fn seat(&self, council: &Council, user: &User, role: SeatRole) {
        let (council, user) = (council.id.clone(), user.id.clone());
        self.write(move |conn| {
            diesel::insert_into(seats::table)
                .values((
                    seats::id.eq(SeatId::new()),
                    seats::council_id.eq(council),
                    seats::user_id.eq(user),
                    seats::role.eq(role.as_str()),
                    seats::valid_from.eq(long_ago()),
                ))
                .execute(conn)?;
            Ok(())
        })
        .await;
    }

    /// Someone with a browser who is not signed in.
    pub fn stranger(&self) -> Client {
        Client::at(self.url("/").parse().unwrap(), &self.app.config.base_path)
    }

    /// The person's browser, signed in now.
    pub async fn client_of(&self, user: &User) -> Client {
        let number = number();
        let (token, csrf) = (format!("token-{number}"), format!("csrf-{number}"));
        let (token_hash, session_csrf) = (hex::encode(Sha256::digest(&token)), csrf.clone());
        let (user_id, now) = (user.id.clone(), self.now());
        self.write(move |conn| {
            diesel::insert_into(sessions::table)
                .values((
                    sessions::token_hash.eq(token_hash),
                    sessions::user_id.eq(user_id),
                    sessions::csrf.eq(session_csrf),
                    sessions::created_at.eq(now),
                    sessions::seen_at.eq(now),
                    sessions::expires_at.eq(now + Duration::hours(12)),
                ))
                .execute(conn)?;
            Ok(())
        })
        .await;
        self.stranger().with_session(SESSION_COOKIE, &token, &csrf)
    }

    /// A signed-in officer of a unit.
    pub async fn officer_of(&self, unit: &Unit) -> Client {
        self.holder_of(Role::Officer, Some(unit)).await
    }

    /// A signed-in leader of a unit.
    pub async fn leader_of(&self, unit: &Unit) -> Client {
        self.holder_of(Role::Leader, Some(unit)).await
    }

    /// A signed-in administrator of the site.
    pub async fn admin(&self) -> Client {
        self.holder_of(Role::Admin, None).await
    }

    /// Someone signed in who holds a role.
    pub async fn holder_of(&self, role: Role, unit: Option<&Unit>) -> Client {
        let user = self.user(Some((role, unit))).await;
        self.client_of(&user).await
    }

    /// Someone signed in who sits in a council.
    pub async fn sitter_in(&self, council: &Council, role: SeatRole) -> Client {
        let user = self.user(None).await;
        self.seat(council, &user, role).await;
        self.client_of(&user).await
    }
}

fn insert_user(conn: &mut Conn, now: Moment) -> Result<User> {
    let number = number();
    let user = User {
        id: UserId::new(),
        username: format!("nguoi-dung-{number}"),
        full_name: format!("Nguyễn Thị Số {number}"),
    };
    diesel::insert_into(users::table)
        .values((
            users::id.eq(&user.id),
            users::username.eq(&user.username),
            users::full_name.eq(&user.full_name),
            users::position.eq("Chuyên viên"),
            users::password_hash.eq(password_hash()),
            users::state.eq("active"),
            users::must_change_password.eq(false),
            users::password_changed_at.eq(now),
            users::created_at.eq(now),
            users::version.eq(1_i64),
        ))
        .execute(conn)?;
    Ok(user)
}

fn insert_membership(conn: &mut Conn, user: &User, role: Role, unit: Option<UnitId>) -> Result<()> {
    diesel::insert_into(memberships::table)
        .values((
            memberships::id.eq(MembershipId::new()),
            memberships::user_id.eq(&user.id),
            memberships::role.eq(role.as_str()),
            memberships::unit_id.eq(unit),
            memberships::valid_from.eq(long_ago()),
        ))
        .execute(conn)?;
    Ok(())
}

/// The hash of [`PASSWORD`], at a cost that only tests may ask for: the check reads the cost from the hash.
fn password_hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| {
        let cheap = Argon2::new(
            Algorithm::Argon2id,
            Version::V0x13,
            Params::new(8, 1, 1, None).unwrap(),
        );
        cheap
            .hash_password(PASSWORD.as_bytes())
            .unwrap()
            .to_string()
    })
}

/// A number nobody had before in this run.
fn number() -> u32 {
    static LAST: AtomicU32 = AtomicU32::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

fn long_ago() -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 1, 1).unwrap()
}
