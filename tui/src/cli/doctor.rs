//! `guichet doctor`: what is installed, loaded, stale or broken, and what to do.

use super::{Context, Failure};
use guichet_index::{Diagnosis, State, doctor};
use std::io::{IsTerminal, Write};

/// The smallest screen the kiosk is usable on, in columns and rows.
const SMALLEST: (u16, u16) = (40, 15);

/// What is installed, loaded, stale or broken, and what to do.
///
/// Ends with 0 when all is well, with 1 when somebody must do something. It changes nothing.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Prints JSON, one object a finding.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(context: &Context, args: &Args) -> Result<(), Failure> {
    let version = Diagnosis::fine("guichet", format!("version {}", env!("CARGO_PKG_VERSION")));
    let mut findings = vec![version];
    findings.extend(doctor(&context.loaded, context.now().date)?);
    findings.extend(terminal());
    let mut out = std::io::stdout().lock();
    for finding in &findings {
        if args.json {
            writeln!(out, "{}", serde_json::to_string(finding).map_err(std::io::Error::from)?)?;
            continue;
        }
        let sign = match finding.state {
            State::Fine => "ok  ",
            State::Note => "note",
            State::Problem => "DO  ",
        };
        writeln!(out, "{sign}  {}: {}", finding.subject, finding.said)?;
        if !finding.remedy.is_empty() {
            writeln!(out, "      {}", finding.remedy)?;
        }
    }
    match findings.iter().filter(|finding| finding.state == State::Problem).count() {
        0 => Ok(()),
        1 => Err(Failure::user_error("one thing needs somebody: see DO above")),
        count => Err(Failure::user_error(format!("{count} things need somebody: see DO above"))),
    }
}

/// What the screens will find.
fn terminal() -> Vec<Diagnosis> {
    let subject = "terminal";
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let mut findings = Vec::new();
    if std::io::stdout().is_terminal() {
        match crossterm::terminal::size() {
            Ok((columns, rows)) if columns < SMALLEST.0 || rows < SMALLEST.1 => findings.push(Diagnosis::problem(
                subject,
                format!("{columns} columns and {rows} rows: too small for the screens"),
                format!("Make it at least {} by {}, or use `guichet chat`", SMALLEST.0, SMALLEST.1),
            )),
            Ok((columns, rows)) => {
                findings.push(Diagnosis::fine(subject, format!("{columns} columns and {rows} rows")));
            }
            Err(_) => {}
        }
    } else {
        findings.push(Diagnosis::fine(subject, "none here: `guichet chat` works without one"));
    }
    let colours = match (variable("NO_COLOR"), variable("COLORTERM"), variable("TERM")) {
        (Some(_), ..) => Diagnosis::fine(subject, "no colours: NO_COLOR is set"),
        (None, Some(depth), _) if depth == "truecolor" || depth == "24bit" => {
            Diagnosis::fine(subject, "16 million colours")
        }
        (None, _, Some(term)) if term.contains("256color") => Diagnosis::fine(subject, "256 colours"),
        (None, _, Some(term)) if term == "dumb" => {
            Diagnosis::note(subject, "no colours and no screens: TERM is dumb", "")
        }
        (None, _, Some(term)) => Diagnosis::fine(subject, format!("16 colours ({term})")),
        (None, _, None) => {
            Diagnosis::note(subject, "TERM is not set", "Set it to the terminal's name, such as xterm-256color")
        }
    };
    findings.push(colours);
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable).unwrap_or_default();
    let utf8 = locale.to_ascii_lowercase().replace('-', "").contains("utf8");
    findings.push(if utf8 {
        Diagnosis::fine(subject, format!("UTF-8 ({locale})"))
    } else {
        let said =
            if locale.is_empty() { "no locale is set".to_owned() } else { format!("the locale {locale} is not UTF-8") };
        Diagnosis::note(subject, said, "If accents look wrong: export LANG=C.UTF-8, or fr_FR.UTF-8")
    });
    findings
}
