//! Screening over the rules of this repository:
//! - nothing in `rights/` is refused, and every question, condition and right has its words in French and in English;
//! - each household of `households.toml` gets the results written beside it, with all its facts and in the interview;
//! - an interview asks each question once, and the asked facts alone give the same results;
//! - the less is known, the less is decided: a fact left out never turns one decided result into the other;
//! - a higher wage never opens a right that depends on being poor;
//! - impossible answers are refused, and say which;
//! - what cannot be true at once is refused once all that makes it so is known, and not before;
//! - a circle, an unknown name, a value past its review, two values for one month are refused with file and line;
//! - each household of `law.toml`, which the engine does not know, gets what the law says, cited beside it;
//! - a lone mother reads how much: a value without a source hides an amount only where it moves it;
//! - what is received already is known, also where it was said as an income;
//! - past its review, a value is still used, and the result says so;
//! - a commune has its zone of housing aid.

use super::folder;
use guichet_content::Batch;
use guichet_content::authored::{ParameterSet, Rights, Texts};
use guichet_core::model::Lang;
use guichet_core::rights::{
    Answers, FactValue, Household, Month, Pace, Rulebook, Screening, Standing, Why, screen, screen_by_asking,
};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

pub(crate) const NOVEMBER: Month = Month { year: 2026, month: 11 };

pub(crate) static BOOK: LazyLock<Rulebook> = LazyLock::new(|| book(ParameterSet::Published, NOVEMBER));

fn book(set: ParameterSet, month: Month) -> Rulebook {
    let (texts, mut batch) = (folder::texts(), Batch::default());
    Rights::read(&texts, &mut batch).rulebook(&texts, set, month).expect("sound rules")
}

#[derive(Deserialize)]
struct Told {
    #[serde(default)]
    base: BTreeMap<String, FactValue>,
    household: Vec<Case>,
}

#[derive(Deserialize)]
pub(crate) struct Case {
    pub(crate) name: String,
    why: String,
    pub(crate) facts: BTreeMap<String, FactValue>,
    expects: BTreeMap<String, String>,
}

pub(crate) fn cases() -> Vec<Case> {
    let told: Told = toml::from_str(include_str!("households.toml")).expect("households.toml");
    told.household
}

/// Households argued from the law; what is not said of one is as in `base`.
pub(crate) fn of_the_law() -> Vec<Case> {
    let told: Told = toml::from_str(include_str!("law.toml")).expect("law.toml");
    let whole = |case: Case| {
        let mut facts = told.base.clone();
        facts.extend(case.facts);
        Case { facts, ..case }
    };
    told.household.into_iter().map(whole).collect()
}

fn answers(facts: &BTreeMap<String, FactValue>) -> Answers {
    facts.iter().map(|(name, answer)| (name.clone(), Some(answer.clone()))).collect()
}

fn household(answers: &Answers) -> Result<Household, String> {
    BOOK.household(NOVEMBER, answers)
}

fn standing(screening: &Screening, right: &str) -> Standing {
    screening.outcomes.iter().find(|outcome| outcome.right == right).expect(right).standing
}

fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::Likely => "likely",
        Standing::Check => "check",
        Standing::Unlikely => "unlikely",
    }
}

#[test]
fn the_rules_of_this_repository_are_sound() {
    let (texts, mut batch) = (folder::texts(), Batch::default());
    let rights = Rights::read(&texts, &mut batch);
    rights.lint(&texts, NOVEMBER, &mut batch);
    let said: Vec<String> = batch.findings.iter().map(ToString::to_string).collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
    assert!(rights.words.contains_key(&Lang::FR) && rights.words.contains_key(&Lang::EN));
}

