# Les mots du poste de médiation. Une personne du métier les lit ; ceux que la personne accueillie lit sont simples.

desk-brand = Guichet
desk-fault = Un problème est arrivé dans le programme. Recommencez cette étape.
desk-write = Un besoin, une commune, un organisme, une langue…
desk-write-answer = Votre réponse…
desk-welcome = Qui est là ? Écrivez son besoin.
desk-welcome-keys = Espace : tout ce que l'on peut faire. ? : toutes les touches. F10 : personne suivante.
desk-found = Choisissez avec ↑ ↓, puis Entrée.
desk-found-nothing = Entrée : chercher avec ces mots.
desk-order = action
desk-complete = Compléter
desk-too-many = Neuf besoins sont ouverts : fermez-en un (Ctrl-W).
desk-lives-in = Habite : { $commune }
desk-taken = Dans le panier : { $what }
desk-left = Retiré du panier : { $what }
desk-basket = { $count ->
    [0] panier vide
    [one] { $count } dans le panier
   *[other] { $count } dans le panier
}
desk-nothing-to-show = Rien à montrer : ouvrez une fiche, ou remplissez le panier.
desk-no-record = Aucun compte rendu encore : rien à refaire.
desk-next = Tout est effacé. Personne suivante.

## Ce que l'on peut faire
desk-do-take = Mettre dans le panier, ou retirer
desk-do-take-all = Mettre tous les besoins dans le panier
desk-do-sheet = Feuille à remettre : voir, imprimer, code à scanner
desk-do-show = Montrer l'écran à la personne, et revenir
desk-do-record = Compte rendu d'activité
desk-do-again = Refaire le dernier compte rendu
desk-do-correct = Corriger ou retirer un compte rendu
desk-do-household = Tout le foyer, et ses droits
desk-do-rights = Vérifier les droits, question par question
desk-do-brief = Pour le professionnel : conditions, textes, recours
desk-do-obstacle = Noter ce qui bloque
desk-do-slip = Fiche d'orientation pour un autre professionnel
desk-do-letters = Lettre à envoyer : demander, contester, étaler
desk-do-phrases = Phrases prêtes, dans la langue de la personne
desk-do-follow-up = Suivi des fiches d'orientation
desk-do-report = Signaler une erreur, vérifier, laisser un mot
desk-do-places = Où aller ? Les lieux les plus proches
desk-do-language = Langue de la personne
desk-do-statistics = Statistiques : mois, trimestre, année ; imprimer
desk-do-profile = Changer de profil
desk-do-next-need = Besoin suivant
desk-do-previous-need = Besoin précédent
desk-do-close-need = Fermer ce besoin
desk-do-next-person = Personne suivante : tout effacer
desk-do-emergency = Urgence
desk-do-colours = Changer les couleurs
desk-do-help = Aide : toutes les touches
desk-do-menu = Menu
desk-do-leave = Quitter

## Les touches en bas de l'écran
desk-key-space = Espace
desk-key-menu = Menu
desk-key-take = Panier +/-
desk-key-sheet = Feuille
desk-key-show = Montrer
desk-key-record = Compte rendu
desk-key-next = Besoin suivant
desk-key-person = Suivant
desk-key-help = Aide

## Menu, aide, choix
desk-menu-title = Que faire ? Appuyez sur une lettre
desk-menu-keys = Une lettre : faire. ↑ ↓, puis Entrée : pareil. Échap : revenir.
desk-choose-keys = ↑ ↓ : choisir. Entrée : valider. Échap : revenir.
desk-help-line = Sur la ligne
desk-help-need-example = loyer impayé
desk-help-need-text = un besoin, avec les mots de la personne : il s'ouvre dans un volet
desk-help-commune-example = vierzon
desk-help-commune-text = la commune de la personne : les lieux sont les plus proches de là
desk-help-several-example = chômage, loyer, vierzon
desk-help-several-text = plusieurs besoins d'un coup, séparés par des virgules
desk-help-order-example = >feuille
desk-help-order-text = une action par son nom
desk-help-digits-example = 1 à 9
desk-help-digits-text = la ligne vide, un chiffre choisit dans le volet ; Échap revient
desk-help-keys = Les touches
desk-help-foot = ↑ ↓ : lire. Échap : revenir. Les touches se changent dans guichet.toml, [desk.keys].

