//! What the emergency files must be. Here a slip can cost a life: everything is refused, nothing is doubted.

use super::{EmergencyFacts, EmergencyWords, TrainingFile};
use crate::Batch;
use crate::authored::phones::{number_fault, source_fault};
use crate::authored::place::Source;
use guichet_core::model::EmergencyCategory;
use guichet_core::text::distress::{Distress, Phrases, Reading};
use guichet_core::text::normal::fold;
use std::collections::{BTreeMap, BTreeSet};

/// The category whose numbers are shown first, whatever happens.
const GENERAL: &str = "danger";
/// Numbers shown at once, at most.
const SHOWN: usize = 3;
/// Longest label, in characters: it stands on a button.
const LABEL: usize = 40;
/// Longest advice, in characters: it is read in fear.
const ADVICE: usize = 130;
/// What sentences that are no distress are called in a refusal.
const ORDINARY: &str = "ordinary";
/// Fewest letters of a word that is a certain phrase alone, and of one that is a probable phrase.
const ALONE_ACT: usize = 5;
const ALONE_ASK: usize = 4;

/// Numbers and categories; `written` tells whether a file exists.
pub(super) fn facts(facts: &EmergencyFacts, source: &Source<'_>, written: &dyn Fn(&str) -> bool, batch: &mut Batch) {
    for (id, number) in &facts.number {
        let table = format!("number.{id}");
        let mut refuse = |key: &str, message: String| batch.refuse(&source.within(&table, key), id, key, message);
        if let Some(fault) = number_fault(&number.number) {
            refuse("number", fault);
        }
        if let Some(fault) = source_fault(&number.source, number.checked) {
            refuse("source", fault);
        }
        if !facts.category.iter().any(|category| category.numbers.contains(id)) {
            refuse("number", "no category shows this number: remove it or name it in one".into());
        }
    }
    if facts.category.first().is_none_or(|first| first.id != GENERAL) {
        let message = format!("the first category is '{GENERAL}': its numbers are shown before any choice");
        batch.refuse(&source.nth("category", 0), "", "category", message);
    }
    let mut ids = BTreeSet::new();
    for (index, category) in facts.category.iter().enumerate() {
        let place = source.nth("category", index);
        let mut refuse = |key: &str, message: String| batch.refuse(&place, &category.id, key, message);
        if !ids.insert(&category.id) {
            refuse("id", "two categories have this identifier".into());
        }
        let least = usize::from(category.card.is_none());
        if !(least..=SHOWN).contains(&category.numbers.len()) {
            let message = format!("a category has 1 to {SHOWN} numbers, the right one first; none only beside a card");
            refuse("numbers", message);
        }
        let mut seen = BTreeSet::new();
        for number in &category.numbers {
            if !facts.number.contains_key(number) {
                refuse("numbers", format!("'{number}' is not a number: add it as [number.{number}]"));
            }
            if !seen.insert(number) {
                refuse("numbers", format!("'{number}' stands here twice"));
            }
        }
        if let Some(unknown) = category.card.as_ref().filter(|id| !written(&format!("cards/{id}/card.toml"))) {
            refuse("card", format!("'{unknown}' is not a card"));
        }
        category.also.iter().filter_map(|id| unknown(id, written)).for_each(|message| refuse("also", message));
    }
    for id in &facts.private {
        if let Some(message) = unknown(id, written) {
            batch.refuse(&source.value(id), "", "private", message);
        }
    }
}

/// What is wrong with the identifier of a card or a situation, if anything.
fn unknown(id: &str, written: &dyn Fn(&str) -> bool) -> Option<String> {
    let known = match id.split_once('/') {
        Some(("card", id)) => written(&format!("cards/{id}/card.toml")),
        Some(("situation", id)) => written(&format!("situations/{id}/flow.toml")),
        _ => false,
    };
    let what = format!("'{id}' is neither a card nor a situation: write card/<folder> or situation/<folder>");
    (!known).then_some(what)
}

