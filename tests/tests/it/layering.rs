//! Properties of the whole house:
//! - no crate uses another, or a library, that the table of arrows does not give it;
//! - environment, clock, disk, terminal and screen are touched in their rooms only; the kit of screens knows no program;
//!   nothing panics by design; no language but French is named; no file is over 500 lines;
//! - a type's methods stand in its file;
//! - every package of the tree stands under a licence, and comes from a source, that `deny.toml` allows;
//! - every dependency is used by the crate that asks for it;
//! - the root holds the folders it is known to hold;
//! - each of these rules does refuse: a doctored workspace is told which rule it breaks, and what to do.

use cargo_metadata::{Metadata, MetadataCommand};
use guichet_tests::content::root;
use guichet_tests::{arrows, rooms, supply, unused};
use serde_json::{Value, json};
use std::sync::LazyLock;

/// The whole tree, all platforms: licences are read of every package that a build may hold.
static TREE: LazyLock<Value> = LazyLock::new(|| {
    let mut command = MetadataCommand::new();
    command.manifest_path(root().join("Cargo.toml")).other_options(vec!["--locked".to_owned()]);
    let output = command.cargo_command().output().expect("cargo runs");
    let why = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo metadata failed; run tests/run once, it fetches every crate: {why}");
    serde_json::from_slice(&output.stdout).expect("JSON")
});

fn metadata(tree: &Value) -> Metadata {
    serde_json::from_value(tree.clone()).expect("what cargo metadata writes")
}

fn policy() -> supply::Policy {
    let text = std::fs::read_to_string(root().join("deny.toml")).expect("deny.toml");
    toml::from_str(&text).expect("deny.toml is TOML with licences, bans and sources")
}

fn package<'a>(tree: &'a mut Value, name: &str) -> &'a mut Value {
    let packages = tree["packages"].as_array_mut().expect("packages");
    packages.iter_mut().find(|package| package["name"] == name).expect("a package of that name")
}

/// The real tree with one more dependency.
fn with_arrow(user: &str, used: &str, kind: Option<&str>) -> Metadata {
    let mut tree = TREE.clone();
    let dependency = json!({
        "name": used, "source": null, "req": "*", "kind": kind, "rename": null, "optional": false,
        "uses_default_features": true, "features": [], "target": null, "registry": null, "path": null
    });
    package(&mut tree, user)["dependencies"].as_array_mut().expect("dependencies").push(dependency);
    metadata(&tree)
}

