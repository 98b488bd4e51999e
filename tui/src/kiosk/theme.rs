//! How everything looks: three looks, each in full colour, in the sixteen of any terminal, and without colour at all.

use super::chrome::Kind;
use super::page::Role;
use ratatui::style::{Color, Modifier, Style};

/// A look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Look {
    /// Light text on a dark ground.
    Dark,
    /// Dark text on a light ground.
    Light,
    /// Black, white and yellow.
    Contrast,
}

impl Look {
    /// The look after this one.
    pub(super) fn next(self) -> Self {
        match self {
            Self::Dark => Self::Contrast,
            Self::Contrast => Self::Light,
            Self::Light => Self::Dark,
        }
    }
}

/// Colours a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Any.
    True,
    /// The sixteen.
    Sixteen,
    /// None: weight and reverse only.
    None,
}

impl Depth {
    /// The depth a terminal says it has, by its variables `NO_COLOR`, `COLORTERM` and `TERM`.
    pub(crate) fn of(no_color: Option<&str>, color_term: Option<&str>, term: Option<&str>) -> Self {
        let term = term.unwrap_or_default();
        if no_color.is_some_and(|value| !value.is_empty()) || term == "dumb" {
            return Self::None;
        }
        let full = matches!(color_term, Some("truecolor" | "24bit"));
        let named =
            ["direct", "foot", "kitty", "alacritty", "wezterm", "ghostty"].iter().any(|name| term.contains(name));
        if full || named { Self::True } else { Self::Sixteen }
    }
}

/// The colours of a look. Every pair that is used for words has a contrast of 4.5 to 1 or more (tested).
struct Palette {
    ground: Color,
    text: Color,
    strong: Color,
    muted: Color,
    band: Color,
    tile: Color,
    /// Ground of a key of the frame.
    key: Color,
    badge: Color,
    on_badge: Color,
    selected: Color,
    on_selected: Color,
    heading: Color,
    open: Color,
    closed: Color,
    unknown: Color,
    /// Words on the marks of the three states.
    on_mark: Color,
    alarm: Color,
    on_alarm: Color,
}

