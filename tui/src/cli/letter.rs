//! `guichet letter`: a letter from a template, from the shell.

use super::{Context, Failure, paper};
use crate::out::job::Medium;
use crate::out::rows::Arrangement;
use crate::out::text;
use guichet_core::letter::{Blank, Letter, ValueRefusal, Values, explanation, letter};
use guichet_core::model::Lang;
use guichet_core::ports::catalog::Catalog;
use guichet_index::Guide;
use std::io::Write;

/// A letter to send by post: to ask for a right, to contest a decision, to pay little by little, to complain.
///
/// Without an identifier, the letters that are there. A letter is in French, since who receives it reads French; what is not filled in is
/// printed as dots to write on. No lawyer has reviewed it, and it says so. What is filled in is printed once and kept nowhere; but a shell
/// may keep the line that was typed: leave blank what others must not read there.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The letter, by the identifier that the list shows, such as recours-caf.
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// Fills in a blank, such as nom="Jeanne Martin"; several times for several. --explain names the blanks.
    #[arg(long, value_name = "BLANK=VALUE", requires = "id")]
    set: Vec<String>,
    /// What the letter is for, when and how to send it, what to enclose and what can be filled in, in the language of --lang.
    #[arg(long, requires = "id", conflicts_with_all = ["set", "print"])]
    explain: bool,
    /// Prints it through CUPS, on QUEUE or on the default printer.
    #[arg(long, value_name = "QUEUE", num_args = 0..=1, default_missing_value = "", require_equals = true, requires = "id")]
    print: Option<String>,
}

pub(super) fn run(context: &Context, args: &Args) -> Result<(), Failure> {
    // No letter needs the index.
    let guide = Guide::open(&context.folder()?)?;
    let lang = context.lang.unwrap_or(Lang::FR);
    let mut out = std::io::stdout().lock();
    let Some(id) = &args.id else {
        let longest = guide.letters().all(lang).map(|letter| letter.id().len()).max().unwrap_or_default();
        for letter in guide.letters().all(lang) {
            writeln!(out, "{:longest$}  {}", letter.id(), letter.item.title)?;
        }
        return Ok(());
    };
    let unknown = || Failure::user_error(format!("'{id}' is no letter: `guichet letter` lists those that are there"));
    let known = guide.letters().get(id, lang).ok_or_else(unknown)?;
    if args.explain {
        let made = explanation(&guide, id, lang, context.now()).ok_or_else(unknown)?;
        out.write_all(text::text(&made, text::PAGE, Arrangement::Below).as_bytes())?;
        writeln!(out)?;
        for blank in &known.blanks {
            writeln!(out, "--set {}=…  {}", blank.id, blank.name)?;
            for option in &blank.options {
                writeln!(out, "      {}  {}", option.id, option.name)?;
            }
        }
        return Ok(());
    }
    let values = values(known, &args.set)?;
    let made = letter(&guide, id, &values, context.now()).ok_or_else(unknown)?;
    match &args.print {
        None => Ok(out.write_all(text::text(&made, text::PAGE, Arrangement::Below).as_bytes())?),
        Some(queue) => paper::print(queue, &made, Medium::Page(Arrangement::Below), None, lang),
    }
}

/// The answers that a blank offers.
fn offered(blank: &Blank) -> String {
    let ids: Vec<&str> = blank.options.iter().map(|option| option.id.as_str()).collect();
    ids.join(if blank.several { ", " } else { " or " })
}

/// What is filled in. A message never says what was typed.
fn values(letter: &Letter, set: &[String]) -> Result<Values, Failure> {
    let mut values = Values::default();
    let names = || letter.blanks.iter().map(|blank| blank.id.as_str()).collect::<Vec<_>>().join(", ");
    for (number, given) in (1..).zip(set) {
        let (id, typed) = given
            .split_once('=')
            .ok_or_else(|| Failure::user_error(format!("--set number {number} has no '=': write BLANK=VALUE")))?;
        let blank = letter.blank(id.trim()).ok_or_else(|| {
            let message =
                format!("--set number {number}: no such blank in '{}': its blanks are {}", letter.id(), names());
            Failure::user_error(message)
        })?;
        values.set(blank, typed).map_err(|refusal| {
            Failure::user_error(match refusal {
                ValueRefusal::TooLong(most) => format!("--set {}: {most} characters at most", blank.id),
                ValueRefusal::NotOffered => format!("--set {}: not offered: write {}", blank.id, offered(blank)),
                ValueRefusal::OneOnly => format!("--set {}: one answer only: {}", blank.id, offered(blank)),
                ValueRefusal::Credential => format!(
                    "--set {}: a letter never holds a password, a code or the number of a payment card: leave it out",
                    blank.id
                ),
            })
        })?;
    }
    Ok(values)
}
