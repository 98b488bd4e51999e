//! The counters of France services, in both editions of their list: where somebody helps with any administration, in
//! person. CSV, one row a counter, a column a day. E-mail addresses are never read: some are a person's own.
//!
//! Hours are kept where the row says one thing. A counter that travels, or has several sites in one row, is asked by phone
//! first: its hours are unknown, and what was written stands beside them.

use crate::communes::commune_code;
use crate::contact;
use crate::error::ImportError;
use crate::fields::{self, line, remark};
use crate::hours::{Week, minutes};
use crate::input;
use crate::position::Around;
use crate::record::{Origin, Record, Run};
use crate::sink::{Counts, Output, Sink};
use crate::structure::TRAVELLING;
use guichet_core::model::Date;
use guichet_core::text::normal::fold;
use std::io::Read;

/// Name of the source.
pub const SOURCE: &str = "france-services";
/// Who publishes it.
pub const PUBLISHER: &str = "ANCT, liste des France services";
/// Under which licence.
pub const LICENCE: &str = "etalab-2.0";
/// The kind of place, as the fiches of service-public.fr name it.
pub const KIND: &str = "msap";

/// Columns, by every name they have had.
const ID: &[&str] = &["id_fs", "id"];
const NAME: &[&str] = &["lib_fs", "nom"];
const CODE: &[&str] = &["insee_com", "code_insee"];
const DAYS: [&str; 6] = ["h_lundi", "h_mardi", "h_mercredi", "h_jeudi", "h_vendredi", "h_samedi"];

pub(crate) const ORIGIN: Origin<'_> = Origin { name: SOURCE, publisher: PUBLISHER, licence: LICENCE, figures: 24 };

/// Reads a list. `name` is the file as the operator gave it: eight digits in it are the day of the list, else the rows are
/// as old as `around` says.
///
/// # Errors
/// The file is of another kind or cannot be read, or the sink fails.
pub fn read(reader: impl Read, name: &str, around: &Around<'_>, sink: &mut dyn Sink) -> Result<Counts, ImportError> {
    let mut table = input::table(reader, name, SOURCE)?;
    table.require(&[("id_fs", ID), ("lib_fs", NAME), ("h_lundi", &DAYS[..1])])?;
    let date = day_of(name).unwrap_or(around.undated);
    let mut run = Run::new(name, &ORIGIN, around, sink);
    while table.next(&mut run.out) {
        let row = Row { get: &|names| table.get(names), source: table.source() };
        let record = row.record(&mut run.out);
        run.keep(Record { date: Some(date), ..record });
    }
    run.done()
}

/// The day that eight digits of a name write: `liste-fs-20240801.csv`.
fn day_of(name: &str) -> Option<Date> {
    let parts = name.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 8);
    parts.filter_map(|part| Date::parse(&format!("{}-{}-{}", &part[..4], &part[4..6], &part[6..]))).next_back()
}

/// One row of the list.
struct Row<'a> {
    get: &'a dyn Fn(&[&str]) -> String,
    source: String,
}

impl Row<'_> {
    fn line(&self, names: &[&str]) -> String {
        line(&(self.get)(names))
    }

    fn record(&self, out: &mut Output<'_>) -> Record {
        let (id, commune_code) = (self.line(ID), commune_code(&(self.get)(CODE)).unwrap_or_default());
        let street = [self.line(&["adresse"]), self.line(&["complement_adresse"])];
        let phones = contact::phones(&(self.get)(&["telephone", "téléphone"]));
        let remark = remark(&unescaped(&(self.get)(&["commentaire"])));
        let says = remark.chars().any(char::is_alphanumeric);
        // Where a bus stops and when is written in as many ways as there are buses, most often without hours or without the
        // commune: it is read by people.
        let heading =
            if self.travels() { "Ce lieu se déplace : ce qu'il précise" } else { "Ce que le lieu précise" };
        Record {
            name: self.line(NAME),
            kinds: vec![KIND.to_owned()],
            street: street.into_iter().filter(|line| !line.is_empty()).collect(),
            postal_code: fields::postal_code(&(self.get)(&["code_postal"]), &commune_code).unwrap_or_default(),
            commune: fields::town(&(self.get)(&["lib_com", "commune"])),
            commune_code,
            position: fields::position(&(self.get)(&["latitude"]), &(self.get)(&["longitude"])),
            hours: self.hours(out, &id),
            phones: phones.into_iter().map(|number| (number, String::new())).collect(),
            notes: says.then_some((heading, remark)).into_iter().collect(),
            features: self.travels().then(|| TRAVELLING.into()).into_iter().collect(),
            source: self.source.clone(),
            id,
            ..Record::default()
        }
    }

    /// Whether it travels, or has several sites: then a time and a place are known by phone only.
    fn is_elsewhere(&self) -> bool {
        self.travels() || fold(&(self.get)(&["format_fs"])).contains("multisite")
    }

    /// Whether it travels: its address is where it starts from, or its office.
    fn travels(&self) -> bool {
        let form = fold(&(self.get)(&["format_fs"]));
        ["bus", "itinerant"].iter().any(|word| form.contains(word)) || fold(&(self.get)(&["itinerance"])) == "oui"
    }

    /// The week, day by day.
    fn hours(&self, out: &mut Output<'_>, id: &str) -> Week {
        let mut week = Week::default();
        for (day, column) in DAYS.iter().enumerate() {
            let cell = self.line(&[column]);
            if cell.chars().all(|c| !c.is_alphanumeric()) {
                continue;
            }
            let spans = spans(&cell);
            let apart = |spans: &Vec<(u16, u16)>| spans.windows(2).all(|pair| pair[0].1 <= pair[1].0);
            match spans.filter(apart) {
                Some(spans) if self.is_elsewhere() => spans.into_iter().for_each(|span| {
                    week.doubt(day, Some(span), "itinérant ou plusieurs sites");
                }),
                Some(spans) => {
                    for (from, to) in spans {
                        week.open(day, from, to);
                    }
                }
                None => {
                    out.warn(&self.source, id, column, "not one span after another: unknown, with what was written");
                    week.doubt(day, None, &cell);
                }
            }
        }
        week
    }
}

