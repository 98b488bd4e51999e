//! Everything the interface says, as a closed enum of messages with typed arguments. The words stand in
//! `locales/<lang>/*.ftl`; a language that lacks one of them fails a test.

mod arg;

pub use arg::{Arg, Weekday, Year};

use crate::model::Date;
use crate::rights::Month;
use arg::Sample;

macro_rules! messages {
    ($($name:ident $({ $($arg:ident : $kind:ty),+ })? = $id:literal;)+) => {
        /// What the interface says; each variant's words are in the locales under [`Message::id`].
        #[derive(Debug, Clone, PartialEq)]
        #[allow(missing_docs, reason = "each is worded, in every language, under its id")]
        pub enum Message { $($name $({ $($arg: $kind),+ })?),+ }

        impl Message {
            /// The identifier of its words.
            pub fn id(&self) -> &'static str {
                match self { $(Self::$name $({ $($arg: _),+ })? => $id),+ }
            }

            /// Its arguments by name.
            pub fn args(&self) -> Vec<(&'static str, Arg<'_>)> {
                match self { $(Self::$name $({ $($arg),+ })? => vec![$($((stringify!($arg), Arg::from($arg))),+)?]),+ }
            }

            /// One of each, for the test that every language has its words.
            pub fn samples() -> Vec<Self> {
                vec![$(Self::$name $({ $($arg: <$kind as Sample>::sample()),+ })?),+]
            }
        }
    };
}

