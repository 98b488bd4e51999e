//! The words of names and addresses: what is the kind of a place, what says little, what is written short.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Kinds of place that a name can say, a bit each. A place of one of them is not a place of another, at one door or not.
pub(super) mod family {
    pub const TOWN_HALL: u32 = 1;
    pub const SOCIAL_ACTION: u32 = 1 << 1;
    pub const FRANCE_SERVICES: u32 = 1 << 2;
    pub const LIBRARY: u32 = 1 << 3;
    pub const SOCIAL_CENTRE: u32 = 1 << 4;
    pub const YOUTH_CLUB: u32 = 1 << 5;
    pub const MISSION_LOCALE: u32 = 1 << 6;
    pub const YOUTH_INFORMATION: u32 = 1 << 7;
    pub const DIGITAL: u32 = 1 << 8;
    pub const JOBS: u32 = 1 << 9;
    pub const FAMILY_FUND: u32 = 1 << 10;
    pub const HEALTH_FUND: u32 = 1 << 11;
    pub const FARM_FUND: u32 = 1 << 12;
    pub const POST: u32 = 1 << 13;
    pub const INTERCOMMUNAL: u32 = 1 << 14;
    pub const DEPARTMENT: u32 = 1 << 15;
    pub const SCHOOL: u32 = 1 << 16;
    pub const PENSIONS: u32 = 1 << 17;
    pub const TAXES: u32 = 1 << 18;
    pub const STATE: u32 = 1 << 19;

    /// Houses with a name of their own, which may be called by any of these kinds: a library, a social centre and a
    /// cyber-base called "La Passerelle" at one door are one house.
    pub const HOUSES: u32 = LIBRARY | SOCIAL_CENTRE | YOUTH_CLUB | YOUTH_INFORMATION | DIGITAL;
}

use family as f;

/// What says a kind, in the words that are left once small words are gone. The longest is taken.
const PHRASES: &[(u32, &[&str])] = &[
    (f::TOWN_HALL, &["mairie", "municipalite"]),
    (
        f::SOCIAL_ACTION,
        &[
            "ccas",
            "cias",
            "centre communal action sociale",
            "centre communale action sociale",
            "centre intercommunal action sociale",
            "ctre communal action sociale",
            "centre com action sociale",
            "ctre com action sociale",
            "centre action sociale",
        ],
    ),
    (
        f::FRANCE_SERVICES,
        &[
            "france services",
            "msap",
            "maison services public",
            "maison services publics",
            "relais services public",
            "relais services publics",
            "fs",
            "efs",
            "mfs",
            "pimms",
        ],
    ),
    (f::LIBRARY, &["mediatheque", "bibliotheque", "ludotheque", "bm", "ludomediatheque"]),
    (
        f::SOCIAL_CENTRE,
        &[
            "centre social",
            "centre sociaux",
            "ctre social",
            "centre social culturel",
            "centre socio culturel",
            "ctre socio culturel",
            "centre socioculturel",
            "csc",
            "espace vie sociale",
            "evs",
            "maison quartier",
        ],
    ),
    (f::YOUTH_CLUB, &["mjc", "maison jeunes culture"]),
    (f::MISSION_LOCALE, &["mission locale", "mission locale jeunes", "mission locale insertion"]),
    (
        f::YOUTH_INFORMATION,
        &[
            "point information jeunesse",
            "bureau information jeunesse",
            "information jeunesse",
            "pij",
            "bij",
            "crij",
            "cij",
            "info jeunes",
        ],
    ),
    (
        f::DIGITAL,
        &[
            "espace public numerique",
            "epn",
            "cyber base",
            "cyberbase",
            "cyber centre",
            "cybercentre",
            "cyber espace",
            "cyberespace",
            "fablab",
            "fab lab",
        ],
    ),
    (f::JOBS, &["pole emploi", "france travail"]),
    (f::FAMILY_FUND, &["caf", "caisse allocations familiales"]),
    (f::HEALTH_FUND, &["cpam", "caisse primaire assurance maladie", "assurance maladie"]),
    (f::FARM_FUND, &["msa", "mutualite sociale agricole"]),
    (f::PENSIONS, &["carsat"]),
    (f::TAXES, &["tresorerie", "centre finances publiques", "service impots particuliers"]),
    (f::STATE, &["prefecture", "sous prefecture"]),
    (f::POST, &["poste", "agence postale communale", "agence postale", "bureau poste", "relais poste"]),
    (
        f::INTERCOMMUNAL,
        &[
            "communaute communes",
            "communaute agglomeration",
            "communaute agglo",
            "communaute urbaine",
            "com com",
            "com communes",
            "comcom",
            "cc",
            "metropole",
        ],
    ),
    (
        f::DEPARTMENT,
        &[
            "departement",
            "conseil departemental",
            "conseil general",
            "maison departementale solidarites",
            "maison departementale",
            "maison solidarites",
            "maison departement",
            "centre medico social",
            "mds",
            "mdsi",
        ],
    ),
    (f::SCHOOL, &["college", "lycee", "ecole"]),
];

