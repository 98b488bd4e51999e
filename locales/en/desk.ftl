# The words of the mediator's desk. Somebody of the trade reads them; what the person who is received reads is plain.

desk-brand = Guichet
desk-fault = A problem came up in the program. Do this step again.
desk-write = A need, a town, an office, a language…
desk-write-answer = Your answer…
desk-welcome = Who is here? Write what they need.
desk-welcome-keys = Space: everything that can be done. ?: every key. F10: next person.
desk-found = Choose with ↑ ↓, then Enter.
desk-found-nothing = Enter: search with these words.
desk-order = action
desk-complete = Complete
desk-too-many = Nine needs are open: close one (Ctrl-W).
desk-lives-in = Lives in { $commune }
desk-taken = In the basket: { $what }
desk-left = Out of the basket: { $what }
desk-basket = { $count ->
    [0] basket empty
    [one] { $count } in the basket
   *[other] { $count } in the basket
}
desk-nothing-to-show = Nothing to show: open a page, or fill the basket.
desk-no-record = No record yet: nothing to do again.
desk-next = Everything is erased. Next person.

## What can be done
desk-do-take = Put into the basket, or take out
desk-do-take-all = Put all needs into the basket
desk-do-sheet = Sheet to hand over: see, print, code to scan
desk-do-show = Show the screen to the person, and back
desk-do-record = Activity record
desk-do-again = The last record again
desk-do-correct = Correct or withdraw a record
desk-do-household = The whole household, and its rights
desk-do-rights = Check rights, question by question
desk-do-brief = For the professional: conditions, texts, appeal
desk-do-obstacle = Note what blocks
desk-do-slip = Slip for another professional
desk-do-letters = A letter to send: ask, contest, pay little by little
desk-do-phrases = Ready sentences, in the person's language
desk-do-follow-up = What became of slips
desk-do-report = Report an error, verify, leave a word
desk-do-places = Where to go? The nearest places
desk-do-language = Language of the person
desk-do-statistics = Figures: month, quarter, year; print
desk-do-profile = Change the profile
desk-do-next-need = Next need
desk-do-previous-need = Previous need
desk-do-close-need = Close this need
desk-do-next-person = Next person: erase everything
desk-do-emergency = Emergency
desk-do-colours = Change the colours
desk-do-help = Help: every key
desk-do-menu = Menu
desk-do-leave = Leave

## The keys at the foot of the screen
desk-key-space = Space
desk-key-menu = Menu
desk-key-take = Basket +/-
desk-key-sheet = Sheet
desk-key-show = Show
desk-key-record = Record
desk-key-next = Next need
desk-key-person = Next
desk-key-help = Help

## Menu, help, choices
desk-menu-title = What to do? Press a letter
desk-menu-keys = A letter: do it. ↑ ↓, then Enter: the same. Esc: back.
desk-choose-keys = ↑ ↓: choose. Enter: take it. Esc: back.
desk-help-line = On the line
desk-help-need-example = rent unpaid
desk-help-need-text = a need, in the person's words: it opens in a pane
desk-help-commune-example = vierzon
desk-help-commune-text = the town of the person: places are the nearest to it
desk-help-several-example = no job, rent, vierzon
desk-help-several-text = several needs at once, with commas between
desk-help-order-example = >sheet
desk-help-order-text = an action by its name
desk-help-digits-example = 1 to 9
desk-help-digits-text = with an empty line, a digit chooses in the pane; Esc goes back
desk-help-keys = The keys
desk-help-foot = ↑ ↓: read. Esc: back. Keys are changed in guichet.toml, [desk.keys].

## The sheet
desk-sheet-title = Sheet to hand over · { $language }
desk-sheet-empty = The basket is empty. Open a page or a place, then F5.
desk-sheet-answers = The words of the sheet bring back the answers of the household too. r: without them.
desk-sheet-no-answers = The words of the sheet bring back the basket and the commune. r: the answers of the household too, if the person wants it.
desk-sheet-private = private: not on the sheet
desk-sheet-left-out = What is private is not printed. Ask the person, then p.
desk-sheet-keys = Enter: print. q: code to scan. d: dates. s: SMS, e-mail. t: paper. l: language. p: what is private too. Del: take out. Esc: back.
desk-sheet-keys-private = Enter: print. q: code to scan. d: dates. s: SMS, e-mail. t: paper. l: language. p: without what is private. Del: take out. Esc: back.
desk-paper-page = Paper: A4 page
desk-paper-80 = Paper: 80 mm ticket
desk-paper-58 = Paper: 58 mm ticket
desk-printed = The sheet is at the printer.
desk-printed-french = The sheet is at the printer, in French only: this printer has no letters of the other language.
desk-no-code = The code would be too long: print the sheet.

