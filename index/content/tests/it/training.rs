//! What the trained reader of distress learns from: a phrase means one thing, of a category that exists; a bare word stands
//! in one category. Everything else is refused with its line.

use super::refusals::{refused, sound};
use guichet_content::authored;

#[test]
fn what_the_reader_of_distress_learns_from() {
    const FILE: &str = "emergency/training/fr.toml";
    let cases = [
        ("\"il a pris mes clés\"", "\"quelqu'un monte\"", 10, "stands in 'danger' and in 'violence'"),
        ("\"il a pris mes clés\"", "\"Le match, de samedi\"", 2, "stands in 'violence' and in 'ordinary'"),
        ("\"quelqu'un monte\",", "\"quelqu'un monte\",\n  \"quelqu'un monte\",", 8, "stands twice in 'danger'"),
        ("violence = [", "anger = [", 9, "'anger' is no category"),
        ("  \"il a pris mes clés\",\n", "", 9, "holds no phrase"),
        ("\"il a pris mes clés\"", "\" … \"", 10, "has no words"),
        ("[told]\ndanger = [", "told = [", 5, "invalid type"),
        ("ordinary = [", "other = [", 1, "unknown field"),
    ];
    for (from, to, line, says) in cases {
        refused(FILE, from, to, line, says);
    }
    let mut texts = sound();
    texts.insert("emergency/training/concepts.toml".into(), "doubtful = [\n  \"no-such-need\",\n]\n".into());
    let said: Vec<String> = authored::read(&texts).batch.findings.iter().map(ToString::to_string).collect();
    assert!(said.iter().any(|said| said.starts_with("emergency/training/concepts.toml:2: ")), "{said:?}");
    let bare = "acts = [\"je suis en danger\"]\nbare = [\"frappe\"]";
    refused(
        "emergency/fr.toml",
        "acts = [\"il me frappe\",",
        &format!("bare = [\"{}\"]\nacts = [\"il me frappe\",", "{who}"),
        17,
        "words alone",
    );
    let mut texts = sound();
    let text = texts.get_mut("emergency/fr.toml").expect("a file");
    *text = text
        .replace("acts = [\"je suis en danger\"]", bare)
        .replace("acts = [\"il me", "bare = [\"frappe\"]\nacts = [\"il me");
    let said: Vec<String> = authored::read(&texts).batch.findings.iter().map(ToString::to_string).collect();
    assert!(said.iter().any(|said| said.contains("'frappe' stands twice, also in 'danger'")), "{said:?}");
}
