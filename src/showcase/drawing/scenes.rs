//! The scenes, one or two for each sector.

use super::canvas::Canvas;
use super::dice::Dice;
use super::lines::{circle, contour, hills, ridge, scallops, spokes, star, teeth, wave};
use super::things::{banyan, boat, communal_house, pennants, small_house, stilt_house};
use std::f32::consts::TAU;

/// Terraced fields below hills, with a stilt house.
pub(super) fn terraces(canvas: &mut Canvas, dice: &mut Dice) {
    canvas.sun(dice, 34.0..62.0);
    canvas.add("far", hills(dice, 84.0, 20.0));
    canvas.add("mid", hills(dice, 98.0, 15.0));
    let phase = dice.between(0.0, TAU);
    let bend = dice.between(0.75, 1.35);
    let bands = 7;
    for band in 0..bands {
        let depth = band as f32 / (bands - 1) as f32;
        let level = 106.0 + 84.0 * depth.powf(1.12);
        let sway = 15.0 * (1.0 - 0.55 * depth);
        let lag = phase + depth * 2.3;
        let part = if band % 2 == 0 { "field" } else { "field-2" };
        canvas.add(part, contour(level, sway, bend, lag));
    }
    let x = dice.between(50.0, 260.0);
    let lag = phase + 0.167 * 2.3;
    let y = 106.0 + 84.0 * 0.167_f32.powf(1.12) + wave(x, 15.0 * 0.91, bend, lag);
    stilt_house(canvas, x, y + 3.0, dice.between(0.8, 1.1));
}

/// Houses of a village under a banyan tree, with a line of festive pennants.
pub(super) fn village(canvas: &mut Canvas, dice: &mut Dice) {
    canvas.sun(dice, 38.0..66.0);
    canvas.add("far", hills(dice, 112.0, 14.0));
    let ground = 158.0;
    let tree_left = dice.below(2) == 0;
    let tree_x = if tree_left {
        dice.between(34.0, 70.0)
    } else {
        dice.between(250.0, 286.0)
    };
    banyan(canvas, dice, tree_x, ground + 2.0);
    let (from, to) = if tree_left {
        (112.0, 300.0)
    } else {
        (20.0, 208.0)
    };
    let houses = 3 + dice.below(2);
    let pitch = (to - from) / houses as f32;
    let hall = dice.below(houses);
    for house in 0..houses {
        let x = from + pitch * (house as f32 + 0.5) + dice.between(-4.0, 4.0);
        if house == hall {
            communal_house(canvas, x, ground, pitch * 0.62);
        } else {
            small_house(
                canvas,
                x,
                ground + dice.between(-2.0, 2.0),
                pitch * dice.between(0.36, 0.44),
                dice.between(22.0, 30.0),
            );
        }
    }
    pennants(
        canvas,
        dice,
        if tree_left { tree_x + 14.0 } else { 6.0 },
        if tree_left { 314.0 } else { tree_x - 14.0 },
    );
    canvas.add(
        "ground",
        path!(
            "M0 {g}Q80 {a} 160 {b}T320 {g}V200H0Z";
            g = ground,
            a = ground - 5.0,
            b = ground + 3.0
        ),
    );
    canvas.add(
        "path",
        "M140 200Q166 180 156 160L166 160Q186 182 186 200Z".to_owned(),
    );
}

/// Mountain ranges one behind the other and a watch tower with its bell.
pub(super) fn mountains(canvas: &mut Canvas, dice: &mut Dice) {
    canvas.sun(dice, 36.0..60.0);
    for (part, level, height) in [
        ("far", 112.0, 46.0),
        ("mid", 138.0, 42.0),
        ("near", 166.0, 34.0),
    ] {
        canvas.add(part, ridge(dice, level, height));
    }
    canvas.add(
        "mist",
        path!(
            "M0 150Q90 {a} 170 150T320 146V158Q240 166 160 159T0 162Z";
            a = dice.between(138.0, 146.0)
        ),
    );
    canvas.add("deep", hills(dice, 182.0, 9.0));
    let x = dice.between(60.0, 250.0);
    canvas.add(
        "dark",
        path!(
            "M{l} 186L{a} 140H{b}L{r} 186H{c}L{x} 158L{d} 186Z";
            l = x - 13.0,
            a = x - 8.0,
            b = x + 8.0,
            r = x + 13.0,
            c = x + 9.0,
            d = x - 9.0,
            x = x
        ),
    );
    canvas.add(
        "dark",
        path!("M{l} 134H{r}V141H{l}Z"; l = x - 12.0, r = x + 12.0),
    );
    canvas.add(
        "roof",
        path!(
            "M{l} 122Q{x} 119 {x} 108Q{x} 119 {r} 122Z";
            l = x - 16.0,
            r = x + 16.0,
            x = x
        ),
    );
    canvas.add(
        "dark",
        path!(
            "M{l} 122h3v13h-3zM{r} 122h3v13h-3z";
            l = x - 11.0,
            r = x + 8.0
        ),
    );
}

/// The sea with scalloped waves and fishing boats under flags.
pub(super) fn sea(canvas: &mut Canvas, dice: &mut Dice) {
    canvas.sun(dice, 44.0..72.0);
    canvas.add("far", ridge(dice, 108.0, 26.0));
    canvas.add("water", "M0 106H320V200H0Z".to_owned());
    let mut boats = vec![
        (dice.between(40.0, 120.0), 128.0, dice.between(0.8, 1.0)),
        (dice.between(180.0, 280.0), 140.0, dice.between(1.0, 1.25)),
    ];
    if dice.below(2) == 0 {
        boats.push((dice.between(120.0, 180.0), 118.0, 0.55));
    }
    for row in 0..5 {
        let y = 118.0 + row as f32 * 17.0;
        for (x, _, scale) in boats
            .iter()
            .filter(|boat| boat.1 >= y - 12.0 && boat.1 < y + 5.0)
        {
            boat(canvas, *x, y + 1.0, *scale);
        }
        canvas.add(
            if row % 2 == 0 { "wave" } else { "wave-2" },
            scallops(y, 15.0 + row as f32 * 4.0, dice.between(0.0, 30.0)),
        );
    }
}

/// The face of a bronze drum: a star in the middle, rings of points and strokes around it.
pub(super) fn drum(canvas: &mut Canvas, dice: &mut Dice) {
    let cx = dice.between(90.0, 230.0);
    let cy = dice.between(86.0, 118.0);
    let rays = [10, 12, 14][dice.below(3)];
    let turn = dice.between(0.0, TAU);
    for (part, radius) in [
        ("ring-4", 210.0),
        ("ring-3", 158.0),
        ("ring-2", 112.0),
        ("ring-1", 70.0),
    ] {
        canvas.add(part, circle(cx, cy, radius));
    }
    for radius in [78.0, 104.0, 120.0, 150.0, 168.0] {
        canvas.add("line", circle(cx, cy, radius));
    }
    canvas.add("mark", spokes(cx, cy, 82.0, 100.0, rays * 4, turn));
    canvas.add("mark", teeth(cx, cy, 124.0, 146.0, rays * 3, turn));
    canvas.add("mark", spokes(cx, cy, 172.0, 200.0, rays * 6, turn));
    canvas.add("sun", star(cx, cy, 62.0, 22.0, rays, turn));
    canvas.add("core", circle(cx, cy, 13.0));
}