desk-send-title = Send the sheet
desk-send-once = The number or address is used once. Nothing is kept.
desk-send-sms = SMS
desk-send-email = E-mail
desk-send-keys = Write, then Enter: send. ↑ ↓: SMS or e-mail. Esc: back.
desk-send-unread = This is no mobile number, or no e-mail address. Check with the person.
desk-send-nothing = Nothing can send from here: see [send] in guichet.toml.
desk-sent = It is sent. The number or address is gone.
send-absent = Not sent: the program that sends is not there. Print the sheet.
send-refused = Not sent: the program that sends refuses. Print the sheet.
send-hangs = No answer of the program that sends: it may or may not have left. Print the sheet.

## The screen turned to the person
desk-turn-back = Back
desk-beside = French beside
desk-shown-nothing = This page is not shown without asking. Speak with the person about it.
desk-show-private = The person agrees: show it

## Next person
desk-notices-title = The records
desk-notices = The file of the records was not in good order when it was opened. See whether the last records are there (Space, then n). Show this to whoever looks after the computer:
desk-notices-keys = Enter or Esc: go on.
desk-clock = The computer says that today is { $today }. A record is of { $last }: the computer's date may be wrong.
desk-leaving = This visit is not recorded.
desk-leaving-keys = Enter: record, then the next person. e: erase without a record. Esc: back.
desk-leaving-desk-keys = Enter: the record, then leave. e: wipe and leave. Esc: back.
desk-recorded-already = It is recorded already: here is the record, to be corrected if need be.

## Figures
desk-statistics-title = Figures · { $period }
desk-statistics-totals = { $activities ->
    [one] { $activities } activity
   *[other] { $activities } activities
} · { $people ->
    [one] { $people } person
   *[other] { $people } people
} · { $hours } h
desk-statistics-days = Day by day
desk-statistics-keys = ← →: before, after. + -: month, quarter, year. d: from… to… ↑ ↓: read. Enter: print. t: paper. Esc: back.
desk-statistics-keys-profiles = ← →: before, after. + -: month, quarter, year. d: from… to… p: profile. ↑ ↓: read. Enter: print. t: paper. Esc: back.
desk-statistics-keys-days = Two days, or a month (2026-11), or a year. Enter: count. Esc: back.
desk-statistics-written = From… to…
desk-statistics-unread = Write two days, such as 02/11/2026 15/11/2026.
desk-period-month = { $month }
desk-period-quarter = quarter { $quarter } of { $year }
desk-period-year = year { $year }
desk-period-days = from { $first } to { $last }
desk-figures-title = Activity · { $period }
desk-figures-blocked = What blocked
desk-figures-became = What became of requests
desk-figures-counted = Counted on { $date }.
desk-figures-inside = For the office only: small numbers can point to a person. Do not put it up, do not publish it.
desk-figures-months = Month by month
desk-figures-printed = The page is at the printer.

## Who works at the desk
desk-profile-title = Who works at this desk?
desk-profile-keys = Digit or letter, or ↑ ↓ then Enter: choose. Esc: back.
desk-profile-pin = with a PIN
desk-profile-taken = Profile: { $profile }
desk-no-profiles = One profile only here. To add others: [desk.profiles] in guichet.toml.
desk-pin-title = PIN of { $profile }
desk-pin = PIN
desk-pin-keys = Enter: confirm. Esc: back.
desk-pin-wrong = This PIN is wrong.
desk-pin-later = Too many tries. Wait { $seconds } s.

## A record corrected
desk-correct-none = No record yet.
desk-correct-keys = ↑ ↓: record. Enter: open, correct. Del: withdraw. Esc: back.
desk-conflict = changed at two desks
desk-versions-title = Changed at two desks
desk-versions = The first version counts. Open the right one and keep it: it takes the place of the others.
desk-versions-keys = ↑ ↓: version. Enter: open. Del: withdraw the record. Esc: back.
desk-version-of = desk { $desk }
desk-withdraw = Withdraw this record? It no longer counts anywhere, and cannot be found again.
desk-withdraw-keys = Enter: withdraw. Esc: keep it.
desk-withdrawn = withdrawn
desk-withdrawn-told = The record is withdrawn.
desk-withdrawn-already = This record was withdrawn.

## The activity record
record-title = Record · one person
record-title-workshop = Record · workshop
record-title-corrected = Correct · one person
record-title-workshop-corrected = Correct · workshop
record-keys = Enter: keep. ↑ ↓: row. Digit or letter: choose. Esc: back.
record-kept = The record is kept.
record-corrected = The record is corrected.
record-missing = What is marked with ! is missing
record-refused = Not kept: this text holds { $what }. Take it out.
record-too-long = Not kept: { $most } characters at most.
desk-not-whole = Not kept: something is missing.
desk-not-kept = Not kept: the disk refuses. The record stays here. Call whoever looks after the machine.