messages! {
    // The start.
    ChooseLanguage = "choose-language";
    Welcome = "welcome";
    StorageTitle = "storage-title";
    StorageKiosk = "storage-kiosk";
    Continue = "continue";
    // The menu.
    MenuTitle = "menu-title";
    MenuPrompt = "menu-prompt";
    OtherTopics = "other-topics";
    FirstTopics = "first-topics";
    PlaceNearMe = "place-near-me";
    Emergency = "emergency";
    Back = "back";
    Menu = "menu";
    Help = "help";
    ChangeLanguage = "change-language";
    More = "more";
    Yes = "yes";
    No = "no";
    // Search.
    ResultsTitle = "results-title";
    ResultsIntro { count: i64 } = "results-intro";
    PageOf { page: i64, pages: i64 } = "page-of";
    CheckedEntry = "checked-entry";
    ResultsNear { place: String } = "results-near";
    PerhapsThis = "perhaps-this";
    Understood { words: String } = "understood";
    OtherWords = "other-words";
    NothingAsked = "nothing-asked";
    NothingHere = "nothing-here";
    YearOfEntry { year: Year } = "year-of-entry";
    NoneFits = "none-fits";
    OtherWordsToo = "other-words-too";
    NoResult = "no-result";
    Unavailable = "unavailable";
    DidYouMean { label: String } = "did-you-mean";
    NotThat = "not-that";
    // Cards.
    InFrenchOnly = "in-french-only";
    NotReviewed = "not-reviewed";
    OldCard { year: Year } = "old-card";
    InYear { fact: String, year: Year } = "in-year";
    ReviewDue { date: String } = "review-due";
    SourceLine { publisher: String, date: String } = "source-line";
    VerifiedLine { source: String, date: String } = "verified-line";
    NotAPromise = "not-a-promise";
    SectionTitle { section: String } = "section-title";
    WhereDoIGo = "where-do-i-go";
    ReadMore = "read-more";
    DidItHelp = "did-it-help";
    ItHelped = "it-helped";
    ItDidNot = "it-did-not";
    BackToList = "back-to-list";
    ThankYou = "thank-you";
    SorryNotHelped = "sorry-not-helped";
    PhoneTitle = "phone-title";
    // Situations.
    PapersToBring = "papers-to-bring";
    PapersHow = "papers-how";
    // What stood in the way.
    ObstacleAsk = "obstacle-ask";
    ObstacleTitle = "obstacle-title";
    Blocked { code: String } = "obstacle-kind";
    ObstacleWhere = "obstacle-where";
    ObstacleElsewhere = "obstacle-elsewhere";
    ObstacleNoted = "obstacle-noted";
    BecameTell = "became-tell";
    BecameWhich = "became-which";
    BecameAsk = "became-ask";
    Became { code: String } = "became-kind";
    BecameNoted = "became-noted";
    BecameNext { code: String } = "became-next";
    BecameRead = "became-read";
    BecameMore = "became-more";
    // What a professional wants to know.
    BriefRules = "brief-rules";
    BriefFigures = "brief-figures";
    BriefDeadlines = "brief-deadlines";
    BriefDeadline { action: String, within: String, reference: String } = "brief-deadline";
    BriefFigure { name: String, value: String, since: String, reference: String } = "brief-figure";
    BriefReferences = "brief-references";
    BriefReference { title: String, date: String } = "brief-reference";
    BriefFiches { fiches: Vec<String> } = "brief-fiches";
    BriefReview { verified: String, due: String } = "brief-review";
    BriefAppeal = "brief-appeal";
    BriefContacts = "brief-contacts";
    CheckMyRights = "check-my-rights";
    // The interview.
    RightsTitle = "rights-title";
    RightsIntro = "rights-intro";
    RightsKept = "rights-kept";
    RightsStart = "rights-start";
    RightsGoOn = "rights-go-on";
    QuestionsInAll { count: String } = "questions-in-all";
    QuestionsLeft { number: i64, count: String } = "questions-left";
    LastQuestion { number: i64 } = "last-question";
    FromTo { low: i64, high: i64 } = "from-to";
    AnsweredBefore { answer: String } = "answered-before";
    Noted { answer: String } = "noted";
    AnswerOneNumber = "answer-one-number";
    AnswerNegative = "answer-negative";
    AnswerNotADate = "answer-not-a-date";
    AnswerNotBorn = "answer-not-born";
    AnswerAges = "answer-ages";
    AnswerTooMany { most: i64 } = "answer-too-many";
    AnswerOutOfBounds = "answer-out-of-bounds";
    AnswerGrownUp { most: i64 } = "answer-grown-up";
    AnswerContradicts = "answer-contradicts";
    AnswerGross = "answer-gross";
    AnswerByTime = "answer-by-time";
    AnswerCurrency = "answer-currency";
    AnswerTotal = "answer-total";
    ReadBackTitle = "read-back-title";
    ReadBackGuess { answer: String } = "read-back-guess";
    ReadBackPer { said: String, answer: String } = "read-back-per";
    ReadBackBetween { low: String, high: String, answer: String } = "read-back-between";
    ReadBackShared { answer: String } = "read-back-shared";
    ReadBackYes = "read-back-yes";
    ReadBackNo = "read-back-no";
    EurosPer { amount: f64, period: String } = "euros-per";
    Euros { amount: f64 } = "euros";
    YearsOld { years: i64 } = "years-old";
    BirthExpected = "birth-expected";
    MonthsLong { months: i64 } = "months-long";
    NoneOfThese = "none-of-these";
    ThatIsAll = "that-is-all";
    EraseThese = "erase-these";
    YearsLong { years: i64 } = "years-long";
    ReviewTitle = "review-title";
    ReviewIntro = "review-intro";
    SeeResult = "see-result";
    LabelAnswer { label: String, answer: String } = "label-answer";
    FirstAnswers = "first-answers";
    AnswersShown { first: i64, last: i64, count: i64 } = "answers-shown";
    OutcomesTitle = "outcomes-title";
    OutcomesIntro = "outcomes-intro";
    NotAPromiseOf { date: String } = "not-a-promise-of";
    MonthOfYear { month: Month } = "month-of-year";
    NoRightFound = "no-right-found";
    LikelyHeading = "likely-heading";
    CheckHeading = "check-heading";
    UnlikelyHeading = "unlikely-heading";
    ReceivedHeading = "received-heading";
    NearTheLimit = "near-the-limit";
    AnswerMissing = "answer-missing";
    OfficeDecides = "office-decides";
    FigureDecides = "figure-decides";
    FigureNotVerified = "figure-not-verified";
    FigureApproximate = "figure-approximate";
    FigurePastReview = "figure-past-review";
    AboutAMonth { amount: f64 } = "about-a-month";
    AboutAYear { amount: f64 } = "about-a-year";
    AboutOnce { amount: f64 } = "about-once";
    PapersForAll = "papers-for-all";
    FirstResults = "first-results";
    OtherRights { count: i64 } = "other-rights";
    UnlikelyTitle = "unlikely-title";
    UnlikelyIntro = "unlikely-intro";
    BackToResult = "back-to-result";
    OpenCard = "open-card";
    LeaveTitle = "leave-title";
    LeaveText = "leave-text";
    LeaveStay = "leave-stay";
    LeaveGo = "leave-go";
    AllOf { entries: Vec<String> } = "all-of";
    JustNumber { number: f64 } = "just-number";
    // Places.
    WhichKind = "which-kind";
    AnyPlace = "any-place";
    AskPlace = "ask-place";
    AskPlaceHow = "ask-place-how";
    WhichCommune = "which-commune";
    CommuneIn { name: String, departement: String, postal: String } = "commune-in";
    NoSuchCommune = "no-such-commune";
    SeveralCommunes = "several-communes";
    FormerCommune { former: String, place: String } = "former-commune";
    AnotherPlace = "another-place";
    PlacesTitle { place: String } = "places-title";
    TownHallGuides = "town-hall-guides";
    NoPlace { place: String } = "no-place";
    NumberChecked { date: String } = "number-checked";
    InstitutionNear { name: String, place: String } = "institution-near";
    CalledBefore { names: Vec<String> } = "called-before";
    PagesAbout { name: String } = "pages-about";
    NearYou = "near-you";
    Wished { wishes: Vec<String> } = "wished";
    WishesKept { wishes: Vec<String> } = "wishes-kept";
    OnTheWishedDay { hours: String } = "on-the-wished-day";
    NoneAsWished = "none-as-wished";
    WhateverWished = "whatever-wished";
    WishedLanguage { language: String } = "wished-language";
    WishedOpenNow = "wished-open-now";
    WishedOpenAt { weekday: String, date: String, time: String } = "wished-open-at";
    WishedOpenOn { weekday: String, date: String } = "wished-open-on";
    WishedOpenBetween { weekday: String, date: String, from: String, until: String } = "wished-open-between";
    WishedOpenDays { weekday: String, date: String, last: String } = "wished-open-days";
    FarAway = "far-away";
    RightNow = "right-now";
    WardDayAndNight = "ward-day-and-night";
    Distance { km: f64 } = "distance";
    OpenUntil { time: String } = "open-until";
    ClosesSoon { minutes: i64, time: String } = "closes-soon";
    OpenUntilDay { day: String, time: String } = "open-until-day";
    OpenNow = "open-now";
    OpensToday { time: String } = "opens-today";
    OpensTomorrow { time: String } = "opens-tomorrow";
    OpensOn { day: String, time: String } = "opens-on";
    ClosedNow = "closed-now";
    HoursInWords { text: String } = "hours-in-words";
    HoursUnknown = "hours-unknown";
    NotConfirmedSince { month: String } = "not-confirmed-since";
    SourcesDiffer = "sources-differ";
    NoLongerListed { publisher: String, month: String } = "no-longer-listed";
    HoursOf { publisher: String, month: String } = "hours-of";
    ComesFrom { publisher: String, month: String, fields: Vec<String> } = "comes-from";
    AlsoListed { publisher: String, month: String } = "also-listed";
    FieldName = "field-name";
    FieldAddress = "field-address";
    FieldPosition = "field-position";
    FieldPhone = "field-phone";
    FieldWebsite = "field-website";
    FieldHours = "field-hours";
    HolidayCallFirst = "holiday-call-first";
    UsualHours = "usual-hours";
    ClosedAllDay = "closed-all-day";
    DayHours { day: String, hours: String } = "day-hours";
    PlaceTitle = "place-title";
    FeatureService = "feature-service";
    FeaturePublic = "feature-public";
    FeatureFee = "feature-fee";
    FeatureAccess = "feature-access";
    FeatureLanguage = "feature-language";
    FeatureMode = "feature-mode";
    FeatureLabel = "feature-label";
    FeatureSupport = "feature-support";
    CheckedOn { date: String } = "checked-on";
    // The sheet to take away.
    SheetTitle { date: String } = "sheet-title";
    SheetSources = "sheet-sources";
    SheetWords = "sheet-words";
    SheetWordsHow = "sheet-words-how";
    SheetWordsHold { found: String } = "sheet-words-hold";
    SheetWordsLater = "sheet-words-later";
    SheetWordsNotAnswers = "sheet-words-not-answers";
    SheetWordsNotPages { count: i64 } = "sheet-words-not-pages";
    SheetBooking { address: String } = "sheet-booking";
    SheetDisclaimer = "sheet-disclaimer";
    // Deadlines.
    DatesToKeep = "dates-to-keep";
    DatesHow = "dates-how";
    DeadlineLength { count: i64, unit: String } = "deadline-length";
    DeadlineSince { start: String } = "deadline-since";
    DeadlineStart { start: String } = "deadline-start";
    DeadlineAfter { length: String, since: String } = "deadline-after";
    DeadlineBefore { length: String, since: String } = "deadline-before";
    DeadlineAnswer { length: String, since: String } = "deadline-answer";
    DeadlineEvery { length: String } = "deadline-every";
    DeadlineYearly = "deadline-yearly";
    DeadlineField { label: String, day: String } = "deadline-field";
    DeadlineLast { purpose: String } = "deadline-last";
    DeadlineOver = "deadline-over";
    DayInFull { weekday: String, date: String } = "day-in-full";
    CalendarPrivate = "calendar-private";
    // Letters.
    LetterPlaceDate { place: String, date: String } = "letter-place-date";
    LetterSubject { subject: String } = "letter-subject";
    LetterSignature = "letter-signature";
    LetterCountersignature = "letter-countersignature";
    LetterTearOff = "letter-tear-off";
    LetterEnclosed = "letter-enclosed";
    LetterEnclose = "letter-enclose";
    LetterEncloseHow = "letter-enclose-how";
    LetterFoot { date: String } = "letter-foot";
    LetterLabel { label: String, blank: String } = "letter-label";
    LetterInFrench = "letter-in-french";
    // The slip for another professional.
    SlipTitle { code: String } = "slip-title";
    SlipFrom { office: String, date: String } = "slip-from";
    SlipTo = "slip-to";
    SlipStructure { code: String } = "slip-structure";
    SlipWhy = "slip-why";
    SlipObstacles = "slip-obstacles";
    SlipTried = "slip-tried";
    SlipAttempt { code: String } = "slip-attempt";
    SlipNoName = "slip-no-name";
    SlipTearOff = "slip-tear-off";
    SlipAnswer { office: String, code: String } = "slip-answer";
    SlipReceived = "slip-received";
    SlipUnderWay = "slip-under-way";
    SlipDone = "slip-done";
    SlipRefused { blank: String } = "slip-refused";
    SlipBy { blank: String } = "slip-by";
    // What a desk follows up.
    JournalStatus { code: String } = "journal-status";
    JournalReason { code: String } = "journal-reason";
    JournalField { code: String } = "journal-field";
    JournalCheck { code: String } = "journal-check";
    JournalNoAnswer { days: i64 } = "journal-no-answer";
    JournalUnderWay { days: i64 } = "journal-under-way";
    JournalAge { days: i64 } = "journal-age";
    WayPaper { form: String } = "way-paper";
    WayOnline { address: String } = "way-online";
    // Time.
    Weekday { day: Weekday } = "weekday";
    TimeOfDay { hour: i64, minute: i64, padded: String } = "time-of-day";
    FullDate { day: i64, month: Month, date: Date } = "full-date";
    DateAndTime { day: String, time: String } = "date-and-time";
    // Emergency.
    EmergencySos = "emergency-sos";
    EmergencyTitle = "emergency-title";
    EmergencyIntro = "emergency-intro";
    EmergencyCheck { label: String } = "emergency-check";
    EmergencyAsk = "emergency-ask";
    EmergencyNow = "emergency-now";
    EmergencyHurt = "emergency-hurt";
    EmergencyDark = "emergency-dark";
    EmergencyYes = "emergency-yes";
    EmergencyNo = "emergency-no";
    QuickExit = "quick-exit";
    // Help, privacy, end.
    HelpTitle = "help-title";
    HelpText = "help-text";
    HumanTitle = "human-title";
    HumanText = "human-text";
    PrivacyTitle = "privacy-title";
    ForgetAll = "forget-all";
    Forgotten = "forgotten";
    ForgottenText = "forgotten-text";
    StopHere = "stop-here";
    StoppedTitle = "stopped-title";
    StoppedText = "stopped-text";
    StartAgain = "start-again";
    ResumeTitle = "resume-title";
    Resume = "resume";
    // What somebody brings from elsewhere.
    CarryHave = "carry-have";
    CarryAskTitle = "carry-ask-title";
    CarryAskText = "carry-ask-text";
    CarryTitle = "carry-title";
    CarryFound { found: String } = "carry-found";
    CarryNothing = "carry-nothing";
    CarryPages { count: i64 } = "carry-pages";
    CarryAnswers { count: i64 } = "carry-answers";
    CarryAnswersOf { date: String } = "carry-answers-of";
    CarryGone { count: i64 } = "carry-gone";
    CarryUnclear { count: i64 } = "carry-unclear";
    CarryUnfit { count: i64 } = "carry-unfit";
    CarryGoOn = "carry-go-on";
    CarryAgain { number: i64 } = "carry-again";
    CarryWhich { number: i64 } = "carry-which";
    CarryWrong { count: i64 } = "carry-wrong";
    CarryLater = "carry-later";
    // Misunderstanding.
    HowToAnswer = "how-to-answer";
    HowToAnswerSimply = "how-to-answer-simply";
    HowToGivePlace = "how-to-give-place";
    HowToGiveNumber = "how-to-give-number";
    TalkToSomeone = "talk-to-someone";
    MediaNotRead { kind: String } = "media-not-read";
    LanguageFirst = "language-first";
    QuestionFirst = "question-first";
    NotSure = "not-sure";
    PictureSeen = "picture-seen";
    OldButton = "old-button";
    PersonalData = "personal-data";
}