## La feuille
desk-sheet-title = Feuille à remettre · { $language }
desk-sheet-empty = Le panier est vide. Ouvrez une fiche ou un lieu, puis F5.
desk-sheet-answers = Les mots de la feuille ramènent aussi les réponses du foyer. r : sans elles.
desk-sheet-no-answers = Les mots de la feuille ramènent le panier et la commune. r : les réponses du foyer aussi, si la personne le veut.
desk-sheet-private = privé : pas sur la feuille
desk-sheet-left-out = Ce qui est privé n'est pas imprimé. Demandez à la personne, puis p.
desk-sheet-keys = Entrée : imprimer. q : code à scanner. d : dates. s : SMS, e-mail. t : papier. l : langue. p : ce qui est privé aussi. Suppr : retirer. Échap : revenir.
desk-sheet-keys-private = Entrée : imprimer. q : code à scanner. d : dates. s : SMS, e-mail. t : papier. l : langue. p : sans ce qui est privé. Suppr : retirer. Échap : revenir.
desk-paper-page = Papier : page A4
desk-paper-80 = Papier : ticket de 80 mm
desk-paper-58 = Papier : ticket de 58 mm
desk-printed = La feuille est à l'imprimante.
desk-printed-french = La feuille est à l'imprimante, en français seulement : cette imprimante n'a pas les lettres de l'autre langue.
desk-no-code = Le code serait trop long : imprimez la feuille.

desk-send-title = Envoyer la feuille
desk-send-once = Le numéro ou l'adresse sert une fois. Rien n'est gardé.
desk-send-sms = SMS
desk-send-email = E-mail
desk-send-keys = Écrire, puis Entrée : envoyer. ↑ ↓ : SMS ou e-mail. Échap : revenir.
desk-send-unread = Ce n'est pas un numéro de mobile, ou pas une adresse e-mail. Vérifiez avec la personne.
desk-send-nothing = Rien ne permet d'envoyer ici : voir [send] dans guichet.toml.
desk-sent = C'est envoyé. Le numéro ou l'adresse est effacé.
send-absent = Pas envoyé : le programme d'envoi n'est pas là. Imprimez la feuille.
send-refused = Pas envoyé : le programme d'envoi refuse. Imprimez la feuille.
send-hangs = Pas de réponse du programme d'envoi : on ne sait pas si c'est parti. Imprimez la feuille.

## L'écran tourné vers la personne
desk-turn-back = Revenir
desk-beside = Français à côté
desk-shown-nothing = Cette page ne se montre pas sans demander. Parlez-en avec la personne.
desk-show-private = La personne est d'accord : montrer

## Personne suivante
desk-notices-title = Les comptes rendus
desk-notices = Le fichier des comptes rendus n'était pas en bon état à l'ouverture. Regardez si les derniers comptes rendus sont là (Espace, puis n). Montrez ceci à qui s'occupe de l'ordinateur :
desk-notices-keys = Entrée ou Échap : continuer.
desk-clock = L'ordinateur dit que nous sommes le { $today }. Un compte rendu est daté du { $last } : la date de l'ordinateur est peut-être fausse.
desk-leaving = Cet accompagnement n'est pas enregistré.
desk-leaving-keys = Entrée : compte rendu, puis personne suivante. e : effacer sans enregistrer. Échap : revenir.
desk-leaving-desk-keys = Entrée : compte rendu, puis quitter. e : effacer et quitter. Échap : revenir.
desk-recorded-already = C'est déjà enregistré : voici le compte rendu, à corriger s'il le faut.