/// What only says a kind at the beginning: "Commune de X" is its town hall, "Espace commune" is not.
const FIRST: [(&str, u32); 4] =
    [("commune", f::TOWN_HALL), ("ville", f::TOWN_HALL), ("hotel ville", f::TOWN_HALL), ("maire", f::TOWN_HALL)];

/// Kinds of place as sources name them.
const KINDS: &[(&str, u32)] = &[
    ("mairie", f::TOWN_HALL),
    ("mairie_mobile", f::TOWN_HALL),
    ("msap", f::FRANCE_SERVICES),
    ("ccas", f::SOCIAL_ACTION),
    ("cias", f::SOCIAL_ACTION),
    ("mission_locale", f::MISSION_LOCALE),
    ("cij", f::YOUTH_INFORMATION),
    ("pole_emploi", f::JOBS),
    ("caf", f::FAMILY_FUND),
    ("cpam", f::HEALTH_FUND),
    ("msa", f::FARM_FUND),
    ("carsat", f::PENSIONS),
    ("epci", f::INTERCOMMUNAL),
    ("cg", f::DEPARTMENT),
    ("tresorerie", f::TAXES),
    ("centre_impots", f::TAXES),
    ("prefecture", f::STATE),
    ("sous_pref", f::STATE),
];

/// What travels is not the house that it starts from,
const MOBILE: &str = "bus camion fourgon itinerance itinerant itinerante minibus mobile tournee van";

/// and an annex is not the house whose it is.
const ANNEX: &str = "annexe deleguee detachee";

/// Small words, which say nothing.
const SMALL: &str = "a au aux cedex chez d dans de des du en et l la le les of par pour sous sur the un une";

/// Words of many names, which say little: eight of them weigh less than two others.
const COMMON: &str = "accompagnement agglomeration ca accueil action agence aide animation antenne ass asso assoc associatif association atelier \
    bureau centre cite cnfs communal communale commune conseil conseiller conseillere coordination ctre culture \
    culturel culturelle departement departemental departementale developpement direction emploi ensemble \
    equipement espace familial familiale famille federation fixe formation foyer france gestion groupe habitat \
    info information informatique insertion intercommunal intercommunale jeune jeunesse labellise lieu local \
    locale loisir maison mediation mixte multimedia multiservice multisite municipal municipale numerique office \
    organisme pays permanence point pole principal proximite public publique quartier region regional relais \
    reseau rural rurale salle secteur service siege site social sociale socio solidaire solidarite structure \
    syndicat territoire territorial tiers tous toute union ville";

/// What is written short, in full: of names and of streets.
const SHORT: &[(&str, &str)] = &[
    ("st", "saint"),
    ("ste", "sainte"),
    ("med", "mediatheque"),
    ("bibl", "bibliotheque"),
    ("biblio", "bibliotheque"),
    ("dept", "departement"),
    ("dep", "departement"),
    ("ctre", "centre"),
    ("cyberespace", "cyber espace"),
    ("socioculturel", "socio culturel"),
    ("socioculturelle", "socio culturel"),
    ("gal", "general"),
    ("gen", "general"),
    ("gl", "general"),
    ("dr", "docteur"),
    ("mal", "marechal"),
    ("pdt", "president"),
    ("pres", "president"),
    ("prof", "professeur"),
    ("col", "colonel"),
    ("cdt", "commandant"),
    ("lt", "lieutenant"),
    ("av", "avenue"),
    ("ave", "avenue"),
    ("bd", "boulevard"),
    ("bld", "boulevard"),
    ("bvd", "boulevard"),
    ("boul", "boulevard"),
    ("pl", "place"),
    ("r", "rue"),
    ("rte", "route"),
    ("che", "chemin"),
    ("chem", "chemin"),
    ("imp", "impasse"),
    ("all", "allee"),
    ("sq", "square"),
    ("fg", "faubourg"),
    ("fbg", "faubourg"),
    ("crs", "cours"),
    ("res", "residence"),
    ("bat", "batiment"),
    ("gde", "grande"),
    ("grd", "grand"),
];

