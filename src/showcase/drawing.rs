//! The drawn picture of a model that has no photo: a small scene of its sector, the same one for the same title.
//!
//! Pure geometry: the shapes are named by the part they play (`sky`, `sun`, `roof` …), the style sheet colours them
//! (also in the dark scheme), the component `ui.picture` writes them out. Nothing here reads, stores or renders.

use std::f32::consts::TAU;
use std::fmt::Write as _;

use serde::Serialize;

/// Width of the canvas in user units.
const WIDTH: f32 = 320.0;
/// Height of the canvas in user units.
const HEIGHT: f32 = 200.0;

/// A scene ready to be written as SVG, its shapes from back to front.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Picture {
    /// Which palette: `economy`, `culture_society`, `defense_security`, `political_system`.
    pub scene: &'static str,
    /// Variant of the palette, 0–2.
    pub tone: u8,
    /// Shapes from back to front.
    pub shapes: Vec<Shape>,
}

/// One filled or stroked path of a [`Picture`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shape {
    /// The part it plays, which the style sheet colours by the class `p-<part>`.
    pub part: &'static str,
    /// SVG path data in a canvas of 320 × 200 units.
    pub d: String,
}

/// The scene for a model: the sector chooses what is drawn, the title how.
///
/// An unknown sector gets the scene of `culture_society`. The same arguments always give the same picture.
pub fn picture(sector: &str, title: &str) -> Picture {
    let mut dice = Dice::of(title);
    let tone = dice.below(3) as u8;
    let mut canvas = Canvas { shapes: Vec::new() };
    canvas.add("sky", "M0 0H320V200H0Z".to_owned());
    let scene = match sector {
        "economy" => {
            terraces(&mut canvas, &mut dice);
            "economy"
        }
        "defense_security" => {
            if dice.below(2) == 0 {
                mountains(&mut canvas, &mut dice);
            } else {
                sea(&mut canvas, &mut dice);
            }
            "defense_security"
        }
        "political_system" => {
            drum(&mut canvas, &mut dice);
            "political_system"
        }
        _ => {
            village(&mut canvas, &mut dice);
            "culture_society"
        }
    };
    Picture {
        scene,
        tone,
        shapes: canvas.shapes,
    }
}

