# Les lettres à envoyer, le bordereau pour un autre professionnel, le suivi du bureau.

## Lettres
letter-place-date = À { $place }, le { $date }
letter-subject = Objet : { $subject }
letter-signature = Signature
letter-countersignature = Signature de la personne qui aide
letter-tear-off = - - - - - - À détacher - - - - - -
letter-enclosed = Copies jointes
letter-enclose = Papiers à joindre
letter-enclose-how = Joignez des copies. Gardez les papiers d'origine.
letter-foot = Lettre faite avec un modèle de Guichet, vérifié le { $date }. Aucun avocat ne l'a relue.
letter-label = { $label } : { $blank }
letter-in-french = La lettre est écrite en français, la langue de celui qui la reçoit.

## La fiche d'orientation
slip-title = Fiche d'orientation { $code }
slip-from = Envoyée par : { $office }, le { $date }
slip-to = Pour
slip-structure = { $code ->
    [administration] Une administration : mairie, préfecture
    [mediation_numerique] Un autre lieu d'aide au numérique
    [operateur_ou_organisme_en_charge] Le service qui s'occupe de cette démarche
    [aide_sociale] Un service d'aide sociale
    [insertion_professionnelle] Un service d'aide à l'emploi
    [aide_aux_demarches_administratives] Un lieu d'aide aux démarches, comme France services
    [autre] Un autre service
   *[other] { $code }
}
slip-why = Pour quoi
slip-obstacles = Ce qui bloque
slip-tried = Ce qui a été essayé
slip-attempt = { $code ->
    [call] Un appel
    [visit] Une visite au guichet
    [online] La démarche par internet
    [letter] Une lettre
    [email] Un courriel ou un message
    [form] Un formulaire sur papier
    [appeal] Un recours
    [colleague] Une demande à un autre professionnel
   *[other] { $code }
}
slip-no-name = Cette fiche ne porte pas de nom. La personne dit elle-même ce qu'elle veut dire.
slip-tear-off = - - - - - - À détacher et à rendre - - - - - -
slip-answer = Merci de répondre à : { $office }. Par téléphone, ce code suffit : { $code }.
slip-received = Bien reçue
slip-under-way = En cours
slip-done = Terminée
slip-refused = Refusée, parce que : { $blank }
slip-by = Date et service : { $blank }

## Le suivi du bureau
journal-status = { $code ->
    [acknowledged] Bien reçue
    [under-way] En cours
    [done] Terminée
    [refused] Refusée
    [expired] Sans suite
   *[other] { $code }
}
journal-reason = { $code ->
    [not-ours] Ce n'est pas le bon service
    [full] Plus de place, ou pas de rendez-vous
    [papers-missing] Il manque des papiers
    [ordinary-way] La démarche habituelle n'a pas été faite
    [not-entitled] La personne n'y a pas droit
    [person-declined] La personne n'est pas venue, ou ne veut plus
    [other] Une autre raison
   *[x] { $code }
}
journal-field = { $code ->
    [name] Le nom
    [address] L'adresse
    [phone] Le téléphone
    [hours] Les horaires
    [closed] Fermé pour toujours
    [amount] Un montant
    [deadline] Un délai
    [conditions] Qui peut l'avoir
    [papers] Les papiers à apporter
    [procedure] Comment demander
    [link] Une adresse internet
    [twice] La même chose est là deux fois
    [other] Autre chose
   *[x] { $code }
}
journal-check = { $code ->
    [visit] Sur place
    [call] Par téléphone
    [site] Sur le site du lieu
    [staff] Une personne du lieu le dit
   *[other] { $code }
}
journal-no-answer = Pas de réponse depuis { $days } { $days ->
    [one] jour ouvré
   *[other] jours ouvrés
}. Relancez, ou essayez une autre voie.
journal-under-way = En cours depuis { $days } { $days ->
    [one] jour ouvré
   *[other] jours ouvrés
}. Demandez où cela en est.
journal-age = { $days ->
    [0] aujourd'hui
    [one] { $days } jour ouvré
   *[other] { $days } jours ouvrés
}
