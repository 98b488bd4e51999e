//! What may be wrong with fiches and their zip. Proved here, each with one clear sentence that names the file:
//! - broken XML, DTDs, nesting without end, wrong roots, missing identifiers and dates are refused one by one;
//! - wrong encodings are read as what they are, endless fields are cut, both with a warning;
//! - a zip bomb is stopped by counting what it unpacks to, a path out of the zip is refused, other files are left out;
//! - a fiche that changes between the two passes is refused; a sink that fails stops the reader with its cause;
//! - one bad record never stops a run, no input makes it panic, and `read` = `kept` + `refused` throughout.

use guichet_content::{Finding, Severity};
use guichet_core::dice::Dice;
use guichet_core::model::{Commune, Item};
use guichet_core::text::dated;
use guichet_import::{Collected, Counts, ImportError, Sink, vosdroits};
use std::io::{Cursor, Error, ErrorKind, Write};
use zip::write::SimpleFileOptions;

fn fiche(id: &str, inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Publication xmlns:dc=\"http://purl.org/dc/elements/1.1/\" ID=\"{id}\" \
         type=\"Fiche d'information\">\n<dc:title>Aide {id}</dc:title>\n<dc:date>modified 2020-01-01</dc:date>\n{inside}\n</Publication>"
    )
}

fn sound(id: &str) -> String {
    fiche(id, "<Texte><Paragraphe>Une aide.</Paragraphe></Texte>")
}

/// What a source gave, and its counts.
struct Read {
    items: Vec<Item>,
    findings: Vec<Finding>,
    read: usize,
    kept: usize,
    refused: usize,
}

impl Read {
    fn new(counts: Counts, found: Collected) -> Self {
        let Counts { read, kept, refused } = counts;
        assert_eq!(read, kept + refused);
        Self { items: found.items, findings: found.findings, read, kept, refused }
    }
}

fn read(files: &[(&str, &[u8])]) -> Read {
    let names: Vec<String> = files.iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut found = Collected::default();
    let counts = vosdroits::read_files(&names, |index| Ok(files[index].1), &mut found).expect("kept");
    Read::new(counts, found)
}

/// Reads a bad file beside a good one: the good one is kept, the bad one refused with one sentence.
#[track_caller]
fn refused(bytes: &[u8], words: &[&str]) {
    let found = read(&[("F1.xml", bytes), ("F2.xml", sound("F2").as_bytes())]);
    let ids: Vec<&str> = found.items.iter().map(|item| item.source.id.as_str()).collect();
    assert_eq!((found.read, found.kept, found.refused, ids), (2, 1, 1, vec!["F2"]));
    let told: Vec<_> = found.findings.iter().filter(|warning| warning.severity == Severity::Refused).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    let sentence = told[0].to_string();
    assert!(sentence.starts_with("F1.xml"), "{sentence}");
    for word in words {
        assert!(sentence.contains(word), "'{word}' in: {sentence}");
    }
}

#[test]
fn broken_documents_are_refused_with_their_line() {
    refused(b"<Publication ID='F1'>\n<Texte>\n</Publication>", &["F1.xml:3", "broken XML"]);
    refused(b"", &["broken XML"]);
    refused(b"\x00\x01\x02", &["F1.xml"]);
    refused(sound("F1").replace("Une aide", "Une&nbsp;aide").as_bytes(), &["F1.xml:5", "broken XML"]);
    let bomb = sound("F1").replacen("\n", "\n<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n", 1);
    refused(bomb.replace("Une aide", "&b;").as_bytes(), &["DTD"]);
}

#[test]
fn nesting_without_end_is_refused_before_it_is_built() {
    let deep = format!("{}{}", "<Texte>".repeat(10_000), "</Texte>".repeat(10_000));
    refused(fiche("F1", &deep).as_bytes(), &["F1.xml:5", "nest"]);
    let wide = fiche("F1", &"<Texte/>".repeat(600_000));
    refused(wide.as_bytes(), &["elements"]);
}

