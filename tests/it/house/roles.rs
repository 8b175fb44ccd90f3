//! The table of who may do what, as it is committed. It is computed from `access::allows` for every role and seat in
//! every situation; a new action, role or seat fails here until the table shows it and someone has read it.

use danvankheo::access::{Action, Actor, Facts, Membership, Person, Role, Seat, SeatRole, allows};
use danvankheo::ids::{CouncilId, UnitId, UserId};
use std::fmt::Write;

fn person(memberships: Vec<Membership>, seats: Vec<Seat>) -> Actor {
    Actor::Person(Person {
        id: UserId::from("a"),
        name: String::from("Nguyễn Văn A"),
        position: String::new(),
        memberships,
        seats,
    })
}

fn holder(role: Role) -> Actor {
    let unit = UnitId::from("mine");
    let unit_name = String::from("Xã Vạn Linh");
    person(
        vec![Membership {
            role,
            unit_id: Some(unit.clone()),
            unit_name,
            answers_for: vec![unit],
        }],
        Vec::new(),
    )
}

fn sitter(role: SeatRole) -> Actor {
    person(
        Vec::new(),
        vec![Seat {
            council_id: CouncilId::from("mine"),
            role,
        }],
    )
}

/// A thing of the named unit, in a campaign of the named host, before the named council.
fn facts(unit: &str, host: &str, council: &str, conflict: bool) -> Facts {
    Facts {
        unit_id: Some(UnitId::from(unit)),
        host_unit_id: Some(UnitId::from(host)),
        council_id: Some(CouncilId::from(council)),
        conflict,
    }
}

/// The situations in which a holder of a role may stand to a thing.
fn in_units() -> [(&'static str, Facts); 3] {
    [
        ("own unit", facts("mine", "other", "other", false)),
        ("host", facts("other", "mine", "other", false)),
        ("elsewhere", facts("other", "other", "other", false)),
    ]
}

/// The situations in which a member of a council may stand to a thing.
fn in_councils() -> [(&'static str, Facts); 3] {
    [
        ("own council", facts("other", "other", "mine", false)),
        (
            "own council, in conflict",
            facts("other", "other", "mine", true),
        ),
        ("elsewhere", facts("other", "other", "other", false)),
    ]
}

fn allowed(
    actor: &Actor,
    action: Action,
    situations: &[(&'static str, Facts)],
) -> Vec<&'static str> {
    situations
        .iter()
        .filter(|(_, facts)| allows(actor, action, facts))
        .map(|(name, _)| *name)
        .collect()
}

#[test]
fn the_table_of_who_may_do_what_is_the_one_that_was_read() {
    let mut table = String::new();
    for action in Action::ALL {
        writeln!(table, "{} ({})", action.as_str(), action.label()).unwrap();
        for role in Role::ALL {
            let situations = allowed(&holder(*role), *action, &in_units());
            if !situations.is_empty() {
                writeln!(
                    table,
                    "    {:<16} {}",
                    role.as_str(),
                    situations.join(" | ")
                )
                .unwrap();
            }
        }
        for seat in SeatRole::ALL {
            let situations = allowed(&sitter(*seat), *action, &in_councils());
            if !situations.is_empty() {
                writeln!(
                    table,
                    "    {:<16} {}",
                    seat.as_str(),
                    situations.join(" | ")
                )
                .unwrap();
            }
        }
    }
    let holders: Vec<&str> = Role::ALL
        .iter()
        .map(|role| role.as_str())
        .chain(SeatRole::ALL.iter().map(|seat| seat.as_str()))
        .collect();
    writeln!(table, "\nasked of: {}", holders.join(" ")).unwrap();
    insta::assert_snapshot!(table);
}

#[test]
fn without_a_role_or_a_seat_nothing_is_allowed() {
    let nobody = person(Vec::new(), Vec::new());
    for action in Action::ALL {
        for (situation, facts) in in_units().into_iter().chain(in_councils()) {
            assert!(!allows(&nobody, *action, &facts), "{action} {situation}");
        }
    }
}

#[test]
fn of_a_thing_of_which_nothing_is_known_only_site_wide_roles_may_do_anything() {
    for action in Action::ALL {
        for role in [
            Role::Officer,
            Role::Leader,
            Role::StandingAgency,
            Role::Signer,
        ] {
            assert!(
                !allows(&holder(role), *action, &Facts::default()),
                "{role} {action}"
            );
        }
        for seat in SeatRole::ALL {
            assert!(
                !allows(&sitter(*seat), *action, &Facts::default()),
                "{seat} {action}"
            );
        }
    }
}