## Statistiques
desk-statistics-title = Statistiques · { $period }
desk-statistics-totals = { $activities ->
    [one] { $activities } activité
   *[other] { $activities } activités
} · { $people ->
    [one] { $people } personne
   *[other] { $people } personnes
} · { $hours } h
desk-statistics-days = Jour par jour
desk-statistics-keys = ← → : avant, après. + - : mois, trimestre, année. d : du… au… ↑ ↓ : lire. Entrée : imprimer. t : papier. Échap : revenir.
desk-statistics-keys-profiles = ← → : avant, après. + - : mois, trimestre, année. d : du… au… p : profil. ↑ ↓ : lire. Entrée : imprimer. t : papier. Échap : revenir.
desk-statistics-keys-days = Deux jours, ou un mois (2026-11), ou une année. Entrée : compter. Échap : revenir.
desk-statistics-written = Du… au…
desk-statistics-unread = Écrivez deux jours, comme 02/11/2026 15/11/2026.
desk-period-month = { $month }
desk-period-quarter = { $quarter ->
    [1] 1er trimestre { $year }
   *[other] { $quarter }e trimestre { $year }
}
desk-period-year = année { $year }
desk-period-days = du { $first } au { $last }
desk-figures-title = Activité · { $period }
desk-figures-blocked = Ce qui a bloqué
desk-figures-became = Ce que sont devenues les demandes
desk-figures-counted = Compté le { $date }.
desk-figures-inside = Pour le service seulement : de petits nombres peuvent désigner une personne. Ne pas afficher, ne pas publier.
desk-figures-months = Mois par mois
desk-figures-printed = La page est à l'imprimante.

## Qui travaille au poste
desk-profile-title = Qui travaille à ce poste ?
desk-profile-keys = Chiffre ou lettre, ou ↑ ↓ puis Entrée : choisir. Échap : revenir.
desk-profile-pin = avec un code
desk-profile-taken = Profil : { $profile }
desk-no-profiles = Un seul profil ici. Pour en ajouter : [desk.profiles] dans guichet.toml.
desk-pin-title = Code de { $profile }
desk-pin = Code
desk-pin-keys = Entrée : valider. Échap : revenir.
desk-pin-wrong = Ce code n'est pas le bon.
desk-pin-later = Trop d'essais. Attendez { $seconds } s.

## Corriger un compte rendu
desk-correct-none = Aucun compte rendu encore.
desk-correct-keys = ↑ ↓ : compte rendu. Entrée : ouvrir, corriger. Suppr : retirer. Échap : revenir.
desk-conflict = changé sur deux postes
desk-versions-title = Changé sur deux postes
desk-versions = La première version compte. Ouvrez celle qui est juste et enregistrez-la : elle remplace les autres.
desk-versions-keys = ↑ ↓ : version. Entrée : ouvrir. Suppr : retirer le compte rendu. Échap : revenir.
desk-version-of = poste { $desk }
desk-withdraw = Retirer ce compte rendu ? Il ne comptera plus nulle part, et ne se retrouve pas.
desk-withdraw-keys = Entrée : retirer. Échap : garder.
desk-withdrawn = retiré
desk-withdrawn-told = Compte rendu retiré.
desk-withdrawn-already = Ce compte rendu a été retiré.

## Le compte rendu d'activité
record-title = Compte rendu · accompagnement individuel
record-title-workshop = Compte rendu · atelier collectif
record-title-corrected = Corriger · accompagnement individuel
record-title-workshop-corrected = Corriger · atelier collectif
record-keys = Entrée : enregistrer. ↑ ↓ : ligne. Chiffre ou lettre : choisir. Échap : revenir.
record-kept = Compte rendu enregistré.
record-corrected = Compte rendu corrigé.
record-missing = Il manque ce qui est marqué d'un !
record-refused = Pas enregistré : ce texte contient { $what }. Enlevez-le.
record-too-long = Pas enregistré : { $most } caractères au plus.
desk-not-whole = Pas enregistré : il manque quelque chose.
desk-not-kept = Pas enregistré : le disque refuse. Le compte rendu reste ici. Appelez la personne qui s'occupe de la machine.

