//! Lines of a landscape and plain figures, as SVG path data.

use super::canvas::WIDTH;
use super::dice::Dice;
use std::f32::consts::TAU;

/// Rounded hills filled down to the lower edge, around `level`.
pub(super) fn hills(dice: &mut Dice, level: f32, height: f32) -> String {
    let step = 64.0;
    let mut d = path!("M0 {}", level + dice.between(-0.3, 0.3) * height);
    let mut x = 0.0;
    while x < WIDTH {
        let top = level - dice.between(0.5, 1.4) * height;
        let foot = level + dice.between(-0.4, 0.3) * height;
        d += &path!("Q{} {} {} {}", x + step / 2.0, top, x + step, foot);
        x += step;
    }
    d += "V200H0Z";
    d
}

/// Sharp mountains filled down to the lower edge, their feet around `level`.
pub(super) fn ridge(dice: &mut Dice, level: f32, height: f32) -> String {
    let mut d = path!("M0 {}", level - dice.between(0.0, 0.6) * height);
    let mut x = 0.0;
    while x < WIDTH {
        let rise = dice.between(22.0, 42.0);
        let fall = dice.between(22.0, 42.0);
        d += &path!(
            "L{} {}L{} {}",
            x + rise,
            level - dice.between(0.65, 1.15) * height,
            x + rise + fall,
            level - dice.between(0.0, 0.35) * height
        );
        x += rise + fall;
    }
    d += "V200H0Z";
    d
}

/// Height of a terrace's edge at `x`, around zero.
pub(super) fn wave(x: f32, sway: f32, bend: f32, lag: f32) -> f32 {
    sway * ((x / WIDTH * TAU * bend + lag).sin() * 0.7
        + (x / WIDTH * TAU * bend * 0.5 + lag * 1.7).sin() * 0.3)
}

/// A terrace with a smooth edge, filled down to a little below the canvas, so that its stroke shows on the edge only.
pub(super) fn contour(level: f32, sway: f32, bend: f32, lag: f32) -> String {
    let steps = 4;
    let step = (WIDTH + 4.0) / steps as f32;
    let third = step / 3.0;
    let edge = |x: f32| level + wave(x, sway, bend, lag);
    let slope = |x: f32| (edge(x + 0.5) - edge(x - 0.5)) * third;
    let start = -2.0;
    let mut d = path!(
        "M-2 {}C{} {}",
        edge(start),
        start + third,
        edge(start) + slope(start)
    );
    for at in 1..=steps {
        let x = start + at as f32 * step;
        // The curve goes on as it came: only the control point before each end needs to be said.
        let begin = if at == 1 { " " } else { "S" };
        d += begin;
        d += &path!("{} {} {} {}", x - third, edge(x) - slope(x), x, edge(x));
    }
    d.push_str("V203H-2Z");
    d
}

/// Waves as a row of scallops, filled down to the lower edge.
pub(super) fn scallops(y: f32, width: f32, shift: f32) -> String {
    let mut d = path!("M{} {}", -shift, y);
    let mut x = -shift;
    while x < WIDTH {
        d += &path!("q{} {} {} 0", width / 2.0, width * 0.34, width);
        x += width;
    }
    d += &path!("V200H{}Z", -shift);
    d
}

/// A full circle as a path.
pub(super) fn circle(cx: f32, cy: f32, radius: f32) -> String {
    path!(
        "M{} {cy}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0 -{across} 0z",
        cx - radius; cy = cy, r = radius, across = 2.0 * radius.round()
    )
}

/// Short strokes between two radii, as one path to be stroked.
pub(super) fn spokes(cx: f32, cy: f32, inner: f32, outer: f32, count: usize, turn: f32) -> String {
    let mut d = String::new();
    for spoke in 0..count {
        let (sin, cos) = (turn + TAU * spoke as f32 / count as f32).sin_cos();
        d += &path!(
            "M{} {}L{} {}",
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
        d += &path!("M{} {}L{} {}L{} {}", a.0, a.1, b.0, b.1, c.0, c.1);
    }
    d
}

/// A star with `rays` points.
pub(super) fn star(cx: f32, cy: f32, outer: f32, inner: f32, rays: usize, turn: f32) -> String {
    let mut d = String::new();
    for point in 0..rays * 2 {
        let radius = if point % 2 == 0 { outer } else { inner };
        let (sin, cos) = (turn + TAU * point as f32 / (rays * 2) as f32).sin_cos();
        d.push(if point == 0 { 'M' } else { 'L' });
        d += &path!("{} {}", cx + radius * cos, cy + radius * sin);
    }
    d.push('Z');
    d
}
