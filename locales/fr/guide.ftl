# Les mots du guide. Une idée par phrase, des mots de tous les jours.

## Le début
choose-language = Choisissez votre langue / Choose your language
welcome = Guichet vous aide à trouver vos droits et un lieu où aller. / Guichet helps you find your rights and a place to go.
storage-title = Avant de commencer
storage-kiosk =
    Ce que vous écrivez n'est pas gardé.
    Le programme garde votre langue et votre commune le temps de la conversation.
    Écrivez « oublier » pour tout effacer.
continue = Continuer

## Le menu
menu-title = De quoi avez-vous besoin ?
menu-prompt = Écrivez votre besoin avec vos mots, ou choisissez un numéro.
other-topics = Autres sujets
first-topics = Premiers sujets
place-near-me = Trouver un lieu près de moi
emergency = Urgence
back = Retour
menu = Menu
help = Aide
change-language = Changer de langue
more = Voir la suite
yes = Oui
no = Non

## La recherche
results-title = Voici ce que nous avons trouvé
results-intro = { $count ->
    [one] Une réponse. Choisissez son numéro.
   *[other] Choisissez le numéro de la réponse qui vous aide.
}
results-near = Lieu compris : { $place }.
page-of = Page { $page } sur { $pages }.
checked-entry = vérifié
other-words = D'accord. Écrivez votre besoin avec d'autres mots.
nothing-asked = Il n'y a pas de question ici. Tapez un des numéros, ou écrivez votre besoin.
nothing-here = Nous n'avons pas encore de fiche sur ce sujet. Une personne peut vous aider.
none-fits = Aucune : parler à quelqu'un
other-words-too = Vous pouvez aussi écrire votre besoin avec d'autres mots.
no-result = Nous n'avons rien trouvé avec ces mots. Tapez un des numéros, ou écrivez d'autres mots.
unavailable = Nous ne pouvons pas chercher pour l'instant. Ce n'est pas votre faute. Réessayez dans quelques minutes, ou parlez à quelqu'un.
did-you-mean = Vous voulez dire : { $label } ?
not-that = Non, autre chose

## Les fiches
in-french-only = Cette page existe seulement en français.
not-reviewed = Traduction non relue par une personne. Le texte français fait foi.
old-card = Attention : ces informations datent de { $year }. Les règles ont pu changer. Demandez confirmation.
in-year = { $fact } (en { $year } ; à vérifier)
review-due = Cette page devait être revue avant le { $date }. Demandez confirmation.
source-line = Source : { $publisher }, page du { $date }.
verified-line = Source la plus récente : { $source }. Relu le { $date }.
not-a-promise = Ce n'est pas une promesse : seul l'organisme décide.
section-title = { $section }
where-do-i-go = Où aller ?
read-more = Lire la suite
did-it-help = Cette réponse vous a aidé ?
it-helped = Oui, cela m'aide
it-did-not = Non, cela ne m'aide pas
back-to-list = Retour à la liste
thank-you = Merci !
sorry-not-helped = Une personne peut vous aider
phone-title = Téléphone

## Les situations
papers-to-bring = Papiers à apporter
papers-how = Il vous manque un papier ? Venez quand même : on vous dira comment faire.
check-my-rights = Vérifier mes droits

## Les lieux
which-kind = Quel lieu cherchez-vous ?
any-place = Je ne sais pas
ask-place = Dans quelle commune ?
ask-place-how = Écrivez le nom de la commune ou le code postal. Exemple : Rodez, ou 12000.
which-commune = De quelle commune parlez-vous ?
commune-in = { $name } ({ $departement }), { $postal }
no-such-commune = Nous ne connaissons pas cette commune. Vérifiez le nom, ou écrivez le code postal.
former-commune = { $former } fait maintenant partie de { $place }.
several-communes = Plusieurs communes portent ce nom. Écrivez le code postal.
another-place = Une autre commune
places-title = Où aller près de : { $place }
town-hall-guides = Nous n'avons pas encore l'adresse de cet organisme ici. La mairie peut vous orienter.
no-place = Nous n'avons pas de lieu pour : { $place }.
near-you = votre position
wished = Vous cherchez un lieu : { $wishes }.
wishes-kept = Pour les lieux, c'est noté : { $wishes }.
on-the-wished-day = Pour vous, { $hours }.
none-as-wished = Aucun lieu proche ne l'annonce. Voici les plus proches : téléphonez avant d'y aller.
whatever-wished = Sans ces souhaits
wished-language = langue parlée : { $language }
wished-open-now = ouvert maintenant
wished-open-at = ouvert { $weekday } { $date } à { $time }
wished-open-on = ouvert { $weekday } { $date }
wished-open-between = ouvert { $weekday } { $date }, entre { $from } et { $until }
wished-open-days = ouvert entre { $weekday } { $date } et { $last }
understood = Nous avons compris : { $words }.
year-of-entry = { $year }
perhaps-this = Nous ne sommes pas sûrs d'avoir compris. C'est peut-être :
number-checked = Numéro vérifié le { $date }.
institution-near = { $name }, près de : { $place }.
called-before = Avant : { $names }.
pages-about = Lire les fiches : { $name }
far-away = Vous semblez être hors de France, ou très loin des lieux que nous connaissons. Écrivez le nom d'une commune.
right-now = Tout de suite
# Articles R6123-18 and R6123-18-1 of the code de la santé publique, version of 2024-12-03 (legifrance.gouv.fr): whoever
# comes in an emergency is received at all times; some wards ask to be called before, at 15.
ward-day-and-night = Aux urgences d'un hôpital, on vous reçoit jour et nuit. Si vous le pouvez, appelez d'abord le 15.
distance = à { $km } km
open-until = Ouvert jusqu'à { $time }.
closes-soon =
  { $minutes ->
    [one] Ouvert. Ferme dans une minute, à { $time }.
   *[other] Ouvert. Ferme dans { $minutes } minutes, à { $time }.
  }
