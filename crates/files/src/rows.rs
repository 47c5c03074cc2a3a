//! Rows of a reading as files list them.

use cubeboard_cube::loader::Reading;
use cubeboard_responses::store::Response;

/// The rows that count, in Cube's order.
pub fn responses(reading: &Reading) -> impl Iterator<Item = Response<'_>> {
    reading.segments().flatten().filter_map(|row| reading.store().row(row))
}