/// Terraced fields below hills, with a stilt house.
fn terraces(canvas: &mut Canvas, dice: &mut Dice) {
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
fn village(canvas: &mut Canvas, dice: &mut Dice) {
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
        format!(
            "M0 {g:.0}Q80 {a:.0} 160 {b:.0}T320 {g:.0}V200H0Z",
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
fn mountains(canvas: &mut Canvas, dice: &mut Dice) {
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
        format!(
            "M0 150Q90 {a:.0} 170 150T320 146V158Q240 166 160 159T0 162Z",
            a = dice.between(138.0, 146.0)
        ),
    );
    canvas.add("deep", hills(dice, 182.0, 9.0));
    let x = dice.between(60.0, 250.0);
    canvas.add(
        "dark",
        format!(
            "M{l:.0} 186L{a:.0} 140H{b:.0}L{r:.0} 186H{c:.0}L{x:.0} 158L{d:.0} 186Z",
            l = x - 13.0,
            a = x - 8.0,
            b = x + 8.0,
            r = x + 13.0,
            c = x + 9.0,
            d = x - 9.0
        ),
    );
    canvas.add(
        "dark",
        format!("M{l:.0} 134H{r:.0}V141H{l:.0}Z", l = x - 12.0, r = x + 12.0),
    );
    canvas.add(
        "roof",
        format!(
            "M{l:.0} 122Q{x:.0} 119 {x:.0} 108Q{x:.0} 119 {r:.0} 122Z",
            l = x - 16.0,
            r = x + 16.0
        ),
    );
    canvas.add(
        "dark",
        format!(
            "M{l:.0} 122h3v13h-3zM{r:.0} 122h3v13h-3z",
            l = x - 11.0,
            r = x + 8.0
        ),
    );
}

/// The sea with scalloped waves and fishing boats under flags.
fn sea(canvas: &mut Canvas, dice: &mut Dice) {
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
fn drum(canvas: &mut Canvas, dice: &mut Dice) {
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

/// Shapes gathered from back to front.
struct Canvas {
    shapes: Vec<Shape>,
}

impl Canvas {
    fn add(&mut self, part: &'static str, d: String) {
        self.shapes.push(Shape { part, d });
    }

    /// The sun every landscape has, somewhere in the upper half.
    fn sun(&mut self, dice: &mut Dice, height: std::ops::Range<f32>) {
        let x = dice.between(58.0, 262.0);
        let y = dice.between(height.start, height.end);
        self.add("sun", circle(x, y, dice.between(17.0, 25.0)));
    }
}

/// A stilt house standing at (x, y).
fn stilt_house(canvas: &mut Canvas, x: f32, y: f32, scale: f32) {
    let s = |units: f32| units * scale;
    canvas.add(
        "dark",
        format!(
            "M{:.0} {:.0}h2v{h:.0}h-2zM{:.0} {:.0}h2v{h:.0}h-2zM{:.0} {:.0}h2v{h:.0}h-2z",
            x - s(13.0),
            y - s(10.0),
            x - 1.0,
            y - s(10.0),
            x + s(11.0),
            y - s(10.0),
            h = s(12.0)
        ),
    );
    canvas.add(
        "wall",
        format!(
            "M{:.0} {:.0}h{:.0}v{h:.0}h-{:.0}z",
            x - s(15.0),
            y - s(21.0),
            s(30.0),
            s(30.0),
            h = s(11.0)
        ),
    );
    canvas.add(
        "roof",
        format!(
            "M{:.0} {:.0}L{:.0} {:.0}H{:.0}L{:.0} {:.0}Z",
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
fn small_house(canvas: &mut Canvas, x: f32, ground: f32, half: f32, height: f32) {
    let top = ground - height;
    canvas.add(
        "wall",
        format!(
            "M{:.0} {:.0}H{:.0}V{top:.0}H{:.0}Z",
            x - half,
            ground + 4.0,
            x + half,
            x - half
        ),
    );
    canvas.add(
        "roof",
        format!(
            "M{:.0} {:.0}L{:.0} {:.0}H{:.0}L{:.0} {:.0}Z",
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
        format!(
            "M{:.0} {:.0}V{:.0}h9v{:.0}z",
            x - 4.0,
            ground + 4.0,
            ground - 12.0,
            16.0
        ),
    );
}

/// A communal house with the upturned corners of its roof, `half` wide on each side of x.
fn communal_house(canvas: &mut Canvas, x: f32, ground: f32, half: f32) {
    let top = ground - 30.0;
    canvas.add(
        "wall",
        format!(
            "M{:.0} {:.0}H{:.0}V{top:.0}H{:.0}Z",
            x - half + 5.0,
            ground + 4.0,
            x + half - 5.0,
            x - half + 5.0
        ),
    );
    let mut columns = String::new();
    for column in 0..4 {
        let at = x - half + 10.0 + (2.0 * half - 24.0) * column as f32 / 3.0;
        let _ = write!(columns, "M{at:.0} {top:.0}h4V{:.0}h-4z", ground + 4.0);
    }
    canvas.add("door", columns);
    canvas.add(
        "roof",
        format!(
            "M{l:.0} {a:.0}Q{b:.0} {c:.0} {d:.0} {e:.0}H{f:.0}Q{g:.0} {c:.0} {r:.0} {a:.0}Q{x:.0} {h:.0} {l:.0} {a:.0}Z",
            l = x - half - 9.0,
            r = x + half + 9.0,
            a = top - 3.0,
            b = x - half + 2.0,
            g = x + half - 2.0,
            c = top - 2.0,
            d = x - half + 11.0,
            f = x + half - 11.0,
            e = top - 25.0,
            h = top + 9.0
        ),
    );
    canvas.add(
        "ridge",
        format!(
            "M{:.0} {:.0}Q{x:.0} {:.0} {:.0} {:.0}L{:.0} {:.0}H{:.0}Z",
            x - half + 7.0,
            top - 31.0,
            top - 22.0,
            x + half - 7.0,
            top - 31.0,
            x + half - 11.0,
            top - 24.0,
            x - half + 11.0
        ),
    );
}

/// A banyan tree: a crown of overlapping rounds on a spreading trunk.
fn banyan(canvas: &mut Canvas, dice: &mut Dice, x: f32, ground: f32) {
    canvas.add("trunk", format!("M{:.0} {ground:.0}Q{:.0} {:.0} {:.0} {:.0}H{:.0}Q{:.0} {:.0} {:.0} {ground:.0}Q{x:.0} {:.0} {:.0} {ground:.0}Z", x - 13.0, x - 4.0, ground - 14.0, x - 6.0, ground - 46.0, x + 6.0, x + 4.0, ground - 14.0, x + 13.0, ground - 9.0, x - 13.0));
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
fn pennants(canvas: &mut Canvas, dice: &mut Dice, from: f32, to: f32) {
    let top = dice.between(66.0, 78.0);
    let sag = 16.0;
    let at = |t: f32| (from + (to - from) * t, top + sag * 4.0 * t * (1.0 - t));
    let (middle_x, _) = at(0.5);
    canvas.add(
        "line",
        format!(
            "M{from:.0} {top:.0}Q{middle_x:.0} {:.0} {to:.0} {top:.0}",
            top + sag * 2.0
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
        let _ = write!(path, "M{:.0} {y:.0}h9l-4.5 11z", x - 4.5);
    }
    canvas.add("flag", first);
    canvas.add("flag-2", second);
}

/// A fishing boat with its cabin and flag, floating at (x, y).
fn boat(canvas: &mut Canvas, x: f32, y: f32, scale: f32) {
    let s = |units: f32| units * scale;
    canvas.add(
        "boat",
        format!(
            "M{:.0} {:.0}Q{:.0} {:.0} {:.0} {:.0}L{:.0} {b:.0}H{:.0}Z",
            x - s(30.0),
            y - s(13.0),
            x,
            y - s(5.0),
            x + s(32.0),
            y - s(17.0),
            x + s(22.0),
            x - s(22.0),
            b = y + s(5.0)
        ),
    );
    canvas.add(
        "wall",
        format!(
            "M{:.0} {:.0}h{:.0}v{:.0}h-{:.0}z",
            x - s(13.0),
            y - s(23.0),
            s(17.0),
            s(14.0),
            s(17.0)
        ),
    );
    canvas.add(
        "dark",
        format!("M{:.0} {:.0}h2v{:.0}h-2z", x + s(9.0), y - s(44.0), s(36.0)),
    );
    canvas.add(
        "flag",
        format!(
            "M{:.0} {:.0}h{:.0}l-{:.0} {h:.0}l{:.0} {h:.0}h-{:.0}z",
            x + s(10.0),
            y - s(44.0),
            s(18.0),
            s(4.0),
            s(4.0),
            s(18.0),
            h = s(6.0)
        ),
    );
}

/// Rounded hills filled down to the lower edge, around `level`.
fn hills(dice: &mut Dice, level: f32, height: f32) -> String {
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
fn ridge(dice: &mut Dice, level: f32, height: f32) -> String {
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
fn wave(x: f32, sway: f32, bend: f32, lag: f32) -> f32 {
    sway * ((x / WIDTH * TAU * bend + lag).sin() * 0.7
        + (x / WIDTH * TAU * bend * 0.5 + lag * 1.7).sin() * 0.3)
}

/// A terrace with a smooth edge, filled down to a little below the canvas, so that its stroke shows on the edge only.
fn contour(level: f32, sway: f32, bend: f32, lag: f32) -> String {
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
fn scallops(y: f32, width: f32, shift: f32) -> String {
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
fn circle(cx: f32, cy: f32, radius: f32) -> String {
    format!(
        "M{:.1} {cy:.1}a{radius:.1} {radius:.1} 0 1 0 {d:.1} 0a{radius:.1} {radius:.1} 0 1 0 -{d:.1} 0z",
        cx - radius,
        d = radius * 2.0
    )
}

/// Short strokes between two radii, as one path to be stroked.
fn spokes(cx: f32, cy: f32, inner: f32, outer: f32, count: usize, turn: f32) -> String {
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
fn teeth(cx: f32, cy: f32, inner: f32, outer: f32, count: usize, turn: f32) -> String {
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
fn star(cx: f32, cy: f32, outer: f32, inner: f32, rays: usize, turn: f32) -> String {
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

/// A repeatable source of choices, seeded by text (FNV-1a, then xorshift64*).
struct Dice {
    state: u64,
}

impl Dice {
    fn of(text: &str) -> Dice {
        let state = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Dice { state: state | 1 }
    }

    fn next(&mut self) -> u64 {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        self.state.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A whole number from 0 up to but not including `bound`.
    fn below(&mut self, bound: usize) -> usize {
        ((self.next() >> 33) as usize) % bound
    }

    /// A number from `low` up to `high`.
    fn between(&mut self, low: f32, high: f32) -> f32 {
        let unit = (self.next() >> 40) as f32 / (1_u64 << 24) as f32;
        low + (high - low) * unit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECTORS: [&str; 4] = [
        "economy",
        "culture_society",
        "defense_security",
        "political_system",
    ];

    #[test]
    fn the_same_title_draws_the_same_picture_and_another_title_another() {
        for sector in SECTORS {
            let first = picture(sector, "Tiếng kẻng an ninh");
            assert_eq!(first, picture(sector, "Tiếng kẻng an ninh"));
            assert_ne!(first.shapes, picture(sector, "Tiếng kẻng bình yên").shapes);
            assert_eq!(first.scene, sector);
        }
    }

    #[test]
    fn path_data_needs_no_escaping_and_holds_no_odd_number() {
        for sector in SECTORS {
            for number in 0..200 {
                for shape in picture(sector, &format!("Mô hình {number}")).shapes {
                    assert!(
                        shape
                            .d
                            .chars()
                            .all(|c| c.is_ascii_alphanumeric() || " .-".contains(c)),
                        "{}",
                        shape.d
                    );
                    assert!(!shape.d.contains("NaN") && !shape.d.contains("inf"));
                }
            }
        }
    }

    #[test]
    fn a_picture_weighs_little() {
        for sector in SECTORS {
            let weight: usize = picture(sector, "Đường cờ Tổ quốc")
                .shapes
                .iter()
                .map(|s| s.d.len() + s.part.len() + 24)
                .sum();
            assert!(weight < 6_000, "{sector}: {weight} bytes");
        }
    }

    #[test]
    fn an_unknown_sector_is_drawn_as_a_village() {
        assert_eq!(picture("", "x").scene, "culture_society");
    }
}
