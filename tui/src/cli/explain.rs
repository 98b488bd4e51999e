//! `guichet search --explain`: how the words were read, which concepts they name, the parts of each score.

use guichet_index::{Explained, Explanation};
use serde_json::{Value, json};

/// An explanation for people.
pub(super) fn plain(explanation: &Explanation) -> String {
    let mut lines = vec![format!("language: {}", explanation.lang.code())];
    lines.push(format!("words that count: {}", explanation.words.join(", ")));
    for (typed, read) in &explanation.repaired {
        lines.push(format!("  '{typed}' is read as '{read}'"));
    }
    lines.push(format!("concepts: {}", if explanation.concepts.is_empty() { "none" } else { "" }));
    for (id, name, sure) in &explanation.concepts {
        lines.push(format!("  {:3.0} %  {name} ({id})", 100.0 * sure));
    }
    let parts = explanation.confidence.iter().map(|(name, worth)| format!("{name} {worth:.2}"));
    lines.push(format!("{}: {}", explanation.sure.name(), parts.collect::<Vec<_>>().join(", ")));
    for (number, hit) in explanation.hits.iter().enumerate() {
        lines.push(format!("{}. {} ({})", number + 1, hit.title, hit.id));
        let parts = hit.parts.iter().filter(|(_, worth)| *worth > 0.0);
        let parts: Vec<String> = parts.map(|(name, worth)| format!("{name} {worth:.3}")).collect();
        lines.push(format!("   {:.3} = {}", total(hit), parts.join(" + ")));
    }
    lines.join("\n")
}

/// The same for programs.
pub(super) fn json(qid: &Value, explanation: &Explanation) -> Value {
    let hit = |hit: &Explained| json!({ "id": hit.id, "title": hit.title, "score": total(hit), "parts": by_name(&hit.parts) });
    let named = |(id, name, sure): &(String, String, f32)| json!({ "id": id, "name": name, "sure": sure });
    json!({
        "qid": qid,
        "lang": explanation.lang.code(),
        "words": explanation.words,
        "repaired": explanation.repaired,
        "concepts": explanation.concepts.iter().map(named).collect::<Vec<_>>(),
        "sure": explanation.sure.name(),
        "confidence": by_name(&explanation.confidence),
        "hits": explanation.hits.iter().map(hit).collect::<Vec<_>>(),
    })
}

fn by_name(parts: &[(&'static str, f32)]) -> serde_json::Map<String, Value> {
    parts.iter().map(|(name, worth)| ((*name).to_owned(), json!(worth))).collect()
}

fn total(hit: &Explained) -> f32 {
    hit.parts.iter().map(|(_, worth)| worth).sum()
}
