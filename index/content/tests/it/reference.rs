//! The reference of keys in `content/README.md`, made from the structs that read the files: their fields, types and
//! documentation. When it is stale, the test writes the fresh file and says how to take it over.

use super::folder;
use std::fs;
use std::path::Path;
use syn::{Attribute, Expr, Field, Fields, GenericArgument, Item, Lit, Meta, PathArguments, Type};

const BEGIN: &str = "<!-- reference: generated from index/content/src/authored, do not edit by hand -->";
const END: &str = "<!-- end of the reference -->";

/// Struct, module that holds it, and the place of its keys, in the order of the reference.
const STRUCTS: [(&str, &str, &str); 63] = [
    ("CardFacts", "card.rs", "`cards/<id>/card.toml`"),
    ("SourceFacts", "card.rs", "`cards/<id>/card.toml`, `[[source]]`"),
    ("RouteFacts", "card.rs", "`cards/<id>/card.toml`, `[[route]]`"),
    ("Fact", "facts.rs", "`cards/<id>/card.toml`, `[fact.<id>]`"),
    ("DeadlineFacts", "deadlines.rs", "`cards/<id>/card.toml`, `[deadline.<id>]`"),
    ("CardProse", "card.rs", "`cards/<id>/<language>.md`, front matter"),
    ("DeadlineWords", "deadlines.rs", "`cards/<id>/<language>.md`, front matter, `[deadline.<id>]`"),
    ("FlowFacts", "situations/mod.rs", "`situations/<id>/flow.toml`"),
    ("FlowQuestion", "situations/mod.rs", "`situations/<id>/flow.toml`, `[question.<id>]`"),
    ("FlowChoice", "situations/mod.rs", "`situations/<id>/flow.toml`, `[[question.<id>.choice]]`"),
    ("FlowAnswer", "situations/mod.rs", "`situations/<id>/flow.toml`, `[answer.<id>]`"),
    ("PhoneFacts", "phones.rs", "`phones.toml`, `[phone.<id>]`"),
    ("InstitutionsFile", "institutions.rs", "`institutions.toml`"),
    ("InstitutionFacts", "institutions.rs", "`institutions.toml`, `[institution.<id>]`"),
    ("LetterFacts", "letters/mod.rs", "`letters/<id>/letter.toml`"),
    ("BlanksFile", "letters/mod.rs", "`letters/blanks.toml`"),
    ("BlankFacts", "letters/mod.rs", "`letters/blanks.toml`, `[blank.<id>]`"),
    ("OptionFacts", "letters/mod.rs", "`letters/blanks.toml`, `[[blank.<id>.option]]`"),
    ("PhrasesFile", "phrases/mod.rs", "`phrases/phrases.toml`"),
    ("SlotFacts", "phrases/mod.rs", "`phrases/phrases.toml`, `[slot.<name>]`"),
    ("GroupFacts", "phrases/mod.rs", "`phrases/phrases.toml`, `[[group]]`"),
    ("PhraseWords", "phrases/mod.rs", "`phrases/<language>.toml`"),
    ("SheetWords", "phrases/mod.rs", "`phrases/<language>.toml`, `[sheet]`"),
    ("FeaturesFile", "features.rs", "`features.toml`"),
    ("FeatureFacts", "features.rs", "`features.toml`, `[[feature]]`"),
    ("PapersFile", "papers.rs", "`papers.toml`"),
    ("PaperFacts", "papers.rs", "`papers.toml`, `[paper.<id>]`"),
    ("ThemesFile", "themes.rs", "`themes.toml`"),
    ("ThemeFacts", "themes.rs", "`themes.toml`, `[[theme]]`"),
    ("VocabularyFile", "vocabulary.rs", "`vocabulary.toml`"),
    ("PlainFile", "plain/words.rs", "`plain.toml`"),
    ("TermFacts", "plain/words.rs", "`plain.toml`, `[term.<id>]`"),
    ("InsteadFacts", "plain/words.rs", "`plain.toml`, `[[instead]]`"),
    ("PlainRules", "plain/rules.rs", "`plain-rules.toml`, `[<language>]`"),
    ("ThesaurusFile", "thesaurus.rs", "`thesaurus/*.toml`"),
    ("ConceptFacts", "thesaurus.rs", "`thesaurus/*.toml`, `[[concept]]`"),
    ("ApartFile", "apart.rs", "`apart.toml`"),
    ("ApartFacts", "apart.rs", "`apart.toml`, `[[subject]]`"),
    ("AsideFile", "subject.rs", "`subject/training/<language>.toml`"),
    ("EmergencyFacts", "emergency/mod.rs", "`emergency/numbers.toml`"),
    ("NumberFacts", "emergency/mod.rs", "`emergency/numbers.toml`, `[number.<id>]`"),
    ("CategoryFacts", "emergency/mod.rs", "`emergency/numbers.toml`, `[[category]]`"),
    ("EmergencyWords", "emergency/mod.rs", "`emergency/<language>.toml`"),
    ("NumberWords", "emergency/mod.rs", "`emergency/<language>.toml`, `[number.<id>]`"),
    ("CategoryWords", "emergency/mod.rs", "`emergency/<language>.toml`, `[category.<id>]`"),
    ("TrainingFile", "emergency/training.rs", "`emergency/training/<language>.toml`"),
    ("DoubtfulFile", "emergency/training.rs", "`emergency/training/concepts.toml`"),
    ("FactsFile", "rights.rs", "`rights/facts.toml`"),
    ("FactEntry", "rights.rs", "`rights/facts.toml`, `[fact.<name>]`"),
    ("QuestionsFile", "questions.rs", "`rights/questions.toml`"),
    ("QuestionEntry", "questions.rs", "`rights/questions.toml`, `[[question]]`"),
    ("StepEntry", "questions.rs", "`rights/questions.toml`, `[[question.step]]`"),
    ("OptionEntry", "questions.rs", "`rights/questions.toml`, `[[question.step.option]]`"),
    ("ContradictionsFile", "contradictions.rs", "`rights/contradictions.toml`"),
    ("ContradictionEntry", "contradictions.rs", "`rights/contradictions.toml`, `[[contradiction]]`"),
    ("ParametersFile", "rights.rs", "`rights/parameters.toml`, `rights/oracle.toml`"),
    ("ParameterEntry", "rights.rs", "`rights/parameters.toml`, `[[parameter]]`"),
    ("RulesFile", "rights.rs", "`rights/rules/*.toml`"),
    ("RightEntry", "rights.rs", "`rights/rules/*.toml`, `[right.<id>]`"),
    ("ZonesFile", "zones.rs", "`rights/zones.toml`"),
    ("RightsWords", "../../../core/src/rights/words.rs", "`rights/<language>.toml`"),
    ("QuestionWords", "../../../core/src/rights/words.rs", "`rights/<language>.toml`, `[question.<id>]`"),
    ("StepWords", "../../../core/src/rights/words.rs", "`rights/<language>.toml`, `[step.<id>]`"),
];

