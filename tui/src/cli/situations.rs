//! `guichet situations`: the life situations that people can start from, as a list or drawn.

use super::{Context, Failure};
use guichet_core::model::{Lang, Situation};
use guichet_core::talk::graph;
use std::io::Write;

/// The life situations that people can start from: a list, or their questions drawn.
///
/// Without ID, `--graph` gives all of them: as Mermaid, one Markdown page; as dot, one graph after the other. Those of the
/// packs are there too. The language is that of --lang, else French.
#[derive(clap::Args)]
pub(super) struct Args {
    /// A situation, by the identifier that the list shows, such as loyer-impaye.
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// Draws questions, choices and answers, as text.
    #[arg(long)]
    graph: bool,
    /// How a graph is written.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Mermaid, requires = "graph")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Format {
    Mermaid,
    Dot,
}

impl From<Format> for graph::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Mermaid => Self::Mermaid,
            Format::Dot => Self::Dot,
        }
    }
}

pub(super) fn run(context: &Context, args: &Args) -> Result<(), Failure> {
    // Flows are read without the index, which takes longer to open.
    let guide = guichet_index::Guide::open(&context.folder()?)?;
    let lang = context.lang.unwrap_or(Lang::FR);
    let mut found: Vec<&Situation> = guide.situations().all(lang).collect();
    if let Some(id) = &args.id {
        found.retain(|situation| name(situation) == id.trim_start_matches("situation/"));
        if found.is_empty() {
            let message = format!("no situation '{id}': `guichet situations` lists those that are there");
            return Err(Failure::user_error(message));
        }
    }
    let mut out = std::io::stdout().lock();
    match (args.graph, args.id.is_some(), args.format) {
        (true, false, Format::Mermaid) => write!(out, "{}", graph::page(found))?,
        (true, ..) => {
            found.into_iter().try_for_each(|one| write!(out, "{}", graph::draw(one, args.format.into())))?;
        }
        (false, ..) => {
            let longest = found.iter().map(|situation| name(situation).len()).max().unwrap_or_default();
            for situation in found {
                let item = &situation.item;
                writeln!(out, "{:longest$}  {} [{}]", name(situation), item.title, item.themes.join(", "))?;
            }
        }
    }
    Ok(())
}

/// The folder of a situation: its identifier on the command line.
fn name(situation: &Situation) -> &str {
    &situation.item.source.id
}