#[test]
fn documents_that_are_no_fiches_are_refused_with_the_reason() {
    refused(b"<Arborescence><Item ID='N1'/></Arborescence>", &["<Arborescence>", "neither a fiche"]);
    refused(sound("F1").replace("ID=\"F1\"", "").as_bytes(), &["ID", "identifier"]);
    refused(sound("F1").replace("ID=\"F1\"", "ID=\"../F1\"").as_bytes(), &["../F1", "identifier"]);
    refused(sound("F1").replace("<dc:title>Aide F1</dc:title>", "").as_bytes(), &["F1", "title"]);
    refused(sound("F1").replace("modified 2020-01-01", "hier").as_bytes(), &["F1", "dc:date", "hier"]);
    refused(sound("F1").replace("ID=\"F1\"", "ID=\"A1\"").as_bytes(), &["A1", "left out"]);
    refused(fiche("F1", "").as_bytes(), &["no text"]);
}

#[test]
fn an_identifier_may_stand_in_the_metadata() {
    let xml = sound("F1").replace("ID=\"F1\"", "").replace("<dc:date>", "<dc:identifier>F1</dc:identifier><dc:date>");
    assert_eq!(read(&[("x.xml", xml.as_bytes())]).items[0].id, "vosdroits/F1");
}

#[test]
fn of_two_fiches_with_one_identifier_the_newer_is_kept() {
    let old = sound("F1");
    let new = old.replace("2020-01-01", "2024-01-01");
    for files in [[("a.xml", &old), ("b.xml", &new)], [("b.xml", &new), ("a.xml", &old)]] {
        let found = read(&files.map(|(name, xml)| (name, xml.as_bytes())));
        assert_eq!((found.items.len(), found.refused), (1, 1));
        assert_eq!(found.items[0].source.date.year, 2024);
        assert!(found.findings[0].source.starts_with("a.xml") && found.findings[0].message.contains("b.xml"));
    }
}

#[test]
fn wrong_encodings_are_read_as_what_they_are() {
    let latin = |xml: &str| xml.chars().map(|c| u8::try_from(u32::from(c)).expect("latin")).collect::<Vec<u8>>();
    let xml = sound("F1").replace("Une aide", "Une aide à l'été");
    let declared = xml.replace("UTF-8", "ISO-8859-1");
    for (bytes, warned) in
        [(latin(&declared), true), (latin(&xml), true), (declared.into_bytes(), true), (xml.into_bytes(), false)]
    {
        let found = read(&[("F1.xml", &bytes)]);
        assert_eq!(found.items[0].summary, "Une aide à l'été.");
        assert_eq!(found.findings.iter().any(|warning| warning.field == "encoding"), warned);
    }
    refused(&latin(&sound("F1").replace("UTF-8", "KOI8-R").replace("Une", "é")), &["koi8-r", "UTF-8"]);
}

#[test]
fn an_endless_field_is_cut_with_a_warning() {
    let long = "mot ".repeat(2_600_000);
    for xml in [
        fiche("F1", &format!("<Texte><Paragraphe>Une aide.</Paragraphe><Paragraphe>{long}</Paragraphe></Texte>")),
        sound("F1").replace("Aide F1", &long),
        fiche("F1", &format!("<dc:description>{long}</dc:description>")),
        fiche(
            "F1",
            &format!(
                "<Texte><Paragraphe>Une aide.</Paragraphe>{}</Texte>",
                "<Paragraphe>mot mot mot mot</Paragraphe>".repeat(60_000)
            ),
        ),
    ] {
        let found = read(&[("F1.xml", xml.as_bytes())]);
        assert_eq!(found.items.len(), 1);
        let size = serde_json::to_string(&found.items[0]).expect("json").len();
        assert!(size < 2_000_000, "{size}");
        let cut: Vec<_> = found.findings.iter().filter(|warning| warning.message.contains("cut")).collect();
        assert_eq!(cut.len(), 1, "{:?}", found.findings);
        assert!(cut[0].source.starts_with("F1.xml:") && cut[0].record == "F1", "{}", cut[0]);
    }
}

