//! Entering a body.

use crate::support::prelude::*;
use danvankheo::access::Actor;
use danvankheo::error::AppError;
use danvankheo::units::model::{UnitKind, UnitLevel};
use danvankheo::units::usecases::{NewUnit, add_unit};
use danvankheo::units::{self, Depth, seed_facts};

#[apply(both_backends!)]
async fn a_body_hangs_under_its_commune(t: TestApp) {
    let db = t.app.db.clone();
    seed_facts(&db, t.clock(), Depth::Provinces).unwrap();
    let commune = db
        .read_now(|conn| units::search(conn, "xã Vạn Linh", 1))
        .unwrap()
        .remove(0);
    let new = NewUnit {
        name: " Đảng ủy  xã Vạn Linh ".into(),
        kind: UnitKind::Party,
        level: UnitLevel::Grassroots,
        parent_id: commune.id.clone(),
        code: None,
        agency_code: None,
        valid_from: t.clock().today(),
    };
    let body = add_unit(&t.app, Actor::System, new.clone()).await.unwrap();
    assert_eq!(
        (body.name.as_str(), body.slug.as_str()),
        ("Đảng ủy xã Vạn Linh", "dang-uy-xa-van-linh")
    );
    let again = add_unit(&t.app, Actor::System, new.clone()).await.unwrap();
    assert_eq!(again.slug, "dang-uy-xa-van-linh-2");
    let place = db.read_now(|conn| units::place_of(conn, &body.id)).unwrap();
    assert_eq!(place.commune.unwrap().id, commune.id);
    assert_eq!(place.province.unwrap().name, "Tỉnh Lạng Sơn");

    let wrong = NewUnit {
        name: " ".into(),
        kind: UnitKind::Territory,
        level: UnitLevel::Province,
        valid_from: "1990-01-01".parse().unwrap(),
        ..new
    };
    let Err(AppError::Invalid(errors)) = add_unit(&t.app, Actor::System, wrong).await else {
        panic!("four fields are wrong");
    };
    let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, ["name", "kind", "level", "parent_id"]);
}
