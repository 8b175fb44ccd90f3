//! Lines of a landscape and plain figures, as SVG path data.

use super::canvas::{HEIGHT, WIDTH};
use super::dice::Dice;
use std::f32::consts::TAU;
use std::fmt::Write as _;

/// Rounded hills filled down to the lower edge, around `level`.
pub(super) fn hills(dice: &mut Dice, level: f32, height: f32) -> String {
    let step = 64.0;
    let mut d = format!("M0 {:.0}", level + dice.between(-0.3, 0.3) * height);
    let mut x = 0.0;
    while x < WIDTH {
        let top = level - dice.between(0.5, 1.4) * height;
        let foot = level + dice.between(-0.4, 0.3) * height;
        let _ = write!(
            d,
            "Q{:.0} {top:.0} {:.0} {foot:.0}",
            x + step / 2.0,
            x + step
        );
        x += step;
    }
    let _ = write!(d, "V{HEIGHT:.0}H0Z");
    d
}

/// Sharp mountains filled down to the lower edge, their feet around `level`.
pub(super) fn ridge(dice: &mut Dice, level: f32, height: f32) -> String {
    let mut d = format!("M0 {:.0}", level - dice.between(0.0, 0.6) * height);
    let mut x = 0.0;
    while x < WIDTH {
        let rise = dice.between(22.0, 42.0);
        let fall = dice.between(22.0, 42.0);
        let _ = write!(
            d,
            "L{:.0} {:.0}L{:.0} {:.0}",
            x + rise,
            level - dice.between(0.65, 1.15) * height,
            x + rise + fall,
            level - dice.between(0.0, 0.35) * height
        );
        x += rise + fall;
    }
    let _ = write!(d, "V{HEIGHT:.0}H0Z");
    d
}

/// Height of a terrace's edge at `x`, around zero.
pub(super) fn wave(x: f32, sway: f32, bend: f32, lag: f32) -> f32 {
    sway * ((x / WIDTH * TAU * bend + lag).sin() * 0.7
        + (x / WIDTH * TAU * bend * 0.5 + lag * 1.7).sin() * 0.3)
}

/// A terrace with a smooth edge, filled down to a little below the canvas, so that its stroke shows on the edge only.
pub(super) fn contour(level: f32, sway: f32, bend: f32, lag: f32) -> String {
    let steps = 6;
    let step = (WIDTH + 4.0) / steps as f32;
    let edge = |x: f32| level + wave(x, sway, bend, lag);
    let mut d = format!("M-2 {:.0}", edge(-2.0));
    for at in 0..steps {
        let (a, b) = (at as f32 * step - 2.0, (at + 1) as f32 * step - 2.0);
        let slope = |x: f32| (edge(x + 0.5) - edge(x - 0.5)) * step / 3.0;
        let third = step / 3.0;
        let _ = write!(
            d,
            "C{:.0} {:.0} {:.0} {:.0} {b:.0} {:.0}",
            a + third,
            edge(a) + slope(a),
            b - third,
            edge(b) - slope(b),
            edge(b)
        );
    }
    d.push_str("V203H-2Z");
    d
}

/// Waves as a row of scallops, filled down to the lower edge.
pub(super) fn scallops(y: f32, width: f32, shift: f32) -> String {
    let mut d = format!("M{:.0} {y:.0}", -shift);
    let mut x = -shift;
    while x < WIDTH {
        let _ = write!(d, "q{:.0} {:.0} {width:.0} 0", width / 2.0, width * 0.34);
        x += width;
    }
    let _ = write!(d, "V200H{:.0}Z", -shift);
    d
}

/// A full circle as a path.
pub(super) fn circle(cx: f32, cy: f32, radius: f32) -> String {
    format!(
        "M{:.1} {cy:.1}a{radius:.1} {radius:.1} 0 1 0 {d:.1} 0a{radius:.1} {radius:.1} 0 1 0 -{d:.1} 0z",
        cx - radius,
        d = radius * 2.0
    )
}

/// Short strokes between two radii, as one path to be stroked.
pub(super) fn spokes(cx: f32, cy: f32, inner: f32, outer: f32, count: usize, turn: f32) -> String {
    let mut d = String::new();
    for spoke in 0..count {
        let (sin, cos) = (turn + TAU * spoke as f32 / count as f32).sin_cos();
        let _ = write!(
            d,
            "M{:.0} {:.0}L{:.0} {:.0}",
            cx + inner * cos,
            cy + inner * sin,
            cx + outer * cos,
            cy + outer * sin
        );
    }
    d
}

/// A ring of small triangles pointing outwards, drawn as strokes.
pub(super) fn teeth(cx: f32, cy: f32, inner: f32, outer: f32, count: usize, turn: f32) -> String {
    let mut d = String::new();
    let half = TAU / count as f32 / 2.0;
    for tooth in 0..count {
        let angle = turn + TAU * tooth as f32 / count as f32;
        let at = |radius: f32, angle: f32| (cx + radius * angle.cos(), cy + radius * angle.sin());
        let (a, b, c) = (
            at(inner, angle - half * 0.8),
            at(outer, angle),
            at(inner, angle + half * 0.8),
        );
        let _ = write!(
            d,
            "M{:.0} {:.0}L{:.0} {:.0}L{:.0} {:.0}",
            a.0, a.1, b.0, b.1, c.0, c.1
        );
    }
    d
}

/// A star with `rays` points.
pub(super) fn star(cx: f32, cy: f32, outer: f32, inner: f32, rays: usize, turn: f32) -> String {
    let mut d = String::new();
    for point in 0..rays * 2 {
        let radius = if point % 2 == 0 { outer } else { inner };
        let (sin, cos) = (turn + TAU * point as f32 / (rays * 2) as f32).sin_cos();
        let _ = write!(
            d,
            "{}{:.0} {:.0}",
            if point == 0 { 'M' } else { 'L' },
            cx + radius * cos,
            cy + radius * sin
        );
    }
    d.push('Z');
    d
}
