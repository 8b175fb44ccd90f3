//! Pictures for the models of the demonstration: the site's own drawings as JPEG files, each with a band that says what
//! it is. Nobody can take them for photographs.

use crate::error::{Doing, Result};
use crate::showcase::drawing::{self, Picture};
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

/// Pixels per unit of a drawing, which is 320 by 200 units.
const SCALE: f32 = 2.5;
const WIDTH: u32 = 800;
const HEIGHT: u32 = 500;
/// Lines per row of pixels, for smooth edges.
const SUBLINES: usize = 2;
const QUALITY: u8 = 86;

/// What is written across each picture, in the letters that [`letter`] knows.
const STAMP: &str = "ẢNH MINH HỌA";
/// Pixels per dot of a letter.
const DOT: u32 = 4;

/// A drawing of a sector, the same for the same title, as a JPEG file.
pub(super) fn jpeg(sector: &str, title: &str) -> Result<Vec<u8>> {
    let picture = drawing::picture(sector, title);
    let mut canvas = RgbImage::from_pixel(WIDTH, HEIGHT, Rgb([255, 255, 255]));
    for shape in &picture.shapes {
        let (colour, opacity) = paint(&picture, shape.part);
        let path = flatten(&shape.d);
        let path = match stroke_width(shape.part) {
            Some(width) => stroke(&path, width),
            None => path,
        };
        fill(&mut canvas, &path, colour, opacity);
    }
    stamp(&mut canvas);
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, QUALITY)
        .encode_image(&canvas)
        .doing("drawing an illustration")?;
    Ok(file)
}

/// Sky, far, mid, near, deep, leaf and second leaf of a scene, as the style sheet has them in the light scheme.
fn palette(scene: &str, tone: u8) -> [u32; 7] {
    match (scene, tone) {
        ("economy", 0) => [
            0xf1f3e0, 0xd3dfb9, 0xb9cf97, 0x93b56f, 0x7ca45a, 0x7f9455, 0xa0b271,
        ],
        ("economy", 1) => [
            0xf8efd9, 0xe3dcae, 0xcfcf8a, 0xb0b865, 0x98a650, 0x7f9455, 0xa0b271,
        ],
        ("economy", _) => [
            0xe6f1ea, 0xc3dccb, 0xa2c9ae, 0x74ab88, 0x5c9674, 0x7f9455, 0xa0b271,
        ],
        ("defense_security", 0) => [
            0xe8f0f4, 0xc4d7e2, 0x9bbacb, 0x6d98b1, 0x4d7d99, 0x5f8a72, 0x86ab92,
        ],
        ("defense_security", 1) => [
            0xf4ece4, 0xd0d3d8, 0xa3b2c0, 0x7590a6, 0x55748d, 0x5f8a72, 0x86ab92,
        ],
        ("defense_security", _) => [
            0xe2f1f0, 0xb9d9d8, 0x8dc0c1, 0x5f9fa4, 0x42848b, 0x5f8a72, 0x86ab92,
        ],
        ("political_system", 0) => [
            0xfdf3f0, 0xf1dce2, 0xe6c8d3, 0xa8607f, 0x8a4668, 0x7f9455, 0xa0b271,
        ],
        ("political_system", 1) => [
            0xfdf3ee, 0xf2ded6, 0xe8cabd, 0xb0705a, 0x8f5342, 0x7f9455, 0xa0b271,
        ],
        ("political_system", _) => [
            0xf6f2fa, 0xe3dbec, 0xd2c5e0, 0x83689f, 0x664d82, 0x7f9455, 0xa0b271,
        ],
        (_, 0) => [
            0xfbeee0, 0xf1d7bd, 0xe0b08a, 0xd5a278, 0xb97f55, 0x7f9455, 0xa0b271,
        ],
        (_, 1) => [
            0xf6ebe4, 0xe9cfc2, 0xd7a794, 0xc98f7a, 0xa86e5b, 0x5f8a72, 0x86ab92,
        ],
        _ => [
            0xfdf2d9, 0xf2deb0, 0xe2bf7d, 0xd6ab66, 0xb68747, 0x8a8a3c, 0xaaa95e,
        ],
    }
}

/// Colour and opacity of a part.
fn paint(picture: &Picture, part: &str) -> ([f32; 3], f32) {
    let [sky, far, mid, near, deep, leaf, leaf_2] = palette(picture.scene, picture.tone);
    let (colour, opacity) = match part {
        "sun" | "flag" => (0xc2402f, 1.0),
        "dark" | "boat" => (0x3b2a24, 1.0),
        "door" => (0x3b2a24, 0.75),
        "trunk" => (0x3b2a24, 0.8),
        "line" => (0x3b2a24, 0.55),
        "roof" | "ridge" => (0xa9502f, 1.0),
        "wall" => (0xfbf3e6, 1.0),
        "sky" | "core" => (sky, 1.0),
        "mist" => (sky, 0.45),
        "far" | "path" | "ring-4" | "ring-2" => (far, 1.0),
        "mid" | "flag-2" | "ring-3" | "ring-1" => (mid, 1.0),
        "deep" | "field-2" | "wave-2" => (deep, 1.0),
        "leaf" => (leaf, 1.0),
        "leaf-2" => (leaf_2, 1.0),
        _ => (near, 1.0),
    };
    let channel = |shift: u32| ((colour >> shift) & 0xff) as f32;
    ([channel(16), channel(8), channel(0)], opacity)
}

