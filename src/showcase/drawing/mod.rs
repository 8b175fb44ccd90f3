//! The drawn picture of a model that has no photo: a small scene of its sector, the same one for the same title.
//!
//! Pure geometry: the shapes are named by the part they play (`sky`, `sun`, `roof` …), the style sheet colours them
//! (also in the dark scheme), the component `ui.picture` writes them out. Nothing here reads, stores or renders.
//! A picture is a scene (`scenes`) of things (`things`) made of lines (`lines`) on a canvas; dice choose how.

/// SVG path data: the format with its numbers, first those without names, made whole. A tenth of a unit is seen by nobody.
macro_rules! path {
    ($format:literal $(, $number:expr)* $(; $($name:ident = $named:expr),*)? $(,)?) => {
        format!($format $(, $crate::showcase::drawing::whole($number))* $($(, $name = $crate::showcase::drawing::whole($named))*)?)
    };
}

mod canvas;
mod dice;
mod lines;
mod scenes;
mod things;

use canvas::Canvas;
use dice::Dice;
use scenes::{drum, mountains, sea, terraces, village};
use serde::{Serialize, Serializer};

/// A scene ready to be written as SVG, its shapes from back to front.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Picture {
    /// Which palette: `economy`, `culture_society`, `defense_security`, `political_system`.
    pub scene: &'static str,
    /// Variant of the palette, 0–2.
    pub tone: u8,
    /// Shapes from back to front; pages get them as SVG, `paths`: in twenty pictures there are hundreds.
    #[serde(rename = "paths", serialize_with = "as_paths")]
    pub shapes: Vec<Shape>,
}

/// One filled or stroked path of a [`Picture`].
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// The part it plays, which the style sheet colours by the class `p-<part>`.
    pub part: &'static str,
    /// SVG path data in a canvas of 320 × 200 units.
    pub d: String,
}

/// What a path is called and made of needs no escaping.
fn as_paths<S: Serializer>(shapes: &[Shape], serializer: S) -> Result<S::Ok, S::Error> {
    let mut paths = String::with_capacity(shapes.len() * 96);
    for Shape { part, d } in shapes {
        paths.extend(["<path class=\"p-", part, "\" d=\"", d, "\"/>"]);
    }
    serializer.serialize_str(&paths)
}

/// The nearest whole number, which is written many times as fast as a fraction.
fn whole(number: f32) -> i32 {
    number.round() as i32
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
            assert!(weight < 4_500, "{sector}: {weight} bytes");
        }
    }

    #[test]
    fn an_unknown_sector_is_drawn_as_a_village() {
        assert_eq!(picture("", "x").scene, "culture_society");
    }
}