open-until-day = Ouvert jusqu'à { $day } { $time }.
open-now = Ouvert.
opens-today = Fermé. Ouvre à { $time }.
opens-tomorrow = Fermé. Ouvre demain à { $time }.
opens-on = Fermé. Ouvre { $day } à { $time }.
closed-now = Fermé.
hours-in-words = Horaires annoncés : { $text }. Appelez avant de venir.
hours-unknown = Horaires inconnus : appelez avant de venir.
not-confirmed-since = Non confirmé depuis { $month } : appelez avant de venir.
sources-differ = Deux sources récentes donnent des horaires différents : appelez avant de venir.
no-longer-listed = Ce lieu n'est plus dans la liste de { $publisher } depuis { $month } : appelez avant de venir.
hours-of = Selon { $publisher }, { $month } :
comes-from = { $publisher }, { $month } : { $fields }.
also-listed = { $publisher }, { $month } : connaît aussi ce lieu.
field-name = nom
field-address = adresse
field-position = point sur la carte
field-phone = téléphone
field-website = site web
field-hours = horaires
holiday-call-first = Jour férié : appelez avant de venir.
usual-hours = Horaires des sept prochains jours
closed-all-day = fermé
day-hours = { $day } : { $hours }
place-title = Adresse et horaires
feature-service = Ce qu'on y fait
feature-public = Pour qui
feature-fee = Prix
feature-access = Comment venir
feature-language = Langues parlées
feature-mode = Où se passe l'aide
feature-label = Labels et réseaux
feature-support = Comment on est aidé
checked-on = vérifié le { $date }

## La feuille à emporter
sheet-title = Votre feuille du { $date }
sheet-booking = Rendez-vous ou demande en ligne : { $address }
sheet-sources = D'où viennent ces informations
sheet-words = Pour retrouver tout cela ailleurs
sheet-words-how = À un autre guichet, ou au robot, dites ou écrivez ces mots, dans l'ordre :
sheet-words-hold = Ces mots portent : { $found }. Rien n'est gardé ailleurs. Qui a ces mots peut lire la même chose : gardez-les pour vous.
sheet-words-later = Plus tard, vous pourrez dire de la même façon où en est votre demande. Rien ne vous y oblige.
sheet-words-not-answers = Vos réponses n'y sont pas : il n'y a pas assez de place dans ces mots.
sheet-words-not-pages = { $count ->
    [one] Une page n'y est pas : la dernière de la feuille.
   *[other] { $count } pages n'y sont pas : les dernières de la feuille.
}
sheet-disclaimer = Ceci est une information, pas une décision : seul l'organisme décide. Les règles et les horaires peuvent changer.