/// A text without the escapes that some cells are written in: `Le\\x20bus`, `d\\u2019Avignon`.
fn unescaped(text: &str) -> String {
    let mut parts = text.split('\\');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = match part.chars().next() {
            Some('x') => 2,
            Some('u') => 4,
            _ => 0,
        };
        let code = part.get(1..1 + digits).filter(|code| code.chars().all(|c| c.is_ascii_hexdigit()));
        let sign = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        match sign {
            Some(sign) => out.extend([sign].into_iter().chain(part.chars().skip(1 + digits))),
            None => out.extend(['\\'].into_iter().chain(part.chars())),
        }
    }
    out
}

/// Spans of a cell in order: `09:00 - 12:00 / 13:30 - 17:00`, with or without spaces; what stands for nothing
/// (`00:00 - 00:00`) is left out. `None` where it says anything else.
pub(crate) fn spans(cell: &str) -> Option<Vec<(u16, u16)>> {
    let mut spans = Vec::new();
    let spaced = cell.replace(['-', '–', '/', 'à'], " ");
    let times: Vec<u16> = spaced.split_whitespace().map(minutes).collect::<Option<_>>()?;
    for pair in times.chunks(2) {
        match pair {
            [from, to] if from < to => spans.push((*from, *to)),
            [0, 0] => {}
            _ => return None,
        }
    }
    spans.sort_unstable();
    spans.dedup();
    Some(spans)
}

#[cfg(test)]
mod tests {
    //! - both editions are read: hours, address, position, remarks, the day of the list;
    //! - what travels says so, and has no sure hours at its base; a day that says two things, or no hours, is unknown with what was written;
    //! - a row without a name or a way to go there is refused; the same counter stands once;
    //! - nothing of an e-mail address is kept.

    use super::*;
    use crate::position::CommunePoints;
    use crate::sink::Collected;
    use guichet_content::Features;

    const OLD: &str = "\u{feff}id_fs,lib_fs,adresse,complement_adresse,insee_com,code_postal,lib_com,latitude,longitude,mail,telephone,h_lundi,h_mardi,h_mercredi,h_jeudi,h_vendredi,h_samedi,commentaire,itinerance,format_fs\n";
    const NEW: &str = "id_fs;lib_fs;adresse;insee_com;code_postal;lib_com;latitude;longitude;telephone;h_lundi;h_mardi;h_mercredi;h_jeudi;h_vendredi;h_samedi;prise_rdv;commentaire;type_fs;format_fs\n";

    fn read_of(name: &str, text: &str) -> (Counts, Collected) {
        let mut sink = Collected::default();
        let (communes, features) = (CommunePoints::default(), Features::default());
        let undated = Date { year: 2026, month: 1, day: 2 };
        let around = Around { undated, communes: &communes, features: &features };
        let counts = read(text.as_bytes(), name, &around, &mut sink).expect("a list");
        (counts, sink)
    }