#[test]
fn the_reference_in_the_readme_is_the_one_that_the_structs_give() {
    let path = folder::root().join("README.md");
    let readme = fs::read_to_string(&path).expect("content/README.md");
    let (before, rest) = readme.split_once(BEGIN).expect("the mark where the reference begins");
    let (_, after) = rest.split_once(END).expect("the mark where the reference ends");
    let fresh = format!("{before}{BEGIN}\n\n{}{END}{after}", reference());
    if fresh != readme {
        let draft = Path::new(env!("CARGO_TARGET_TMPDIR")).join("content-README.md");
        fs::write(&draft, fresh).expect("target/tmp can be written");
        panic!("the reference is stale: read {0}, then `cp {0} content/README.md`", draft.display());
    }
}

#[test]
fn every_struct_that_reads_content_is_in_the_reference() {
    let mut missing = Vec::new();
    let files = [
        "card.rs",
        "contradictions.rs",
        "deadlines.rs",
        "facts.rs",
        "features.rs",
        "letters/mod.rs",
        "situations/mod.rs",
        "phones.rs",
        "phrases/mod.rs",
        "papers.rs",
        "themes.rs",
        "vocabulary.rs",
        "plain/rules.rs",
        "plain/words.rs",
        "thesaurus.rs",
        "emergency/mod.rs",
        "emergency/training.rs",
        "questions.rs",
        "rights.rs",
        "../../../core/src/rights/words.rs",
    ];
    for file in files {
        for item in parse(file).items {
            if let Item::Struct(found) = item
                && found.attrs.iter().any(|attr| attr.path().is_ident("serde"))
                && !STRUCTS.iter().any(|(name, ..)| found.ident == name)
                // One table by identifier, described with its entries.
                && found.ident != "PhonesFile"
            {
                missing.push(found.ident.to_string());
            }
        }
    }
    assert!(missing.is_empty(), "add to STRUCTS: {}", missing.join(", "));
}

