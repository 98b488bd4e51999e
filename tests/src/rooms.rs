//! Which room touches the outside (environment, clock, disk, terminal) and the screen, read off the source text, and
//! where the methods of a type stand. The compiler cannot say it, and `clippy.toml` says it only where an `allow` was not
//! written.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};
use syn::{Attribute, Item, Type};

/// Longest file, in lines: beyond it a module has more than one subject.
const LONGEST: usize = 500;

/// Something that only some rooms may do.
struct Rule {
    /// What it is called in the message.
    what: &'static str,
    /// How it looks in the source.
    signs: &'static [&'static str],
    /// Where it may stand: beginnings of paths.
    rooms: &'static [&'static str],
    /// What to do instead.
    instead: &'static str,
}

const RULES: [Rule; 9] = [
    Rule {
        what: "the environment",
        signs: &["std::env", "env::var", "env::args", "env::current_dir", "env::temp_dir"],
        rooms: &["index/src/", "tui/src/main.rs", "tui/src/cli/"],
        instead: "take the value as an argument; guichet-index and the terminal program read the environment",
    },
    Rule {
        what: "the clock",
        signs: &["SystemTime::now", "Instant::now", "Utc::now", "Local::now", "UNIX_EPOCH.elapsed"],
        rooms: &["index/src/", "tui/src/main.rs", "tui/src/cli/"],
        instead: "take the moment as an argument, so that a test can fix it; the edges ask guichet_index::now",
    },
    Rule {
        what: "the file system",
        signs: &["std::fs", "fs::", "File::open", "File::create", "OpenOptions", ".is_file()", ".is_dir()"],
        rooms: &[
            "index/src/",
            "index/disk/",
            "index/places/",
            "index/search/",
            "index/content/",
            "index/import/",
            "index/store/",
            "index/commons/",
            "tui/src/",
            "bots/matrix/src/main.rs",
        ],
        instead: "take the text or the bytes as an argument; guichet-index hands files out, and guichet-disk writes them whole",
    },
    Rule {
        what: "a question to the terminal",
        signs: &["cursor::position", "keyboard_enhancement", "terminal::size", "CrosstermBackend::new"],
        // The doctor looks at a terminal on which no screens run.
        rooms: &["tui/src/ui/terminal.rs", "tui/src/ui/tty.rs", "tui/src/cli/doctor.rs"],
        instead: "draw through TerminalGuard: a terminal that does not answer would hold a locked kiosk up",
    },
    Rule {
        what: "a program of screens",
        signs: &["crate::kiosk", "crate::desk", "crate::cli", "super::kiosk", "super::desk", "super::cli"],
        rooms: &["tui/src/kiosk/", "tui/src/desk/", "tui/src/cli/"],
        instead: "the kit of screens in tui/src/ui knows none of them: take what differs as an argument or a trait",
    },
    Rule {
        what: "a cell of the screen",
        signs: &[
            "buffer_mut(",
            ".set_string",
            ".set_style(",
            ".set_line(",
            ".set_symbol(",
            ".cell_mut(",
            "render_widget(",
        ],
        rooms: &["tui/src/ui/canvas.rs"],
        instead: "draw through Canvas, which sees to direction, shaping and contrast for all of them",
    },
    Rule {
        what: "a panic",
        signs: &[".unwrap()", ".expect(", "panic!(", "unreachable!(", "process::exit"],
        // Tests that other crates run on their own stores.
        rooms: &["index/core/src/fake/conformance.rs"],
        instead: "return an error, or a value that leads somewhere: nobody at a counter can read a backtrace",
    },
    Rule {
        what: "memory that the compiler does not watch",
        signs: &["unsafe {", "unsafe fn", "unsafe impl", "unsafe_code"],
        rooms: &["index/disk/src/mapped.rs"],
        instead: "read mapped files through guichet_disk::Mapped; nothing else here needs it",
    },
    Rule {
        what: "an exception to clippy's disallowed methods",
        signs: &["clippy::disallowed_methods"],
        rooms: &["index/src/lib.rs", "tui/src/main.rs", "tui/src/cli/"],
        instead: "do what the reason in clippy.toml says",
    },
];

/// A source file of the workspace: its path from the root, with `/`, and its text.
pub type Source = (String, String);

/// Every Rust file below the root, `target/` and hidden folders aside, in the order of their paths.
///
/// # Errors
/// A folder or a file that cannot be read.
pub fn read(root: &Path) -> io::Result<Vec<Source>> {
    let mut files = Vec::new();
    walk(root, root, &mut files)?;
    files.sort();
    Ok(files)
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<Source>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "target" && !name.starts_with('.') {
                walk(root, &path, files)?;
            }
        } else if name.ends_with(".rs") {
            let inner = path.strip_prefix(root).unwrap_or(&path);
            let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy()).collect();
            files.push((parts.join("/"), fs::read_to_string(&path)?));
        }
    }
    Ok(())
}

