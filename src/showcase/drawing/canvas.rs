//! The canvas that shapes are put on.

use super::Shape;
use super::dice::Dice;
use super::lines::circle;

/// Width of the canvas in user units.
pub(super) const WIDTH: f32 = 320.0;

/// Shapes gathered from back to front.
pub(super) struct Canvas {
    pub(super) shapes: Vec<Shape>,
}

impl Canvas {
    pub(super) fn add(&mut self, part: &'static str, d: String) {
        self.shapes.push(Shape { part, d });
    }

    /// The sun every landscape has, somewhere in the upper half.
    pub(super) fn sun(&mut self, dice: &mut Dice, height: std::ops::Range<f32>) {
        let x = dice.between(58.0, 262.0);
        let y = dice.between(height.start, height.end);
        self.add("sun", circle(x, y, dice.between(17.0, 25.0)));
    }
}
