//! Distinct count of customers.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use crate::store::{Dictionary, Id};

/// The ids that occurred. Numbers lie close together as a rule, so they are bits of blocks; a block with few of them
/// is a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Customers {
    blocks: HashMap<u64, Block, FxBuildHasher>,
    texts: Dictionary,
    count: u32,
}

/// 4,096 neighbouring numbers.
#[derive(Debug, Clone)]
enum Block {
    Few(Vec<u16>),
    Many(Box<[u64; 64]>),
}

/// More than this many take less room as bits.
const MOST_LISTED: usize = 64;

impl Customers {
    /// How many.
    pub fn len(&self) -> u32 {
        self.count
    }

    pub fn add(&mut self, id: Option<Id<'_>>) {
        let is_new = match id {
            None => false,
            Some(Id::Text(text)) => {
                let known = self.texts.len();
                self.texts.code(Some(text)) as usize == known
            }
            Some(Id::Number(number)) => {
                let place = (number & 4095) as u16;
                let block = self.blocks.entry(number >> 12).or_insert(Block::Few(Vec::new()));
                block.add(place)
            }
        };
        self.count += u32::from(is_new);
    }
}

impl Block {
    /// Whether it was not there.
    fn add(&mut self, place: u16) -> bool {
        match self {
            Self::Few(places) => {
                let is_new = !places.contains(&place);
                if is_new {
                    places.push(place);
                    if places.len() > MOST_LISTED {
                        let mut bits = Box::new([0; 64]);
                        for place in places {
                            bits[usize::from(*place >> 6)] |= 1 << (*place & 63);
                        }
                        *self = Self::Many(bits);
                    }
                }
                is_new
            }
            Self::Many(bits) => {
                let word = &mut bits[usize::from(place >> 6)];
                let bit = 1 << (place & 63);
                let is_new = *word & bit == 0;
                *word |= bit;
                is_new
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_customer_counts_once_however_the_ids_lie() {
        // Side by side, apart, and told by their highest bits alone; in the first block and in another one.
        let numbers: Vec<u64> = [7, (3 << 12) + 7]
            .into_iter()
            .flat_map(|first| [1, 3, 4096, 1 << 40, 1 << 53].map(|step: u64| (first, step)))
            .flat_map(|(first, step)| {
                (0..500).map(move |it| step.wrapping_mul(it).wrapping_add(first))
            })
            .collect();
        let mut customers = Customers::default();
        for _ in 0..2 {
            for number in &numbers {
                customers.add(Some(Id::Number(*number)));
            }
        }
        let mut known = numbers;
        known.sort_unstable();
        known.dedup();
        for text in [None, Some(Id::Text("A-7")), Some(Id::Text("A-7")), Some(Id::Text("B-7"))] {
            customers.add(text);
        }
        assert_eq!(customers.len() as usize, known.len() + 2);
    }
}