#[test]
fn the_workspace_holds_the_arrows() {
    let faults = arrows::judge(&metadata(&TREE));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_forbidden_arrow_is_named_with_its_remedy() {
    for (user, used, kind, remedy) in [
        ("guichet-core", "tantivy", None, "only guichet-search may use tantivy"),
        ("guichet-core", "tokio", None, "the core is pure"),
        ("guichet-core", "chrono", None, "the core is told the time"),
        ("guichet-core", "guichet-locales", None, "guichet-core may use nothing"),
        ("guichet-core", "guichet-search", Some("dev"), "guichet-core may use nothing"),
        ("guichet-core", "guichet-disk", None, "guichet-core may use nothing"),
        ("guichet-disk", "guichet-core", None, "guichet-disk may use nothing"),
        ("guichet-disk", "guichet-index", Some("dev"), "guichet-disk may use nothing"),
        ("guichet-disk", "sled", None, "only guichet-store may use sled"),
        ("guichet-search", "guichet-store", None, "guichet-search may use guichet-core"),
        ("guichet-bots", "guichet-disk", None, "guichet-bots may use guichet-core, guichet-index, guichet-locales"),
        ("guichet", "guichet-disk", None, "guichet may use guichet-core, guichet-index, guichet-locales"),
        ("guichet-store", "guichet-index", None, "guichet-store may use guichet-core, guichet-disk"),
        ("guichet-search", "guichet-import", None, "guichet-search may use guichet-core"),
        ("guichet-search", "guichet-content", None, "guichet-search may use guichet-core"),
        ("guichet-content", "guichet-import", None, "guichet-content may use guichet-core"),
        ("guichet-content", "guichet-import", Some("dev"), "guichet-content may use guichet-core"),
        ("guichet-content", "guichet-search", None, "guichet-content may use guichet-core"),
        ("guichet-content", "guichet-index", None, "guichet-content may use guichet-core"),
        ("guichet-import", "guichet-search", None, "guichet-import may use guichet-core, guichet-content"),
        ("guichet-import", "guichet-index", None, "guichet-import may use guichet-core, guichet-content"),
        ("guichet-core", "guichet-content", None, "guichet-core may use nothing"),
        ("guichet-locales", "guichet-content", None, "guichet-locales may use guichet-core"),
        ("guichet", "guichet-content", None, "guichet may use guichet-core, guichet-index, guichet-locales"),
        ("guichet-content", "roxmltree", None, "only guichet-import may use roxmltree"),
        ("guichet-import", "oxttl", None, "only guichet-content may use oxttl"),
        ("guichet", "guichet-search", None, "guichet may use guichet-core, guichet-index, guichet-locales"),
        ("guichet", "guichet-bots", Some("build"), "guichet may use guichet-core, guichet-index, guichet-locales"),
        ("guichet-index", "tantivy-common", None, "only guichet-search may use tantivy-common"),
        ("guichet-index", "fluent-bundle", Some("dev"), "only guichet-locales may use fluent-bundle"),
        ("guichet-bots", "teloxide", None, "only guichet-telegram may use teloxide"),
        ("guichet-telegram", "matrix-sdk", None, "only guichet-matrix may use matrix-sdk"),
        ("guichet-commons", "sled", None, "only guichet-store may use sled"),
        ("guichet-locales", "ratatui-core", None, "only guichet may use ratatui-core"),
        ("guichet-import", "guichet-tests", Some("dev"), "guichet-import may use guichet-core, guichet-content"),
        ("guichet", "guichet-tests", None, "guichet may use guichet-core, guichet-index, guichet-locales"),
    ] {
        let faults = arrows::judge(&with_arrow(user, used, kind));
        assert_eq!(faults.len(), 1, "{user} -> {used}: {faults:?}");
        assert!(faults[0].starts_with(&format!("{user} -> {used} is a forbidden arrow")), "{}", faults[0]);
        assert!(faults[0].contains(remedy), "{}", faults[0]);
    }
    for (user, used, kind) in [
        ("guichet-core", "unicode-width", None),
        ("guichet-core", "serde_json", Some("dev")),
        ("guichet", "guichet-tests", Some("dev")),
        ("guichet-tests", "ratatui", Some("dev")),
    ] {
        assert_eq!(arrows::judge(&with_arrow(user, used, kind)), Vec::<String>::new(), "{user} -> {used}");
    }
}

#[test]
fn a_new_crate_and_a_heavy_default_build_are_named() {
    let mut tree = TREE.clone();
    package(&mut tree, "guichet-bots")["name"] = json!("guichet-utils");
    let faults = arrows::judge(&metadata(&tree));
    assert!(faults.iter().any(|fault| fault.starts_with("guichet-utils has no row in the table")), "{faults:?}");

    let mut tree = TREE.clone();
    let matrix = package(&mut tree, "guichet-matrix")["id"].clone();
    tree["workspace_default_members"] = json!([matrix]);
    let faults = arrows::judge(&metadata(&tree));
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(faults[0].starts_with("default-members lacks tui"), "{faults:?}");
    assert!(faults[1].starts_with("default-members holds guichet-matrix"), "{faults:?}");
}

#[test]
fn every_dependency_is_used() {
    let files = rooms::read(root()).expect("readable");
    let faults = unused::judge(&metadata(&TREE), &files);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let faults = unused::judge(&with_arrow("guichet-core", "left-over", None), &files);
    assert_eq!(faults, ["guichet-core -> left-over is an unused dependency: take it out of index/core/Cargo.toml"]);
}

#[test]
fn the_outside_is_touched_in_its_rooms_only() {
    let files = rooms::read(root()).expect("readable");
    assert!(files.len() > 50, "only {} files were found", files.len());
    let faults = rooms::judge(&files);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_room_that_reaches_out_is_named_with_its_line() {
    let judged = |path: &str, text: &str| rooms::judge(&[(path.to_owned(), text.to_owned())]);
    for (path, line, start) in [
        ("index/core/src/talk/mod.rs", "let t = Instant::now();", "index/core/src/talk/mod.rs:2: the clock may not"),
        ("index/search/src/engine.rs", "std::env::var(\"X\")", "index/search/src/engine.rs:2: the environment may not"),
        ("locales/src/lib.rs", "fs::read_to_string(p)", "locales/src/lib.rs:2: the file system may not"),
        ("bots/src/hub.rs", "chrono::Utc::now()", "bots/src/hub.rs:2: the clock may not"),
        ("bots/telegram/src/main.rs", "Instant::now()", "bots/telegram/src/main.rs:2: the clock may not"),
        ("bots/telegram/src/main.rs", "std::env::args()", "bots/telegram/src/main.rs:2: the environment may not"),
        ("bots/telegram/src/main.rs", "fs::read(path)", "bots/telegram/src/main.rs:2: the file system may not"),
        ("bots/src/hub.rs", "fs::rename(a, b)", "bots/src/hub.rs:2: the file system may not"),
        ("index/disk/src/lock.rs", "std::env::var(\"X\")", "index/disk/src/lock.rs:2: the environment may not"),
        ("index/disk/src/lock.rs", "SystemTime::now()", "index/disk/src/lock.rs:2: the clock may not"),
        ("index/store/src/lib.rs", "let x = y.expect(\"z\");", "index/store/src/lib.rs:2: a panic may not"),
        ("index/store/src/lib.rs", "#[allow(clippy::disallowed_methods)]", "index/store/src/lib.rs:2: an exception"),
        ("index/places/src/open.rs", "unsafe { read(at) }", "index/places/src/open.rs:2: memory that the compiler"),
        ("tui/src/ui/page/tile.rs", "use crate::kiosk::app::App;", "tui/src/ui/page/tile.rs:2: a program of screens"),
        ("tui/src/ui/listen.rs", "use super::super::cli::Context;", "tui/src/ui/listen.rs:2: a program of screens"),
        ("tui/src/kiosk/draw.rs", "frame.buffer_mut().set_stringn(", "tui/src/kiosk/draw.rs:2: a cell of the screen"),
        ("bots/src/hub.rs", "if lang == Lang::EN {", "bots/src/hub.rs:2: a language may not be named here"),
        ("tui/src/kiosk/live.rs", "crossterm::terminal::size()", "tui/src/kiosk/live.rs:2: a question to the terminal"),
    ] {
        let faults = judged(path, &format!("//! First.\n{line}\n"));
        assert_eq!(faults.len(), 1, "{path}: {faults:?}");
        assert!(faults[0].starts_with(start), "{}", faults[0]);
    }
    for (path, text) in [
        ("index/src/clock.rs", "chrono::Utc::now()"),
        ("index/disk/src/lock.rs", "File::options().open(path)?; fs::rename(a, b)"),
        ("index/import/src/vosdroits.rs", "std::fs::read(path)"),
        ("index/core/src/lib.rs", "// never Instant::now here"),
        ("index/core/src/lib.rs", "#[cfg(test)]\nmod tests { fn t() { x.unwrap() } }"),
        ("index/core/tests/guide.rs", "Moment::parse(t).expect(\"a moment\")"),
        ("index/build.rs", "env::var_os(\"OUT_DIR\")"),
        ("tui/src/kiosk/app.rs", "use crate::ui::line::Line;"),
        ("tui/src/cli/kiosk.rs", "use crate::kiosk::Options;"),
        ("tui/src/ui/canvas.rs", "self.frame.buffer_mut().set_style(area, style);"),
    ] {
        assert_eq!(judged(path, text), Vec::<String>::new(), "{path}");
    }
    let faults = judged("tests/src/long.rs", &"\n".repeat(501));
    assert!(faults[0].starts_with("tests/src/long.rs: 501 lines, 500 at most"), "{faults:?}");
}

#[test]
fn the_methods_of_a_type_stand_in_its_file() {
    let faults = rooms::judge_methods(&rooms::read(root()).expect("readable"));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn methods_away_from_their_type_are_named_with_their_line() {
    let judged = |files: &[(&str, &str)]| {
        let files: Vec<_> = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        rooms::judge_methods(&files)
    };
    let home = ("bots/src/hub.rs", "pub struct Hub<N>(N);\nimpl<N> Hub<N> { fn new() {} }\n");
    for away in [
        "//! Away.\nimpl<N> Hub<N> { fn go(&self) {} }",
        "//! Away.\nimpl super::hub::Hub<u8> { fn go(&self) {} }",
        "mod inner {\n    impl Hub<u8> { fn go(&self) {} }\n}",
    ] {
        let faults = judged(&[home, ("bots/src/delivery.rs", away)]);
        assert_eq!(faults.len(), 1, "{away}: {faults:?}");
        let start = "bots/src/delivery.rs:2: methods of Hub may not be here: it is defined in bots/src/hub.rs. Move";
        assert!(faults[0].starts_with(start), "{}", faults[0]);
    }
    for free in [
        ("bots/src/delivery.rs", "impl<N> Drop for Hub<N> { fn drop(&mut self) {} }"),
        ("bots/src/delivery.rs", "#[cfg(test)]\nmod tests { impl Hub<u8> { fn go(&self) {} } }"),
        ("bots/src/delivery.rs", "enum Hub { One }\nimpl Hub { fn go(&self) {} }"),
        ("bots/src/delivery.rs", "named! { Hub }\nimpl Hub { fn go(&self) {} }"),
        ("bots/tests/hub.rs", "impl Hub<u8> { fn go(&self) {} }"),
        ("tui/src/hub.rs", "impl Hub { fn go(&self) {} }"),
    ] {
        assert_eq!(judged(&[home, free]), Vec::<String>::new(), "{free:?}");
    }
    let faults = judged(&[("tui/src/hub.rs", "impl {")]);
    assert!(faults[0].starts_with("tui/src/hub.rs: it cannot be read as Rust"), "{faults:?}");
}

#[test]
fn the_tree_stands_under_allowed_licences_and_sources() {
    let faults = supply::judge(&policy(), &metadata(&TREE));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_licence_a_ban_and_a_source_are_refused_by_name() {
    for (key, value, says) in [
        ("license", json!("AGPL-3.0-only"), "stands under 'AGPL-3.0-only', which deny.toml does not allow"),
        ("license", json!(null), "stands under ''"),
        ("name", json!("native-tls"), "is banned in deny.toml: TLS is rustls"),
        ("source", json!("registry+https://example.org/index"), "comes from registry+https://example.org/index"),
        ("source", json!("git+https://example.org/serde#0"), "comes from git+https://example.org/serde#0"),
    ] {
        let mut tree = TREE.clone();
        package(&mut tree, "serde")[key] = value;
        let faults = supply::judge(&policy(), &metadata(&tree));
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faults[0].contains(says), "{}", faults[0]);
    }
    let mut tree = TREE.clone();
    for package in tree["packages"].as_array_mut().expect("packages") {
        package["license"] = json!("MIT");
    }
    let faults = supply::judge(&policy(), &metadata(&tree));
    assert!(faults.iter().all(|fault| fault.contains("no package needs it any longer")), "{faults:?}");
    assert!(faults.iter().any(|fault| fault.starts_with("deny.toml allows Unicode-3.0")), "{faults:?}");
}

#[test]
fn the_root_holds_its_known_folders() {
    let known = ["bots", "content", "index", "locales", "target", "tests", "tui"];
    let ignored = std::fs::read_to_string(root().join(".gitignore")).expect(".gitignore");
    for entry in std::fs::read_dir(root()).expect("the root") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().to_string_lossy().into_owned();
        let passes = name.starts_with('.') || known.contains(&name.as_str()) || ignored.contains(&format!("/{name}\n"));
        let folder = entry.file_type().expect("a type").is_dir();
        assert!(!folder || passes, "{name}/ is not a room of this house: what it holds stands beside what it is about");
    }
}