/// Words of one language: complete, short, and for what exists.
pub(super) fn words(words: &EmergencyWords, facts: &EmergencyFacts, source: &Source<'_>, batch: &mut Batch) {
    let file = source.file();
    for category in facts.category.iter().filter(|category| !words.category.contains_key(&category.id)) {
        batch.refuse(&file, &category.id, "", format!("no words: add [category.{}]", category.id));
    }
    for id in facts.number.keys().filter(|id| !words.number.contains_key(*id)) {
        batch.refuse(&file, id, "", format!("no words: add [number.{id}]"));
    }
    for (id, number) in &words.number {
        let table = format!("number.{id}");
        if !facts.number.contains_key(id) {
            batch.refuse(&source.table(&table), id, "", "no such number in emergency/numbers.toml");
        }
        if number.name.trim().is_empty() {
            batch.refuse(&source.within(&table, "name"), id, "name", "say who answers");
        }
    }
    for (id, category) in &words.category {
        let table = format!("category.{id}");
        let mut refuse = |key: &str, message: String| batch.refuse(&source.within(&table, key), id, key, message);
        if !facts.category.iter().any(|known| known.id == *id) {
            refuse("", "no such category in emergency/numbers.toml".into());
        }
        for (key, text, most) in [("label", &category.label, LABEL), ("advice", &category.advice, ADVICE)] {
            if !(1..=most).contains(&text.trim().chars().count()) {
                refuse(key, format!("1 to {most} characters: it is read in a hurry"));
            }
        }
    }
}

/// Phrases of one language: groups exist and hold something, nothing stands twice, a word alone is unmistakable.
pub(super) fn phrases(words: &EmergencyWords, source: &Source<'_>, batch: &mut Batch) {
    let mut named = BTreeSet::new();
    let mut unknown = |phrase: &str, id: &str, key: &str, batch: &mut Batch| {
        for group in Phrases::named(phrase) {
            named.insert(group.to_owned());
            if !words.group.contains_key(group) {
                let message = format!("'{phrase}' names no group '{group}': add it to [group]");
                batch.refuse(&source.value(phrase), id, key, message);
            }
        }
    };
    let mut seen = BTreeMap::new();
    for (id, category) in &words.category {
        let acts = category.acts.iter().map(|phrase| ("acts", ALONE_ACT, phrase));
        for (key, alone, phrase) in acts.chain(category.asks.iter().map(|phrase| ("asks", ALONE_ASK, phrase))) {
            unknown(phrase, id, key, batch);
            let mut refuse = |message| batch.refuse(&source.value(phrase), id, key, message);
            let folded = fold(phrase);
            if folded.is_empty() {
                refuse(format!("'{phrase}' has no words"));
            }
            if !phrase.contains('{') && !folded.contains(' ') && folded.chars().count() < alone {
                refuse(format!("'{phrase}': one word alone, of less than {alone} letters, can mean anything"));
            }
            // Braces and bars make another phrase of the same words.
            if let Some(other) = seen.insert(phrase.trim().to_lowercase(), id) {
                refuse(format!("'{phrase}' stands twice, also in '{other}'"));
            }
        }
    }
    let mut alone = BTreeMap::new();
    for (id, category) in &words.category {
        for word in &category.bare {
            let mut refuse = |message| batch.refuse(&source.value(word), id, "bare", message);
            let folded = fold(word);
            if folded.is_empty() || word.contains(['{', '}', '|']) {
                refuse(format!("'{word}': a bare word is words alone, without braces or bars"));
            }
            if let Some(other) = alone.insert(folded, id) {
                refuse(format!("'{word}' stands twice, also in '{other}'"));
            }
        }
    }
    for idiom in &words.idioms {
        unknown(idiom, "", "idioms", batch);
    }
    for (name, alternatives) in &words.group {
        let mut refuse = |message: String| batch.refuse(&source.within("group", name), name, "group", message);
        if !named.contains(name) {
            refuse("no phrase names this group: remove it".into());
        }
        if alternatives.is_empty() || alternatives.iter().any(|words| fold(words).is_empty()) {
            refuse("a group holds one alternative at least, and none that is empty".into());
        }
        if let Some(nested) = alternatives.iter().find(|words| words.contains(['{', '}', '|'])) {
            refuse(format!("'{nested}': an alternative is words alone, without braces or bars"));
        }
    }
    let written: BTreeSet<String> = words
        .spelling
        .iter()
        .filter(|(written, meant)| fold(written) != fold(meant))
        .map(|(written, _)| fold(written))
        .collect();
    for (written_so, meant) in &words.spelling {
        let again =
            fold(meant).split(' ').find(|word| written.contains(*word) && fold(written_so) != *word).map(str::to_owned);
        if let Some(again) = again {
            let message = format!("'{again}' is what another rule changes: write what it is changed into");
            batch.refuse(&source.within("spelling", written_so), written_so, "spelling", message);
        }
        if fold(written_so).is_empty() || fold(meant).is_empty() {
            batch.refuse(&source.within("spelling", written_so), written_so, "spelling", "words on both sides");
        }
    }
}