record-people = With whom
record-individual = one person
record-workshop = a workshop
record-participants = Participants
record-workshop-title = Title
record-level = Level
record-minutes = Time
record-minutes-of = { $minutes } min
record-place = Place
record-topics = Topics
record-procedures = Procedures
record-procedure-name = Name of the procedure
record-equipment = Equipment
record-autonomy = Autonomy
record-orientation = Sent elsewhere
record-age = Age
record-status = Lives by
record-gender = Gender
record-before = Was here before
record-before-yes = yes
record-before-no = no
record-commune = Town
record-lives-in = { $commune }
record-unsaid = not said
record-tags = Tags
record-note = Note

record-structures = Sent to
record-kind-individuel = with one person
record-kind-collectif = workshops
record-place-type-lieu_activite = at the office
record-place-type-autre = elsewhere
record-place-type-domicile = at home
record-place-type-a_distance = remote
record-place-office = place of work
record-place-remote = at a distance
record-place-home = at home ({ $commune })
record-place-elsewhere = another place ({ $commune })

record-sent-nowhere = no
record-sent-somewhere = yes

record-topic-diagnostic_numerique = digital skills check
record-topic-prendre_en_main_du_materiel = first use of a device
record-topic-maintenance_de_materiel = care of a device
record-topic-gere_ses_contenus_numeriques = own files
record-topic-navigation_sur_internet = browsing
record-topic-email = e-mail
record-topic-bureautique = office programs
record-topic-reseaux_sociaux = social networks
record-topic-sante = health on line
record-topic-banque_et_achats_en_ligne = bank and purchases on line
record-topic-entrepreneuriat = helping a professional
record-topic-insertion_professionnelle = towards work
record-topic-securite_numerique = safety on line
record-topic-parentalite = parents and children
record-topic-scolarite_et_numerique = school on line
record-topic-creer_avec_le_numerique = making things
record-topic-culture_numerique = digital culture
record-topic-intelligence_artificielle = artificial intelligence
record-topic-aide_aux_demarches_administratives = procedures

record-procedure-papiers_elections_citoyennete = papers, elections
record-procedure-famille_scolarite = family, school
record-procedure-social_sante = social help, health
record-procedure-travail_formation = work, training
record-procedure-logement = housing
record-procedure-transports_mobilite = transport
record-procedure-argent_impots = money, taxes
record-procedure-justice = justice
record-procedure-etrangers_europe = foreigners, Europe
record-procedure-loisirs_sports_culture = leisure, sport, culture
record-procedure-associations = associations

record-equipment-ordinateur = computer
record-equipment-telephone = phone
record-equipment-tablette = tablet
record-equipment-autre = other
record-equipment-aucun = none

record-autonomy-entierement_accompagne = guided
record-autonomy-partiellement_autonome = guided where needed
record-autonomy-autonome = alone

record-level-debutant = beginner
record-level-intermediaire = intermediate
record-level-avance = advanced

record-structure-administration = administration
record-structure-mediation_numerique = digital mediation
record-structure-operateur_ou_organisme_en_charge = office in charge
record-structure-aide_sociale = social help
record-structure-insertion_professionnelle = help towards work
record-structure-aide_aux_demarches_administratives = help with procedures
record-structure-autre = other

record-age-moins_de_douze = under 12
record-age-douze_dix_huit = 12 to 17
record-age-dix_huit_vingt_quatre = 18 to 24
record-age-vingt_cinq_trente_neuf = 25 to 39
record-age-quarante_cinquante_neuf = 40 to 59
record-age-soixante_soixante_neuf = 60 to 69
record-age-soixante_dix_plus = 70 and over
record-age-non_communique = not said

record-status-retraite = retired
record-status-sans_emploi = without work
record-status-en_emploi = in work
record-status-scolarise = school, studies
record-status-non_communique = not said

record-gender-feminin = woman
record-gender-masculin = man
record-gender-non_communique = not said

record-band-moins_30 = under 30 min
record-band-30_60 = 30 min to 1 h
record-band-60_120 = 1 h to 2 h
record-band-120_plus = 2 h and more

## What is not written into a note
private-nir = a social-security number
private-iban = a bank account number
private-card = a bank card number
private-phone = a phone number
private-email = an e-mail address
private-tax = a tax number
private-caf = a family-benefits number
private-file = a file number
private-password = a password or a code
private-birth = a name and a date of birth

## The household, the brief
desk-household-keys = Digit or letter: choose. Or write, then Enter. ?: not known. ↑ ↓: row. F8: print the receipt. Page: see all rights. Esc: back.
desk-household-none = The rules of this month are not there.
desk-rights-likely = Likely rights
desk-rights-check = To be checked
desk-rights-unlikely = Unlikely
desk-rights-received = Already received
desk-no-receipt = No receipt: these answers contradict each other.
desk-no-brief = Nothing more than the page itself.
desk-brief-more = ▼ ↑ ↓: read. Esc: back.
desk-brief-end = ↑ ↓: read. Esc: back.

