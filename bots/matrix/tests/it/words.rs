//! What the bot says beside the guide, and what a message says without its markup.

use guichet_bots::Locales;
use guichet_core::message::Arg;
use guichet_core::model::Lang;
use guichet_tests::transcript::flat;
use std::sync::LazyLock;

static LOCALES: LazyLock<Locales> = LazyLock::new(Locales::new);

/// A sentence of the bots, in a language.
pub fn sentence(lang: Lang, id: &str) -> String {
    LOCALES.interface_with(lang, id, &[] as &[(&str, Arg<'_>)])
}

/// Whether a message is this sentence, in whichever languages.
pub fn is(text: &str, id: &str) -> bool {
    let text = flat(text);
    let said = |lang: &Lang| flat(&sentence(*lang, id));
    let all: Vec<String> = LOCALES.languages().iter().map(said).collect();
    all.contains(&text) || all.join(" ") == text || all.iter().rev().cloned().collect::<Vec<_>>().join(" ") == text
}

/// Whether a message is a notice of the channel's own: it answers nothing.
pub fn is_notice(text: &str) -> bool {
    let clear: Vec<String> = LOCALES
        .languages()
        .iter()
        .map(|lang| ["bots-matrix-keeps", "bots-matrix-clear"].map(|id| flat(&sentence(*lang, id))).join(" "))
        .collect();
    let clear = [clear.join(" "), clear.iter().rev().cloned().collect::<Vec<_>>().join(" ")];
    ["bots-matrix-keeps", "bots-cannot-delete"].iter().any(|id| is(text, id)) || clear.contains(&flat(text))
}

/// The text of HTML as the bot writes it: `<b>` and `<br/>`, three characters escaped.
pub fn unmarked(html: &str) -> String {
    let text = html.replace("<br/>", "\n").replace("<b>", "").replace("</b>", "");
    assert!(!text.contains(['<', '>']), "markup that the bot does not write: {text}");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
