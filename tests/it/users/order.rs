//! Lists of people.

use crate::support::prelude::*;
use danvankheo::access::SeatRole;
use danvankheo::{councils, users};

/// In the order in which they get their accounts.
const PEOPLE: [&str; 4] = ["Bùi Văn Đạt", "Trần Thị An", "Đỗ Văn Dũng", "Lê Thị An"];
/// By their given names.
const IN_ORDER: [&str; 4] = ["Lê Thị An", "Trần Thị An", "Đỗ Văn Dũng", "Bùi Văn Đạt"];

#[apply(both_backends!)]
async fn people_stand_by_their_given_names_wherever_they_are_listed(t: TestApp) {
    let host = t.unit_at("Ban Dân vận Tỉnh ủy", "province", None).await;
    let council = t.council(&host).await;
    for name in PEOPLE {
        let person = t.user_named(name).await;
        t.seat(&council, &person, SeatRole::Member).await;
    }
    let chair = t.user_named("Phạm Văn Yên").await;
    t.seat(&council, &chair, SeatRole::Chair).await;
    let admin = t.admin().await;
    let accounts = admin.get("/quan-tri").await.assert_ok();
    let names = accounts.select(".task__name a");
    let listed = |name: &String| PEOPLE.contains(&name.as_str());
    let names: Vec<String> = names.into_iter().filter(listed).collect();
    assert_eq!(names, IN_ORDER);
    let id = council.id.clone();
    let seats = t.read(move |conn| councils::seats_in(conn, &id)).await;
    let seated: Vec<&str> = seats.iter().map(|seat| seat.name.as_str()).collect();
    assert_eq!(seated[0], "Phạm Văn Yên", "the chair comes first");
    assert_eq!(seated[1..], IN_ORDER);
    let people = t.read(|conn| users::active_people(conn, 100)).await;
    let offered: Vec<&str> = people.iter().map(|(_, name, _)| name.as_str()).collect();
    let offered: Vec<&&str> = offered
        .iter()
        .filter(|name| PEOPLE.contains(name))
        .collect();
    assert_eq!(offered, IN_ORDER.iter().collect::<Vec<_>>());
}
