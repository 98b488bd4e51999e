//! What reading a message for distress costs, and what it costs at the start of each program: the phrases of every
//! language are read and compiled before the first screen.
//!
//! `cargo bench -p guichet-content`; a part alone: `cargo bench -p guichet-import -- read`.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use guichet_content::authored::{self, Texts};
use guichet_core::text::distress::Distress;
use guichet_core::text::reader::Reader;
use std::fs;
use std::hint::black_box;
use std::path::Path;

/// The files of a folder of `content`, those of its folders aside.
fn texts(folder: &str) -> Texts {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content").join(folder);
    let files = fs::read_dir(path).expect("a folder").map(|entry| entry.expect("a file").path());
    let read = |path: std::path::PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (format!("{folder}/{name}"), fs::read_to_string(path).expect("UTF-8"))
    };
    files.filter(|path| path.is_file()).map(read).collect()
}

fn start(c: &mut Criterion) {
    let texts = texts("emergency");
    c.bench_function("start/read the files", |b| b.iter(|| authored::read(black_box(&texts))));
    let phrases = authored::read(&texts).phrases;
    c.bench_function("start/build the matcher", |b| {
        b.iter_batched(|| phrases.clone(), Distress::new, BatchSize::LargeInput);
    });
}

fn read(c: &mut Criterion) {
    // As large as the reader that the program carries, though cards and needs teach it nothing here.
    let mut all = texts("emergency");
    all.extend(texts("emergency/training"));
    let authored = authored::read(&all);
    let reader = Reader::open(authored::reader(&authored, ""));
    let distress = Distress::new(authored.phrases).with(reader);
    let letter = "le loyer de la maison que je dois payer avant la fin du mois de mars ".repeat(40);
    for (name, text) in [
        ("a need", "comment demander une aide au logement quand on est étudiant"),
        ("a cry", "aidez moi mon mari me frappe"),
        ("a cry misspelt", "jpe pu vivr com sa g envi den finir"),
        ("a cry in Arabic", "زوجي يضربني كل يوم"),
        ("a long letter", letter.as_str()),
        ("a hundred thousand letters", &"mefrapxmonmarx ".repeat(6_667)),
    ] {
        c.bench_function(&format!("read/{name}"), |b| b.iter(|| distress.read(black_box(text), None)));
    }
}

criterion_group!(benches, start, read);
criterion_main!(benches);
