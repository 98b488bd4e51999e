#![allow(clippy::all, clippy::unwrap_used, clippy::print_stdout)]
use guichet_core::model::*;
use guichet_core::text::dated;
fn show(b: &[Block], d: usize) {
    let p = "  ".repeat(d);
    let r = |t: &str| dated::render(t, |f| format!("<<{f}>>"));
    for b in b {
        match b {
            Block::Text(t) => println!("{p}{}", r(t)),
            Block::Heading(t) => println!("{p}### {}", r(t)),
            Block::List(l) => l.iter().for_each(|e| println!("{p}- {}", r(e))),
            Block::Table(t) => t.iter().for_each(|e| println!("{p}| {}", r(&e.join(" | ")))),
            Block::Case { title, blocks } => {
                println!("{p}[CAS] {}", r(title));
                show(blocks, d + 1)
            }
            Block::Note { title, blocks } => {
                println!("{p}[NOTE] {}", r(title));
                show(blocks, d + 1)
            }
        }
    }
}
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let t = std::time::Instant::now();
    let path = &a[1];
    let batch = if std::path::Path::new(path).is_dir() {
        guichet_import::vosdroits::read_files(std::fs::read_dir(path).unwrap().map(|e| {
            let e = e.unwrap();
            (e.file_name().into_string().unwrap(), std::fs::read(e.path()))
        }))
    } else {
        guichet_import::vosdroits::read_zip(std::fs::File::open(path).unwrap(), path).unwrap()
    };
    eprintln!(
        "{:?} read {} kept {} refused {} items {} warnings {}",
        t.elapsed(),
        batch.read,
        batch.kept,
        batch.refused,
        batch.items.len(),
        batch.warnings.len()
    );
    if a.len() == 2 {
        for w in &batch.warnings {
            println!("{:?} {w}", w.severity);
        }
        return;
    }
    if a[2] == "json" {
        for i in &batch.items {
            println!("{}", serde_json::to_string(i).unwrap());
        }
        return;
    }
    for id in &a[2..] {
        let Some(i) = batch.items.iter().find(|i| &i.source.id == id) else {
            println!("no {id}");
            continue;
        };
        println!(
            "\n================ {} {} [{}]\nTHEMES {:?} COUNTERS {:?}\nKEYS {:?}\nSUMMARY {}",
            i.id,
            i.title,
            i.source.date,
            i.themes,
            i.counters,
            i.keywords,
            dated::render(&i.summary, |f| format!("<<{f}>>"))
        );
        for s in &i.sections {
            println!("\n== [{}] {}", s.kind.name(), s.heading);
            show(&s.blocks, 1);
        }
        for r in &i.routes {
            println!("ROUTE {:?} {} | {}", r.kind, r.target, r.label);
        }
        for p in &i.phones {
            println!("PHONE {} | {} | {}", p.number, p.name, p.terms);
        }
    }
}