record-people = Avec qui
record-individual = une personne
record-workshop = un atelier
record-participants = Participants
record-workshop-title = Titre
record-level = Niveau
record-minutes = Durée
record-minutes-of = { $minutes } min
record-place = Lieu
record-topics = Thèmes
record-procedures = Démarches
record-procedure-name = Nom de la démarche
record-equipment = Matériel
record-autonomy = Autonomie
record-orientation = Orientation
record-age = Âge
record-status = Situation
record-gender = Genre
record-before = Déjà venu
record-before-yes = oui
record-before-no = non
record-commune = Commune
record-lives-in = { $commune }
record-unsaid = non dite
record-tags = Étiquettes
record-note = Note

record-structures = Orientation vers
record-kind-individuel = accompagnements individuels
record-kind-collectif = ateliers collectifs
record-place-type-lieu_activite = lieu d'activité
record-place-type-autre = autre lieu
record-place-type-domicile = à domicile
record-place-type-a_distance = à distance
record-place-office = lieu d'activité
record-place-remote = à distance
record-place-home = à domicile ({ $commune })
record-place-elsewhere = autre lieu ({ $commune })

record-sent-nowhere = non
record-sent-somewhere = oui

record-topic-diagnostic_numerique = diagnostic numérique
record-topic-prendre_en_main_du_materiel = prendre en main du matériel
record-topic-maintenance_de_materiel = maintenance de matériel
record-topic-gere_ses_contenus_numeriques = gérer ses contenus
record-topic-navigation_sur_internet = navigation sur internet
record-topic-email = e-mail
record-topic-bureautique = bureautique
record-topic-reseaux_sociaux = réseaux sociaux
record-topic-sante = santé en ligne
record-topic-banque_et_achats_en_ligne = banque et achats en ligne
record-topic-entrepreneuriat = accompagner un professionnel
record-topic-insertion_professionnelle = insertion professionnelle
record-topic-securite_numerique = sécurité numérique
record-topic-parentalite = parentalité
record-topic-scolarite_et_numerique = scolarité et numérique
record-topic-creer_avec_le_numerique = créer avec le numérique
record-topic-culture_numerique = culture numérique
record-topic-intelligence_artificielle = intelligence artificielle
record-topic-aide_aux_demarches_administratives = démarches administratives

record-procedure-papiers_elections_citoyennete = papiers, élections
record-procedure-famille_scolarite = famille, scolarité
record-procedure-social_sante = social, santé
record-procedure-travail_formation = travail, formation
record-procedure-logement = logement
record-procedure-transports_mobilite = transports
record-procedure-argent_impots = argent, impôts
record-procedure-justice = justice
record-procedure-etrangers_europe = étrangers, Europe
record-procedure-loisirs_sports_culture = loisirs, sports, culture
record-procedure-associations = associations

record-equipment-ordinateur = ordinateur
record-equipment-telephone = téléphone
record-equipment-tablette = tablette
record-equipment-autre = autre
record-equipment-aucun = aucun

record-autonomy-entierement_accompagne = avec guidage
record-autonomy-partiellement_autonome = guidage si besoin
record-autonomy-autonome = autonome

record-level-debutant = débutant
record-level-intermediaire = intermédiaire
record-level-avance = avancé

record-structure-administration = administration
record-structure-mediation_numerique = médiation numérique
record-structure-operateur_ou_organisme_en_charge = organisme en charge
record-structure-aide_sociale = aide sociale
record-structure-insertion_professionnelle = insertion professionnelle
record-structure-aide_aux_demarches_administratives = aide aux démarches
record-structure-autre = autre

