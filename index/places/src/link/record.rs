//! What linking knows of one record: one text and a few numbers, so that a country's worth stays small.

use guichet_core::model::{Item, Position, city_of};
use guichet_core::text::normal::fold;
use serde::{Deserialize, Serialize};

/// The parts of the text, in their order.
#[derive(Clone, Copy)]
enum Part {
    Source,
    Kinds,
    Name,
    Commune,
    Street,
    Host,
}

const PARTS: usize = 6;
/// Longest part that is kept, in bytes; what a name or a street says comes sooner.
const LONGEST: usize = 200;

/// One record of one source, about 200 bytes of memory. Records are compared by what they say; `row` only leads back to
/// where it came from, and decides nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Record {
    text: Box<str>,
    ends: [u16; PARTS],
    /// INSEE code of the commune; zeros where unknown.
    commune_code: [u8; 5],
    /// Postal code; zeros where unknown.
    postal_code: [u8; 5],
    /// Digits of the phone as dialled in France, after a leading 1; 0 where unknown.
    phone: u64,
    /// SIRET; 0 where unknown.
    siret: u64,
    /// Latitude and longitude in millionths of a degree.
    at: Option<(i32, i32)>,
    /// Date of what it says, in days since 1970.
    days: i32,
    /// The caller's number of the record.
    pub row: u32,
}

impl Record {
    /// The record of an item that is a place; `None` for any other item.
    pub fn new(row: u32, item: &Item) -> Option<Self> {
        let place = item.place.as_ref()?;
        let kinds: Vec<&str> = std::iter::once(&place.kind).chain(&item.counters).map(|kind| kind.as_str()).collect();
        // Lines stay apart: the number of a street begins one, even where a comma follows it.
        let mut street = String::new();
        for line in place.address.split(['\n', ',', ';']).map(fold).filter(|line| !line.is_empty()) {
            let numbers = street.rsplit('\n').next().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
            if !street.is_empty() {
                street.push(if numbers { ' ' } else { '\n' });
            }
            street.push_str(&line);
        }
        let parts: [String; PARTS] = [
            item.source.name.clone(),
            kinds.join(" "),
            fold(&item.title),
            fold(&place.commune),
            street,
            host(&place.website),
        ];
        let mut text = String::new();
        let mut ends = [0; PARTS];
        for (part, end) in parts.iter().zip(&mut ends) {
            text.push_str(&part[..part.floor_char_boundary(LONGEST)]);
            *end = u16::try_from(text.len()).unwrap_or(u16::MAX);
        }
        Some(Self {
            row,
            text: text.into(),
            ends,
            commune_code: code(&place.commune_code),
            postal_code: code(&place.postal_code),
            phone: phone(&place.phone),
            siret: siret(&place.siret),
            at: place.position.map(|at| ((at.lat * 1e6).round() as i32, (at.lon * 1e6).round() as i32)),
            days: i32::try_from(item.source.date.days()).unwrap_or_default(),
        })
    }

    fn part(&self, part: Part) -> &str {
        let index = part as usize;
        let from = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.text[usize::from(from)..usize::from(self.ends[index])]
    }

    /// Name of its source.
    pub fn source(&self) -> &str {
        self.part(Part::Source)
    }

    /// Its kinds, as sources name them.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        self.part(Part::Kinds).split(' ').filter(|kind| !kind.is_empty())
    }

    /// Its name, folded.
    pub fn name(&self) -> &str {
        self.part(Part::Name)
    }

    /// Name of its commune, folded.
    pub fn commune(&self) -> &str {
        self.part(Part::Commune)
    }

    /// Its street, folded line by line.
    pub fn street(&self) -> &str {
        self.part(Part::Street)
    }

    /// Host of its web site, without `www`; empty where there is none.
    pub fn host(&self) -> &str {
        self.part(Part::Host)
    }

    /// INSEE code of its commune. An arrondissement of Paris, Lyon or Marseille is its city.
    pub fn city(&self) -> Option<&str> {
        let code = std::str::from_utf8(&self.commune_code).ok().filter(|code| !code.starts_with('\0'))?;
        Some(city_of(code))
    }

    /// Its postal code.
    pub fn postal_code(&self) -> Option<&str> {
        std::str::from_utf8(&self.postal_code).ok().filter(|code| !code.starts_with('\0'))
    }

    /// Its phone, as a number that only equals itself.
    pub fn phone(&self) -> Option<u64> {
        (self.phone != 0).then_some(self.phone)
    }

    /// Its SIRET.
    pub fn siret(&self) -> Option<u64> {
        (self.siret != 0).then_some(self.siret)
    }

    /// Its point, in millionths of a degree.
    pub fn point(&self) -> Option<(i32, i32)> {
        self.at
    }

    /// Its position.
    pub fn position(&self) -> Option<Position> {
        let (lat, lon) = self.at?;
        Position::new(f64::from(lat) / 1e6, f64::from(lon) / 1e6)
    }

    /// The date of what it says, in days since 1970.
    pub fn days(&self) -> i32 {
        self.days
    }
}

/// Five characters, or zeros.
fn code(text: &str) -> [u8; 5] {
    let bytes = text.trim().as_bytes();
    let plain = bytes.iter().all(u8::is_ascii_alphanumeric);
    <[u8; 5]>::try_from(bytes).ok().filter(|_| plain).unwrap_or_default()
}

/// A French number in its national form, after a leading 1; numbers too short to be anybody's own are 0.
pub(crate) fn phone(text: &str) -> u64 {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let foreign = text.trim_start().starts_with('+');
    let national = match digits.strip_prefix("33").filter(|_| foreign) {
        Some(rest) => format!("0{}", rest.trim_start_matches('0')),
        None => digits,
    };
    if !(9..=15).contains(&national.len()) {
        return 0;
    }
    format!("1{national}").parse().unwrap_or_default()
}

/// Fourteen figures, or nothing; a SIREN of zeros is nobody's.
fn siret(text: &str) -> u64 {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let sound = digits.len() == 14 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number: u64 = if sound { digits.parse().unwrap_or_default() } else { 0 };
    if number / 100_000 == 0 { 0 } else { number }
}

/// `maville.fr` of `https://www.maville.fr/page`.
fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default().to_ascii_lowercase();
    host.strip_prefix("www.").map(str::to_owned).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    //! - a number, a SIRET and a web site are read as they are written; what is nobody's is nothing;
    //! - arrondissements are their city.

    use super::*;
    use crate::link::tests::Sample;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        assert_eq!(phone("+33 4 50 56 87 49"), phone("04.50.56.87.49"));
        assert_eq!((phone("3646"), phone("115"), phone("")), (0, 0, 0));
        assert_eq!(siret("435 000 123 00029"), 43_500_012_300_029);
        assert_eq!((siret("00000000000000"), siret("4350001230002"), siret("4350001230002a")), (0, 0, 0));
        assert_eq!(host("https://www.Ville-X.fr/a?b"), "ville-x.fr");
    }

    #[test]
    fn an_arrondissement_is_its_city() {
        let city = |code: &str| Sample { code, ..Sample::default() }.record(0).city().map(str::to_owned);
        assert_eq!(city("75112"), city("75056"));
        assert_eq!(city("69381").as_deref(), Some("69123"));
        assert_eq!(city("69340").as_deref(), Some("69340"));
        assert_eq!(city(""), None);
    }

    #[test]
    fn a_record_is_small() {
        assert!(size_of::<Record>() <= 88, "{}", size_of::<Record>());
    }
}
