//! `guichet check`: the lint of content.

use super::{Context, Failure};
use guichet_index::{Finding, Quality, Score, Severity, check, check_path, page, quality};
use std::io::Write;
use std::path::PathBuf;

/// Lint of content: file, line, what is wrong, how to mend.
///
/// Ends with 1 if anything is refused. Warnings alone end with 0.
#[derive(clap::Args)]
pub(super) struct Args {
    /// A content folder, or the folder of one card. Without it: the content built into the program (reported as
    /// content/…) and the packs of the data folder.
    path: Option<PathBuf>,
    /// Prints JSON, one object a finding, then the counts.
    #[arg(long)]
    json: bool,
    /// Prints how plain the language is as well: lengths, long words, passives, connectives, by language.
    #[arg(long, conflicts_with = "json")]
    measures: bool,
    /// Looks at the places instead: values that cannot be right, and a score for each source, of the packs and of the
    /// content built in.
    #[arg(long, conflicts_with_all = ["path", "measures"])]
    places: bool,
    /// Writes the scores of the places as a page (Markdown, in French) for those who publish them.
    #[arg(long, value_name = "FILE", requires = "places")]
    out: Option<PathBuf>,
}

pub(super) fn run(context: &Context, args: &Args) -> Result<(), Failure> {
    let today = context.now().date;
    if args.places {
        return places(args, &quality(&context.folder()?, today)?);
    }
    let checked = match &args.path {
        Some(path) => check_path(path, today)?,
        None => check(&context.folder()?, today)?,
    };
    let refused = checked.refused();
    let warnings = checked.findings.len() - refused;
    let mut out = std::io::stdout().lock();
    for finding in &checked.findings {
        if args.json {
            writeln!(out, "{}", serde_json::to_string(finding).map_err(std::io::Error::from)?)?;
        } else {
            writeln!(out, "{}", line(finding))?;
        }
    }
    if args.json {
        writeln!(out, "{{\"read\":{},\"warnings\":{warnings},\"refused\":{refused}}}", checked.read)?;
    } else {
        if args.measures {
            write!(out, "{}", checked.plain.table())?;
        }
        writeln!(out, "{} cards and packs read: {refused} refused, {warnings} warnings", checked.read)?;
    }
    if refused == 0 {
        Ok(())
    } else {
        Err(Failure::user_error("what is refused cannot be shown to anybody: mend it first"))
    }
}

/// The places: findings and scores, or the scores alone in words, where the page has the findings.
fn places(args: &Args, quality: &Quality) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    for finding in quality.findings.iter().filter(|_| args.json || args.out.is_none()) {
        if args.json {
            writeln!(out, "{}", serde_json::to_string(finding).map_err(std::io::Error::from)?)?;
        } else {
            writeln!(out, "{}", line(finding))?;
        }
    }
    for (source, score) in &quality.sources {
        if args.json {
            #[derive(serde::Serialize)]
            struct Line<'l> {
                source: &'l str,
                #[serde(flatten)]
                score: &'l Score,
            }
            writeln!(out, "{}", serde_json::to_string(&Line { source, score }).map_err(std::io::Error::from)?)?;
        } else {
            let Score { places, usable, hours, position, fresh, .. } = *score;
            let shares = [("usable", usable), ("hours", hours), ("position", position), ("fresh", fresh)];
            let shares = shares.map(|(what, count)| format!("{what} {} %", score.share(count))).join(", ");
            writeln!(out, "{source}: {places} places, score {} of 100: {shares}", score.score)?;
        }
    }
    if let Some(file) = &args.out {
        std::fs::write(file, page(quality))
            .map_err(|error| Failure::user_error(format!("{} cannot be written ({error})", file.display())))?;
        super::say(&format!("the page is in {}", file.display()));
    }
    match quality.refused() {
        0 => Ok(()),
        _ => Err(Failure::user_error("a pack cannot be read: import its source again")),
    }
}

fn line(finding: &Finding) -> String {
    let Finding { source, record, field, message, severity } = finding;
    let how = match severity {
        Severity::Refused => "refused",
        Severity::Warning => "warning",
    };
    let about: Vec<&str> = [record.as_str(), field.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    let about = if about.is_empty() { String::new() } else { format!("{}: ", about.join(", ")) };
    format!("{source}: {how}: {about}{message}")
}