#[test]
fn each_household_gets_what_is_written_beside_it() {
    let (all, mut wrong) = (cases().into_iter().chain(of_the_law()), Vec::new());
    for case in all {
        let known = household(&answers(&case.facts)).unwrap_or_else(|error| panic!("{}: {error}", case.name));
        for (how, screening) in [("all facts", screen(&BOOK, &known)), ("interview", screen_by_asking(&BOOK, &known))] {
            for (right, expected) in &case.expects {
                let found = word(standing(&screening, right));
                if found != expected {
                    wrong.push(format!("{} ({how}): {right} is {found}, not {expected}. {}", case.name, case.why));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_asked_facts_alone_give_the_same_results() {
    for case in cases().into_iter().chain(of_the_law()) {
        let first = screen_by_asking(&BOOK, &household(&answers(&case.facts)).expect("a household"));
        let mut once = first.questions.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), first.questions.len(), "{}: a question is put twice", case.name);
        assert!(first.questions.len() <= 15, "{}: {} questions", case.name, first.questions.len());
        let mut kept = case.facts.clone();
        kept.retain(|name, _| first.asked.contains(name));
        let again = screen_by_asking(&BOOK, &household(&answers(&kept)).expect("a household"));
        assert_eq!(first, again, "{}", case.name);
        let at_once = screen(&BOOK, &household(&answers(&kept)).expect("a household"));
        // What nothing was asked for may be said by what most people are.
        let asked = first.outcomes.iter().zip(&at_once.outcomes).filter(|(one, _)| one.why != Why::Unasked);
        for (one, other) in asked {
            assert_eq!(one, other, "{}", case.name);
        }
    }
}

#[test]
fn less_knowledge_never_turns_a_result_round() {
    for case in cases() {
        let whole = screen(&BOOK, &household(&answers(&case.facts)).expect("a household"));
        for left_out in case.facts.keys() {
            let mut facts = case.facts.clone();
            facts.remove(left_out);
            let Ok(known) = household(&answers(&facts)) else { continue };
            for (known, less) in whole.outcomes.iter().zip(screen(&BOOK, &known).outcomes) {
                let turned = less.standing != known.standing && less.standing != Standing::Check;
                assert!(!turned, "{}: without {left_out}, {} turns", case.name, less.right);
            }
        }
    }
}

#[test]
fn a_higher_wage_opens_no_right_of_the_poor() {
    let rank = |standing| match standing {
        Standing::Unlikely => 0,
        Standing::Check => 1,
        Standing::Likely => 2,
    };
    for case in cases().into_iter().filter(|case| case.facts.contains_key("salaire")) {
        let mut before: BTreeMap<&str, i32> = BTreeMap::new();
        for wage in (0..40).map(|step| f64::from(step) * 100.0) {
            let mut facts = case.facts.clone();
            facts.insert("salaire".to_owned(), FactValue::Number(wage));
            let screening = screen(&BOOK, &household(&answers(&facts)).expect("a household"));
            for right in ["aide_logement", "aspa", "ass", "css"] {
                let now = rank(standing(&screening, right));
                let earlier = before.insert(right, now).unwrap_or(now);
                assert!(now <= earlier, "{}: {right} rises at a wage of {wage}", case.name);
            }
        }
    }
}

#[test]
fn impossible_answers_are_refused_by_name() {
    let refused = |pairs: &[(&str, FactValue)], part: &str| {
        let facts: Answers = pairs.iter().map(|(name, answer)| ((*name).to_owned(), Some(answer.clone()))).collect();
        let error = household(&facts).err().unwrap_or_else(|| panic!("{part} should be refused"));
        assert!(error.contains(part), "{error:?} should say {part:?}");
    };
    let text = |text: &str| FactValue::Text(text.to_owned());
    let children = FactValue::List(vec![text("2020-01"); 40]);
    refused(&[("naissance", text("2031-01"))], "naissance is 2031-01: that is after 2026-11");
    refused(&[("naissance", text("1780-01"))], "nobody is that old");
    refused(&[("naissance", text("hier"))], "a month such as 1987-05");
    refused(&[("enfants_naissance", children)], "names 40 children");
    refused(&[("loyer", FactValue::Number(-5.0))], "loyer is -5: it lies between 0 and");
    refused(&[("salaire", text("mille"))], "salaire is 'mille': a number is expected");
    refused(&[("activite", text("pompier"))], "one of actif, chomeur");
    refused(&[("couple", FactValue::Number(1.0))], "true or false");
    refused(&[("salair", FactValue::Number(1.0))], "'salair' is not a fact: is it 'salaire'?");
    refused(&[("naissance", text("1990-01")), ("age", FactValue::Number(20.0))], "contradict each other");
    let one = FactValue::List(vec![text("2020-01")]);
    let two = FactValue::List(vec![FactValue::Number(0.0), FactValue::Number(0.0)]);
    refused(&[("enfants_naissance", one), ("enfants_salaire", two)], "one entry a child");
}

#[test]
fn what_cannot_be_true_at_once_is_refused() {
    use FactValue::{Flag, Number};
    let text = |text: &str| FactValue::Text(text.to_owned());
    let read = |pairs: &[(&str, FactValue)]| {
        let facts = pairs.iter().map(|(name, answer)| ((*name).to_owned(), Some(answer.clone())));
        household(&facts.collect()).err()
    };
    let alone = ("couple", Flag(false));
    let salary = |euros: f64| ("conjoint_salaire", Number(euros));
    for (pairs, says) in [
        (vec![alone.clone(), salary(900.0)], "conjoint_salaire is given: a person alone has no partner"),
        (vec![alone.clone(), ("conjoint_activite", text("actif"))], "conjoint_activite is given"),
        (vec![alone.clone(), ("conjoint_naissance", text("1990-01"))], "conjoint_naissance is given"),
        (vec![alone.clone(), ("rfr_2024_conjoint", Number(9.0))], "rfr_2024_conjoint is given"),
        (vec![alone.clone(), salary(0.0), ("marie_ou_pacse", Flag(true))], "marie_ou_pacse is given"),
        (vec![("couple", Flag(true)), ("separation_moins_18_mois", Flag(true))], "are both true"),
        (vec![("logement", text("sans_domicile")), ("loyer", Number(300.0))], "there is no rent"),
        (vec![("nationalite", text("FR")), ("titre_sejour_annees", Number(2.0))], "needs no permit"),
    ] {
        let error = read(&pairs).unwrap_or_else(|| panic!("{says:?} should be said"));
        assert!(error.contains(says), "{error:?} should say {says:?}");
    }
    for pairs in [
        vec![salary(900.0), ("marie_ou_pacse", Flag(true))],
        vec![alone.clone(), salary(0.0), ("marie_ou_pacse", Flag(false)), ("separation_moins_18_mois", Flag(true))],
        vec![("logement", text("sans_domicile")), ("loyer", Number(0.0)), ("titre_sejour_annees", Number(2.0))],
        vec![("logement", text("locataire_hlm")), ("loyer", Number(300.0)), ("nationalite", text("FR"))],
    ] {
        assert_eq!(read(&pairs), None);
    }
}

/// What is said of the rules when `from` becomes `to` in a file.
fn spoilt(file: &str, from: &str, to: &str, month: Month) -> Vec<String> {
    let mut texts: Texts = folder::texts();
    let text = texts.get_mut(file).expect(file);
    assert!(text.contains(from), "{file} holds no {from:?}");
    *text = text.replacen(from, to, 1);
    let mut batch = Batch::default();
    Rights::read(&texts, &mut batch).lint(&texts, month, &mut batch);
    batch.findings.iter().map(ToString::to_string).collect()
}

#[test]
fn broken_rules_are_refused_with_their_place() {
    const RSA: &str = "rights/rules/30-rsa.toml";
    const VALUES: &str = "rights/parameters.toml";
    const WRONG: &str = "rights/contradictions.toml";
    let twice = "[[parameter]]\nid = \"rsa_min\"\nvalue = 7\nsince = \"2009-06-15\"\nreference = \"x\"\nreview_by = \"2027-01-01\"\n\n[[parameter]]\nid = \"rsa_base\"";
    let later = Month { year: 2031, month: 1 };
    for (file, from, to, month, part) in [
        (
            RSA,
            "adultes_rsa = \"1 if not couple",
            "adultes_rsa = \"personnes_rsa - enfants_rsa if not couple",
            NOVEMBER,
            "round in a circle",
        ),
        (RSA, "rsa_min else 0", "rsa_minn else 0", NOVEMBER, "'rsa_minn' is no fact, rule or parameter"),
        (RSA, "adultes = \"2 if", "adultes = \"2 iff", NOVEMBER, "cannot be read"),
        (RSA, "'sans_domicile'", "'sans_domicil'", NOVEMBER, "not a word of any choice"),
        (RSA, "min(asf", "mini(asf", NOVEMBER, "'mini' is no function"),
        (VALUES, "[[parameter]]\nid = \"rsa_base\"", twice, NOVEMBER, "two values for 2009-06"),
        (VALUES, "reference = \"Décret", "reference = \"\" # \"", NOVEMBER, "cites the law"),
        (VALUES, "value = 651.69", "value = 651.69", later, "was to be reviewed by"),
        (VALUES, "doubt = ", "# doubt = ", NOVEMBER, "says in `doubt` how far off"),
        (VALUES, "since = \"2026-04-01\"", "since = \"2026-04-01\"\ndoubt = 3", NOVEMBER, "and only such a value"),
        (WRONG, "\"conjoint_retraite\"", "\"conjoint_retraites\"", NOVEMBER, "'conjoint_retraites' is not a fact"),
        (WRONG, "\"conjoint_retraite\"", "\"enfants_ages\"", NOVEMBER, "'enfants_ages' is never one value"),
        (WRONG, "\"logement\", \"loyer\"", "\"logement\"", NOVEMBER, "its rule rests on 'loyer'"),
        (WRONG, "facts = [\"couple\"]", "facts = []", NOVEMBER, "names the facts concerned"),
        (WRONG, "says = \"logement is", "says = \"\" # \"", NOVEMBER, "say what cannot be true at once"),
        (WRONG, "{fact} is given", "a partner is given", NOVEMBER, "names the fact of `one_of`"),
        (WRONG, "not couple", "not couples", NOVEMBER, "'couples' is no fact, rule or parameter"),
        (WRONG, "not couple", "not not", NOVEMBER, "cannot be read"),
        (WRONG, "\"couple_separe\"", "\"rsa\"", NOVEMBER, "'rsa' stands twice"),
        (WRONG, "loyer > 0", "loyer < 0", NOVEMBER, "no household can ever contradict itself so"),
        (WRONG, "couple and sep", "couple and not couple and sep", NOVEMBER, "no household can ever"),
        ("rights/zones.toml", "[zone.1]", "[zone.4]", NOVEMBER, "a zone is 1 or 2"),
        ("rights/fr.toml", "[check]\npch", "[check]\npchh", NOVEMBER, "why this right cannot be decided here"),
        ("rights/questions.toml", "\"loyer\"", "\"loyers\"", NOVEMBER, "'loyers' is not a fact"),
        ("rights/fr.toml", "[question.epargne]", "[question.epargnes]", NOVEMBER, "this question has no words"),
        ("rights/facts.toml", "kind = \"flag\"", "kind = \"flagg\"", NOVEMBER, "unknown variant"),
    ] {
        let said = spoilt(file, from, to, month);
        let found = said.iter().any(|fault| fault.starts_with(file) && fault.contains(part));
        assert!(found, "{from:?} -> {to:?} should be refused in {file} with {part:?}; said:\n{}", said.join("\n"));
    }
    for (file, from, to, begins) in [
        (RSA, "rsa_min else 0", "rsa_minn else 0", "rsa_min else 0"),
        (WRONG, "loyer > 0", "loyer < 0", "\"loyer_sans_logement\""),
    ] {
        let said = spoilt(file, from, to, NOVEMBER).join("\n");
        let line = folder::texts()[file].lines().position(|line| line.contains(begins)).expect("a line") + 1;
        assert!(said.contains(&format!("{file}:{line}: ")), "{said}");
    }
}

#[test]
fn the_oracle_has_its_own_values() {
    let (published, oracle) = (&*BOOK, book(ParameterSet::Oracle, NOVEMBER));
    // 10 250 euros a year lie between the ceiling that the engine holds and the newer one.
    let case = cases().into_iter().next().expect("a case");
    let mut facts = case.facts;
    facts.insert("salaire".to_owned(), FactValue::Number(854.0));
    facts.insert("logement".to_owned(), FactValue::Text("sans_domicile".to_owned()));
    facts.insert("loyer".to_owned(), FactValue::Number(0.0));
    let known = household(&answers(&facts)).expect("a household");
    let amount = |book: &Rulebook, right: &str| standing(&screen(book, &known), right);
    assert_eq!(amount(published, "css_gratuite"), amount(&oracle, "css_gratuite"), "both are within the tolerance");
    assert_eq!(amount(published, "css"), Standing::Likely);
}

fn of(name: &str) -> Screening {
    let case = of_the_law().into_iter().find(|case| case.name == name).expect(name);
    screen(&BOOK, &household(&answers(&case.facts)).expect("a household"))
}

#[test]
fn the_law_is_argued_for_enough_households() {
    let all = of_the_law();
    assert!(all.len() >= 40, "{}", all.len());
    for case in all {
        let cited = ["CSS", "CASF", "CCH", "CGI", "Code", "code", "Circulaire", "Loi", "CESEDA"];
        assert!(cited.iter().any(|text| case.why.contains(text)), "{}: no text is cited", case.name);
    }
}

#[test]
fn a_lone_mother_reads_how_much() {
    let screening = of("une mère seule d'un bébé, titre d'un an");
    for right in ["rsa", "aide_logement", "paje_base", "asf", "cheque_energie", "prime_noel"] {
        let outcome = screening.outcomes.iter().find(|outcome| outcome.right == right).expect(right);
        assert!(outcome.amount.is_some(), "{right} has no amount");
    }
    let ppa = of("une veuve de 57 ans");
    assert!(ppa.outcomes.iter().any(|outcome| outcome.right == "ppa" && outcome.amount.is_some()));
}

#[test]
fn a_value_without_a_source_hides_an_amount_only_where_it_moves_it() {
    let facts = of_the_law().into_iter().find(|case| case.name.starts_with("une veuve")).expect("a household").facts;
    let amount = |doubt: &str| {
        let (mut texts, mut batch) = (folder::texts(), Batch::default());
        let values = texts.get_mut("rights/parameters.toml").expect("values");
        let (base, rest) = values.split_once("id = \"ppa_base\"").expect("ppa_base");
        let rest = rest.replacen("reference = \"", &format!("doubt = {doubt}\nreference = \"(à vérifier) "), 1);
        *values = format!("{base}id = \"ppa_base\"{rest}");
        let rights = Rights::read(&texts, &mut batch);
        let book = rights.rulebook(&texts, ParameterSet::Published, NOVEMBER).expect("sound rules");
        let screening = screen(&book, &book.household(NOVEMBER, &answers(&facts)).expect("known"));
        let outcome = screening.outcomes.into_iter().find(|outcome| outcome.right == "ppa").expect("ppa");
        (outcome.standing, outcome.amount.is_some(), book.is_doubtful("ppa"))
    };
    assert_eq!(amount("1"), (Standing::Likely, true, true), "a euro moves little");
    assert_eq!(amount("60"), (Standing::Likely, false, true), "sixty move the amount by more than a tenth");
    assert_eq!(amount("500"), (Standing::Check, false, true), "five hundred decide");
}

#[test]
fn past_its_review_a_value_is_used_and_said() {
    let later = book(ParameterSet::Published, Month { year: 2031, month: 1 });
    assert!(later.is_overdue("rsa") && !BOOK.is_overdue("rsa"));
    let known = later.household(Month { year: 2031, month: 1 }, &answers(&cases().remove(0).facts));
    assert_eq!(standing(&screen(&later, &known.expect("a household")), "rsa"), Standing::Likely);
}

#[test]
fn what_is_drawn_already_is_known() {
    let drawn = |name: &str| of(name).outcomes.iter().filter(|one| one.received).map(|one| one.right.clone()).collect();
    let none: Vec<String> = drawn("une jeune mère qui n'a rien demandé");
    let one: Vec<String> = drawn("une jeune mère au RSA");
    assert_eq!((none, one), (Vec::new(), vec!["rsa".to_owned()]));
    let paid =
        cases().into_iter().find(|one| one.name == "un chômeur qui touche déjà son allocation").expect("one").facts;
    let paid = screen(&BOOK, &household(&answers(&paid)).expect("a household"));
    assert!(paid.outcomes.iter().filter(|one| one.received).all(|one| one.right == "are"));
    // Whatever income is asked for by its name is known as such where it is a right of its own.
    for (income, right) in [("chomage", "are"), ("conjoint_chomage", "are"), ("invalidite", "invalidite")] {
        let mut facts =
            cases().into_iter().find(|one| one.name.contains("un couple, trois enfants")).expect("one").facts;
        facts.insert(income.to_owned(), FactValue::Number(850.0));
        let screening = screen(&BOOK, &household(&answers(&facts)).expect("a household"));
        let outcome = screening.outcomes.iter().find(|one| one.right == right).expect("a right");
        assert!(outcome.received, "{income}");
    }
    assert_eq!(BOOK.pace("ars"), Pace::Year);
    assert_eq!(BOOK.pace("prime_naissance"), Pace::Once);
    assert_eq!(BOOK.instead_of("css_gratuite"), Some("css"));
}

#[test]
fn a_commune_has_its_zone() {
    let (texts, mut batch) = (folder::texts(), Batch::default());
    let zones = Rights::read(&texts, &mut batch).zones;
    for (commune, zone) in [
        ("75114", Some(1)),
        ("93066", Some(1)),
        ("69384", Some(2)),
        ("2A004", Some(2)),
        ("97411", Some(2)),
        ("23096", Some(3)),
        ("98818", None),
    ] {
        assert_eq!(zones.of(commune), zone, "{commune}");
    }
}