/// Sorts of streets: left out of the comparison once numbers agree, since sources confuse them.
const STREETS: &str = "allee avenue boulevard chemin cote cour esplanade faubourg impasse mail montee parvis passage place placette \
    promenade quai rond route rue ruelle sente square traverse voie";

/// Words of an address that stand for no street: half the villages have them.
const VAGUE: &str = "activite batiment bibliotheque bourg bureau capitaine centre chaussee cite colonel commandant communal \
    communale dit docteur ecole eglise espace etage france general hameau hotel immeuble lieu lieutenant mairie \
    maison marechal mediatheque municipal municipale pole poste president professeur public quartier residence rez \
    salle service social village ville za zac zi zone";

/// Hosts on which everybody has a page.
const PUBLIC_HOSTS: &[&str] = &[
    "facebook.com",
    "fr-fr.facebook.com",
    "instagram.com",
    "linkedin.com",
    "twitter.com",
    "youtube.com",
    "sites.google.com",
    "wordpress.com",
];

/// One form of a word: no plural, no doubled letter, so that small slips of spelling do not count. Short words, many of
/// them initials, stay as they are.
pub(super) fn stem(word: &str) -> String {
    if word.len() <= 4 {
        return word.to_owned();
    }
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if !out.ends_with(c) || c.is_ascii_digit() {
            out.push(c);
        }
    }
    if out.ends_with(['s', 'x']) {
        out.pop();
    }
    out
}

/// A phrase by its first word, the longest first.
pub(super) type Phrases = HashMap<String, Vec<(Vec<String>, u32)>>;

/// The tables, read once.
pub(super) struct Words {
    pub phrases: Phrases,
    pub first: Vec<(Vec<String>, u32)>,
    pub kinds: HashMap<&'static str, u32>,
    small: HashSet<&'static str>,
    common: HashSet<String>,
    short: HashMap<&'static str, &'static str>,
    streets: HashSet<String>,
    vague: HashSet<String>,
    mobile: HashSet<String>,
    annex: HashSet<String>,
}

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let set = |words: &str| words.split(' ').map(stem).collect();
    let mut phrases = Phrases::new();
    for (family, texts) in PHRASES {
        for text in *texts {
            let words: Vec<String> = text.split(' ').map(stem).collect();
            let Some(first) = words.first() else { continue };
            phrases.entry(first.clone()).or_default().push((words, *family));
        }
    }
    phrases.values_mut().for_each(|known| known.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
    Words {
        phrases,
        first: FIRST.iter().map(|(text, family)| (text.split(' ').map(stem).collect(), *family)).collect(),
        kinds: KINDS.iter().copied().collect(),
        small: SMALL.split(' ').collect(),
        common: set(COMMON),
        short: SHORT.iter().copied().collect(),
        streets: set(STREETS),
        vague: set(VAGUE),
        mobile: set(MOBILE),
        annex: set(ANNEX),
    }
});

impl Words {
    /// The words of a folded text in full and in one form, small ones left out. Letters with dots between are one word.
    pub(super) fn of(&self, text: &str) -> Vec<String> {
        let mut words = Vec::new();
        let mut letters = String::new();
        for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
            let single = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_lowercase());
            if single && !(letters.is_empty() && matches!(word, "l" | "d" | "a" | "r")) {
                letters.push_str(word);
                continue;
            }
            self.add(&std::mem::take(&mut letters), &mut words);
            self.add(word, &mut words);
        }
        self.add(&letters, &mut words);
        words
    }

    fn add(&self, word: &str, words: &mut Vec<String>) {
        if word.is_empty() || self.small.contains(word) {
            return;
        }
        let full = self.short.get(word).copied().unwrap_or(word);
        words.extend(full.split(' ').map(stem));
    }

    pub(super) fn is_common(&self, word: &str) -> bool {
        self.common.contains(word)
    }

    pub(super) fn is_annex(&self, word: &str) -> bool {
        self.annex.contains(word)
    }

    pub(super) fn is_mobile(&self, word: &str) -> bool {
        self.mobile.contains(word)
    }

    pub(super) fn is_street(&self, word: &str) -> bool {
        self.streets.contains(word)
    }

    pub(super) fn is_vague(&self, word: &str) -> bool {
        self.vague.contains(word)
    }
}

/// Whether a host is one on which everybody has a page.
pub(super) fn is_public_host(host: &str) -> bool {
    PUBLIC_HOSTS.contains(&host)
}

/// A word as a number: FNV-1a, the same in every run.
pub(super) fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