fn parse(file: &str) -> syn::File {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/authored").join(file);
    syn::parse_file(&fs::read_to_string(path).expect("a module of the reader")).expect("Rust")
}

fn reference() -> String {
    let mut out = String::new();
    for (name, file, place) in STRUCTS {
        let items = parse(file).items;
        let found = items.iter().find_map(|item| match item {
            Item::Struct(found) if found.ident == name => Some(found),
            _ => None,
        });
        let Some(found) = found else { panic!("{file} holds no struct {name}") };
        let Fields::Named(fields) = &found.fields else { panic!("{name} has no named fields") };
        out.push_str(&format!("### {place}\n\n| key | holds | needed | what it is |\n|---|---|---|---|\n"));
        for field in &fields.named {
            // Labels under the code of their language.
            if has(field, "flatten") {
                out.push_str(&format!("| `<language>` | list of texts | yes | {} |\n", said(&field.attrs)));
                continue;
            }
            let key = renamed(field).unwrap_or_else(|| field.ident.as_ref().expect("a name").to_string());
            let needed = if optional(field) { "no" } else { "yes" };
            out.push_str(&format!("| `{key}` | {} | {needed} | {} |\n", holds(&field.ty), said(&field.attrs)));
        }
        out.push('\n');
    }
    out
}

/// The documentation of a field, on one line.
fn said(attrs: &[Attribute]) -> String {
    let lines = attrs.iter().filter_map(|attr| match &attr.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(doc) => match &doc.lit {
                Lit::Str(text) => Some(text.value().trim().to_owned()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    });
    lines.collect::<Vec<_>>().join(" ").replace('|', "\\|")
}

fn optional(field: &Field) -> bool {
    has(field, "default")
}

/// Whether serde is told a word of a field.
fn has(field: &Field, word: &str) -> bool {
    let told = |attr: &Attribute| match &attr.meta {
        Meta::List(list) => attr.path().is_ident("serde") && list.tokens.to_string().contains(word),
        _ => false,
    };
    field.attrs.iter().any(told)
}

/// The key of a field that Rust could not call so: `#[serde(rename = "let")]`.
fn renamed(field: &Field) -> Option<String> {
    let lists = field.attrs.iter().filter_map(|attr| match &attr.meta {
        Meta::List(list) if attr.path().is_ident("serde") => Some(list.tokens.to_string()),
        _ => None,
    });
    lists.into_iter().find_map(|said| Some(said.split_once("rename = \"")?.1.split_once('"')?.0.to_owned()))
}

/// A type in the words of somebody who writes TOML.
fn holds(ty: &Type) -> String {
    if let Type::Tuple(_) = ty {
        return "pair of texts".into();
    }
    let Type::Path(path) = ty else { panic!("a field of an unknown shape") };
    let last = path.path.segments.last().expect("a type");
    let inner = |index: usize| match &last.arguments {
        PathArguments::AngleBracketed(args) => match args.args.iter().nth(index) {
            Some(GenericArgument::Type(ty)) => holds(ty),
            _ => String::new(),
        },
        _ => String::new(),
    };
    match last.ident.to_string().as_str() {
        "String" | "ThemeId" | "BlankId" | "PlaceKind" | "NodeId" | "PaperId" | "FeatureId" => "text".into(),
        "FactValue" => "value".into(),
        "Wording" => "text, or texts by plural".into(),
        "bool" => "true or false".into(),
        "f64" | "usize" | "u8" => "number".into(),
        "Date" => "date, `\"YYYY-MM-DD\"`".into(),
        "Words" => "text by language".into(),
        "RouteKind" | "Recipient" | "StepKind" | "Counted" | "Pace" | "Translation" | "Kind" | "Lang" | "SlotKind"
        | "Start" | "Purpose" | "Direction" => "one of the words named".into(),
        "Option" => inner(0),
        "Vec" | "BTreeSet" => format!("list of {}", plural(&inner(0))),
        "BTreeMap" => {
            let by = if inner(0) == "one of the words named" { "language" } else { "identifier" };
            format!("{} by {by}", plural(&inner(1)))
        }
        nested if STRUCTS.iter().any(|(name, ..)| *name == nested) => "table".into(),
        other => panic!("say in reference.rs how {other} is written in TOML"),
    }
}

fn plural(word: &str) -> String {
    match word {
        "text" => "texts".into(),
        "pair of texts" => "pairs of texts".into(),
        "table" => "tables".into(),
        "value" => "values".into(),
        "list of texts" => "lists of texts".into(),
        "text, or texts by plural" => "texts, or texts by plural,".into(),
        other => other.into(),
    }
}