    #[test]
    fn both_editions_are_read() {
        let row = "7,France  services de Test,1 rue X,Mairie,01033,01200,Testville,46.1,5.8,a@b.fr,0450000000,09:00 - 12:00 / 13:30 - 17:00,09:00-12:00,,-,14:00 - 17:00,,Écrire à a@b.fr ou appeler,Non,Site principal\n";
        let (counts, old) = read_of("liste-fs-20221201.csv", &format!("{OLD}{row}"));
        assert_eq!((counts.read, counts.kept), (1, 1));
        let item = &old.items[0];
        let place = item.place.as_ref().expect("a place");
        assert_eq!((item.id.as_str(), item.title.as_str()), ("place/msap-01033-7", "France services de Test"));
        assert_eq!(place.hours, "Mo 09:00-12:00,13:30-17:00; Tu 09:00-12:00; Fr 14:00-17:00");
        assert_eq!((place.address.as_str(), place.phone.as_str()), ("1 rue X\nMairie", "04 50 00 00 00"));
        assert_eq!(item.source.date, Date { year: 2022, month: 12, day: 1 });
        assert!(!serde_json::to_string(item).expect("JSON").contains('@'));
        let row = "8;FS;2 rue Y;01033;01200;Testville;46,1;5,8;0450000000;09:00 - 12:00;;;;;;Oui;.;Principal;Fixe\n";
        let (_, new) = read_of("fs.csv", &format!("{NEW}{row}"));
        let item = &new.items[0];
        assert_eq!(item.source.date, Date { year: 2026, month: 1, day: 2 });
        assert!(item.sections.is_empty() && item.position().is_some());
    }

    #[test]
    fn what_is_not_sure_is_unknown() {
        let row = |form: &str, hours: &str| {
            format!("9;FS;2 rue Y;01033;01200;T;46.1;5.8;;{hours};;;;;;Non;;Principal;{form}\n")
        };
        for (form, hours, osm) in [
            ("Bus_équivalent", "09:30 - 16:30", "Mo 09:30-16:30 unknown \"itinérant ou plusieurs sites\""),
            ("Fixe", "09:00 - 12:30 / 09:00 - 17:00", "Mo unknown \"09:00 - 12:30 / 09:00 - 17:00\""),
            ("Fixe", "sur rendez-vous", "Mo unknown \"sur rendez-vous\""),
            ("Fixe", "00:00 - 00:00 / 09:00 - 12:00", "Mo 09:00-12:00"),
            ("Fixe", "9h-12h", "Mo 09:00-12:00"),
        ] {
            let (_, found) = read_of("fs.csv", &format!("{NEW}{}", row(form, hours)));
            assert_eq!(found.items[0].place.as_ref().expect("a place").hours, osm, "{hours}");
        }
    }

    #[test]
    fn what_travels_says_so() {
        let features: Features = include_str!("../../../content/features.toml").parse().expect("the vocabulary");
        let communes = CommunePoints::default();
        let around =
            Around { undated: Date { year: 2026, month: 1, day: 2 }, communes: &communes, features: &features };
        let remark = "Le\\x20bus\\x20s\u{2019}arr\\xEAte \\u00e0 T, C:\\x, \\u12";
        for (form, travels) in [("Bus_équivalent", true), ("Itinérante", true), ("Multisites", false), ("Fixe", false)]
        {
            let row =
                format!("9;FS;2 rue Y;01033;01200;T;46.1;5.8;;09:30 - 16:30;;;;;;Non;\"{remark}\";Principal;{form}\n");
            let mut found = Collected::default();
            read(format!("{NEW}{row}").as_bytes(), "fs.csv", &around, &mut found).expect("a list");
            let item = &found.items[0];
            let place = item.place.as_ref().expect("a place");
            assert_eq!(place.features.iter().any(|id| id == TRAVELLING), travels, "{form}");
            let heading = if travels { "Ce lieu se déplace : ce qu'il précise" } else { "Ce que le lieu précise" };
            assert_eq!(item.sections[0].heading, heading);
            let text = format!("{:?}", item.sections[0].blocks);
            assert!(text.contains("Le bus s\u{2019}arrête à T, C:"), "{text}");
            assert_eq!(place.hours.contains("unknown"), form != "Fixe", "hours of a base are not those of a stop");
        }
    }

    #[test]
    fn what_nobody_could_use_is_refused() {
        let rows = [
            "1;;x;01033;;T;46;5;;;;;;;;;;;",
            "2;FS;;;;;;;;;;;;;;;;;",
            "3;FS;x;01033;;T;46;5;;;;;;;;;;;",
            "3;FS;x;01033;;T;46;5;;;;;;;;;;;",
        ];
        let (counts, found) = read_of("fs.csv", &format!("{NEW}{}\n", rows.join("\n")));
        assert_eq!((counts.read, counts.kept, counts.refused), (4, 1, 3));
        assert!(found.findings.iter().any(|finding| finding.message.contains("twice")));
        let (communes, features) = (CommunePoints::default(), Features::default());
        let undated = Date { year: 2026, month: 1, day: 2 };
        let around = Around { undated, communes: &communes, features: &features };
        assert!(read(b"a,b\n1,2\n".as_slice(), "x", &around, &mut Collected::default()).is_err());
    }
}
