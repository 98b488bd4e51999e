//! Manual pages: written from a command line, and held against it. `GUICHET_BLESS=1` writes the files again.

use clap::Command;
use clap_mangen::Man;
use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs, io};

/// The pages of a command and of those below it, by the names of their files.
///
/// # Errors
/// None that a page in memory can give.
pub fn pages(command: Command) -> io::Result<BTreeMap<String, String>> {
    let mut command = command.disable_help_subcommand(true);
    command.build();
    let mut pages = BTreeMap::new();
    render(&command, &mut pages)?;
    Ok(pages)
}

fn render(command: &Command, pages: &mut BTreeMap<String, String>) -> io::Result<()> {
    let man = Man::new(command.clone());
    let mut text = Vec::new();
    man.render(&mut text)?;
    pages.insert(man.get_filename(), String::from_utf8_lossy(&text).into_owned());
    command.get_subcommands().filter(|one| !one.is_hide_set()).try_for_each(|one| render(one, pages))
}

/// Holds a folder of manual pages against a command line: every difference, one sentence each. Where `GUICHET_BLESS=1` asks
/// for it, the folder is written again first.
///
/// # Errors
/// A file that cannot be read or written.
pub fn judge(command: Command, folder: &Path) -> io::Result<Vec<String>> {
    let wanted = pages(command)?;
    if env::var_os("GUICHET_BLESS").is_some_and(|value| value == "1") {
        bless(&wanted, folder)?;
    }
    differences(&wanted, folder)
}

/// Writes the pages, and removes those of commands that are no more.
///
/// # Errors
/// The folder cannot be written.
pub fn bless(wanted: &BTreeMap<String, String>, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, text) in wanted {
        fs::write(folder.join(name), text)?;
    }
    present(folder)?
        .keys()
        .filter(|name| !wanted.contains_key(*name))
        .try_for_each(|old| fs::remove_file(folder.join(old)))
}

/// What is missing, out of date or too much in a folder of pages.
///
/// # Errors
/// The folder cannot be read.
pub fn differences(wanted: &BTreeMap<String, String>, folder: &Path) -> io::Result<Vec<String>> {
    let present = present(folder)?;
    let mut faults = Vec::new();
    for (name, text) in wanted {
        match present.get(name) {
            None => faults.push(format!("{name} is missing: GUICHET_BLESS=1 writes it")),
            Some(found) if found != text => {
                faults.push(format!("{name} is out of date: GUICHET_BLESS=1 writes it again"))
            }
            Some(_) => {}
        }
    }
    let old = present.keys().filter(|name| !wanted.contains_key(*name));
    faults.extend(old.map(|name| format!("{name} is of no command: GUICHET_BLESS=1 removes it")));
    Ok(faults)
}

/// The pages that a folder holds; none where there is no folder.
fn present(folder: &Path) -> io::Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".1") {
            found.insert(name, fs::read_to_string(&path)?);
        }
    }
    Ok(found)
}