/// Every broken rule, one sentence each: file, line, what is wrong, what to do instead. Empty: all is well.
pub fn judge(files: &[Source]) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, text) in files {
        let length = text.lines().count();
        if length > LONGEST {
            faults.push(format!(
                "{path}: {length} lines, {LONGEST} at most: split it into modules named by a noun of the field."
            ));
        }
        if is_product(path) {
            for (number, line) in product(text) {
                faults.extend(
                    broken(path, line)
                        .map(|rule| format!("{path}:{number}: {} may not be here: {}.", rule.what, rule.instead)),
                );
                if names_a_language(line) && !path.starts_with(TWINS) {
                    faults.push(format!(
                        "{path}:{number}: a language may not be named here: what is its own stands in \
                         content/languages.toml, in locales/ or in content/."
                    ));
                }
            }
        }
    }
    faults
}

/// The twins of the ports, for tests.
const TWINS: &str = "index/core/src/fake";

/// Whether a line names a language by its code, another one than French.
fn names_a_language(line: &str) -> bool {
    line.split("Lang::").skip(1).any(|rest| {
        let name = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len())];
        (2..=3).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_uppercase()) && name != "FR"
    })
}

/// Tests, and build scripts that run before there is a program, may touch the outside.
fn is_product(path: &str) -> bool {
    let tests = path.starts_with("tests/") || path.contains("/tests/") || path.ends_with("/tests.rs");
    !tests && !path.contains("/fuzz/") && !path.ends_with("build.rs") && !path.contains("/benches/")
}

/// The numbered lines of a text that are part of the program: comments and what follows `#[cfg(test)]` are not.
fn product(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let test = |line: &str| ["#[cfg(test)]", "#[cfg(all(test"].iter().any(|mark| line.trim_start().starts_with(mark));
    let lines = text.lines().enumerate().take_while(move |(_, line)| !test(line));
    lines.filter(|(_, line)| !line.trim_start().starts_with("//")).map(|(index, line)| (index + 1, line))
}

fn broken<'a>(path: &'a str, line: &'a str) -> impl Iterator<Item = &'static Rule> + 'a {
    RULES.iter().filter(move |rule| {
        !rule.rooms.iter().any(|room| path.starts_with(room)) && rule.signs.iter().any(|sign| line.contains(sign))
    })
}

/// Every type whose own methods stand in another file of its crate, one sentence each. Empty: all is well.
pub fn judge_methods(files: &[Source]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut crates: BTreeMap<&str, Vec<(&Source, Methods)>> = BTreeMap::new();
    for file in files.iter().filter(|(path, _)| is_product(path)) {
        let (path, text) = file;
        let Some((folder, _)) = path.split_once("/src/") else { continue };
        match syn::parse_file(text) {
            Ok(parsed) => crates.entry(folder).or_default().push((file, Methods::of(&parsed.items))),
            Err(error) => faults.push(format!("{path}: it cannot be read as Rust: {error}.")),
        }
    }
    for files in crates.values() {
        for ((path, text), methods) in files {
            for name in methods.of.iter().filter(|name| !methods.types.contains(name)) {
                let home = files.iter().find(|(_, other)| other.types.contains(name));
                let Some(((home, _), _)) = home else { continue };
                faults.push(format!(
                    "{path}:{}: methods of {name} may not be here: it is defined in {home}. Move them there, or make \
                     them functions that take it.",
                    line_of(text, name)
                ));
            }
        }
    }
    faults
}

/// What a file says of types: those that it defines, and those that it gives methods to.
#[derive(Default)]
struct Methods {
    types: Vec<String>,
    of: Vec<String>,
}

impl Methods {
    /// Reads items and the modules inside them, tests aside.
    fn of(items: &[Item]) -> Self {
        let mut found = Self::default();
        for item in items {
            found.read(item);
        }
        found
    }

    fn read(&mut self, item: &Item) {
        match item {
            Item::Struct(item) => self.types.push(item.ident.to_string()),
            Item::Enum(item) => self.types.push(item.ident.to_string()),
            Item::Union(item) => self.types.push(item.ident.to_string()),
            // A macro may define what it names.
            Item::Macro(item) => {
                let words = item.mac.tokens.to_string();
                self.types.extend(words.split(' ').map(str::to_owned));
            }
            Item::Mod(item) if !is_test(&item.attrs) => {
                item.content.iter().flat_map(|(_, items)| items).for_each(|item| self.read(item));
            }
            Item::Impl(item) if item.trait_.is_none() && !is_test(&item.attrs) => {
                if let Type::Path(path) = &*item.self_ty {
                    self.of.extend(path.path.segments.last().map(|last| last.ident.to_string()));
                }
            }
            _ => {}
        }
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.meta.require_list().is_ok_and(|list| list.tokens.to_string().contains("test"))
    })
}

/// The line of the first block of methods of a type.
fn line_of(text: &str, name: &str) -> usize {
    let block = |line: &str| {
        let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
        words.next() == Some("impl") && words.any(|word| word == name) && !line.contains(" for ")
    };
    text.lines().position(|line| block(line.trim_start())).map_or(1, |at| at + 1)
}
