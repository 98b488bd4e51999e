//! Who may depend on whom. `cargo metadata` says who does.

use cargo_metadata::{Dependency, DependencyKind, Metadata, Package};

/// The crates of the workspace and the crates of the workspace that each may use.
const ARROWS: [(&str, &[&str]); 15] = [
    ("guichet-core", &[]),
    ("guichet-disk", &[]),
    ("guichet-places", &["guichet-core", "guichet-disk"]),
    ("guichet-search", &["guichet-core", "guichet-disk"]),
    ("guichet-content", &["guichet-core"]),
    ("guichet-import", &["guichet-core", "guichet-content"]),
    ("guichet-store", &["guichet-core", "guichet-disk"]),
    ("guichet-commons", &["guichet-core", "guichet-disk"]),
    ("guichet-locales", &["guichet-core"]),
    (
        "guichet-index",
        &[
            "guichet-core",
            "guichet-disk",
            "guichet-places",
            "guichet-search",
            "guichet-content",
            "guichet-import",
            "guichet-store",
            "guichet-commons",
            "guichet-locales",
        ],
    ),
    ("guichet-bots", &["guichet-core", "guichet-index", "guichet-locales"]),
    ("guichet-telegram", &["guichet-core", "guichet-index", "guichet-bots"]),
    ("guichet-matrix", &["guichet-core", "guichet-index", "guichet-bots"]),
    ("guichet", &["guichet-core", "guichet-index", "guichet-locales"]),
    // The tests may use everything: no row of theirs is ever refused.
    (TESTS, &[]),
];

const TESTS: &str = "guichet-tests";

/// Edges of the house: their own tests may replay the transcripts of [`TESTS`].
const EDGES: [&str; 4] = ["guichet", "guichet-bots", "guichet-telegram", "guichet-matrix"];

/// Libraries that one crate keeps for all: (a name or a beginning ending in `*`, keepers, what to use instead).
const KEPT: [(&str, &[&str], &str); 25] = [
    ("argon2", &["guichet-index"], "ask guichet_index::Pins"),
    // The names of communes and of places; tantivy's own fork of fst.
    ("tantivy-fst", &["guichet-places"], "ask guichet-places through the Catalog port"),
    ("geo-index", &["guichet-places"], "ask Catalog::places"),
    ("memmap2", &["guichet-disk"], "use guichet_disk::Mapped"),
    ("tantivy*", &["guichet-search"], "ask guichet-search through the Catalog port"),
    ("opening-hours*", &["guichet-places"], "ask Catalog::opening"),
    ("sunrise", &["guichet-places"], "ask Catalog::opening"),
    ("fluent*", &["guichet-locales"], "say a guichet_core::message::Message through the Catalog port"),
    ("unic-langid*", &["guichet-locales"], "use guichet_core::model::Lang"),
    ("icu_*", &["guichet-locales"], "say a guichet_core::message::Message with a typed argument"),
    ("intl-memoizer", &["guichet-locales"], "say a guichet_core::message::Message with a typed argument"),
    ("sled", &["guichet-store"], "use the port of guichet-store"),
    ("tokio-postgres", &["guichet-store"], "use the port of guichet-store"),
    ("sqlx*", &["guichet-store"], "use the port of guichet-store"),
    ("ratatui*", &["guichet"], "give a guichet_core::view::View and let the program draw it"),
    ("crossterm", &["guichet"], "give a guichet_core::view::View and let the program draw it"),
    ("krilla*", &["guichet"], "give a guichet_core::sheet::Sheet and let the program write it"),
    ("harfrust", &["guichet"], "give a guichet_core::sheet::Sheet and let the program write it"),
    ("teloxide*", &["guichet-telegram"], "what every bot shares is in guichet-bots, without an SDK"),
    ("matrix-sdk*", &["guichet-matrix"], "what every bot shares is in guichet-bots, without an SDK"),
    ("ureq*", &["guichet-index"], "nothing but guichet update fetches: ask guichet_index::update"),
    ("roxmltree", &["guichet-import"], "read foreign formats in guichet-import"),
    ("oxttl", &["guichet-content"], "read and write SKOS through guichet_content::skos"),
    ("oxrdf*", &["guichet-content"], "read and write SKOS through guichet_content::skos"),
    (
        "clap*",
        &["guichet-index", "guichet", "guichet-telegram", "guichet-matrix"],
        "read the command line in a main, in the frame of guichet_index::program",
    ),
];