/// The width of parts that are lines, in units of the drawing.
fn stroke_width(part: &str) -> Option<f32> {
    match part {
        "line" => Some(1.2),
        "mark" => Some(2.4),
        _ => None,
    }
}

type Point = (f32, f32);

/// The numbers and letters of path data. The drawings use M, L, H, V, C, Q, T, A and Z, and the small ones of some.
struct Tokens<'d>(&'d str);

impl Tokens<'_> {
    fn skip(&mut self) {
        self.0 = self.0.trim_start_matches([' ', ',']);
    }

    fn letter(&mut self) -> Option<char> {
        self.skip();
        let letter = self.0.chars().next().filter(char::is_ascii_alphabetic)?;
        self.0 = &self.0[1..];
        Some(letter)
    }

    fn number(&mut self) -> Option<f32> {
        self.skip();
        let signed = self.0.strip_prefix('-').unwrap_or(self.0);
        let digits = signed
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(signed.len());
        let end = self.0.len() - signed.len() + digits;
        let number = self.0[..end].parse().ok()?;
        self.0 = &self.0[end..];
        Some(number)
    }

    fn point(&mut self, from: Point, relative: bool) -> Option<Point> {
        let (x, y) = (self.number()?, self.number()?);
        Some(if relative {
            (from.0 + x, from.1 + y)
        } else {
            (x, y)
        })
    }
}

/// Path data as polylines, in units of the drawing. What it does not know ends it.
fn flatten(d: &str) -> Vec<Vec<Point>> {
    let mut tokens = Tokens(d);
    let mut lines: Vec<Vec<Point>> = Vec::new();
    let (mut at, mut bend): (Point, Point) = ((0.0, 0.0), (0.0, 0.0));
    let mut command = None;
    loop {
        command = tokens.letter().or(command);
        let Some(letter) = command else { break };
        let relative = letter.is_ascii_lowercase();
        let start = at;
        let to = match letter.to_ascii_uppercase() {
            'Z' => {
                at = lines
                    .last()
                    .and_then(|line| line.first())
                    .copied()
                    .unwrap_or(at);
                command = None;
                continue;
            }
            'H' => tokens
                .number()
                .map(|x| (if relative { at.0 + x } else { x }, at.1)),
            'V' => tokens
                .number()
                .map(|y| (at.0, if relative { at.1 + y } else { y })),
            'C' => (|| {
                let a = tokens.point(start, relative)?;
                let b = tokens.point(start, relative)?;
                let to = tokens.point(start, relative)?;
                curve(&mut lines, |t| {
                    let u = 1.0 - t;
                    let mix = |s: f32, a: f32, b: f32, e: f32| {
                        u * u * u * s + 3.0 * u * u * t * a + 3.0 * u * t * t * b + t * t * t * e
                    };
                    (mix(start.0, a.0, b.0, to.0), mix(start.1, a.1, b.1, to.1))
                });
                Some(to)
            })(),
            'Q' | 'T' => (|| {
                bend = if letter.eq_ignore_ascii_case(&'Q') {
                    tokens.point(start, relative)?
                } else {
                    (2.0 * at.0 - bend.0, 2.0 * at.1 - bend.1)
                };
                let (to, bend) = (tokens.point(start, relative)?, bend);
                curve(&mut lines, |t| {
                    let u = 1.0 - t;
                    let mix = |s: f32, b: f32, e: f32| u * u * s + 2.0 * u * t * b + t * t * e;
                    (mix(start.0, bend.0, to.0), mix(start.1, bend.1, to.1))
                });
                Some(to)
            })(),
            // Only halves of circles occur: the end lies opposite, level with the start.
            'A' => (|| {
                let radius = tokens.number()?;
                for _ in 0..4 {
                    tokens.number()?;
                }
                let to = tokens.point(start, relative)?;
                let middle = ((start.0 + to.0) / 2.0, (start.1 + to.1) / 2.0);
                let turn = (start.1 - middle.1).atan2(start.0 - middle.0);
                curve(&mut lines, |t| {
                    let (sin, cos) = (turn - t * std::f32::consts::PI).sin_cos();
                    (middle.0 + radius * cos, middle.1 + radius * sin)
                });
                Some(to)
            })(),
            _ => tokens.point(start, relative),
        };
        let Some(to) = to else { break };
        if letter.eq_ignore_ascii_case(&'M') {
            lines.push(vec![to]);
            command = Some(if relative { 'l' } else { 'L' });
        } else if let Some(line) = lines.last_mut() {
            line.push(to);
        }
        at = to;
    }
    lines
}

