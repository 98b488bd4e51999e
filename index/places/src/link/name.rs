//! What a name says: the kind of the place, and the words that are its own.

use super::record::Record;
use super::words::{WORDS, family, hash};

/// Weight of a word of many names, and of any other.
const COMMON: u32 = 1;
const OWN: u32 = 4;

/// A name as it is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// Kinds that the name says, a bit each.
    pub says: u32,
    /// Kinds that the name or the source says.
    pub families: u32,
    /// Words besides the kind and the commune, as numbers, in order; the lowest bit tells own words from common ones.
    pub words: Box<[u32]>,
    /// It says that it travels, and that it is an annex.
    pub aside: (bool, bool),
}

/// How two names stand to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// They name different kinds of place.
    Against,
    /// They share nothing that counts.
    Apart,
    /// One of them says nothing of its own, or they share one word.
    Weak,
    /// One says what the other says, and more.
    Alike,
    /// They say the same.
    Same,
}

impl Name {
    pub(super) fn of(record: &Record) -> Self {
        let words = WORDS.of(record.name());
        let commune = WORDS.of(record.commune());
        let (mut says, mut own, mut aside) = (0, Vec::new(), (false, false));
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let first = WORDS.first.iter().filter(|_| at == 0);
            let mut phrases = WORDS.phrases.get(word).into_iter().flatten().chain(first);
            if let Some((phrase, family)) = phrases.find(|(phrase, _)| words[at..].starts_with(phrase)) {
                says |= family;
                at += phrase.len();
                continue;
            }
            let (mobile, annex) = (WORDS.is_mobile(word), WORDS.is_annex(word));
            aside = (aside.0 || mobile, aside.1 || annex);
            if !mobile && !annex && !commune.contains(word) {
                own.push(numbered(word));
            }
            at += 1;
        }
        own.sort_unstable();
        own.dedup();
        let kinds = record.kinds().filter_map(|kind| WORDS.kinds.get(kind)).fold(0, |all, kind| all | kind);
        Self { says, families: says | kinds, words: own.into(), aside }
    }

    /// Whether it has a word that is not one of many names'.
    pub(super) fn has_own(&self) -> bool {
        self.words.iter().any(|word| word & 1 == 1)
    }

    /// The words that are its own.
    pub(super) fn own(&self) -> impl Iterator<Item = u32> {
        self.words.iter().copied().filter(|word| word & 1 == 1)
    }

    /// How two names stand to one another, and whether they are alike but for one of them travelling or being an
    /// annex: a bus is not the house that it starts from, unless numbers say so.
    pub(super) fn compare(&self, other: &Self) -> (Likeness, bool) {
        let likeness = self.by_words(other);
        match self.aside == other.aside {
            true => (likeness, false),
            false => (likeness.min(Likeness::Weak), likeness >= Likeness::Alike),
        }
    }

    fn by_words(&self, other: &Self) -> Likeness {
        let shared = weight(self.words.iter().filter(|word| other.words.binary_search(word).is_ok()));
        let (mine, theirs) = (weight(&self.words), weight(&other.words));
        let (least, most) = (mine.min(theirs), mine.max(theirs));
        let all = mine + theirs - shared;
        // Two thirds of the words of the shorter one, one of them its own.
        let contained = shared >= OWN && 3 * shared >= 2 * least;
        let same = shared >= OWN && 4 * shared >= 3 * all;
        let kinds = self.families & other.families;
        if kinds == 0 && self.families != 0 && other.families != 0 {
            // A house of one name has several kinds; an office does not. It may hold a counter of France services.
            let beyond = (self.families | other.families) & !family::HOUSES;
            let whole = self.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count() >= 3;
            return match beyond {
                0 if contained => Likeness::Alike,
                family::FRANCE_SERVICES if contained || whole => Likeness::Weak,
                // Many of them stand at the post office; numbers tell.
                _ if beyond == family::FRANCE_SERVICES | family::POST => Likeness::Weak,
                _ => Likeness::Against,
            };
        }
        let one_kind = kinds != 0;
        match (self.has_own(), other.has_own()) {
            _ if same => Likeness::Same,
            (false, false) if one_kind && most <= 2 * COMMON => Likeness::Same,
            (false, false) if one_kind => Likeness::Alike,
            (false, false) if self.words == other.words && least >= 2 * COMMON => Likeness::Same,
            (false, false) => Likeness::Weak,
            // "Mairie" beside "Mairie du Port": the address decides.
            (false, _) | (_, false) if one_kind => Likeness::Alike,
            (false, _) | (_, false) => Likeness::Weak,
            _ if contained => Likeness::Alike,
            _ if shared >= OWN => Likeness::Weak,
            _ => Likeness::Apart,
        }
    }
}

