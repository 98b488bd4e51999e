//! The options of an activity record.
//!
//! The codes are the values that the API of *La Coop de la médiation numérique* gives (repository
//! `inclusion-numerique/coop-mediation-numerique`, `apps/web/src/app/api/v1/activites/route.ts` and the fields that it names,
//! as of 30 June 2026). [`TimeBand`] is a
//! statistic there and has no value: its codes are ours. [`Topic`] and [`Procedure`] are one list there, and share
//! no code.

use super::code::codes;
use crate::model::ThemeId;

codes! {
    /// Whom an activity was for.
    pub enum Kind {
        /// One person.
        Individual = "individuel",
        /// A workshop.
        Workshop = "collectif",
    }

    /// How much a workshop asks.
    pub enum Level {
        /// For beginners.
        Beginner = "debutant",
        /// In between.
        Intermediate = "intermediaire",
        /// For the advanced.
        Advanced = "avance",
    }

    /// What kind of place it was in.
    pub enum PlaceType {
        /// Where the mediator works.
        Office = "lieu_activite",
        /// Another place, in a commune.
        Elsewhere = "autre",
        /// At the person's home, in a commune.
        Home = "domicile",
        /// By phone or on screen.
        Remote = "a_distance",
    }

    /// What it was about.
    pub enum Topic {
        /// What the person can do.
        Assessment = "diagnostic_numerique",
        /// First use of a device.
        Device = "prendre_en_main_du_materiel",
        /// Care of a device.
        Maintenance = "maintenance_de_materiel",
        /// Own files and contents.
        Contents = "gere_ses_contenus_numeriques",
        /// The web.
        Browsing = "navigation_sur_internet",
        /// E-mail.
        Email = "email",
        /// Text and tables.
        Office = "bureautique",
        /// Social networks and messages.
        SocialNetworks = "reseaux_sociaux",
        /// Health on line.
        Health = "sante",
        /// Bank and purchases on line.
        Bank = "banque_et_achats_en_ligne",
        /// A professional who is helped.
        Professional = "entrepreneuriat",
        /// Work and looking for it.
        Employment = "insertion_professionnelle",
        /// Safety on line.
        Safety = "securite_numerique",
        /// Parents and children on line.
        Parenting = "parentalite",
        /// School on line.
        School = "scolarite_et_numerique",
        /// Making things.
        Making = "creer_avec_le_numerique",
        /// Digital culture.
        Culture = "culture_numerique",
        /// Artificial intelligence.
        ArtificialIntelligence = "intelligence_artificielle",
        /// A procedure with an administration: [`Procedure`] says of which theme.
        Procedures = "aide_aux_demarches_administratives",
    }

    /// The theme of a procedure, on the grid of service-public.
    pub enum Procedure {
        /// Identity papers, elections, citizenship.
        Papers = "papiers_elections_citoyennete",
        /// Family and school.
        Family = "famille_scolarite",
        /// Social help and health.
        SocialHealth = "social_sante",
        /// Work and training.
        Work = "travail_formation",
        /// Housing.
        Housing = "logement",
        /// Transport.
        Transport = "transports_mobilite",
        /// Money and taxes.
        Money = "argent_impots",
        /// Justice.
        Justice = "justice",
        /// Foreigners and Europe.
        Foreigners = "etrangers_europe",
        /// Leisure, sport, culture.
        Leisure = "loisirs_sports_culture",
        /// Associations.
        Associations = "associations",
    }

    /// What was used.
    pub enum Equipment {
        /// A computer.
        Computer = "ordinateur",
        /// A phone.
        Phone = "telephone",
        /// A tablet.
        Tablet = "tablette",
        /// Something else.
        Other = "autre",
        /// Nothing.
        Nothing = "aucun",
    }

    /// How far the person did it alone.
    pub enum Autonomy {
        /// Guided all along.
        Guided = "entierement_accompagne",
        /// Alone, guided where needed.
        Partly = "partiellement_autonome",
        /// Alone.
        Alone = "autonome",
    }

    /// Where the person was sent.
    pub enum Structure {
        /// An administration: town hall, prefecture.
        Administration = "administration",
        /// Another place of digital mediation.
        Mediation = "mediation_numerique",
        /// Whoever is in charge of the procedure.
        InCharge = "operateur_ou_organisme_en_charge",
        /// Social help.
        SocialHelp = "aide_sociale",
        /// Help towards work.
        Employment = "insertion_professionnelle",
        /// Help with procedures, as of France services.
        Procedures = "aide_aux_demarches_administratives",
        /// Somewhere else.
        Other = "autre",
    }

    /// A band of age.
    pub enum AgeBand {
        /// Below 12 years.
        Under12 = "moins_de_douze",
        /// 12 to 17 years; the code says eighteen.
        From12 = "douze_dix_huit",
        /// 18 to 24 years.
        From18 = "dix_huit_vingt_quatre",
        /// 25 to 39 years.
        From25 = "vingt_cinq_trente_neuf",
        /// 40 to 59 years.
        From40 = "quarante_cinquante_neuf",
        /// 60 to 69 years.
        From60 = "soixante_soixante_neuf",
        /// 70 years and more.
        From70 = "soixante_dix_plus",
        /// Not said.
        Unsaid = "non_communique",
    }

    /// What the person lives by.
    pub enum Status {
        /// Retired.
        Retired = "retraite",
        /// Without work.
        Unemployed = "sans_emploi",
        /// In work.
        Employed = "en_emploi",
        /// At school or studying.
        Pupil = "scolarise",
        /// Not said.
        Unsaid = "non_communique",
    }

    /// A gender.
    pub enum Gender {
        /// Female.
        Female = "feminin",
        /// Male.
        Male = "masculin",
        /// Not said.
        Unsaid = "non_communique",
    }

    /// A band of time, as statistics count it.
    pub enum TimeBand {
        /// Less than 30 minutes.
        Under30 = "moins_30",
        /// 30 minutes to less than an hour.
        From30 = "30_60",
        /// An hour to less than two.
        From60 = "60_120",
        /// Two hours and more.
        From120 = "120_plus",
    }
}

