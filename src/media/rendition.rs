//! Which smaller pictures to make of a photo: instructions, apart from performing them ([`super::photo`]).
//!
//! All are JPEG. The WebP encoder at hand is lossless only, which makes photos larger, not smaller.

use serde::{Deserialize, Serialize};

/// The sizes to make. A setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Renditions {
    /// Widths in pixels.
    pub widths_px: Vec<u32>,
    /// JPEG quality, 1–100.
    pub quality: u8,
}

impl Default for Renditions {
    /// A card on a phone, a card on a screen or a page on a phone, a page on a screen.
    fn default() -> Self {
        Self {
            widths_px: vec![320, 640, 1280],
            quality: 80,
        }
    }
}

/// One picture to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instruction {
    /// Width.
    pub width_px: u32,
    /// Height, in the proportion of the original, at least one.
    pub height_px: u32,
    /// JPEG quality, 1–100.
    pub quality: u8,
}

/// The pictures to make of an original of the given size as shown, largest first. None is wider than the original;
/// of an original narrower than the widest setting, one is made at its own width.
pub fn plan(width_px: u32, height_px: u32, settings: &Renditions) -> Vec<Instruction> {
    let widest = settings
        .widths_px
        .iter()
        .copied()
        .max()
        .unwrap_or(width_px)
        .min(width_px)
        .max(1);
    let mut widths: Vec<u32> = settings
        .widths_px
        .iter()
        .copied()
        .filter(|width| (1..widest).contains(width))
        .collect();
    widths.push(widest);
    widths.sort_unstable_by(|one, other| other.cmp(one));
    widths.dedup();
    widths
        .into_iter()
        .map(|width| Instruction {
            width_px: width,
            height_px: height_at(width, width_px, height_px),
            quality: settings.quality.clamp(1, 100),
        })
        .collect()
}

fn height_at(width: u32, of_width: u32, of_height: u32) -> u32 {
    let of_width = u64::from(of_width.max(1));
    let height = (u64::from(width) * u64::from(of_height) + of_width / 2) / of_width;
    u32::try_from(height).unwrap_or(u32::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Width and height of an original, widths asked for, sizes planned.
    type Case<'a> = (u32, u32, &'a [u32], &'a [(u32, u32)]);

    #[test]
    fn plans_go_from_large_to_small_and_never_enlarge() {
        let widths = [320, 640, 1280];
        let table: [Case; 7] = [
            (4000, 3000, &widths, &[(1280, 960), (640, 480), (320, 240)]),
            (1280, 720, &widths, &[(1280, 720), (640, 360), (320, 180)]),
            (700, 100, &widths, &[(700, 100), (640, 91), (320, 46)]),
            (320, 4000, &widths, &[(320, 4000)]),
            (5, 5, &widths, &[(5, 5)]),
            (4000, 1, &widths, &[(1280, 1), (640, 1), (320, 1)]),
            (900, 600, &[], &[(900, 600)]),
        ];
        for (width, height, widths_px, expected) in table {
            let settings = Renditions {
                widths_px: widths_px.to_vec(),
                quality: 80,
            };
            let sizes: Vec<(u32, u32)> = plan(width, height, &settings)
                .iter()
                .map(|one| (one.width_px, one.height_px))
                .collect();
            assert_eq!(sizes, expected, "{width}×{height}");
        }
    }

    #[test]
    fn settings_out_of_bounds_do_no_harm() {
        let plan = plan(
            100,
            100,
            &Renditions {
                widths_px: vec![0, 50, 50],
                quality: 0,
            },
        );
        assert_eq!(
            plan,
            [Instruction {
                width_px: 50,
                height_px: 50,
                quality: 1
            }]
        );
    }
}
