//! `subject/training/<language>.toml`: what people type that has nothing to do with rights and services. Beside all that is
//! said of needs, it trains the reader that tells the search where it should not be sure.

use super::{Authored, Texts, toml};
use crate::Batch;
use guichet_core::model::{LabelKind, Lang};
use guichet_core::text::reader::{Lesson, train};
use serde::Deserialize;
use std::collections::BTreeMap;

const TRAINING: &str = "subject/training/";
/// Stands for the name of a need in a frame.
const NAMED: &str = "{need}";
/// The category of what is about the subject.
const NEED: &str = "need";
/// One text on the subject in so many is learnt from: there are many more of them.
const ONE_IN: usize = 3;
/// All that is beside the subject counts as much, together, as this part of what is on it.
const BESIDE: f32 = 0.5;

/// `subject/training/<language>.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AsideFile {
    /// Texts that are beside the subject.
    #[serde(default)]
    pub aside: Vec<String>,
    /// How people ask about a need by its name, which stands for `{need}`: "what is {need}".
    #[serde(default)]
    pub frames: Vec<String>,
}

/// What the reader of the subject learns from, besides labels and told sentences.
#[derive(Debug, Default)]
pub struct SubjectTraining {
    /// Texts that are beside the subject.
    aside: Vec<String>,
    /// Questions about a need by its name, by language.
    frames: BTreeMap<Lang, Vec<String>>,
}

/// Reads every file.
pub(super) fn read(texts: &Texts, batch: &mut Batch) -> SubjectTraining {
    let mut training = SubjectTraining::default();
    for path in texts.keys().filter(|path| path.starts_with(TRAINING)) {
        let name = path.trim_start_matches(TRAINING).strip_suffix(".toml");
        let Some(lang) = name.and_then(Lang::from_code) else {
            batch.refuse(path, "", "", "name it after the code of a language in languages.toml");
            continue;
        };
        let Some(file) = toml::read::<AsideFile>(texts, path, batch) else { continue };
        for frame in file.frames.iter().filter(|frame| !frame.contains(NAMED)) {
            batch.refuse(path, "", "frames", format!("'{frame}' has no {NAMED}"));
        }
        training.aside.extend(file.aside);
        training.frames.insert(lang, file.frames);
    }
    training
}

/// The table of the reader that tells what is on the subject: labels and told sentences against what is beside it.
pub fn subject(authored: &Authored) -> Vec<u8> {
    let labels = authored.concepts.iter().flat_map(|concept| &concept.labels).map(|label| &label.text);
    let told = authored.concepts.iter().flat_map(|concept| &concept.told);
    let fiches = authored.told_fiches.iter().flat_map(|fiche| &fiche.told);
    let on = labels.chain(told).chain(fiches).step_by(ONE_IN);
    let lesson = |text: &String, means: Option<&str>, weight: f32| Lesson {
        text: text.clone(),
        means: means.map(str::to_owned),
        weight,
        of: String::new(),
    };
    let mut lessons: Vec<Lesson> = on.map(|text| lesson(text, Some(NEED), 1.0)).collect();
    let training = &authored.subject;
    let named = authored.concepts.iter().enumerate().flat_map(|(number, concept)| {
        let name =
            |lang: Lang| concept.labels.iter().find(|label| label.lang == lang && label.kind != LabelKind::Hidden);
        training.frames.iter().filter_map(move |(lang, frames)| {
            let frame = frames.get(number % frames.len().max(1))?;
            Some(frame.replace(NAMED, &name(*lang)?.text))
        })
    });
    lessons.extend(named.map(|text| lesson(&text, Some(NEED), 1.0)));
    let weight = BESIDE * lessons.len() as f32 / training.aside.len().max(1) as f32;
    lessons.extend(training.aside.iter().map(|text| lesson(text, None, weight)));
    train(&lessons, &[], &[])
}
