//! Light and dark theme of the chart, colour by colour as in `style/tokens.css`.
//!
//! Who sees no red or no green can tell the parts apart, too: the first four as the page's design
//! has them, the others by lightness as well as by hue. `tests/colours.rs` measures it.

use cubeboard_responses::series::SLOT_COUNT;
use plotters::style::RGBColor;

use crate::look::Look;

impl Look {
    /// The light theme: dark marks on a white card.
    pub fn light() -> Self {
        LIGHT.look()
    }

    /// The dark theme: light marks on a dark card.
    pub fn dark() -> Self {
        DARK.look()
    }
}

/// The colours of a theme as `0xrr_gg_bb`. What each is for stands at the field of [`Look`] of that name.
struct Palette {
    card: u32,
    wash: u32,
    line: u32,
    faint: u32,
    ink: u32,
    muted: u32,
    parts: [u32; SLOT_COUNT],
}

const LIGHT: Palette = Palette {
    card: 0xff_ff_ff,
    wash: 0xf3_f5_f8,
    line: 0xe4_e8_ed,
    faint: 0x66_71_7e,
    ink: 0x18_21_2c,
    muted: 0x5a_66_75,
    parts: [
        0x25_63_c9, // success blue
        0x2f_93_b8, // teal
        0xb1_8a_1b, // ochre
        0x89_93_9f, // grey
        0x7a_10_24, // wine
        0x45_2a_78, // violet
        0x8a_5a_10, // brown
        0x54_60_6e, // slate, for "Other"
    ],
};

const DARK: Palette = Palette {
    card: 0x17_1d_25,
    wash: 0x1b_22_2b,
    line: 0x28_31_3b,
    faint: 0x87_93_a1,
    ink: 0xe7_ec_f2,
    muted: 0x9a_a7_b5,
    parts: [
        0x6e_a3_ff, // success blue
        0x3f_9f_b5, // teal
        0xc2_a2_3c, // ochre
        0x6b_77_83, // grey
        0xc9_56_2e, // rust
        0x74_67_d6, // violet
        0xf0_e5_8a, // straw
        0xcf_d8_e0, // silver, for "Other"
    ],
};

impl Palette {
    /// A look in these colours, with the page's text.
    fn look(&self) -> Look {
        Look {
            card: rgb(self.card),
            wash: rgb(self.wash),
            line: rgb(self.line),
            faint: rgb(self.faint),
            ink: rgb(self.ink),
            muted: rgb(self.muted),
            parts: self.parts.map(rgb),
            font_family: "system-ui, sans-serif",
            text_css_px: 12.0,
            pixel_ratio: 1.0,
            text_factor: 1.0,
        }
    }
}

fn rgb(hex: u32) -> RGBColor {
    let [_, red, green, blue] = hex.to_be_bytes();
    RGBColor(red, green, blue)
}
