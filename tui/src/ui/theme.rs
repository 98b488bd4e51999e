//! How everything looks: three themes, each in full colour, in the sixteen of any terminal, and without colour at all.

use super::palette::{CONTRAST, CONTRAST_16, DARK, DARK_16, LIGHT, LIGHT_16, Palette};
use ratatui::style::{Color, Modifier, Style};

/// A theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Theme {
    /// Light text on a dark ground.
    Dark,
    /// Dark text on a light ground.
    Light,
    /// Black, white and yellow.
    Contrast,
}

impl Theme {
    /// The theme after this one.
    pub(crate) fn next(self) -> Self {
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

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Text,
    Strong,
    Heading,
    Muted,
    /// Mark and words of something to be aware of.
    NoticeMark,
    Notice,
    /// Marks and words of the three states of a place.
    OpenMark,
    Open,
    ClosedMark,
    Closed,
    UnknownMark,
    Unknown,
    /// A number to call, and an emergency number.
    Phone,
    Number,
    Tile,
    Label,
    /// A word of a label that was asked for.
    Asked,
    Detail,
    Badge,
}

/// What a button of the screen's frame is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ButtonKind {
    /// In the header.
    Header,
    /// In the row of keys.
    Key,
    /// Leaves a discreet page.
    Exit,
    /// The emergency bar.
    Emergency,
}

/// The styles of one theme in one depth.
#[derive(Clone, Copy)]
pub(crate) struct Styles {
    palette: &'static Palette,
    coloured: bool,
}

impl Styles {
    pub(crate) fn new(theme: Theme, depth: Depth) -> Self {
        let palette = match (theme, depth) {
            (Theme::Dark, Depth::True) => &DARK,
            (Theme::Light, Depth::True) => &LIGHT,
            (Theme::Contrast, Depth::True) => &CONTRAST,
            (Theme::Dark, _) => &DARK_16,
            (Theme::Light, _) => &LIGHT_16,
            (Theme::Contrast, _) => &CONTRAST_16,
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
    pub(crate) fn ground(&self) -> Style {
        self.style(self.palette.text, self.palette.ground)
    }

    pub(crate) fn title(&self) -> Style {
        self.fore(self.palette.strong).add_modifier(Modifier::BOLD)
    }

    pub(crate) fn muted(&self) -> Style {
        self.fore(self.palette.muted)
    }

    /// The bar at the top.
    pub(crate) fn header(&self) -> Style {
        self.style(self.palette.muted, self.palette.band)
    }

    pub(crate) fn brand(&self) -> Style {
        self.fore(self.palette.heading).add_modifier(Modifier::BOLD)
    }

    /// The line people type on.
    pub(crate) fn field(&self) -> Style {
        let style = self.style(self.palette.strong, self.palette.tile);
        if self.palette.tile == self.palette.ground || !self.coloured {
            return style.add_modifier(Modifier::UNDERLINED);
        }
        style
    }

    pub(crate) fn prompt(&self) -> Style {
        self.fore(self.palette.selected).add_modifier(Modifier::BOLD)
    }

    /// A window on top of everything.
    pub(crate) fn overlay(&self) -> Style {
        self.block(self.palette.on_selected, self.palette.selected)
    }

    /// A code to scan: dark on light, whatever the theme, or not every phone finds it.
    pub(crate) fn scanned(&self) -> Style {
        self.style(Color::Black, Color::White)
    }

    /// "More below".
    pub(crate) fn more(&self) -> Style {
        self.fore(self.palette.heading).add_modifier(Modifier::BOLD)
    }

    /// The cap and the label of a button.
    pub(crate) fn button(&self, kind: ButtonKind) -> (Style, Style) {
        let p = self.palette;
        match kind {
            ButtonKind::Header | ButtonKind::Key if p.tile == p.ground => (self.title(), self.muted()),
            ButtonKind::Header | ButtonKind::Key => {
                (self.block(p.text, p.key).remove_modifier(Modifier::BOLD), self.muted())
            }
            ButtonKind::Exit => (self.block(p.on_mark, p.unknown), self.fore(p.unknown).add_modifier(Modifier::BOLD)),
            ButtonKind::Emergency => (self.block(p.alarm, p.on_alarm), self.block(p.on_alarm, p.alarm)),
        }
    }

    /// A piece of the page; `selected`: on the tile that has the keys.
    pub(crate) fn role(&self, role: Role, selected: bool) -> Style {
        let p = self.palette;
        let bold = Modifier::BOLD;
        if selected {
            return match role {
                Role::Badge => self.block(p.selected, p.on_selected),
                Role::Tile => self.block(p.on_selected, p.selected).remove_modifier(bold),
                Role::Label | Role::Phone => Style::new().add_modifier(bold),
                Role::Asked => Style::new().add_modifier(bold | Modifier::UNDERLINED),
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
            Role::Asked => self.fore(p.strong).add_modifier(bold | Modifier::UNDERLINED),
            Role::Badge => self.block(p.on_badge, p.badge),
        }
    }
}

#[cfg(test)]
mod tests {
    //! - a terminal's variables are read as their authors mean them.

    use super::*;

    #[test]
    fn depths() {
        assert_eq!(Depth::of(Some("1"), Some("truecolor"), Some("foot")), Depth::None);
        assert_eq!(Depth::of(Some(""), Some("truecolor"), None), Depth::True);
        assert_eq!(Depth::of(None, None, Some("foot")), Depth::True);
        assert_eq!(Depth::of(None, None, Some("linux")), Depth::Sixteen);
        assert_eq!(Depth::of(None, None, Some("dumb")), Depth::None);
    }
}
