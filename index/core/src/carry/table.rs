//! The steps of the interview as they are carried: their order, the answers they offer, and how often each is given. Frozen: a
//! row of words of today is read with this very table by every later version. A step or an option that is new is carried by a
//! hash of its name; it is never put in here.

use super::amount::Amount;

/// When a step is usually answered.
#[derive(Clone, Copy)]
pub(super) enum When {
    /// In so many interviews of 64.
    Of64(u32),
    /// Nearly always after one of these answers to an earlier step, else nearly never. `+` is a list of children, `#` a number.
    After(&'static str, &'static [&'static str]),
    /// In half of the interviews after one of these answers, else nearly never.
    AtTimes(&'static str, &'static [&'static str]),
}

/// What is typed in answer to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Typed {
    /// Nothing: one of its options.
    Nothing,
    /// A number.
    Number(Amount),
    /// An age, or when somebody was born.
    Age,
    /// Ages of children.
    Ages,
    /// As many of its options as hold.
    Several,
}

/// A step.
pub(super) struct Row {
    pub(super) step: &'static str,
    pub(super) when: When,
    pub(super) typed: Typed,
    /// Its options, each with how often it is taken.
    pub(super) options: &'static [(&'static str, u32)],
}

const fn row(step: &'static str, when: When, typed: Typed, options: &'static [(&'static str, u32)]) -> Row {
    Row { step, when, typed, options }
}

const COUPLE: &[&str] = &["marie", "union"];
const YES_NO: &[(&str, u32)] = &[("oui", 8), ("non", 24)];
const RARE: When = When::Of64(2);
const NOTHING: Typed = Typed::Nothing;
const EUROS: Typed = Typed::Number(Amount::Month);
const A_YEAR: Typed = Typed::Number(Amount::Year);
const FEW: Typed = Typed::Number(Amount::Few);

/// The steps, in the order of the interview.
pub(super) static STEPS: [Row; 55] = [
    row("age", When::Of64(63), Typed::Age, &[]),
    row("couple", When::Of64(63), NOTHING, &[("seul", 24), ("separe", 8), ("veuf", 4), ("marie", 16), ("union", 12)]),
    row("grands", When::Of64(12), NOTHING, &[("aucun", 24), ("un", 4)]),
    row("ages", When::Of64(54), Typed::Ages, &[("aucun", 24), ("attente", 3)]),
    row("enceinte", When::AtTimes("ages", &["+"]), NOTHING, YES_NO),
    row("garde", When::AtTimes("ages", &["+"]), NOTHING, YES_NO),
    row("enfants-salaire", When::AtTimes("ages", &["+"]), NOTHING, &[("aucun", 24), ("gagne", 4)]),
    row("ecole", When::Of64(4), NOTHING, &[("oui", 24), ("non", 4)]),
    row(
        "activite",
        When::Of64(60),
        NOTHING,
        &[("actif", 16), ("chomeur", 14), ("etudiant", 6), ("retraite", 10), ("inactif", 12)],
    ),
    row(
        "travail",
        When::After("activite", &["actif"]),
        NOTHING,
        &[("fixe", 24), ("change", 8), ("compte", 6), ("apprenti", 4), ("autre", 3)],
    ),
    row(
        "pause",
        When::After("activite", &["inactif"]),
        NOTHING,
        &[("maladie", 6), ("maternite", 4), ("parental", 4), ("autre", 16)],
    ),
    row(
        "sources",
        When::Of64(60),
        NOTHING,
        &[("salaire", 16), ("chomage", 12), ("retraite", 10), ("invalidite", 4), ("rien", 16), ("plusieurs", 6)],
    ),
    row("salaire", When::After("sources", &["salaire", "plusieurs"]), EUROS, &[]),
    row("chomage", When::After("sources", &["chomage", "plusieurs"]), EUROS, &[]),
    row("retraite", When::AtTimes("sources", &["retraite", "plusieurs"]), EUROS, &[]),
    row("invalidite", When::AtTimes("sources", &["invalidite", "plusieurs"]), EUROS, &[]),
    row("pension", When::AtTimes("ages", &["+"]), EUROS, &[]),
    row(
        "aides",
        When::Of64(40),
        Typed::Several,
        &[
            ("rsa", 3),
            ("ppa", 3),
            ("aide-logement", 4),
            ("aah", 2),
            ("aspa", 2),
            ("ass", 2),
            ("cej", 1),
            ("af", 3),
            ("asf", 2),
            ("paje-base", 2),
            ("cf", 2),
            ("aeeh", 1),
            ("bourse-superieur", 1),
            ("css", 4),
            ("ars", 3),
            ("cheque-energie", 4),
        ],
    ),
    row("conjoint-age", When::AtTimes("couple", COUPLE), Typed::Age, &[]),
    row(
        "conjoint-activite",
        When::After("couple", COUPLE),
        NOTHING,
        &[("actif", 14), ("change", 6), ("chomeur", 10), ("etudiant", 4), ("retraite", 10), ("inactif", 12)],
    ),
    row(
        "conjoint-sources",
        When::After("couple", COUPLE),
        NOTHING,
        &[("salaire", 16), ("chomage", 10), ("retraite", 10), ("invalidite", 4), ("rien", 20), ("plusieurs", 4)],
    ),
    row("conjoint-salaire", When::After("conjoint-sources", &["salaire", "plusieurs"]), EUROS, &[]),
    row("conjoint-chomage", When::After("conjoint-sources", &["chomage", "plusieurs"]), EUROS, &[]),
    row("conjoint-retraite", When::After("conjoint-sources", &["retraite", "plusieurs"]), EUROS, &[]),
    row("conjoint-invalidite", When::After("conjoint-sources", &["invalidite", "plusieurs"]), EUROS, &[]),
    row("depuis", When::Of64(46), Typed::Number(Amount::Months), &[]),
    row("ancien-salaire", When::AtTimes("depuis", &["#"]), EUROS, &[]),
    row("conjoint-ancien", When::AtTimes("couple", COUPLE), EUROS, &[]),
    row("cinq-ans", When::AtTimes("activite", &["chomeur"]), NOTHING, YES_NO),
    row("conjoint-cinq-ans", When::AtTimes("conjoint-activite", &["chomeur"]), NOTHING, YES_NO),
    row(
        "logement",
        When::Of64(58),
        NOTHING,
        &[("hlm", 16), ("vide", 16), ("meuble", 8), ("colocation", 4), ("proprietaire", 8), ("heberge", 12)],
    ),
    row("toit", When::After("logement", &["heberge"]), NOTHING, &[("parents", 12), ("heberge", 10), ("sans", 8)]),
    row("loyer", When::After("logement", &["hlm", "vide", "meuble", "colocation"]), EUROS, &[]),
    row("zone", When::Of64(32), NOTHING, &[("paris", 6), ("grande", 12), ("autre", 12)]),
    row("rattache", When::Of64(10), NOTHING, YES_NO),
    row("rfr", When::Of64(52), A_YEAR, &[("aucun", 16)]),
    row("rfr-parents", When::After("rattache", &["oui"]), A_YEAR, &[]),
    row("rfr-conjoint", When::AtTimes("couple", &["union"]), A_YEAR, &[]),
    row("handicap", When::Of64(54), NOTHING, &[("aucun", 48), ("moi", 8), ("enfant", 4), ("deux", 1)]),
    row("taux", When::After("handicap", &["moi", "deux"]), NOTHING, &[("faible", 6), ("moyen", 12), ("fort", 12)]),
    row("rsdae", When::AtTimes("taux", &["moyen"]), NOTHING, &[("oui", 16), ("non", 16)]),
    row("inapte", When::Of64(6), NOTHING, YES_NO),
    row("nationalite", When::Of64(58), NOTHING, &[("fr", 40), ("ue", 4), ("autre", 14)]),
    row("titre", When::After("nationalite", &["autre"]), FEW, &[("protege", 6), ("asile", 4), ("aucun", 4)]),
    row("sejour-ue", When::AtTimes("nationalite", &["ue"]), FEW, &[]),
    row("conjoint-nationalite", When::AtTimes("couple", COUPLE), NOTHING, &[("fr", 40), ("ue", 4), ("autre", 14)]),
    row(
        "conjoint-titre",
        When::After("conjoint-nationalite", &["autre"]),
        FEW,
        &[("protege", 6), ("asile", 4), ("aucun", 4)],
    ),
    row("conjoint-sejour-ue", When::AtTimes("conjoint-nationalite", &["ue"]), FEW, &[]),
    row("deux-ans", When::Of64(5), NOTHING, YES_NO),
    row("orphelin", RARE, NOTHING, YES_NO),
    row("parents-revenu", When::AtTimes("activite", &["etudiant"]), A_YEAR, &[]),
    row("fratrie", When::AtTimes("activite", &["etudiant"]), FEW, &[]),
    row("fratrie-etudes", When::AtTimes("activite", &["etudiant"]), FEW, &[]),
    row("distance", When::AtTimes("activite", &["etudiant"]), FEW, &[]),
    row("epargne", When::Of64(44), Typed::Number(Amount::Saved), &[]),
];

/// The row of a step.
pub(super) fn of(step: &str) -> Option<&'static Row> {
    STEPS.iter().find(|row| row.step == step)
}
