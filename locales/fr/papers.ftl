# Les lettres à envoyer, le bordereau pour un autre professionnel, le suivi du bureau.

## Lettres
letter-place-date = À { $place }, le { $date }
letter-subject = Objet : { $subject }
letter-signature = Signature
letter-enclosed = Copies jointes
letter-enclose = Papiers à joindre
letter-enclose-how = Joignez des copies. Gardez les papiers d'origine.
letter-foot = Lettre faite avec un modèle de Guichet, vérifié le { $date }. Aucun avocat ne l'a relue.
letter-label = { $label } : { $blank }
letter-in-french = La lettre est écrite en français, la langue de celui qui la reçoit.