## Les dates à ne pas manquer
dates-to-keep = Dates à ne pas manquer
dates-how = La date écrite sur votre lettre compte d'abord. Ces jours sont comptés sans rien ajouter pour un dimanche ou un jour férié. Faites-le avant.
deadline-length = { $unit ->
    [hours] { $count ->
        [one] { $count } heure
       *[other] { $count } heures
    }
    [days] { $count ->
        [one] { $count } jour
       *[other] { $count } jours
    }
    [weeks] { $count ->
        [one] { $count } semaine
       *[other] { $count } semaines
    }
    [years] { $count ->
        [one] { $count } an
       *[other] { $count } ans
    }
   *[other] { $count } mois
}
deadline-since = { $start ->
    [decision] la date de la décision
    [letter] le jour où vous recevez la lettre
    [judgment] le jour où vous recevez le jugement
    [notice] la date écrite sur le papier reçu
    [application] votre demande
    [expected] le jour où cela devait être fait
    [birth] la naissance
    [death] le décès
    [marriage] le mariage
    [move] le déménagement
    [keys] le retour des clés
    [arrival] votre arrivée
    [purchase] l'achat
    [payment] le paiement
    [event] le jour où c'est arrivé
    [sick-leave] le début de l'arrêt
    [last-payment] la fin des versements
    [payday] le jour où le salaire devait être payé
    [contract-end] la fin du contrat
    [activity] le début de l'activité
    [expiry] la fin du papier ou du droit
    [planned] la date prévue
   *[last-time] la dernière fois
}
deadline-start = { $start ->
    [decision] Date de la décision
    [letter] Lettre reçue le
    [judgment] Jugement reçu le
    [notice] Date écrite sur le papier
    [application] Demande faite le
    [expected] Cela devait être fait le
    [birth] Naissance le
    [death] Décès le
    [marriage] Mariage le
    [move] Déménagement le
    [keys] Clés rendues le
    [arrival] Arrivée le
    [purchase] Achat le
    [payment] Paiement le
    [event] C'est arrivé le
    [sick-leave] Début de l'arrêt
    [last-payment] Dernier versement le
    [payday] Salaire dû le
    [contract-end] Fin du contrat
    [activity] Début de l'activité
    [expiry] Fin du papier ou du droit
    [planned] Date prévue
   *[last-time] La dernière fois
}
deadline-after = Au plus tard { $length } après { $since }.
deadline-before = Au plus tard { $length } avant { $since }.
deadline-answer = La réponse doit venir au plus tard { $length } après { $since }.
deadline-every = Au plus tard { $length } après la dernière fois, à chaque fois.
deadline-yearly = Chaque année, le même jour.
deadline-field = { $label } : { $day }
deadline-last = { $purpose ->
    [answer] Réponse au plus tard le
   *[act] Dernier jour
}
deadline-over = Ce jour est passé.
day-in-full = { $weekday } { $date }
calendar-private = Date à ne pas oublier
way-paper = Sur papier : { $form }
way-online = Sur internet : { $address }

## Le temps
weekday = { $day }
time-of-day = { $minute ->
    [0] { $hour } h
   *[other] { $hour } h { $padded }
}
full-date = { $day ->
    [1] 1er { $month }
   *[other] { $date }
}
date-and-time = { $day } à { $time }

## Les urgences
emergency-sos = Urgence / Emergency (SOS)
emergency-title = Aide tout de suite
emergency-intro = Appelez maintenant :
emergency-check = Avez-vous besoin d'une aide urgente ? ({ $label })
emergency-ask = Avez-vous besoin d'aide tout de suite ?
emergency-now = Oui, je suis en danger maintenant
emergency-hurt = Oui, quelqu'un me fait du mal
emergency-dark = Oui, j'ai des idées noires
emergency-yes = Oui, aide urgente
emergency-no = Non, continuer
quick-exit = Quitter vite

## Aide, vie privée, fin
help-title = Comment ça marche
help-text =
    Écrivez votre besoin avec vos mots. Ou tapez un numéro.
    Ces mots marchent partout : menu, retour, aide, langue, urgence, stop, oublier.
    Une personne peut vous aider : à la mairie, ou par téléphone.
human-title = Parler à quelqu'un
human-text =
    La mairie reçoit tout le monde et vous oriente, sans internet.
    Par téléphone : le 39 39, Allô Service Public.
privacy-title = Ce qui est gardé
forget-all = Tout effacer
forgotten = Tout est effacé
forgotten-text = Il ne reste rien de cette conversation dans ce programme.
stop-here = Arrêter
stopped-title = À bientôt
stopped-text = La conversation est finie. Pour tout effacer, écrivez « oublier ».
start-again = Recommencer
resume-title = Vous voilà de retour
resume = Reprendre où j'en étais

## Ce qui n'est pas compris
how-to-answer = Nous n'avons pas compris. Tapez un des numéros, ou écrivez d'autres mots.
how-to-give-place = Écrivez seulement le code postal : cinq chiffres. Exemple : 12000
how-to-answer-simply = Tapez seulement un chiffre. Exemple : 1
talk-to-someone = Parler à quelqu'un
media-not-read = { $kind ->
    [voice] Nous ne pouvons pas écouter les messages vocaux. Tapez un des numéros.
    [photo] Nous ne pouvons pas lire les photos. N'envoyez pas de photo de vos cartes ou de vos papiers. Tapez un des numéros.
    [sticker] Nous ne comprenons pas les autocollants. Tapez un des numéros.
    [call] Nous ne pouvons pas répondre aux appels. Tapez un des numéros.
   *[other] Nous ne pouvons pas lire ce message. Tapez un des numéros.
}
language-first = Choisissez d'abord une langue. La réponse à votre message suit. / Choose a language first. The answer to your message follows.
question-first = Répondez d'abord à cette question. La réponse à votre message suit.
not-sure = Nous ne sommes pas sûrs d'avoir bien lu vos mots. Vous pouvez les écrire autrement.
picture-seen = Merci ! Pour continuer, tapez un des numéros, ou écrivez votre besoin avec des mots.
old-button = Ce bouton est ancien. Voici où vous en êtes.
personal-data = Votre message semble contenir une donnée personnelle. Nous ne la gardons pas. Effacez ce message si vous le pouvez.

