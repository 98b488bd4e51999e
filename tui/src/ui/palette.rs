//! The colours of the three themes, in full colour and in the sixteen of any terminal.

use ratatui::style::Color;

/// The colours of a theme. Every pair that is used for words has a contrast of 4.5 to 1 or more (tested).
pub(super) struct Palette {
    pub(super) ground: Color,
    pub(super) text: Color,
    pub(super) strong: Color,
    pub(super) muted: Color,
    pub(super) band: Color,
    pub(super) tile: Color,
    /// Ground of a key of the frame.
    pub(super) key: Color,
    pub(super) badge: Color,
    pub(super) on_badge: Color,
    pub(super) selected: Color,
    pub(super) on_selected: Color,
    pub(super) heading: Color,
    pub(super) open: Color,
    pub(super) closed: Color,
    pub(super) unknown: Color,
    /// Words on the marks of the three states.
    pub(super) on_mark: Color,
    pub(super) alarm: Color,
    pub(super) on_alarm: Color,
}

const fn rgb(hex: u32) -> Color {
    Color::Rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

pub(super) const DARK: Palette = Palette {
    ground: rgb(0x10_16_20),
    text: rgb(0xdd_e3_ea),
    strong: rgb(0xff_ff_ff),
    muted: rgb(0x95_a3_b5),
    band: rgb(0x19_22_30),
    tile: rgb(0x1d_28_38),
    key: rgb(0x2c_3a_4f),
    badge: rgb(0x2f_5d_8c),
    on_badge: rgb(0xff_ff_ff),
    selected: rgb(0xff_cf_5c),
    on_selected: rgb(0x14_18_20),
    heading: rgb(0x8c_c8_ff),
    open: rgb(0x6f_d9_96),
    closed: rgb(0xff_9a_92),
    unknown: rgb(0xff_c8_66),
    on_mark: rgb(0x10_16_20),
    alarm: rgb(0xb4_1f_2b),
    on_alarm: rgb(0xff_ff_ff),
};

pub(super) const LIGHT: Palette = Palette {
    ground: rgb(0xfa_f8_f3),
    text: rgb(0x22_29_33),
    strong: rgb(0x0b_10_18),
    muted: rgb(0x5a_64_72),
    band: rgb(0xec_e8_de),
    tile: rgb(0xef_ec_e4),
    key: rgb(0xdc_d7_ca),
    badge: rgb(0x1f_4e_80),
    on_badge: rgb(0xff_ff_ff),
    selected: rgb(0x12_4a_86),
    on_selected: rgb(0xff_ff_ff),
    heading: rgb(0x12_4a_86),
    open: rgb(0x14_66_36),
    closed: rgb(0xa0_1c_26),
    unknown: rgb(0x7a_4b_00),
    on_mark: rgb(0xff_ff_ff),
    alarm: rgb(0xb4_1f_2b),
    on_alarm: rgb(0xff_ff_ff),
};

pub(super) const CONTRAST: Palette = Palette {
    ground: rgb(0x00_00_00),
    text: rgb(0xff_ff_ff),
    strong: rgb(0xff_ff_ff),
    muted: rgb(0xff_ff_ff),
    band: rgb(0x00_00_00),
    tile: rgb(0x00_00_00),
    key: rgb(0x00_00_00),
    badge: rgb(0xff_ff_ff),
    on_badge: rgb(0x00_00_00),
    selected: rgb(0xff_ff_00),
    on_selected: rgb(0x00_00_00),
    heading: rgb(0xff_ff_00),
    open: rgb(0x66_ff_99),
    closed: rgb(0xff_a8_a0),
    unknown: rgb(0xff_ff_00),
    on_mark: rgb(0x00_00_00),
    alarm: rgb(0xff_ff_ff),
    on_alarm: rgb(0xa0_00_00),
};

pub(super) const DARK_16: Palette = Palette {
    ground: Color::Black,
    text: Color::Gray,
    strong: Color::White,
    muted: Color::Gray,
    band: Color::Black,
    tile: Color::Black,
    key: Color::Black,
    badge: Color::Blue,
    on_badge: Color::White,
    selected: Color::Yellow,
    on_selected: Color::Black,
    heading: Color::LightCyan,
    open: Color::LightGreen,
    closed: Color::LightRed,
    unknown: Color::LightYellow,
    on_mark: Color::Black,
    alarm: Color::Red,
    on_alarm: Color::White,
};

pub(super) const LIGHT_16: Palette = Palette {
    ground: Color::White,
    text: Color::Black,
    strong: Color::Black,
    muted: Color::DarkGray,
    band: Color::White,
    tile: Color::White,
    key: Color::White,
    badge: Color::Blue,
    on_badge: Color::White,
    selected: Color::Blue,
    on_selected: Color::White,
    heading: Color::Blue,
    open: Color::Green,
    closed: Color::Red,
    unknown: Color::Black,
    on_mark: Color::White,
    alarm: Color::Red,
    on_alarm: Color::White,
};

pub(super) const CONTRAST_16: Palette = Palette {
    text: Color::White,
    muted: Color::White,
    badge: Color::White,
    on_badge: Color::Black,
    heading: Color::LightYellow,
    selected: Color::LightYellow,
    ..DARK_16
};

#[cfg(test)]
mod tests {
    //! - every pair of colours that carries words keeps a contrast of 4.5 to 1.

    use super::*;

    fn luminance(color: Color) -> f64 {
        let Color::Rgb(r, g, b) = color else { panic!("full colour only") };
        let part = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
    }

    #[test]
    fn words_can_be_read() {
        for (name, p) in [("dark", &DARK), ("light", &LIGHT), ("contrast", &CONTRAST)] {
            let grounds = [p.ground, p.tile, p.band];
            let words = [p.text, p.strong, p.muted, p.heading, p.open, p.closed, p.unknown];
            let on_ground = words.iter().flat_map(|word| grounds.map(|ground| (*word, ground)));
            let on_blocks = [
                (p.on_badge, p.badge),
                (p.text, p.key),
                (p.on_selected, p.selected),
                (p.on_alarm, p.alarm),
                (p.on_mark, p.open),
                (p.on_mark, p.closed),
                (p.on_mark, p.unknown),
            ];
            for (fore, back) in on_ground.chain(on_blocks) {
                let (a, b) = (luminance(fore), luminance(back));
                let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                assert!(ratio >= 4.5, "{name}: {fore:?} on {back:?} is {ratio:.1}");
            }
        }
    }
}
