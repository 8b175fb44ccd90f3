//! What every page shows around its content.

use crate::access::{Role, SignedIn};
use crate::config::Contact;
use crate::web::paths;
use serde::Serialize;

/// Header, menu, footer, and what forms and links need. Templates see it as `shell`.
#[derive(Debug, Clone, Serialize)]
pub struct Shell {
    /// Path in front of every address: empty, or `/…`.
    pub base: String,
    /// Owner and contact; its fields stand beside the others.
    #[serde(flatten)]
    pub contact: Contact,
    /// Absolute address of the page, without its query.
    pub canonical: String,
    /// Scheme and host.
    pub origin: String,
    /// Path of the page, without the base path.
    pub path: String,
    /// The `v` of every asset's address.
    pub asset_version: String,
    /// Whether this is the demonstration.
    pub demo: bool,
    /// Who is signed in.
    pub user: Option<ShellUser>,
    /// What was just done.
    pub notice: Option<Notice>,
    /// What a form on this page must send back as `csrf`.
    pub csrf: String,
}

/// The signed-in person, as the header shows them.
#[derive(Debug, Clone, Serialize)]
pub struct ShellUser {
    /// Full name.
    pub name: String,
    /// The unit of their first role.
    pub unit_name: String,
    /// Their roles and seats, in words.
    pub roles: Vec<&'static str>,
    /// Where they work.
    pub menus: Vec<Menu>,
}

/// An entry of the signed-in person's menu.
#[derive(Debug, Clone, Serialize)]
pub struct Menu {
    /// What it is called.
    pub label: &'static str,
    /// Where it leads, without the base path.
    pub href: &'static str,
}

/// A notice at the top of a page.
#[derive(Debug, Clone, Serialize)]
pub struct Notice {
    /// `ok`, `info` or `error`.
    pub kind: &'static str,
    /// What it says.
    pub text: &'static str,
}

impl ShellUser {
    /// The header's part of a session.
    pub fn of(session: &SignedIn) -> Self {
        let person = &session.person;
        let mut roles: Vec<&'static str> = person
            .memberships
            .iter()
            .map(|held| held.role.label())
            .collect();
        roles.extend(person.seats.iter().map(|seat| seat.role.label()));
        roles.dedup();
        Self {
            name: person.name.clone(),
            unit_name: person
                .memberships
                .first()
                .map(|held| held.unit_name.clone())
                .unwrap_or_default(),
            roles,
            menus: menus(session),
        }
    }
}

fn menus(session: &SignedIn) -> Vec<Menu> {
    let person = &session.person;
    let holds = |roles: &[Role]| roles.iter().any(|role| person.holds_anywhere(*role));
    let mut menus = Vec::new();
    if holds(&[Role::Officer, Role::Leader]) {
        menus.push(Menu {
            label: "Bàn làm việc đơn vị",
            href: paths::UNIT_DESK,
        });
    }
    if !person.seats.is_empty() {
        menus.push(Menu {
            label: "Bàn làm việc hội đồng",
            href: paths::COUNCIL_DESK,
        });
    }
    if holds(&[Role::StandingAgency, Role::Signer, Role::Admin]) {
        menus.push(Menu {
            label: "Đợt thi đua",
            href: paths::CAMPAIGNS,
        });
    }
    if person.searches_office() {
        menus.push(Menu {
            label: "Tìm trong hồ sơ",
            href: paths::OFFICE_SEARCH,
        });
    }
    if holds(&[Role::StandingAgency, Role::Admin]) {
        menus.push(Menu {
            label: "Nhu cầu của các đơn vị",
            href: paths::DEMAND,
        });
    }
    if holds(&[Role::Admin]) {
        menus.push(Menu {
            label: "Quản trị",
            href: paths::ADMIN,
        });
    }
    menus.push(Menu {
        label: "Tài khoản",
        href: paths::ACCOUNT,
    });
    menus
}