## Slip, follow-up, reports
desk-slip-to = To whom
desk-slip-why = Why
desk-slip-keys = Digit or letter: choose. ↑ ↓: row. Enter: keep and print. Esc: back.
desk-slip-made = Slip { $code }: kept, at the printer.
desk-no-name = Give the desk a name first: desk.name in guichet.toml.
desk-letter-blanks = What is not filled in is printed as dots. Nothing is kept afterwards.
desk-letter-keys = Write, or digit and letter: choose. Enter: next line. F8: print the letter and how to send it. Esc: back.
desk-letter-credential = No password, code or bank card in a letter. Take it out.
desk-letter-printed = The letter is at the printer. What was written is gone.
desk-overdue = { $count ->
    [one] One slip has waited too long for an answer. Space, then v.
   *[other] { $count } slips have waited too long for an answer. Space, then v.
}
desk-no-such-slip = No slip that waits here has this code. Read it again with the person.
desk-follow-up-none = No slip waits for an answer.
desk-follow-up-keys = ↑ ↓: slip. Enter: say what became of it. Esc: back.
desk-report-title = Report · { $what }
desk-report-keys = ↑ ↓: row. Write a word if need be. Enter: keep. Esc: back.
desk-report-empty = Write a few words first.
desk-nothing-to-report = Open a page or a place first.
desk-verified = Verified today: { $how }
desk-peer-note = A word for the colleagues
desk-wrong = Wrong: { $what }
desk-noted = It is noted.
desk-peers = Words of colleagues
desk-on = { $date }

## Ready sentences
desk-phrases-title = Ready sentences · { $language }
desk-phrases-find = Find: { $words }
desk-phrases-keys = Write: find. ↑ ↓: choose. Enter: take. Esc: close.
desk-phrases-none = No sentence with these words.
desk-phrases-slot-keys = Write, then Enter. ⌫ on an empty line: back. Esc: close.
desk-phrases-ready-keys = Enter: show it to the person. +: put on the sheet. l: language. ⌫: back. Esc: close.
desk-phrases-kept-keys = Enter: show it to the person. +: take off the sheet. l: language. ⌫: back. Esc: close.
desk-phrase-unreviewed = Nobody has reviewed this translation yet.
desk-phrases-only = { $language }: only the ready sentences are in this language. The rest is in French.
desk-phrases-full = There are many sentences on the sheet. Take one off.
desk-phrases-papers = { $most } papers at most.
desk-phrases-empty = Write something first.
desk-phrases-day = This is no day. Write, for example, 12/03, 12 March, tomorrow or Friday.
desk-phrases-past = This day is over.
desk-phrases-time = This is no time. Write, for example, 14:30.
desk-phrases-amount = This is no amount. Write, for example, 12.50.
desk-phrases-count = Write a whole number below a thousand.
desk-phrases-phone = This is no number. Write digits only.
desk-sheet-said = what was said
## Dates
desk-dates-how = Write the day as it comes: 3 Nov, yesterday, 2026-11-03. It is kept nowhere.
desk-dates-left = → { $day }, { $days ->
    [0] today
    [one] tomorrow
   *[other] in { $days } days
}
desk-dates-answer-left = → answer expected: { $day }, { $days ->
    [0] today
    [one] tomorrow
   *[other] in { $days } days
}
desk-dates-late = → { $day }: over since { $days ->
    [one] { $days } day
   *[other] { $days } days
}
desk-dates-answer-late = → answer expected: { $day }. That was { $days ->
    [one] { $days } day
   *[other] { $days } days
} ago
desk-dates-perhaps = Is it { $day }? Enter: yes. If not, write the day with its year.
desk-dates-no-date = There is no such day. Write for example 3 Nov 2026.
desk-dates-not-read = This is no day. Write for example 3 Nov, yesterday or 2026-11-03.
desk-dates-source = Source: { $source }.
desk-dates-empty = No deadline is known for what is in the basket.
desk-dates-no-day = Write a day first: no date is known.
desk-dates-no-folder = No folder for the calendar: give one in the configuration (desk.calendar).
desk-dates-written = Calendar written: { $file }
desk-dates-not-written = The calendar could not be written. Is the folder there?
desk-dates-keys = Enter: count. Del: clear. ↑ ↓: row. F7: code to scan. F8: calendar (.ics). Esc: back.

## The printer, for whoever works here
desk-print-absent = There is no printer here.
desk-print-refused = The printer does not take the sheet: look at its paper and its screen.
desk-print-hangs = The printer does not answer: see whether it is on.
