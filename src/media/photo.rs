//! Decoding a picture within limits, and making the smaller pictures that are served.

use std::io::{Cursor, ErrorKind};

use image::codecs::jpeg::JpegEncoder;
use image::error::ImageError;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, RgbImage};

use super::inspect::kind_of;
use super::jpeg;
use super::kind::{Kind, Purpose};
use super::limits::Limits;
use super::refusal::Refusal;
use super::rendition::Instruction;

/// Bytes that one pixel may take while decoding: four channels of 16 bits.
const BYTES_PER_PIXEL: u64 = 8;

/// A decoded picture.
#[derive(Debug)]
pub struct Photo {
    /// What its file was.
    pub kind: Kind,
    image: DynamicImage,
    orientation: Orientation,
}

/// A smaller picture, ready to be stored: a JPEG without any metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendition {
    /// The JPEG.
    pub bytes: Vec<u8>,
    /// Its width.
    pub width_px: u32,
    /// Its height.
    pub height_px: u32,
}

/// Checks and decodes a photo. Err: [`Refusal`].
pub fn open(bytes: &[u8], limits: &Limits) -> Result<Photo, Refusal> {
    let kind = kind_of(bytes, Purpose::Photo, limits)?;
    decode(bytes, kind, limits)
}

/// Decodes a picture of a known kind to its end; its size is held to the limits first.
pub(super) fn decode(bytes: &[u8], kind: Kind, limits: &Limits) -> Result<Photo, Refusal> {
    let format = match kind {
        Kind::Jpeg if !jpeg::is_whole(bytes) => return Err(Refusal::Truncated),
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::Png => ImageFormat::Png,
        Kind::Webp => ImageFormat::WebP,
        Kind::Pdf | Kind::Docx | Kind::Xlsx | Kind::Odt | Kind::Ods => {
            return Err(Refusal::NotAPhoto);
        }
    };
    let too_many = Refusal::TooManyPixels {
        max_pixels: limits.max_pixels,
        max_side_px: limits.max_side_px,
    };
    let refuse = |error| match error {
        ImageError::Limits(_) => too_many.clone(),
        ImageError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => {
            Refusal::Truncated
        }
        _ => Refusal::Damaged,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut decoding = image::Limits::default();
    decoding.max_alloc = Some(limits.max_pixels.saturating_mul(BYTES_PER_PIXEL));
    decoding.max_image_width = Some(limits.max_side_px);
    decoding.max_image_height = Some(limits.max_side_px);
    reader.limits(decoding);
    let mut decoder = reader.into_decoder().map_err(refuse)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > limits.max_pixels || width.max(height) > limits.max_side_px {
        return Err(too_many);
    }
    // A turn that cannot be read is no turn: the picture is still a picture.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(refuse)?;
    if pixels == 0 {
        Err(Refusal::Damaged)
    } else {
        Ok(Photo {
            kind,
            image,
            orientation,
        })
    }
}

impl Photo {
    /// Width as it is shown.
    pub fn width_px(&self) -> u32 {
        if self.lies_on_its_side() {
            self.image.height()
        } else {
            self.image.width()
        }
    }

    /// Height as it is shown.
    pub fn height_px(&self) -> u32 {
        if self.lies_on_its_side() {
            self.image.width()
        } else {
            self.image.height()
        }
    }

    /// Makes the pictures asked for, in the order of the instructions (largest first is quickest and best): turned as
    /// the camera was held, transparent parts on white, in JPEG without EXIF, place, colour profile or thumbnail.
    /// Err: [`Refusal::Damaged`] if one cannot be encoded.
    pub fn perform(&self, instructions: &[Instruction]) -> Result<Vec<Rendition>, Refusal> {
        let mut renditions = Vec::with_capacity(instructions.len());
        let mut source: Option<RgbImage> = None;
        for instruction in instructions {
            let smaller = match source.filter(|source| source.width() >= instruction.width_px) {
                Some(source) => shrink(&source.into(), instruction.width_px, instruction.height_px),
                None => self.turned(instruction.width_px, instruction.height_px),
            };
            let smaller = on_white(smaller);
            renditions.push(encode(&smaller, instruction.quality)?);
            source = Some(smaller);
        }
        Ok(renditions)
    }

    /// The picture at a size, turned. It is made small before it is turned, which takes less memory.
    fn turned(&self, width_px: u32, height_px: u32) -> DynamicImage {
        let (width, height) = if self.lies_on_its_side() {
            (height_px, width_px)
        } else {
            (width_px, height_px)
        };
        let mut image = shrink(&self.image, width, height);
        image.apply_orientation(self.orientation);
        image
    }

    const fn lies_on_its_side(&self) -> bool {
        matches!(
            self.orientation,
            Orientation::Rotate90
                | Orientation::Rotate270
                | Orientation::Rotate90FlipH
                | Orientation::Rotate270FlipH
        )
    }
}

/// The picture at a size. A great reduction goes by averages to twice the size first: as good, and much quicker.
fn shrink(image: &DynamicImage, width: u32, height: u32) -> DynamicImage {
    if (image.width(), image.height()) == (width, height) {
        return image.clone();
    }
    if image.width() / 4 > width && image.height() / 4 > height {
        return image.thumbnail_exact(width * 2, height * 2).resize_exact(
            width,
            height,
            FilterType::CatmullRom,
        );
    }
    image.resize_exact(width, height, FilterType::CatmullRom)
}

fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [red, green, blue, alpha] = image.get_pixel(x, y).0;
        let over_white = |channel: u8| {
            let (channel, alpha) = (u32::from(channel), u32::from(alpha));
            u8::try_from((channel * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
        };
        image::Rgb([over_white(red), over_white(green), over_white(blue)])
    })
}

