//! Properties of the words as Fluent reads them, in every folder of words:
//! - no file breaks the syntax, and no message is said with an error;
//! - a message of the core names no argument that it is not given, and each argument that it is given is said in some language;
//!   an interface word has the same arguments in every language;
//! - where words depend on a number, each form that the language has for whole numbers has its words.

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser::parse;
use guichet_core::message::Message;
use guichet_locales::Locales;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Forms that a language may have for numbers.
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Files by their names.
type Files = BTreeMap<String, String>;

/// The words of answers, which are read apart from all others, also in languages that are not offered.
const ANSWERS: &str = "answers.ftl";

/// The files of each folder that are read together, by the code of its language: the words of answers, or all others.
fn files(answers: bool) -> BTreeMap<String, Files> {
    let mut found: BTreeMap<String, Files> = BTreeMap::new();
    for folder in fs::read_dir(env!("CARGO_MANIFEST_DIR")).expect("folders") {
        let folder = folder.expect("a folder").path();
        for file in fs::read_dir(&folder).into_iter().flatten() {
            let path = file.expect("a file").path();
            let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
            if path.extension().is_some_and(|end| end == "ftl") && (name(&path) == ANSWERS) == answers {
                let text = fs::read_to_string(&path).expect("UTF-8");
                found.entry(name(&folder)).or_default().insert(name(&path), text);
            }
        }
    }
    assert!(found.len() >= if answers { 9 } else { 2 }, "only {:?}", found.keys());
    found
}

/// All of them.
fn all() -> impl Iterator<Item = (String, Files)> {
    [true, false].into_iter().flat_map(files)
}

/// What a message, with all that it refers to, needs.
#[derive(Debug, Default)]
struct Needs {
    arguments: BTreeSet<String>,
    /// Other messages whose words it takes.
    messages: BTreeSet<String>,
    functions: BTreeSet<String>,
    /// The forms of each choice by number.
    forms: Vec<BTreeSet<String>>,
}

impl Needs {
    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                let key = |key: &VariantKey<&str>| match key {
                    VariantKey::Identifier { name } => FORMS.contains(name).then(|| (*name).to_owned()),
                    VariantKey::NumberLiteral { .. } => None,
                };
                let forms: BTreeSet<String> = variants.iter().filter_map(|variant| key(&variant.key)).collect();
                // A lone "other" is what is said of all that has no words of its own.
                self.forms.extend((forms.len() > 1).then_some(forms));
                variants.iter().for_each(|variant| self.pattern(&variant.value));
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => drop(self.arguments.insert(id.name.to_owned())),
            InlineExpression::MessageReference { id, .. } => drop(self.messages.insert(id.name.to_owned())),
            InlineExpression::TermReference { arguments, .. } => arguments.iter().for_each(|given| self.given(given)),
            InlineExpression::FunctionReference { id, arguments } => {
                self.functions.insert(id.name.to_owned());
                self.given(arguments);
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        }
    }

    fn given(&mut self, given: &CallArguments<&str>) {
        given.positional.iter().for_each(|inline| self.inline(inline));
        given.named.iter().for_each(|named| self.inline(&named.value));
    }
}

/// What each message of a language needs.
fn needs(files: &Files) -> BTreeMap<String, Needs> {
    let mut found = BTreeMap::new();
    for (name, text) in files {
        let resource = parse(text.as_str()).unwrap_or_else(|(_, errors)| panic!("{name}: {errors:?}"));
        for entry in &resource.body {
            if let Entry::Message(message) = entry {
                let mut needs = Needs::default();
                message.value.iter().for_each(|pattern| needs.pattern(pattern));
                let twin = found.insert(message.id.name.to_owned(), needs);
                assert!(twin.is_none(), "{name}: {} stands twice", message.id.name);
            }
        }
    }
    found
}

/// The arguments of a message and of those whose words it takes.
fn arguments(of: &str, needs: &BTreeMap<String, Needs>) -> BTreeSet<String> {
    let Some(own) = needs.get(of) else { return BTreeSet::new() };
    let others = own.messages.iter().flat_map(|other| arguments(other, needs));
    own.arguments.iter().cloned().chain(others).collect()
}

fn bundle(lang: &str, texts: &[&str]) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new(vec![lang.parse().expect("a language")]);
    for text in texts {
        let resource = FluentResource::try_new((*text).to_owned()).expect("no broken syntax");
        bundle.add_resource(resource).expect("no twin");
    }
    bundle
}

