//! Houses, a tree, pennants and a boat.

use super::canvas::Canvas;
use super::dice::Dice;
use super::lines::circle;

/// A stilt house standing at (x, y).
pub(super) fn stilt_house(canvas: &mut Canvas, x: f32, y: f32, scale: f32) {
    let s = |units: f32| units * scale;
    canvas.add(
        "dark",
        path!(
            "M{} {}h2v{h}h-2zM{} {}h2v{h}h-2zM{} {}h2v{h}h-2z",
            x - s(13.0),
            y - s(10.0),
            x - 1.0,
            y - s(10.0),
            x + s(11.0),
            y - s(10.0);
            h = s(12.0)
        ),
    );
    canvas.add(
        "wall",
        path!(
            "M{} {}h{}v{h}h-{}z",
            x - s(15.0),
            y - s(21.0),
            s(30.0),
            s(30.0);
            h = s(11.0)
        ),
    );
    canvas.add(
        "roof",
        path!(
            "M{} {}L{} {}H{}L{} {}Z",
            x - s(21.0),
            y - s(19.0),
            x - s(11.0),
            y - s(36.0),
            x + s(11.0),
            x + s(21.0),
            y - s(19.0)
        ),
    );
}

/// A gabled house, `half` wide on each side of x.
pub(super) fn small_house(canvas: &mut Canvas, x: f32, ground: f32, half: f32, height: f32) {
    let top = ground - height;
    canvas.add(
        "wall",
        path!(
            "M{} {}H{}V{top}H{}Z",
            x - half,
            ground + 4.0,
            x + half,
            x - half;
            top = top
        ),
    );
    canvas.add(
        "roof",
        path!(
            "M{} {}L{} {}H{}L{} {}Z",
            x - half - 5.0,
            top + 3.0,
            x - half + 6.0,
            top - 15.0,
            x + half - 6.0,
            x + half + 5.0,
            top + 3.0
        ),
    );
    canvas.add(
        "door",
        path!(
            "M{} {}V{}h9v{}z",
            x - 4.0,
            ground + 4.0,
            ground - 12.0,
            16.0
        ),
    );
}

/// A communal house with the upturned corners of its roof, `half` wide on each side of x.
pub(super) fn communal_house(canvas: &mut Canvas, x: f32, ground: f32, half: f32) {
    let top = ground - 30.0;
    canvas.add(
        "wall",
        path!(
            "M{} {}H{}V{top}H{}Z",
            x - half + 5.0,
            ground + 4.0,
            x + half - 5.0,
            x - half + 5.0;
            top = top
        ),
    );
    let mut columns = String::new();
    for column in 0..4 {
        let at = x - half + 10.0 + (2.0 * half - 24.0) * column as f32 / 3.0;
        columns += &path!("M{at} {top}h4V{}h-4z", ground + 4.0; at = at, top = top);
    }
    canvas.add("door", columns);
    canvas.add(
        "roof",
        path!(
            "M{l} {a}Q{b} {c} {d} {e}H{f}Q{g} {c} {r} {a}Q{x} {h} {l} {a}Z";
            l = x - half - 9.0,
            r = x + half + 9.0,
            a = top - 3.0,
            b = x - half + 2.0,
            g = x + half - 2.0,
            c = top - 2.0,
            d = x - half + 11.0,
            f = x + half - 11.0,
            e = top - 25.0,
            h = top + 9.0,
            x = x
        ),
    );
    canvas.add(
        "ridge",
        path!(
            "M{} {}Q{x} {} {} {}L{} {}H{}Z",
            x - half + 7.0,
            top - 31.0,
            top - 22.0,
            x + half - 7.0,
            top - 31.0,
            x + half - 11.0,
            top - 24.0,
            x - half + 11.0;
            x = x
        ),
    );
}

/// A banyan tree: a crown of overlapping rounds on a spreading trunk.
pub(super) fn banyan(canvas: &mut Canvas, dice: &mut Dice, x: f32, ground: f32) {
    canvas.add("trunk", path!("M{} {ground}Q{} {} {} {}H{}Q{} {} {} {ground}Q{x} {} {} {ground}Z", x - 13.0, x - 4.0, ground - 14.0, x - 6.0, ground - 46.0, x + 6.0, x + 4.0, ground - 14.0, x + 13.0, ground - 9.0, x - 13.0; ground = ground, x = x));
    let mut crown = String::new();
    for (dx, dy, radius) in [
        (-24.0, -52.0, 18.0),
        (24.0, -54.0, 19.0),
        (-10.0, -70.0, 20.0),
        (13.0, -72.0, 18.0),
        (0.0, -50.0, 20.0),
    ] {
        crown.push_str(&circle(
            x + dx,
            ground + dy,
            radius * dice.between(0.92, 1.12),
        ));
    }
    canvas.add("leaf", crown);
    let mut light = String::new();
    for (dx, dy) in [(-16.0, -62.0), (9.0, -78.0), (20.0, -58.0)] {
        light.push_str(&circle(x + dx, ground + dy, dice.between(5.0, 8.0)));
    }
    canvas.add("leaf-2", light);
}

/// A sagging line with small pennants between two points high in the picture.
pub(super) fn pennants(canvas: &mut Canvas, dice: &mut Dice, from: f32, to: f32) {
    let top = dice.between(66.0, 78.0);
    let sag = 16.0;
    let at = |t: f32| (from + (to - from) * t, top + sag * 4.0 * t * (1.0 - t));
    let (middle_x, _) = at(0.5);
    canvas.add(
        "line",
        path!(
            "M{from} {top}Q{middle_x} {} {to} {top}",
            top + sag * 2.0;
            from = from, top = top, middle_x = middle_x,
            to = to
        ),
    );
    let (mut first, mut second) = (String::new(), String::new());
    let count = 11;
    for flag in 1..count {
        let (x, y) = at(flag as f32 / count as f32);
        let path = if flag % 2 == 0 {
            &mut first
        } else {
            &mut second
        };
        *path += &path!("M{} {y}h9l-4.5 11z", x - 4.5; y = y);
    }
    canvas.add("flag", first);
    canvas.add("flag-2", second);
}

/// A fishing boat with its cabin and flag, floating at (x, y).
pub(super) fn boat(canvas: &mut Canvas, x: f32, y: f32, scale: f32) {
    let s = |units: f32| units * scale;
    canvas.add(
        "boat",
        path!(
            "M{} {}Q{} {} {} {}L{} {b}H{}Z",
            x - s(30.0),
            y - s(13.0),
            x,
            y - s(5.0),
            x + s(32.0),
            y - s(17.0),
            x + s(22.0),
            x - s(22.0);
            b = y + s(5.0)
        ),
    );
    canvas.add(
        "wall",
        path!(
            "M{} {}h{}v{}h-{}z",
            x - s(13.0),
            y - s(23.0),
            s(17.0),
            s(14.0),
            s(17.0)
        ),
    );
    canvas.add(
        "dark",
        path!("M{} {}h2v{}h-2z", x + s(9.0), y - s(44.0), s(36.0)),
    );
    canvas.add(
        "flag",
        path!(
            "M{} {}h{}l-{} {h}l{} {h}h-{}z",
            x + s(10.0),
            y - s(44.0),
            s(18.0),
            s(4.0),
            s(4.0),
            s(18.0);
            h = s(6.0)
        ),
    );
}
