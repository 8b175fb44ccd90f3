//! The order in which units and people stand where one chooses among them.

use crate::support::prelude::*;
use danvankheo::access::Role;

#[apply(both_backends!)]
async fn the_own_units_stand_in_vietnamese_order_wherever_one_chooses_among_them(t: TestApp) {
    let sorted = [
        "Ấp Bàu",
        "Ba Tơ",
        "Bà Điểm",
        "Công an",
        "Đảng ủy",
        "Hội Nông dân",
        "Ủy ban",
    ];
    let mut units = Vec::new();
    for at in [4, 6, 1, 0, 5, 3, 2] {
        units.push(t.unit(sorted[at]).await);
    }
    let user = t.user(Some((Role::Officer, Some(&units[0])))).await;
    for unit in &units[1..] {
        t.grant(&user, Role::Officer, unit).await;
    }
    let officer = t.client_of(&user).await;
    for (path, options) in [
        ("/don-vi/mo-hinh/moi", "select[name=unit] option[value]"),
        ("/don-vi/nhu-cau", "select[name=unit] option[value]"),
        ("/don-vi", "details.fold li"),
    ] {
        let page = officer.get(path).await.assert_ok();
        let mut shown = page.select(options);
        shown.retain(|name| sorted.contains(&name.trim()));
        assert_eq!(shown, sorted, "{path}");
    }
}