record-age-moins_de_douze = moins de 12
record-age-douze_dix_huit = 12 à 17
record-age-dix_huit_vingt_quatre = 18 à 24
record-age-vingt_cinq_trente_neuf = 25 à 39
record-age-quarante_cinquante_neuf = 40 à 59
record-age-soixante_soixante_neuf = 60 à 69
record-age-soixante_dix_plus = 70 et plus
record-age-non_communique = non dit

record-status-retraite = retraite
record-status-sans_emploi = sans emploi
record-status-en_emploi = en emploi
record-status-scolarise = école, études
record-status-non_communique = non dite

record-gender-feminin = femme
record-gender-masculin = homme
record-gender-non_communique = non dit

record-band-moins_30 = moins de 30 min
record-band-30_60 = 30 min à 1 h
record-band-60_120 = 1 h à 2 h
record-band-120_plus = 2 h et plus

## Ce qui ne s'écrit pas dans une note
private-nir = un numéro de sécurité sociale
private-iban = un numéro de compte bancaire
private-card = un numéro de carte bancaire
private-phone = un numéro de téléphone
private-email = une adresse e-mail
private-tax = un numéro fiscal
private-caf = un numéro d'allocataire
private-file = un numéro de dossier
private-password = un mot de passe ou un code
private-birth = un nom et une date de naissance

## Le foyer, la fiche du professionnel
desk-household-keys = Chiffre ou lettre : choisir. Ou écrire, puis Entrée. ? : on ne sait pas. ↑ ↓ : ligne. F8 : imprimer le reçu. Page : voir tous les droits. Échap : revenir.
desk-household-none = Les règles de ce mois ne sont pas là.
desk-rights-likely = Droits probables
desk-rights-check = À vérifier
desk-rights-unlikely = Peu probables
desk-rights-received = Déjà reçu
desk-no-receipt = Pas de reçu : ces réponses se contredisent.
desk-no-brief = Rien de plus que la page elle-même.
desk-brief-more = ▼ ↑ ↓ : lire. Échap : revenir.
desk-brief-end = ↑ ↓ : lire. Échap : revenir.

## Fiche d'orientation, suivi, signalements
desk-slip-to = À qui
desk-slip-why = Pour quoi
desk-slip-keys = Chiffre ou lettre : choisir. ↑ ↓ : ligne. Entrée : garder et imprimer. Échap : revenir.
desk-slip-made = Fiche { $code } : gardée, à l'imprimante.
desk-no-name = Donnez d'abord un nom au poste : desk.name dans guichet.toml.
desk-letter-blanks = Ce qui n'est pas rempli est imprimé en pointillés. Rien n'est gardé après.
desk-letter-keys = Écrire, ou chiffre et lettre : choisir. Entrée : ligne suivante. F8 : imprimer la lettre et comment l'envoyer. Échap : revenir.
desk-letter-credential = Pas de mot de passe, de code ou de carte bancaire dans une lettre. Enlevez-le.
desk-letter-printed = La lettre est à l'imprimante. Ce qui était écrit est effacé.
desk-overdue = { $count ->
    [one] Une fiche d'orientation attend une réponse depuis trop longtemps. Espace, puis v.
   *[other] { $count } fiches d'orientation attendent une réponse depuis trop longtemps. Espace, puis v.
}
desk-no-such-slip = Ce code n'est pas celui d'une fiche qui attend ici. Relisez-le avec la personne.
desk-follow-up-none = Aucune fiche n'attend de réponse.
desk-follow-up-keys = ↑ ↓ : fiche. Entrée : dire où elle en est. Échap : revenir.
desk-report-title = Signaler · { $what }
desk-report-keys = ↑ ↓ : ligne. Écrire un mot si besoin. Entrée : garder. Échap : revenir.
desk-report-empty = Écrivez d'abord quelques mots.
desk-nothing-to-report = Ouvrez d'abord une fiche ou un lieu.
desk-verified = Vérifié aujourd'hui : { $how }
desk-peer-note = Un mot pour les collègues
desk-wrong = Faux : { $what }
desk-noted = C'est noté.
desk-peers = Mots des collègues
desk-on = { $date }

