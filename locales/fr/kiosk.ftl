# Les mots du cadre de la borne : touches, ligne où l'on écrit, veille. Peu de mots, de tous les jours.

kiosk-brand = Guichet
kiosk-opening = Un instant…
kiosk-working = Un instant…
kiosk-fault = Un problème est arrivé. Tout a été effacé. Vous pouvez recommencer.
kiosk-not-open = Le guide ne s'ouvre pas. Nous essayons encore. Demandez à l'accueil.
kiosk-too-small = Agrandissez la fenêtre : 40 colonnes et 15 lignes au moins.
kiosk-more-below = La suite est plus bas : touche ↓

## La ligne où l'on écrit
kiosk-write-need = Écrivez ici avec vos mots…
kiosk-write-number = Écrivez ici votre réponse…
kiosk-write-place = Écrivez ici la commune ou le code postal…
kiosk-suggestions = Réponses trouvées. Choisissez avec ↓, ou continuez d'écrire.
kiosk-no-suggestion = Continuez d'écrire, puis appuyez sur Entrée.

## Les touches
kiosk-key-enter = Entrée
kiosk-key-esc = Échap
kiosk-open = Ouvrir
kiosk-answer = Valider
kiosk-send = Chercher
kiosk-clear = Effacer
kiosk-mend = Corriger
kiosk-move = Choisir
kiosk-language = Langue / Language
kiosk-contrast = Couleurs
kiosk-leave = Quitter
kiosk-space-twice = Espace 2 fois
kiosk-quick-exit = Sortir vite
kiosk-call = Appelez le 112
kiosk-or = ou

## Personne devant la borne
kiosk-idle-title = Êtes-vous encore là ?
kiosk-idle-text = { $seconds ->
    [one] Tout sera effacé dans { $seconds } seconde.
   *[other] Tout sera effacé dans { $seconds } secondes.
}
kiosk-idle-keep = Pour continuer, appuyez sur une touche.

## Le code du personnel
kiosk-pin = Code du personnel
kiosk-pin-wrong = Ce code n'est pas le bon. Code du personnel
kiosk-pin-keys = Entrée : valider. Échap : revenir.

## La feuille à emporter
kiosk-take = Emporter
kiosk-leave-out = Ne plus emporter
kiosk-sheet = { $count ->
    [one] Ma feuille ({ $count })
   *[other] Ma feuille ({ $count })
}
kiosk-print = Imprimer
kiosk-scan = Code à scanner
kiosk-with-private = Aussi ce qui est privé
kiosk-without-private = Sans ce qui est privé
kiosk-with-answers = Des mots pour mes réponses aussi
kiosk-without-answers = Sans mes réponses
kiosk-empty = Tout enlever
kiosk-close = Revenir
kiosk-sheet-left-out = Ce qui est privé n'est pas sur la feuille.
kiosk-printed = La feuille sort de l'imprimante. N'oubliez pas de la prendre.
kiosk-printed-french = La feuille sort de l'imprimante, en français seulement.
kiosk-no-code = Le code serait trop long. Imprimez la feuille.
kiosk-code = Scannez ce code avec votre téléphone.
kiosk-code-too-small = La fenêtre est trop petite pour le code. Agrandissez-la.