impl Procedure {
    /// The procedure of a theme of `content/themes.toml`; both are the grid of service-public.
    pub fn of_theme(theme: &ThemeId) -> Option<Self> {
        Some(match theme.as_str() {
            "papiers-citoyennete" => Self::Papers,
            "famille-scolarite" => Self::Family,
            "social-sante" => Self::SocialHealth,
            "travail-formation" => Self::Work,
            "logement" => Self::Housing,
            "transports-mobilite" => Self::Transport,
            "argent-impots" => Self::Money,
            "justice" => Self::Justice,
            "etrangers-europe" => Self::Foreigners,
            "loisirs" => Self::Leisure,
            "associations" => Self::Associations,
            _ => return None,
        })
    }
}

impl TimeBand {
    /// The band of some minutes.
    pub fn of(minutes: u16) -> Self {
        match minutes {
            0..30 => Self::Under30,
            30..60 => Self::From30,
            60..120 => Self::From60,
            120.. => Self::From120,
        }
    }
}

#[cfg(test)]
mod tests {
    //! Properties: a code reads to what it was written from, and no other code does; topics and procedures share none; the codes
    //! are the values published; every theme of the content has a procedure.

    use super::super::code::Code;
    use super::*;
    use std::collections::BTreeSet;

    fn round<T: Code + std::fmt::Debug>(count: usize) -> BTreeSet<&'static str> {
        let codes: BTreeSet<_> = T::ALL.iter().map(|option| option.code()).collect();
        assert_eq!((codes.len(), T::ALL.len()), (count, count));
        for option in T::ALL {
            assert_eq!(T::from_code(option.code()), Some(*option));
            assert_eq!(T::from_code(&format!("{} ", option.code())), None);
        }
        assert_eq!(T::from_code(""), None);
        codes
    }

    #[test]
    fn codes_are_read_as_they_are_written() {
        let (topics, procedures) = (round::<Topic>(19), round::<Procedure>(11));
        assert!(topics.is_disjoint(&procedures));
        round::<Kind>(2);
        round::<Level>(3);
        round::<PlaceType>(4);
        round::<Equipment>(5);
        round::<Autonomy>(3);
        round::<Structure>(7);
        round::<AgeBand>(8);
        round::<Status>(5);
        round::<Gender>(3);
        round::<TimeBand>(4);
        let json = serde_json::to_string(&(Topic::Contents, AgeBand::From12, PlaceType::Remote)).expect("JSON");
        assert_eq!(json, r#"["gere_ses_contenus_numeriques","douze_dix_huit","a_distance"]"#);
    }

    #[test]
    fn every_theme_has_a_procedure() {
        let themes = include_str!("../../../../content/themes.toml");
        let ids = themes.lines().filter_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"'));
        let procedures: BTreeSet<_> =
            ids.map(|id| Procedure::of_theme(&id.into()).unwrap_or_else(|| panic!("{id} has none"))).collect();
        assert_eq!(procedures.len(), Procedure::ALL.len());
    }

    #[test]
    fn bands_begin_at_their_first_minute() {
        let bands = [29, 30, 59, 60, 119, 120].map(TimeBand::of);
        use TimeBand::*;
        assert_eq!(bands, [Under30, From30, From30, From60, From60, From120]);
    }
}