fn encode(image: &RgbImage, quality: u8) -> Result<Rendition, Refusal> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .encode_image(image)
        .map_err(|_| Refusal::Damaged)?;
    Ok(Rendition {
        bytes,
        width_px: image.width(),
        height_px: image.height(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::rendition::{Renditions, plan};
    use super::super::samples;
    use super::*;

    fn render(bytes: &[u8]) -> Vec<Rendition> {
        let photo = open(bytes, &Limits::default()).unwrap();
        let plan = plan(photo.width_px(), photo.height_px(), &Renditions::default());
        photo.perform(&plan).unwrap()
    }

    fn holds(bytes: &[u8], mark: &[u8]) -> bool {
        bytes.windows(mark.len()).any(|window| window == mark)
    }

    #[test]
    fn what_is_served_says_nothing_about_camera_or_place() {
        let original = samples::jpeg_with_gps(400, 300);
        assert!(holds(&original, samples::MAKER) && holds(&original, b"Exif"));
        let renditions = render(&original);
        assert_eq!(
            renditions
                .iter()
                .map(|one| (one.width_px, one.height_px))
                .collect::<Vec<_>>(),
            [(300, 400)]
        );
        for rendition in renditions {
            for mark in [samples::MAKER, b"Exif", b"II*\0", b"\xff\xe1"] {
                assert!(!holds(&rendition.bytes, mark), "{mark:?}");
            }
        }
    }

    #[test]
    fn pictures_stand_as_the_camera_was_held() {
        // Red is left and blue right before the turn by 90° clockwise, so red is above afterwards.
        let rendition = render(&samples::jpeg_with_gps(400, 300)).remove(0);
        let shown = image::load_from_memory(&rendition.bytes)
            .unwrap()
            .into_rgb8();
        assert_eq!(shown.dimensions(), (300, 400));
        let (above, below) = (shown.get_pixel(150, 50).0, shown.get_pixel(150, 350).0);
        assert!(above[0] > 150 && above[2] < 80, "{above:?}");
        assert!(below[2] > 150 && below[0] < 80, "{below:?}");
    }

    #[test]
    fn every_size_asked_for_is_made_and_none_larger_than_the_picture() {
        let sizes = |bytes: &[u8]| {
            render(bytes)
                .iter()
                .map(|one| (one.width_px, one.height_px))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            sizes(&samples::jpeg(2560, 1440)),
            [(1280, 720), (640, 360), (320, 180)]
        );
        assert_eq!(
            sizes(&samples::png(700, 100)),
            [(700, 100), (640, 91), (320, 46)]
        );
        assert_eq!(sizes(&samples::webp(50, 20)), [(50, 20)]);
        for rendition in render(&samples::png(1300, 400)) {
            let read =
                image::load_from_memory_with_format(&rendition.bytes, ImageFormat::Jpeg).unwrap();
            assert_eq!(
                (read.width(), read.height()),
                (rendition.width_px, rendition.height_px)
            );
        }
    }

    #[test]
    fn what_is_transparent_becomes_white() {
        let rendition = render(&samples::transparent_png(20, 20)).remove(0);
        let shown = image::load_from_memory(&rendition.bytes)
            .unwrap()
            .into_rgb8();
        assert!(
            shown
                .pixels()
                .all(|pixel| pixel.0.iter().all(|channel| *channel > 250))
        );
    }

    #[test]
    fn documents_are_not_opened_as_photos() {
        assert_eq!(
            open(&samples::pdf(), &Limits::default()).unwrap_err(),
            Refusal::NotAPhoto
        );
        assert_eq!(
            decode(&samples::pdf(), Kind::Pdf, &Limits::default()).unwrap_err(),
            Refusal::NotAPhoto
        );
    }
}
