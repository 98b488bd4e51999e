//! Under which licences, and from where, the tree comes. `deny.toml` is the one table; cargo-deny reads the same.

use cargo_metadata::{Metadata, Package};
use serde::Deserialize;

/// What `deny.toml` says that can be held without a network.
#[derive(Debug, Deserialize)]
pub struct Policy {
    licenses: Licenses,
    bans: Bans,
    sources: Sources,
}

#[derive(Debug, Deserialize)]
struct Licenses {
    allow: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

#[derive(Debug, Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Sources {
    allow_registry: Vec<String>,
    allow_git: Vec<String>,
}

/// Every package that the policy refuses, and every licence it allows in vain; one sentence each. Empty: all is well.
pub fn judge(policy: &Policy, metadata: &Metadata) -> Vec<String> {
    let mut faults: Vec<String> = metadata.packages.iter().flat_map(|package| refused(policy, package)).collect();
    for licence in &policy.licenses.allow {
        let needed = metadata.packages.iter().any(|package| {
            let expression = package.license.as_deref().unwrap_or_default();
            let others = |one: &str| one != licence && policy.licenses.allow.iter().any(|allowed| allowed == one);
            !permitted(expression, &others)
        });
        if !needed {
            faults.push(format!("deny.toml allows {licence}, and no package needs it any longer: take it out."));
        }
    }
    faults
}

fn refused(policy: &Policy, package: &Package) -> Vec<String> {
    let mut faults = Vec::new();
    let (name, version) = (&package.name, &package.version);
    if let Some(ban) = policy.bans.deny.iter().find(|ban| ban.name == name.as_str()) {
        faults.push(format!("{name} {version} is banned in deny.toml: {}.", ban.reason));
    }
    let expression = package.license.as_deref().unwrap_or_default();
    if !permitted(expression, &|one| policy.licenses.allow.iter().any(|allowed| allowed == one)) {
        faults.push(format!(
            "{name} {version} stands under '{expression}', which deny.toml does not allow: use another crate, or \
             allow the licence there with its reason."
        ));
    }
    // No source: a crate of this workspace.
    if let Some(source) = package.source.as_ref().map(|source| source.repr.as_str()) {
        let registry = source.strip_prefix("registry+");
        let git = source.strip_prefix("git+");
        let known = registry.is_some_and(|url| policy.sources.allow_registry.iter().any(|allowed| allowed == url))
            || git.is_some_and(|url| policy.sources.allow_git.iter().any(|allowed| url.starts_with(allowed.as_str())));
        if !known {
            faults.push(format!("{name} {version} comes from {source}, which deny.toml does not allow."));
        }
    }
    faults
}

/// Whether an SPDX expression can be met with allowed licences alone. The slash that older crates write means `OR`.
fn permitted(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    either(&mut rest, allowed) && rest.is_empty()
}

fn either(words: &mut &[&str], allowed: &dyn Fn(&str) -> bool) -> bool {
    let mut met = both(words, allowed);
    while let Some(rest) = words.strip_prefix(&["OR"]) {
        *words = rest;
        // Not short-circuited: the words must be read to their end.
        met |= both(words, allowed);
    }
    met
}

fn both(words: &mut &[&str], allowed: &dyn Fn(&str) -> bool) -> bool {
    let mut met = one(words, allowed);
    while let Some(rest) = words.strip_prefix(&["AND"]) {
        *words = rest;
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut &[&str], allowed: &dyn Fn(&str) -> bool) -> bool {
    let Some((first, rest)) = words.split_first() else { return false };
    *words = rest;
    if *first == "(" {
        let met = either(words, allowed);
        let closed = words.strip_prefix(&[")"]);
        *words = closed.unwrap_or(words);
        return met && closed.is_some();
    }
    match words {
        ["WITH", exception, rest @ ..] => {
            *words = rest;
            allowed(&format!("{first} WITH {exception}"))
        }
        // A licence "or later" is met by the licence itself.
        _ => allowed(first.strip_suffix('+').unwrap_or(first)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_met_by_one_side_of_or_and_by_both_of_and() {
        let allowed = |one: &str| ["MIT", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"].contains(&one);
        for met in [
            "MIT",
            "GPL-3.0 OR MIT",
            "Apache-2.0/MIT",
            "MIT+",
            "(MIT OR GPL-3.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception",
        ] {
            assert!(permitted(met, &allowed), "{met}");
        }
        for unmet in
            ["", "GPL-3.0", "MIT AND GPL-3.0", "Apache-2.0", "(MIT", "MIT)", "MIT MIT", "GPL-3.0 OR Apache-2.0"]
        {
            assert!(!permitted(unmet, &allowed), "{unmet}");
        }
    }
}