const fn rgb(hex: u32) -> Color {
    Color::Rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const DARK: Palette = Palette {
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

const LIGHT: Palette = Palette {
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

const CONTRAST: Palette = Palette {
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

const DARK_16: Palette = Palette {
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

const LIGHT_16: Palette = Palette {
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

const CONTRAST_16: Palette = Palette {
    text: Color::White,
    muted: Color::White,
    badge: Color::White,
    on_badge: Color::Black,
    heading: Color::LightYellow,
    selected: Color::LightYellow,
    ..DARK_16
};

/// Styles of one look in one depth.
#[derive(Clone, Copy)]
pub(crate) struct Theme {
    palette: &'static Palette,
    coloured: bool,
}

impl Theme {
    pub(crate) fn new(look: Look, depth: Depth) -> Self {
        let palette = match (look, depth) {
            (Look::Dark, Depth::True) => &DARK,
            (Look::Light, Depth::True) => &LIGHT,
            (Look::Contrast, Depth::True) => &CONTRAST,
            (Look::Dark, _) => &DARK_16,
            (Look::Light, _) => &LIGHT_16,
            (Look::Contrast, _) => &CONTRAST_16,
        };
        Self { palette, coloured: depth != Depth::None }
    }

    fn style(&self, fore: Color, back: Color) -> Style {
        if self.coloured { Style::new().fg(fore).bg(back) } else { Style::new() }
    }

    fn fore(&self, fore: Color) -> Style {
        if self.coloured { Style::new().fg(fore) } else { Style::new() }
    }

    /// Words on a block of colour; reversed where there is no colour.
    fn block(&self, fore: Color, back: Color) -> Style {
        let style = self.style(fore, back).add_modifier(Modifier::BOLD);
        if self.coloured { style } else { style.add_modifier(Modifier::REVERSED) }
    }

    /// The ground of the whole screen.
    pub(super) fn ground(&self) -> Style {
        self.style(self.palette.text, self.palette.ground)
    }

    pub(super) fn title(&self) -> Style {
        self.fore(self.palette.strong).add_modifier(Modifier::BOLD)
    }

    pub(super) fn muted(&self) -> Style {
        self.fore(self.palette.muted)
    }

    /// The bar at the top.
    pub(super) fn header(&self) -> Style {
        self.style(self.palette.muted, self.palette.band)
    }

    pub(super) fn brand(&self) -> Style {
        self.fore(self.palette.heading).add_modifier(Modifier::BOLD)
    }

    /// The line people type on.
    pub(super) fn field(&self) -> Style {
        let style = self.style(self.palette.strong, self.palette.tile);
        if self.palette.tile == self.palette.ground || !self.coloured {
            return style.add_modifier(Modifier::UNDERLINED);
        }
        style
    }

    pub(super) fn prompt(&self) -> Style {
        self.fore(self.palette.selected).add_modifier(Modifier::BOLD)
    }

    /// A window on top of everything.
    pub(super) fn overlay(&self) -> Style {
        self.block(self.palette.on_selected, self.palette.selected)
    }

    /// "More below".
    pub(super) fn more(&self) -> Style {
        self.fore(self.palette.heading).add_modifier(Modifier::BOLD)
    }

    /// The cap and the label of a button.
    pub(super) fn button(&self, kind: Kind) -> (Style, Style) {
        let p = self.palette;
        match kind {
            Kind::Header | Kind::Key if p.tile == p.ground => (self.title(), self.muted()),
            Kind::Header | Kind::Key => (self.block(p.text, p.key).remove_modifier(Modifier::BOLD), self.muted()),
            Kind::Exit => (self.block(p.on_mark, p.unknown), self.fore(p.unknown).add_modifier(Modifier::BOLD)),
            Kind::Emergency => (self.block(p.alarm, p.on_alarm), self.block(p.on_alarm, p.alarm)),
        }
    }

    /// A piece of the page; `selected`: on the tile that has the keys.
    pub(super) fn role(&self, role: Role, selected: bool) -> Style {
        let p = self.palette;
        let bold = Modifier::BOLD;
        if selected {
            return match role {
                Role::Badge => self.block(p.selected, p.on_selected),
                Role::Tile => self.block(p.on_selected, p.selected).remove_modifier(bold),
                Role::Label | Role::Phone => Style::new().add_modifier(bold),
                Role::OpenMark | Role::ClosedMark | Role::UnknownMark => self.block(p.selected, p.on_selected),
                _ => Style::new(),
            };
        }
        match role {
            Role::Text => self.fore(p.text),
            Role::Strong => self.fore(p.strong).add_modifier(bold),
            Role::Heading => self.fore(p.heading).add_modifier(bold),
            Role::Muted | Role::Detail => self.fore(p.muted),
            Role::NoticeMark | Role::UnknownMark => self.block(p.on_mark, p.unknown),
            Role::Notice | Role::Unknown => self.fore(p.unknown),
            Role::OpenMark => self.block(p.on_mark, p.open),
            Role::Open => self.fore(p.open),
            Role::ClosedMark => self.block(p.on_mark, p.closed),
            Role::Closed => self.fore(p.closed),
            Role::Phone => self.fore(p.heading).add_modifier(bold),
            Role::Number => self.block(p.on_alarm, p.alarm),
            Role::Tile if self.coloured => self.style(p.text, p.tile),
            Role::Tile => Style::new(),
            Role::Label => self.fore(p.strong).add_modifier(bold),
            Role::Badge => self.block(p.on_badge, p.badge),
        }
    }
}

#[cfg(test)]
mod tests {
    //! - every pair of colours that carries words keeps a contrast of 4.5 to 1;
    //! - a terminal's variables are read as their authors mean them.

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

    #[test]
    fn depths() {
        assert_eq!(Depth::of(Some("1"), Some("truecolor"), Some("foot")), Depth::None);
        assert_eq!(Depth::of(Some(""), Some("truecolor"), None), Depth::True);
        assert_eq!(Depth::of(None, None, Some("foot")), Depth::True);
        assert_eq!(Depth::of(None, None, Some("linux")), Depth::Sixteen);
        assert_eq!(Depth::of(None, None, Some("dumb")), Depth::None);
    }
}
