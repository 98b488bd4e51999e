//! Turns `content/languages.toml` into the registry of languages: a language is data, and costs nothing when a program starts.

#![allow(clippy::disallowed_methods, reason = "a build script is told where it works by its environment")]

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    script: Vec<Script>,
    language: Vec<Language>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    name: String,
    letters: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Language {
    code: String,
    name: String,
    script: String,
    #[serde(default)]
    direction: Direction,
    #[serde(default)]
    required: bool,
    formats: String,
    number: Numbers,
    doubt: String,
    #[serde(default)]
    units: BTreeMap<String, Vec<String>>,
    #[serde(default = "other")]
    plurals: Vec<String>,
    #[serde(default)]
    single: Vec<String>,
    #[serde(default)]
    month_first: bool,
    stemmer: Option<String>,
    #[serde(default)]
    function_words: String,
    #[serde(default)]
    stop_words: String,
    #[serde(default)]
    short_forms: BTreeMap<String, String>,
    #[serde(default)]
    own_stems: String,
    #[serde(default)]
    own_letters: String,
    #[serde(default)]
    by_script: bool,
    #[serde(default)]
    article: Vec<String>,
    #[serde(default)]
    endings: String,
    affixes: Option<Affixes>,
}

#[derive(Default, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Direction {
    #[default]
    Ltr,
    Rtl,
}

/// Written into the registry as it is shown: the names of the fields are those of `model::lang`.
#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "its fields are read by what shows it")]
#[serde(deny_unknown_fields)]
struct Numbers {
    group: String,
    decimal: String,
    #[serde(default = "thousands")]
    grouped_from: usize,
    euros: String,
    percent: String,
}

/// The one form of a language that does not tell numbers apart.
fn other() -> Vec<String> {
    vec!["other".into()]
}

fn thousands() -> usize {
    4
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Affixes {
    least: usize,
    #[serde(default)]
    joined: Vec<char>,
    #[serde(default = "nothing")]
    before: Vec<String>,
    #[serde(default = "nothing")]
    after: Vec<String>,
}

fn nothing() -> Vec<String> {
    vec![String::new()]
}

fn main() -> io::Result<()> {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let path = manifest.join("../../content/languages.toml");
    println!("cargo::rerun-if-changed={}", path.display());
    println!("cargo::rerun-if-changed=build.rs");
    let registry = toml::from_str::<File>(&fs::read_to_string(&path)?)
        .map_err(|error| error.to_string())
        .and_then(|file| registry(&file))
        .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
    fs::write(Path::new(&out).join("languages.rs"), registry)
}

/// The registry as Rust. `Err` says what is wrong with the file.
fn registry(file: &File) -> Result<String, String> {
    let mut code = format!("static LANGUAGES: [Language; {}] = [\n", file.language.len());
    for language in &file.language {
        let _ = writeln!(code, "{},", entry(language, &file.script)?);
    }
    code += "];\n";
    let _ = writeln!(code, "static SCRIPTS: [&[(char, char)]; {}] = [", file.script.len());
    for script in &file.script {
        let ranges: Option<Vec<(char, char)>> = script.letters.iter().map(|range| ends(range)).collect();
        let ranges = ranges.ok_or_else(|| format!("the letters of '{}' are ranges such as \"a-z\"", script.name))?;
        let _ = writeln!(code, "&{ranges:?},");
    }
    code += "];\nimpl Lang {\n";
    for (index, language) in file.language.iter().enumerate() {
        let _ =
            writeln!(code, "/// {}.\npub const {}: Self = Self({index});", language.name, language.code.to_uppercase());
    }
    Ok(code + "}\n")
}

/// A language of the registry as Rust.
fn entry(language: &Language, scripts: &[Script]) -> Result<String, String> {
    let name = &language.code;
    if !(2..=3).contains(&name.len()) || !name.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Err(format!("'{name}' is no code of a language: write two or three small letters"));
    }
    let script = scripts.iter().position(|known| known.name == language.script).ok_or_else(|| {
        format!("'{name}' is written in '{}', which is no script above: add it with its letters", language.script)
    })?;
    let affixes = language.affixes.as_ref().map(|Affixes { least, joined, before, after }| {
        format!("Affixes {{ least: {least}, joined: &{joined:?}, before: &{before:?}, after: &{after:?} }}")
    });
    let units: String = language.units.iter().map(|(unit, words)| format!("({unit:?}, &{words:?}), ")).collect();
    let fields = [
        ("code", format!("{name:?}")),
        ("native_name", format!("{:?}", language.name)),
        ("script", script.to_string()),
        ("rtl", (language.direction == Direction::Rtl).to_string()),
        ("required", language.required.to_string()),
        ("formats", format!("{:?}", language.formats)),
        ("numbers", format!("{:?}", language.number)),
        ("doubt", format!("{:?}", language.doubt)),
        ("units", format!("&[{units}]")),
        ("plurals", plurals(&language.plurals)?),
        ("single", plurals(&language.single)?),
        ("month_first", language.month_first.to_string()),
        ("stemmer", format!("{:?}", language.stemmer)),
        ("function_words", format!("&{:?}", language.function_words.split_whitespace().collect::<Vec<_>>())),
        ("stop_words", format!("&{:?}", sorted(&language.stop_words))),
        ("short_forms", format!("&{:?}", language.short_forms.iter().collect::<Vec<_>>())),
        ("own_stems", format!("&{:?}", families(&language.own_stems))),
        ("own_letters", format!("{:?}", language.own_letters)),
        ("by_script", language.by_script.to_string()),
        ("article", format!("&{:?}", language.article)),
        ("endings", format!("{:?}", language.endings)),
        ("affixes", affixes.map_or("None".into(), |affixes| format!("Some({affixes})"))),
    ];
    let fields: Vec<String> = fields.iter().map(|(field, value)| format!("{field}: {value}")).collect();
    Ok(format!("Language {{ {} }}", fields.join(", ")))
}

/// Categories as variants of `Plural`.
fn plurals(names: &[String]) -> Result<String, String> {
    let variant = |name: &String| match name.as_str() {
        "zero" => Ok("Plural::Zero"),
        "one" => Ok("Plural::One"),
        "two" => Ok("Plural::Two"),
        "few" => Ok("Plural::Few"),
        "many" => Ok("Plural::Many"),
        "other" => Ok("Plural::Other"),
        _ => Err(format!("'{name}' is no plural category: write zero, one, two, few, many or other")),
    };
    Ok(format!("&[{}]", names.iter().map(variant).collect::<Result<Vec<_>, _>>()?.join(", ")))
}

/// Every word of families (`case cases; mer mers`) with the first of its family, in the order in which they are looked up.
fn families(words: &str) -> Vec<(&str, &str)> {
    let mut families = Vec::new();
    for family in words.split(';') {
        let first = family.split_whitespace().next().unwrap_or_default();
        families.extend(family.split_whitespace().map(|word| (word, first)));
    }
    families.sort_unstable();
    families
}

/// The words, in the order in which they are looked up.
fn sorted(words: &str) -> Vec<&str> {
    let mut words: Vec<&str> = words.split_whitespace().collect();
    words.sort_unstable();
    words
}

/// The first and the last letter of a range.
fn ends(range: &str) -> Option<(char, char)> {
    let mut letters = range.chars();
    match (letters.next(), letters.next(), letters.next(), letters.next()) {
        (Some(first), Some('-'), Some(last), None) => Some((first, last)),
        _ => None,
    }
}