#[test]
fn a_fiche_of_thousands_of_everything_is_read_in_reasonable_time_and_size() {
    let many = |piece: fn(usize) -> String| (0..4_000).map(piece).collect::<String>();
    let chapters =
        many(|n| format!("<Chapitre><Titre>Chapitre {n}</Titre><Paragraphe>Texte {n}</Paragraphe></Chapitre>"));
    let cases = many(|n| format!("<Cas><Titre>Cas {n}</Titre><Paragraphe>Texte {n}</Paragraphe></Cas>"));
    let entries = many(|n| format!("<Paragraphe>a {n}</Paragraphe>"));
    let others = many(|n| {
        format!(
            "<OuSAdresser ID='R{n}'><Titre>Lieu {n}</Titre></OuSAdresser><Reference><Titre>Texte {n}</Titre></Reference>\
             <ServiceEnLigne ID='S{n}'><Titre>Service {n}</Titre></ServiceEnLigne><Nouveau{n}>mot</Nouveau{n}>"
        )
    });
    let xml = fiche(
        "F1",
        &format!("<Texte>{chapters}<BlocCas>{cases}</BlocCas><Liste><Item>{entries}</Item></Liste></Texte>{others}"),
    );
    let found = read(&[("F1.xml", xml.as_bytes())]);
    let item = &found.items[0];
    assert!(item.sections.len() < 320, "{}", item.sections.len());
    assert!(serde_json::to_string(item).expect("json").len() < 2_000_000);
    assert!(found.findings.len() < 300, "{}", found.findings.len());
}

#[test]
fn foreign_text_cannot_command_the_terminal_or_forge_marks() {
    let xml =
        fiche("F1", "<Texte><Paragraphe>a\u{202e}b ⟦9 €⟧ \u{200b}c</Paragraphe><Paragraphe>autre</Paragraphe></Texte>");
    let item = read(&[("F1\u{1b}[2J.xml", xml.as_bytes())]).items.remove(0);
    assert_eq!(item.summary, "ab ⟦9 €⟧ c", "the mark is ours, not the source's");
    assert_eq!(dated::plain(&item.summary), "ab 9 € c");
    let found = read(&[("F\u{1b}[2J.xml", b"<a/>")]);
    assert_eq!(found.findings[0].source, "F[2J.xml");
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a file");
        writer.write_all(bytes).expect("written");
    }
    writer.finish().expect("closed").into_inner()
}

fn try_zip(bytes: Vec<u8>) -> Result<Read, ImportError> {
    let mut found = Collected::default();
    vosdroits::read_zip(Cursor::new(bytes), "v.zip", &mut found).map(|counts| Read::new(counts, found))
}

fn read_zip(bytes: Vec<u8>) -> Read {
    try_zip(bytes).expect("a zip")
}

#[test]
fn a_zip_reads_like_its_folder() {
    let (one, two) = (sound("F1"), sound("F2"));
    let found = read_zip(zip(&[
        ("F1.xml", one.as_bytes()),
        ("sous/dossier/F2.xml", two.as_bytes()),
        ("I12.gif", b"GIF89a"),
        ("I13.gif", b"GIF89a"),
        ("menu.xml", b"<Menu/>"),
    ]));
    assert_eq!((found.read, found.kept, found.items.len()), (3, 2, 2));
    let told: Vec<String> = found.findings.iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|told| told.starts_with("menu.xml") && told.contains("left out")), "{told:?}");
    assert!(told.iter().any(|told| told.starts_with("v.zip") && told.contains("2 files") && told.contains(".gif")));
}

#[test]
fn a_zip_bomb_is_stopped_by_what_it_unpacks_to() {
    let huge = vec![b' '; 40 << 20];
    let packed = zip(&[("F1.xml", &huge), ("F2.xml", sound("F2").as_bytes())]);
    assert!(packed.len() < 200_000, "it is small when packed");
    let found = read_zip(packed);
    assert_eq!((found.kept, found.refused), (1, 1));
    assert!(
        found.findings[0].source == "F1.xml" && found.findings[0].message.contains("32 MB"),
        "{}",
        found.findings[0]
    );
}

#[test]
fn a_path_out_of_the_zip_is_refused() {
    let found = read_zip(zip(&[("../../F1.xml", sound("F1").as_bytes()), ("F2.xml", sound("F2").as_bytes())]));
    assert_eq!((found.kept, found.refused), (1, 1));
    assert!(found.findings[0].message.contains("out of the zip"), "{}", found.findings[0]);
}