## Phrases prêtes
desk-phrases-title = Phrases prêtes · { $language }
desk-phrases-find = Chercher : { $words }
desk-phrases-keys = Écrire : chercher. ↑ ↓ : choisir. Entrée : prendre. Échap : fermer.
desk-phrases-none = Aucune phrase avec ces mots.
desk-phrases-slot-keys = Écrire, puis Entrée. ⌫ sur une ligne vide : en arrière. Échap : fermer.
desk-phrases-ready-keys = Entrée : montrer à la personne. + : mettre sur la feuille. l : langue. ⌫ : en arrière. Échap : fermer.
desk-phrases-kept-keys = Entrée : montrer à la personne. + : retirer de la feuille. l : langue. ⌫ : en arrière. Échap : fermer.
desk-phrase-unreviewed = Personne n'a encore relu cette traduction.
desk-phrases-only = { $language } : seules les phrases prêtes sont dans cette langue. Le reste est en français.
desk-phrases-full = La feuille a déjà beaucoup de phrases. Retirez-en une.
desk-phrases-papers = { $most } papiers au plus.
desk-phrases-empty = Écrivez d'abord quelque chose.
desk-phrases-day = Ce n'est pas un jour. Écrivez par exemple 12/03, 12 mars, demain ou vendredi.
desk-phrases-past = Ce jour est passé.
desk-phrases-time = Ce n'est pas une heure. Écrivez par exemple 14h30.
desk-phrases-amount = Ce n'est pas un montant. Écrivez par exemple 12,50.
desk-phrases-count = Écrivez un nombre entier, plus petit que mille.
desk-phrases-phone = Ce n'est pas un numéro. Écrivez seulement des chiffres.
desk-sheet-said = ce qui a été dit
## Les dates
desk-dates-how = Écrivez le jour comme il vient : 3.11, hier, le 3 novembre. Il n'est gardé nulle part.
desk-dates-left = → { $day }, { $days ->
    [0] aujourd'hui
    [one] demain
   *[other] dans { $days } jours
}
desk-dates-answer-left = → réponse attendue : { $day }, { $days ->
    [0] aujourd'hui
    [one] demain
   *[other] dans { $days } jours
}
desk-dates-late = → { $day } : passé depuis { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}
desk-dates-answer-late = → réponse attendue : { $day }. C'était il y a { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}
desk-dates-perhaps = Est-ce { $day } ? Entrée : oui. Sinon, écrivez le jour avec l'année.
desk-dates-no-date = Ce jour n'existe pas. Écrivez par exemple 3.11.2026.
desk-dates-not-read = Ce n'est pas un jour. Écrivez par exemple 3.11, hier ou le 3 novembre.
desk-dates-source = Source : { $source }.
desk-dates-empty = Aucun délai connu pour ce qui est dans le panier.
desk-dates-no-day = Écrivez d'abord un jour : aucune date n'est connue.
desk-dates-no-folder = Aucun dossier pour le calendrier : donnez-le dans la configuration (desk.calendar).
desk-dates-written = Calendrier écrit : { $file }
desk-dates-not-written = Le calendrier n'a pas pu être écrit. Le dossier est-il là ?
desk-dates-keys = Entrée : compter. Suppr : effacer. ↑ ↓ : ligne. F7 : code à scanner. F8 : calendrier (.ics). Échap : revenir.

## L'imprimante, pour qui tient le poste
desk-print-absent = Il n'y a pas d'imprimante ici.
desk-print-refused = L'imprimante ne prend pas la feuille : regardez le papier et son écran.
desk-print-hangs = L'imprimante ne répond pas : regardez si elle est allumée.