/// Points along a curve, its start and end left out.
fn curve(lines: &mut [Vec<Point>], at: impl Fn(f32) -> Point) {
    const PIECES: u8 = 12;
    if let Some(line) = lines.last_mut() {
        line.extend((1..PIECES).map(|piece| at(f32::from(piece) / f32::from(PIECES))));
    }
}

/// The outline of polylines of a width: a rectangle along each piece, all turned the same way.
fn stroke(lines: &[Vec<Point>], width: f32) -> Vec<Vec<Point>> {
    let pieces = lines.iter().flat_map(|line| line.windows(2));
    let outline = pieces.map(|piece| {
        let ((ax, ay), (bx, by)) = (piece[0], piece[1]);
        let length = (bx - ax).hypot(by - ay).max(0.01);
        let (nx, ny) = (
            (ay - by) / length * width / 2.0,
            (bx - ax) / length * width / 2.0,
        );
        vec![
            (ax + nx, ay + ny),
            (bx + nx, by + ny),
            (bx - nx, by - ny),
            (ax - nx, ay - ny),
        ]
    });
    outline.collect()
}

/// Fills closed outlines by the non-zero rule, row by row.
fn fill(canvas: &mut RgbImage, lines: &[Vec<Point>], colour: [f32; 3], opacity: f32) {
    let mut edges: Vec<(Point, Point)> = Vec::new();
    for line in lines {
        let shifted = line.iter().skip(1).chain(line.first());
        for (a, b) in line.iter().zip(shifted) {
            if a.1 != b.1 {
                edges.push(((a.0 * SCALE, a.1 * SCALE), (b.0 * SCALE, b.1 * SCALE)));
            }
        }
    }
    let top = edges
        .iter()
        .map(|(a, b)| a.1.min(b.1))
        .fold(f32::MAX, f32::min);
    let bottom = edges
        .iter()
        .map(|(a, b)| a.1.max(b.1))
        .fold(f32::MIN, f32::max);
    let rows = (top.max(0.0) as u32)..(bottom.ceil().clamp(0.0, HEIGHT as f32) as u32);
    let ends = edges.iter().flat_map(|(a, b)| [a.0, b.0]);
    let (left, right) = ends.fold((WIDTH as f32, 0.0_f32), |(left, right), x| {
        (left.min(x), right.max(x))
    });
    let columns = (left.max(0.0) as usize)..(right.ceil().clamp(0.0, WIDTH as f32) as usize);
    let solid = Rgb(colour.map(|channel| channel as u8));
    let mut cover = vec![0.0_f32; WIDTH as usize];
    let mut crossings: Vec<(f32, i32)> = Vec::new();
    for row in rows {
        cover[columns.clone()].fill(0.0);
        for subline in 0..SUBLINES {
            let y = row as f32 + (subline as f32 + 0.5) / SUBLINES as f32;
            crossings.clear();
            crossings.extend(edges.iter().filter_map(|((ax, ay), (bx, by))| {
                let within = (*ay <= y) != (*by <= y);
                within.then(|| {
                    (
                        ax + (y - ay) / (by - ay) * (bx - ax),
                        if by > ay { 1 } else { -1 },
                    )
                })
            }));
            crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut winding = 0;
            for pair in crossings.windows(2) {
                winding += pair[0].1;
                if winding != 0 {
                    span(&mut cover, pair[0].0, pair[1].0);
                }
            }
        }
        for x in columns.clone().filter(|x| cover[*x] > 0.0) {
            let share = cover[x] * opacity;
            let pixel = canvas.get_pixel_mut(x as u32, row);
            if share > 0.999 {
                *pixel = solid;
                continue;
            }
            for (channel, colour) in pixel.0.iter_mut().zip(colour) {
                *channel = (f32::from(*channel) * (1.0 - share) + colour * share).round() as u8;
            }
        }
    }
}

/// Adds one subline from `from` to `to`, the pixels at its ends in part.
fn span(cover: &mut [f32], from: f32, to: f32) {
    let (from, to) = (from.max(0.0), to.min(cover.len() as f32));
    if to <= from {
        return;
    }
    let weight = 1.0 / SUBLINES as f32;
    let (first, last) = (from as usize, (to.ceil() as usize).min(cover.len()));
    for (pixel, cover) in cover.iter_mut().enumerate().take(last).skip(first) {
        let part = (to.min(pixel as f32 + 1.0) - from.max(pixel as f32)).max(0.0);
        *cover += part * weight;
    }
}

