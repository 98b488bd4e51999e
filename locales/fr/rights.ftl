# Le dépistage des droits : les questions, leur relecture, le résultat.
rights-title = Vérifier mes droits
rights-intro = Nous posons des questions, une par écran. Vous pouvez passer chaque question et revenir en arrière.
rights-kept = Vos réponses servent au résultat, puis elles sont effacées. Personne ne les lit.
rights-start = Commencer
rights-go-on = Continuer les questions
questions-in-all = Question 1. Il y en a environ { $count }.
questions-left = Question { $number }. { $count ->
    [1] Encore une ensuite, environ.
   *[other] Encore environ { $count } ensuite.
}
last-question = Question { $number }. C'est la dernière.
from-to = { $low } à { $high }
answered-before = Votre réponse : { $answer }. Vous pouvez la changer.
noted = C'est noté : { $answer }.
answer-one-number = Écrivez un seul nombre, s'il vous plaît.
answer-negative = Un nombre en dessous de zéro n'est pas possible ici. Écrivez 0 s'il n'y a rien.
answer-not-a-date = Cet âge ou cette date n'est pas possible. Écrivez par exemple : 34, ou 05/1991.
answer-not-born = Cette date n'est pas encore passée. Écrivez par exemple : 34, ou 05/1991.
answer-ages = Écrivez l'âge de chaque enfant, par exemple : 4 et 9.
answer-too-many = C'est plus de { $most } enfants. Écrivez un âge par enfant qui vit avec vous.
answer-grown-up = Comptez les enfants de { $most } ans ou moins. Un enfant plus âgé ne compte pas ici : ne l'écrivez pas.
answer-out-of-bounds = Ce nombre n'est pas possible ici. Vérifiez-le, puis écrivez-le encore.
answer-contradicts = Cette réponse ne va pas avec une autre. Vérifiez-la, ou revenez en arrière pour changer l'autre.
answer-gross = C'est un montant brut. Écrivez le montant net, celui versé sur le compte.
answer-by-time = C'est un montant par heure ou par jour. Écrivez ce qui est reçu pour un mois entier.
answer-currency = Écrivez le montant en euros. Vous ne le connaissez pas ? Écrivez : je ne sais pas.
answer-total = Écrivez le montant en tout, pas par mois.
how-to-give-number = Écrivez un nombre, comme dans l'exemple. Ou écrivez : je ne sais pas.
read-back-title = Avons-nous bien compris ?
read-back-guess = Nous avons compris : { $answer }. C'est bien cela ?
read-back-per = { $said }, donc { $answer } ?
read-back-between = Entre { $low } et { $high }, donc environ { $answer } ?
read-back-shared =
    Nous avons compris : { $answer }.
    Une garde alternée change les aides de la Caf. Dites-le à la Caf.
    Ces âges sont-ils justes ?
read-back-yes = Oui, c'est cela
read-back-no = Non, j'écris autre chose
euros-per = { $amount } € { $period ->
    [week] par semaine
    [fortnight] toutes les deux semaines
    [quarter] par trimestre
    [year] par an
   *[month] par mois
}
euros = { $amount } €
years-old = { $years ->
    [0] moins d'un an
    [one] { $years } an
   *[other] { $years } ans
}
birth-expected = une naissance attendue
months-long = { $months ->
    [0] moins d'un mois
   *[other] { $months } mois
}
years-long = { $years ->
    [one] { $years } an
   *[other] { $years } ans
}
none-of-these = Aucune de ces aides
that-is-all = C'est tout
erase-these = Effacer et recommencer
review-title = Vos réponses
review-intro = Pour changer une réponse, choisissez-la.
see-result = Voir le résultat
label-answer = { $label } : { $answer }
first-answers = Premières réponses
answers-shown = Réponses { $first } à { $last } sur { $count }.
outcomes-title = Vos droits possibles
outcomes-intro = Choisissez un droit pour savoir pourquoi. Vos réponses sont maintenant effacées.
not-a-promise-of = Ce n'est pas une promesse. Seule l'administration décide. Règles et montants de { $date }.
month-of-year = { $month }
no-right-found = Aucun droit n'est probable avec ces réponses. Une personne peut vérifier avec vous.
likely-heading = Probable
check-heading = À vérifier
unlikely-heading = Peu probable
received-heading = Déjà versé
near-the-limit = Vous êtes près de la limite : quelques euros décident.
answer-missing = Il manque une réponse pour le dire.
office-decides = Seul l'organisme peut décider : demandez-lui.
figure-decides = Un chiffre de la règle reste à vérifier, et il décide ici. Demandez à l'organisme.
figure-not-verified = Un chiffre de cette règle reste à vérifier : aucun montant n'est donné.
figure-approximate = Un chiffre de cette règle reste à vérifier : le montant est approché.
figure-past-review = Un chiffre de ces règles devait être relu avant ce mois-ci. Vérifiez-le avec l'organisme.
about-a-month = environ { $amount } € par mois
about-a-year = environ { $amount } €, une fois par an
about-once = environ { $amount } €, une seule fois
papers-for-all = Papiers à apporter
first-results = Premiers droits
other-rights = { $count ->
    [one] Voir l'autre aide
   *[other] Voir les { $count } autres aides
}
unlikely-title = Autres aides
unlikely-intro = Elles sont peu probables, ou rien n'a été demandé pour elles. Vous pouvez vérifier quand même.
back-to-result = Revenir aux droits possibles
open-card = Lire la fiche
leave-title = Quitter ce résultat ?
leave-text = Quitter efface ce résultat. Il n'est gardé nulle part.
leave-stay = Rester sur le résultat
leave-go = Quitter et effacer
all-of = { $entries }
just-number = { $number }