## Ce qui bloque
obstacle-ask = Quelque chose bloque
obstacle-title = Qu'est-ce qui bloque ?
obstacle-kind = { $code ->
    [site-down] Le site ne marche pas
    [account-lost] Compte ou mot de passe perdu
    [no-slot] Pas de rendez-vous
    [no-answer] Personne ne répond
    [no-device] Pas d'ordinateur, de téléphone ou de réseau
    [not-clear] On ne comprend pas ce qui est demandé
    [refused-unexplained] Refusé sans explication
   *[other] { $code }
}
obstacle-where = Chez qui ?
obstacle-elsewhere = Chez quelqu'un d'autre
obstacle-noted = C'est noté, sans votre nom

## Ce que sont devenues les demandes
became-tell = Dire où en est ma demande
became-which = De quelle demande s'agit-il ?
became-ask =
    Où en êtes-vous ?
    Votre réponse est comptée, sans votre nom. Rien ne vous oblige à répondre.
became-kind = { $code ->
    [obtained] C'est obtenu
    [waiting] J'ai demandé, j'attends
    [refused] C'est refusé
    [not-asked] Je n'ai pas encore demandé
   *[other] { $code }
}
became-noted = C'est noté, sans votre nom
became-next = { $code ->
    [obtained] Merci. Si votre situation change, dites-le à l'organisme.
    [waiting] Gardez la preuve de votre demande. Sans réponse, demandez à l'organisme où elle en est.
    [refused] Un refus peut souvent se contester. Le délai peut être court. Gardez la lettre et parlez-en à quelqu'un.
    [not-asked] Vous pouvez encore demander. La page dit comment.
   *[other] { $code }
}
became-read = Relire la page
became-more = Parler d'une autre demande

## Ce qu'un professionnel veut savoir
brief-rules = Conditions vérifiées
brief-figures = Chiffres
brief-deadlines = Délais, et ce qu'il faut faire
brief-deadline = { $action } { $within } – { $reference }
brief-figure = { $name } : { $value }, depuis le { $since } – { $reference }
brief-references = Textes
brief-reference = { $title } – { $date }
brief-fiches = Fiches de service-public.fr : { $fiches }
brief-review = Relu le { $verified }. À relire avant le { $due }.
brief-appeal = Contester une décision
brief-contacts = Qui appeler

## Ce qu'on apporte d'ailleurs
carry-have = J'ai des mots écrits sur une feuille
carry-ask-title = Retrouver ce que vous aviez ailleurs
carry-ask-text =
    Écrivez tous les mots de la feuille, dans l'ordre.
    Les majuscules et les accents ne comptent pas.
carry-title = Nous avons retrouvé vos informations
carry-found = Retrouvé : { $found }.
carry-nothing = Rien de ce que portent ces mots n'existe encore ici.
carry-pages = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}
carry-answers = { $count ->
    [one] { $count } réponse
   *[other] { $count } réponses
}
carry-answers-of = Vos réponses sont de { $date }. Changez ce qui n'est plus vrai.
carry-gone = { $count ->
    [one] Une page n'existe plus ici. Demandez-la à l'accueil.
   *[other] { $count } pages n'existent plus ici. Demandez-les à l'accueil.
}
carry-unclear = { $count ->
    [one] Une page n'est pas sûre : deux pages se ressemblent ici. Cherchez-la par son nom.
   *[other] { $count } pages ne sont pas sûres : d'autres leur ressemblent ici. Cherchez-les par leur nom.
}
carry-unfit = { $count ->
    [one] Une réponse ne compte plus : la question a changé.
   *[other] { $count } réponses ne comptent plus : les questions ont changé.
}
carry-go-on = Continuer les questions sur mes droits
carry-again = Le mot { $number } n'est pas compris. Écrivez-le encore, seul.
carry-which = Le mot { $number } n'est pas sûr. Lequel est-ce ?
carry-wrong = Un des { $count } mots est faux, ou il en manque un. Relisez la feuille, puis écrivez-les encore tous.
carry-later = Ces mots viennent d'une version plus récente du programme. Elle est à jour à un autre guichet.