#[test]
fn nothing_is_said_with_an_error() {
    for (lang, files) in all() {
        let needs = needs(&files);
        let mut bundle = bundle(&lang, &files.values().map(String::as_str).collect::<Vec<_>>());
        for function in needs.values().flat_map(|needs| &needs.functions).collect::<BTreeSet<_>>() {
            let added = bundle.add_function(function, |given, _| given.first().cloned().unwrap_or(FluentValue::Error));
            added.expect("once");
        }
        for id in needs.keys() {
            // Whatever is given by that name: a number fits everywhere.
            for number in [0.0, 1.0, 2.0, 5.0, 1.5] {
                let given = arguments(id, &needs).into_iter().map(|name| (name, FluentValue::from(number)));
                let mut errors = Vec::new();
                let pattern = bundle.get_message(id).and_then(|message| message.value()).expect("words");
                bundle.format_pattern(pattern, Some(&given.collect()), &mut errors);
                assert!(errors.is_empty(), "{lang}: {id}: {errors:?}");
            }
        }
    }
}

#[test]
fn arguments_are_those_that_are_given() {
    let files = files(false);
    let locales = Locales::new();
    let offered: BTreeMap<&str, _> =
        locales.languages().iter().map(|lang| (lang.code(), needs(&files[lang.code()]))).collect();
    let mut of_the_core = BTreeSet::new();
    for message in Message::samples() {
        let given: BTreeSet<String> = message.args().into_iter().map(|(name, _)| name.to_owned()).collect();
        let mut said = BTreeSet::new();
        for (lang, needs) in &offered {
            let named = arguments(message.id(), needs);
            assert!(named.is_subset(&given), "{lang}: {} names {named:?}, and is given {given:?}", message.id());
            said.extend(named);
        }
        assert_eq!(said, given, "{}: no language says what is given", message.id());
        of_the_core.insert(message.id());
    }
    let (first, needs) = offered.first_key_value().expect("a language");
    for id in needs.keys().filter(|id| !of_the_core.contains(id.as_str())) {
        for (lang, others) in &offered {
            assert_eq!(arguments(id, others), arguments(id, needs), "{id} in {lang} and in {first}");
        }
    }
}

/// The forms that a language has for whole numbers.
fn forms(lang: &str) -> BTreeSet<String> {
    let choices = FORMS.map(|form| format!("    {}[{form}] {form}\n", if form == "other" { "*" } else { "" })).concat();
    let bundle = bundle(lang, &[&format!("probe = {{ $count ->\n{choices}  }}\n")]);
    let form = |count: u32| {
        let pattern = bundle.get_message("probe").and_then(|message| message.value()).expect("words");
        let given = FluentArgs::from_iter([("count", f64::from(count))]);
        bundle.format_pattern(pattern, Some(&given), &mut Vec::new()).into_owned()
    };
    (0..=200).map(form).collect()
}

/// Each choice by number that lacks words for a form of the language, and the forms.
fn missing(lang: &str, files: &Files) -> Vec<(String, BTreeSet<String>)> {
    let wanted = forms(lang);
    let found = needs(files);
    let each = found.iter().flat_map(|(id, needs)| needs.forms.iter().map(move |forms| (id, forms)));
    let lacks = each.map(|(id, forms)| (id.clone(), wanted.difference(forms).cloned().collect::<BTreeSet<_>>()));
    lacks.filter(|(_, missing)| !missing.is_empty()).collect()
}

#[test]
fn each_form_of_a_number_has_its_words() {
    for (lang, files) in all() {
        assert_eq!(missing(&lang, &files), [], "{lang}");
    }
}

#[test]
fn a_language_with_more_forms_than_french_needs_them_all() {
    let text = "days = { $n ->\n    [0] none\n    [one] a\n   *[other] b\n  }\n";
    let files = BTreeMap::from([("x.ftl".to_owned(), text.to_owned())]);
    let lacks = |lang: &str| missing(lang, &files).into_iter().flat_map(|(_, forms)| forms).collect::<Vec<_>>();
    assert_eq!(lacks("fr"), [""; 0]);
    assert_eq!(lacks("ru"), ["few", "many"]);
    assert_eq!(lacks("uk"), ["few", "many"]);
    assert_eq!(lacks("ar"), ["few", "many", "two", "zero"]);
}
