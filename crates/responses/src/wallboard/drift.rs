//! Drift of a picture that stands for days, against burn-in: all of it is moved by a little, another way each minute.

/// The picture's offset in hundredths of its height's percent: a ring of eight places around the middle.
const RING: [(i32, i32); 8] =
    [(30, 0), (21, 21), (0, 30), (-21, 21), (-30, 0), (-21, -21), (0, -30), (21, -21)];

/// How far the picture stands to the right and below of its middle in a minute, counted from anywhere, in hundredths of a
/// percent of the screen's height. No step is longer than three pixels on a screen of 1,080.
pub fn offset(minute: i64) -> (i32, i32) {
    let place = usize::try_from(minute.rem_euclid(8)).unwrap_or_default();
    RING[place]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_moves_each_minute_and_comes_back() {
        for minute in -8..16 {
            let ((x, y), (next_x, next_y)) = (offset(minute), offset(minute + 1));
            assert_ne!((x, y), (next_x, next_y));
            // A percent of the height is 10.8 pixels.
            let squared = (next_x - x).pow(2) + (next_y - y).pow(2);
            assert!(squared <= 28_i32.pow(2), "{squared}");
            assert_eq!(offset(minute + 8), (x, y));
        }
        let sum = (0..8).map(offset).fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
        assert_eq!(sum, (0, 0), "around the middle");
    }
}