/// Writes [`STAMP`] on a dark band along the lower edge.
fn stamp(canvas: &mut RgbImage) {
    let band = HEIGHT - 18 * DOT;
    let corners = |from: u32| {
        let y = from as f32 / SCALE;
        vec![(0.0, y), (320.0, y), (320.0, 200.0), (0.0, 200.0)]
    };
    fill(canvas, &[corners(band)], [40.0, 28.0, 24.0], 0.82);
    let mut left = 20 * DOT;
    for character in STAMP.chars() {
        for (row, dots) in letter(character).iter().enumerate() {
            for column in 0..5_u32 {
                if dots >> (4 - column) & 1 == 1 {
                    let (x, y) = (left + column * DOT, band + (3 + row as u32) * DOT);
                    for offset in 0..DOT * DOT {
                        canvas.put_pixel(x + offset % DOT, y + offset / DOT, Rgb([251, 243, 230]));
                    }
                }
            }
        }
        left += 6 * DOT;
    }
}

/// A letter in dots, five across: three rows for what stands above, seven for itself, two for what stands below.
fn letter(character: char) -> [u8; 12] {
    let (base, above, below) = match character {
        'Ả' => ('A', [0b01100, 0b00010, 0b00100], 0),
        'Ọ' => ('O', [0; 3], 0b00100),
        other => (other, [0; 3], 0),
    };
    let body: [u8; 7] = match base {
        'A' => [
            0b01110, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001,
        ],
        'H' => [
            0b10001, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001,
        ],
        'I' => [
            0b01110, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110,
        ],
        'M' => [
            0b10001, 0b11011, 0b10101, 0b10101, 0b10001, 0b10001, 0b10001,
        ],
        'N' => [
            0b10001, 0b11001, 0b10101, 0b10011, 0b10001, 0b10001, 0b10001,
        ],
        'O' => [
            0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110,
        ],
        _ => [0; 7],
    };
    let mut dots = [0; 12];
    dots[..3].copy_from_slice(&above);
    dots[3..10].copy_from_slice(&body);
    dots[11] = below;
    dots
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::kind::Purpose;
    use crate::media::{Kind, Limits, inspect};

    #[test]
    fn an_illustration_is_a_photo_by_content_and_says_what_it_is() {
        let file = jpeg("economy", "Tổ đan lục bình").unwrap();
        let inspected = inspect(&file, Purpose::Photo, &Limits::default()).unwrap();
        assert_eq!(inspected.kind, Kind::Jpeg);
        assert_eq!(inspected.size_px, Some((WIDTH, HEIGHT)));
        assert_eq!(file, jpeg("economy", "Tổ đan lục bình").unwrap());
        let picture = image::load_from_memory(&file).unwrap().to_rgb8();
        let light = |pixel: &Rgb<u8>| pixel.0.iter().all(|channel| *channel > 180);
        let band = HEIGHT - 18 * DOT..HEIGHT;
        let lit = band
            .flat_map(|y| (0..WIDTH).map(move |x| (x, y)))
            .filter(|(x, y)| light(picture.get_pixel(*x, *y)))
            .count();
        assert!(lit > 1_000, "{lit} light pixels on the band");
    }

    #[test]
    fn every_letter_of_the_stamp_is_known() {
        for character in STAMP.chars().filter(|character| *character != ' ') {
            assert!(letter(character).iter().any(|row| *row != 0), "{character}");
        }
    }

    #[test]
    fn path_data_becomes_points() {
        assert_eq!(
            flatten("M1 2h3v-4L0 0Z"),
            [vec![(1.0, 2.0), (4.0, 2.0), (4.0, -2.0), (0.0, 0.0)]]
        );
        let circle = flatten("M-5 0a5.0 5.0 0 1 0 10.0 0a5.0 5.0 0 1 0 -10.0 0z");
        for (x, y) in &circle[0] {
            assert!((x.hypot(*y) - 5.0).abs() < 0.01, "{x} {y}");
        }
        // A small letter after a closed part begins where that part began.
        assert_eq!(
            flatten("M0 0h9l-4.5 11zM5 5h1")[1],
            [(5.0, 5.0), (6.0, 5.0)]
        );
    }

    #[test]
    fn every_part_of_every_scene_can_be_read() {
        for sector in [
            "economy",
            "culture_society",
            "defense_security",
            "political_system",
        ] {
            for number in 0..8 {
                for shape in drawing::picture(sector, &format!("Mô hình {number}")).shapes {
                    let lines = flatten(&shape.d);
                    let moves = shape.d.chars().filter(|c| "Mm".contains(*c)).count();
                    assert_eq!(lines.len(), moves, "{}", shape.d);
                    assert!(lines.iter().all(|line| line.len() > 1), "{}", shape.d);
                }
            }
        }
    }
}