#[test]
fn what_is_no_zip_is_one_sentence() {
    let mut cut = zip(&[("F1.xml", sound("F1").as_bytes())]);
    cut.truncate(cut.len() / 2);
    for bytes in [b"not a zip".to_vec(), Vec::new(), cut] {
        let error = try_zip(bytes).err().expect("no zip");
        assert!(matches!(error, ImportError::NotAnArchive { .. }) && error.is_user_error(), "{error:?}");
        assert!(error.to_string().starts_with("v.zip is not a zip"), "{error}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_refused_and_the_run_goes_on() {
    let names = ["F1.xml".to_owned(), "F2.xml".to_owned()];
    let open = |index| match index {
        0 => Err(Error::new(ErrorKind::PermissionDenied, "denied")),
        _ => Ok(Cursor::new(sound("F2"))),
    };
    let mut collected = Collected::default();
    let counts = vosdroits::read_files(&names, open, &mut collected).expect("kept");
    let found = Read::new(counts, collected);
    assert_eq!((found.read, found.kept, found.refused), (2, 1, 1));
    assert!(found.findings[0].message.contains("rights"), "{}", found.findings[0]);
}

#[test]
fn no_damage_to_a_fiche_or_its_zip_makes_it_panic() {
    let fixture = include_bytes!("../fixtures/vosdroits/F90001.xml");
    let packed = zip(&[("F90001.xml", fixture)]);
    let mut dice = Dice(9);
    let mut random = move |below| dice.below(below);
    let mut damage = |bytes: &[u8]| {
        let mut bytes = bytes.to_vec();
        for _ in 0..=random(3) {
            let at = random(bytes.len());
            match random(4) {
                0 => bytes[at] = random(256) as u8,
                1 => drop(bytes.drain(at..(at + random(40)).min(bytes.len()))),
                2 => bytes.truncate(at.max(1)),
                _ => {
                    let from = random(bytes.len());
                    let piece = bytes[from..(from + random(200)).min(bytes.len())].to_vec();
                    bytes.splice(at..at, piece);
                }
            }
        }
        bytes
    };
    for _ in 0..400 {
        read(&[("F90001.xml", &damage(fixture))]);
        let _ = try_zip(damage(&packed));
    }
}

#[test]
fn a_fiche_that_changes_between_the_two_passes_is_refused_and_the_run_goes_on() {
    let names = ["F1.xml".to_owned(), "F2.xml".to_owned()];
    let mut opened = 0;
    let open = |index: usize| {
        opened += 1;
        let id = if opened > 2 && index == 0 { "F3" } else { ["F1", "F2"][index] };
        Ok(Cursor::new(sound(id)))
    };
    let mut collected = Collected::default();
    let counts = vosdroits::read_files(&names, open, &mut collected).expect("kept");
    let found = Read::new(counts, collected);
    assert_eq!((found.read, found.kept, found.refused, found.items.len()), (2, 1, 1, 1));
    assert!(found.findings[0].message.contains("changed while it was read"), "{}", found.findings[0]);
}

/// A sink on a disk that is full after a few items.
struct Full(usize);

impl Sink for Full {
    fn item(&mut self, _: Item) -> std::io::Result<()> {
        self.0 = self.0.checked_sub(1).ok_or(ErrorKind::StorageFull)?;
        Ok(())
    }

    fn commune(&mut self, _: Commune) -> std::io::Result<()> {
        Ok(())
    }

    fn finding(&mut self, _: Finding) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_stops_the_reader_with_its_cause() {
    let names: Vec<String> = (1..10).map(|number| format!("F{number}.xml")).collect();
    let mut opened = 0;
    let open = |index: usize| {
        opened += 1;
        Ok(Cursor::new(sound(&format!("F{}", index + 1))))
    };
    let error = vosdroits::read_files(&names, open, &mut Full(2)).expect_err("full");
    assert!(matches!(&error, ImportError::NotKept { source } if source.kind() == ErrorKind::StorageFull), "{error}");
    assert_eq!(opened, 9 + 3, "nothing is read that nobody can keep");
}