/// All that the pure core may use from outside; what builds it may use more.
const CORE: &str = "guichet-core";
const CORE_MAY_USE: [&str; 6] = ["serde", "thiserror", "unicode-*", "strsim", "strum", CALENDAR];

/// Civil dates; it has a clock as well, which the core does not ask for.
const CALENDAR: &str = "chrono";
const CLOCK: [&str; 3] = ["default", "clock", "now"];

/// Left out of a plain `cargo build`, so that a newcomer's first command stays quick.
const NOT_BY_DEFAULT: [&str; 4] = ["guichet-bots", "guichet-telegram", "guichet-matrix", TESTS];

/// Every forbidden arrow of a workspace, one sentence each: what is wrong, and what to do instead. Empty: all is well.
pub fn judge(metadata: &Metadata) -> Vec<String> {
    let members = metadata.workspace_packages();
    let mut faults = Vec::new();
    for package in &members {
        let name = package.name.as_str();
        match ARROWS.iter().find(|(member, _)| *member == name) {
            Some((_, may_use)) => faults.extend(arrows(package, may_use)),
            None => faults.push(format!(
                "{name} has no row in the table of arrows: a crate exists only where the compiler should forbid \
                 something. Make it a module, or add its row to tests/src/arrows.rs and to ARCHITECTURE.md."
            )),
        }
    }
    let default: Vec<&str> =
        metadata.workspace_default_packages().iter().map(|package| package.name.as_str()).collect();
    if !default.contains(&"guichet") {
        faults.push("default-members lacks tui: a newcomer's `cargo run` must start the terminal program.".into());
    }
    for name in NOT_BY_DEFAULT.iter().filter(|name| default.contains(*name)) {
        faults.push(format!(
            "default-members holds {name}: a newcomer's first command would compile it. Take it out in Cargo.toml."
        ));
    }
    faults
}

fn arrows(package: &Package, may_use: &[&str]) -> Vec<String> {
    let user = package.name.as_str();
    let mut faults = Vec::new();
    for dependency in &package.dependencies {
        let used = dependency.name.as_str();
        let in_tests = dependency.kind == DependencyKind::Development;
        if ARROWS.iter().any(|(member, _)| *member == used) {
            let replay = in_tests && used == TESTS && EDGES.contains(&user);
            if user != TESTS && !replay && !may_use.contains(&used) {
                let allowed = if may_use.is_empty() { "nothing".to_owned() } else { may_use.join(", ") };
                faults.push(format!(
                    "{user} -> {used} is a forbidden arrow: of this workspace, {user} may use {allowed}. Move what \
                     you need into a crate that both may use, or take it through a port of guichet-core."
                ));
            }
            continue;
        }
        let kept = KEPT.iter().find(|(pattern, ..)| matches(pattern, used));
        if let Some((_, keepers, instead)) = kept.filter(|(_, keepers, _)| !keepers.contains(&user) && user != TESTS) {
            faults.push(format!(
                "{user} -> {used} is a forbidden arrow: only {} may use {used}. Instead, {instead}.",
                keepers.join(", ")
            ));
        } else if user == CORE
            && dependency.kind == DependencyKind::Normal
            && !CORE_MAY_USE.iter().any(|pattern| matches(pattern, used))
        {
            faults.push(format!(
                "{user} -> {used} is a forbidden arrow: the core is pure, and may use {} alone. Do this work in an \
                 edge and hand the result to the core, as an argument or through the Catalog port.",
                CORE_MAY_USE.join(", ")
            ));
        } else if user == CORE && used == CALENDAR && has_clock(dependency) {
            faults.push(format!(
                "{user} -> {used} is a forbidden arrow with its clock: the core is told the time. Ask for it with \
                 default-features = false, and without {}.",
                CLOCK.join(", ")
            ));
        }
    }
    faults
}

fn has_clock(dependency: &Dependency) -> bool {
    dependency.uses_default_features || dependency.features.iter().any(|feature| CLOCK.contains(&feature.as_str()))
}

/// Whether a crate's name is the pattern, or begins as it does where the pattern ends in `*`.
fn matches(pattern: &str, name: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == name, |start| name.starts_with(start))
}