fn numbered(word: &str) -> u32 {
    let own = !WORDS.is_common(word) && (word.len() > 1 || word.bytes().all(|byte| byte.is_ascii_digit()));
    hash(word) & !1 | u32::from(own)
}

fn weight<'a>(words: impl IntoIterator<Item = &'a u32>) -> u32 {
    words.into_iter().map(|word| if word & 1 == 1 { OWN } else { COMMON }).sum()
}

#[cfg(test)]
mod tests {
    //! - initials are their words, the commune does not count, nor plurals and small words;
    //! - kinds of office speak against one another; a house has one name whatever its kind;
    //! - words of many names do not make two names alike.

    use super::*;
    use crate::link::tests::Sample;

    fn likeness(a: &str, b: &str) -> Likeness {
        let name = |name: &str| {
            let sample = Sample { name, commune: "Saint-Trivier", kinds: &[], ..Sample::default() };
            Name::of(&sample.record(0))
        };
        let (a, b) = (name(a), name(b));
        assert_eq!(a.compare(&b), b.compare(&a));
        a.compare(&b).0
    }

    #[test]
    fn names_are_read_whatever_their_form() {
        for (a, b) in [
            ("CCAS", "Centre communal d'action sociale de Saint-Trivier"),
            ("C.C.A.S. de St Trivier", "CCAS"),
            ("MJC Jean Macé", "Maison des jeunes et de la culture Jean-Macé"),
            ("Espace Public Numérique", "EPN de Saint-Trivier"),
            ("Mairie - Saint-Trivier", "Commune de Saint Trivier"),
            ("France services de Saint-Trivier", "Maison France Services"),
            ("Médiathèque Jacques Prévert", "Mediathèque Jacques-Prevert"),
            ("Association Les Amandiers", "LES AMANDIERS"),
        ] {
            assert_eq!(likeness(a, b), Likeness::Same, "{a} | {b}");
        }
    }

    #[test]
    fn kinds_of_office_speak_against_one_another() {
        for (a, b) in [
            ("Mairie", "CCAS"),
            ("Mairie de Saint-Trivier", "France services de Saint-Trivier"),
            ("Médiathèque", "Mairie"),
            ("Communauté de communes du Plateau", "France services du Plateau"),
            ("Communauté de communes", "Commune de Saint-Trivier"),
            ("Médiathèque La Passerelle", "EPN du Moulin"),
        ] {
            assert_eq!(likeness(a, b), Likeness::Against, "{a} | {b}");
        }
        assert_eq!(likeness("Médiathèque La Passerelle", "EPN La Passerelle"), Likeness::Alike);
        assert_eq!(likeness("Mairie - France services", "France services"), Likeness::Same);
    }

    #[test]
    fn words_of_many_names_do_not_count() {
        assert_eq!(likeness("Association Accueil Emploi", "Association Accueil Formation"), Likeness::Weak);
        assert_eq!(likeness("Les Amandiers", "Le Figuier"), Likeness::Apart);
        assert_eq!(likeness("Centre social Les Amandiers", "Centre social Le Figuier"), Likeness::Apart);
        assert_eq!(likeness("Mairie", "Mairie du Port"), Likeness::Alike);
        assert_eq!(likeness("Mairie", "Mairie annexe"), Likeness::Weak);
        assert_eq!(likeness("France services, Hôtel de Ville", "Ville de Saint-Trivier"), Likeness::Against);
        assert_eq!(likeness("", ""), Likeness::Weak);
    }
}
