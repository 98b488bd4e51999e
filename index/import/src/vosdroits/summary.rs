//! The short answer, and what the introduction says beyond it: nothing is said twice.

use super::body::blocks;
use super::gathered::Gathered;
use super::text::{child, marked, shorten};
use guichet_core::model::Block;
use guichet_core::text::dated::{self, CLOSE};
use guichet_core::text::normal::fold;
use roxmltree::Node;

/// Longest summary, in characters: the publisher's descriptions have 505 at most.
const SUMMARY: usize = 520;

/// The summary, and what the introduction says beyond it.
pub(super) fn opening(root: Node<'_, '_>, title: &str, with: &mut Gathered) -> (String, Vec<Block>) {
    let description = child(root, "description").map(|node| marked(node, &mut with.notes)).unwrap_or_default();
    let description = whole(&description);
    let mut intro = child(root, "Introduction").map(|node| blocks(node, with)).unwrap_or_default();
    let says_more =
        fold(&dated::plain(&description)).len() > fold(title).len() + 10 || fold(&description) != fold(title);
    let mut summary = shorten(&description, SUMMARY);
    if description.is_empty() || !says_more {
        let first = [child(root, "Introduction"), child(root, "Texte")].into_iter().flatten();
        let first = first.flat_map(|text| text.descendants()).find(|node| node.tag_name().name() == "Paragraphe");
        summary = first.map(|node| marked(node, &mut with.notes)).unwrap_or_default();
        summary = shorten(&summary, SUMMARY);
    }
    if summary.is_empty() {
        summary = title.to_owned();
    }
    without_repeat(&mut intro, &summary);
    if let Some(Block::Text(first)) = intro.first_mut() {
        *first = unsaid(first, &summary);
    }
    (summary, intro)
}

/// The description without a sentence that the publisher cut: it holds 500 characters at most.
fn whole(description: &str) -> String {
    let ended = description.ends_with(['.', '!', '?', ':', '…', ')', CLOSE]);
    let Some(last) = description.rfind(". ").filter(|_| !ended) else { return description.to_owned() };
    let cut = description.chars().count() >= 480 || description.len() - last < 30;
    if cut { description[..=last].to_owned() } else { description.to_owned() }
}

/// A paragraph without the first sentences that the summary has just said.
fn unsaid(text: &str, summary: &str) -> String {
    let said = fold(&dated::plain(summary));
    let mut rest = text;
    while let Some((sentence, more)) = rest.split_once(". ") {
        let folded = fold(&dated::plain(sentence));
        // What refers to the sentence before cannot stand without it.
        let refers =
            ["Il ", "Ils ", "Elle ", "Elles ", "Ce", "Toutefois", "Mais ", "Dans ce cas", "Son ", "Sa ", "Ses "];
        if folded.len() < 30
            || !said.contains(&folded)
            || !more.starts_with(char::is_uppercase)
            || refers.iter().any(|word| more.starts_with(word))
        {
            break;
        }
        rest = more;
    }
    rest.to_owned()
}

/// Takes out of the first blocks what the summary has just said. A paragraph that leads to a list stays with it.
pub(super) fn without_repeat(blocks: &mut Vec<Block>, summary: &str) {
    let said = fold(&dated::plain(summary));
    let mut kept = Vec::new();
    let mut rest = std::mem::take(blocks).into_iter().peekable();
    while let Some(block) = rest.next() {
        let Block::Text(text) = &block else {
            kept.push(block);
            kept.extend(rest);
            break;
        };
        let leads = dated::plain(text).trim_end().ends_with(':') && rest.peek().is_some();
        let folded = fold(&dated::plain(text));
        if !leads && said.contains(&folded) {
            continue;
        }
        match text.strip_prefix(summary.trim_end_matches('.')).map(|more| more.trim_start_matches(['.', ' '])) {
            Some(more) if !leads && more.chars().count() > 20 && more.starts_with(char::is_uppercase) => {
                kept.push(Block::Text(more.to_owned()));
            }
            _ => kept.push(block),
        }
    }
    *blocks = kept;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_cut_by_its_publisher_ends_with_its_last_sentence() {
        assert_eq!(whole("Les parents contribuent. Le calcul"), "Les parents contribuent.");
        assert_eq!(whole("Le fonds aide les familles en difficulté"), "Le fonds aide les familles en difficulté");
        let short = "Elle est gratuite. Elle se demande en mairie, au guichet";
        assert_eq!(whole(short), short, "a last sentence may lack its full stop");
    }

    #[test]
    fn sentences_of_the_summary_are_dropped_unless_the_next_refers_to_them() {
        let summary = "Chacun des parents doit contribuer à l'éducation. Le juge fixe le montant.";
        let intro = "Chacun des parents doit contribuer à l'éducation. La pension est versée chaque mois.";
        assert_eq!(unsaid(intro, summary), "La pension est versée chaque mois.");
        let refers = "Chacun des parents doit contribuer à l'éducation. Il paie chaque mois.";
        assert_eq!(unsaid(refers, summary), refers);
    }

    #[test]
    fn a_paragraph_that_leads_to_a_list_stays_with_it() {
        let list = Block::List(vec!["locataire".into()]);
        let mut blocks = vec![Block::Text("Vous devez être :".into()), list.clone()];
        without_repeat(&mut blocks, "Vous devez être :");
        assert_eq!(blocks, [Block::Text("Vous devez être :".into()), list]);
    }
}
