//! The parameter of a link that opens a bot at the same page and language: `fr_card_apl`. It is of letters, digits, `_` and
//! `-`, and at most 64 long: what a link of Telegram can carry (core.telegram.org/bots/features, deep linking).

use super::Entry;
use crate::model::Lang;

/// Longest parameter, in bytes.
const LONGEST: usize = 64;
/// What stands for a slash, and for what parts a situation from its answer.
const SLASH: &str = "_";
const NODE: &str = "__";

/// The parameter that opens an entry in a language. `None` where its identifier does not fit.
pub fn parameter(lang: Lang, entry: &Entry) -> Option<String> {
    let id = entry.to_string();
    let parameter = format!("{}{SLASH}{}", lang.code(), id.replace('#', NODE).replace('/', SLASH));
    // Whatever would be read as something else is no parameter.
    parse_parameter(&parameter).is_some_and(|read| read == (lang, entry.clone())).then_some(parameter)
}

/// What a parameter opens, and in which language. `None` for any other text.
pub fn parse_parameter(parameter: &str) -> Option<(Lang, Entry)> {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    if parameter.len() > LONGEST || !parameter.chars().all(fits) {
        return None;
    }
    let (code, id) = parameter.split_once(SLASH)?;
    let lang = Lang::all().find(|lang| lang.code() == code)?;
    let (item, node) = id.split_once(NODE).map_or((id, None), |(item, node)| (item, Some(node)));
    let (source, name) = item.split_once(SLASH)?;
    let node = node.map_or(String::new(), |node| format!("#{node}"));
    Some((lang, Entry::parse(&format!("{source}/{name}{node}"))?))
}