/// What the trained reader learns from, in one language: each phrase means one thing.
pub(super) fn training(file: &TrainingFile, facts: &EmergencyFacts, source: &Source<'_>, batch: &mut Batch) {
    let mut meant = BTreeMap::new();
    let told = file.told.iter().flat_map(|(category, told)| told.iter().map(move |text| (category.as_str(), text)));
    let ordinary = file.ordinary.iter().map(|text| (ORDINARY, text));
    for (means, text) in told.chain(ordinary) {
        let mut refuse = |place: String, message: String| batch.refuse(&place, means, "told", message);
        let folded = fold(text);
        if folded.is_empty() {
            refuse(source.value(text), format!("'{text}' has no words"));
        }
        match meant.insert(folded, means) {
            Some(other) if other == means => {
                refuse(source.again(text), format!("'{text}' stands twice in '{means}': remove one"));
            }
            Some(other) => {
                let message = format!("'{text}' stands in '{other}' and in '{means}': it means one of them");
                refuse(source.again(text), message);
            }
            None => {}
        }
    }
    for (category, told) in &file.told {
        let mut refuse = |message: String| batch.refuse(&source.within("told", category), category, "told", message);
        if !facts.category.iter().any(|known| known.id == *category) {
            refuse(format!("'{category}' is no category of emergency/numbers.toml"));
        }
        if told.is_empty() {
            refuse(format!("'{category}' holds no phrase: write one or remove it"));
        }
    }
}

/// Refuses certain phrases that the matcher does not read as certain, or of which it makes another category whose first
/// number the own category does not show.
pub(super) fn proved(phrases: &Phrases, categories: &[EmergencyCategory], source: &Source<'_>, batch: &mut Batch) {
    let numbers = |id: &str| categories.iter().find(|category| category.id == id).map(|category| &category.numbers);
    let leads = |own: &str, other: &str| {
        let first = numbers(other).and_then(|numbers| numbers.first());
        own == other
            || first.is_some_and(|first| numbers(own).is_some_and(|own| own.iter().any(|n| n.number == first.number)))
    };
    let distress = Distress::new([phrases.clone()]);
    for category in &phrases.categories {
        for act in &category.acts {
            let said = phrases.example(act);
            let read = distress.read(&said, Some(phrases.lang));
            let fault = match &read {
                Some(Reading::Exact { category: other, .. }) if leads(&category.id, other) => continue,
                Some(Reading::Exact { category: other, .. }) => format!("is read as '{other}': remove one of the two"),
                Some(_) | None => {
                    "would never act: an idiom or a negation in it is set aside first; change one of them".to_owned()
                }
            };
            batch.refuse(&source.value(act), &category.id, "acts", format!("'{said}' {fault}"));
        }
    }
}
