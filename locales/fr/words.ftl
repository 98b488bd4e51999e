# Les mots auxquels le guide réagit, séparés par des virgules. Ils sont comparés sans accents ni majuscules.
words-menu = menu, accueil, début, sommaire, menu principal, menus, page d'accueil, start
words-back = retour, précédent, en arrière, revenir, retours, retour en arrière, back
words-help = aide, help, aide moi, aidez moi, comment ça marche, je ne comprends pas, je comprends pas, j'ai pas compris, je n'ai pas compris
words-stop = stop, arrêter, arrêtez, arrêtons, fin, au revoir, quitter, terminer
words-language = langue, langues, language, changer de langue, autre langue
words-emergency = urgence, urgences, sos, au secours, danger
words-forget = oublier, oublie moi, oubliez moi, tout effacer, effacer tout, efface tout, effacez tout, tout supprimer, supprimer tout, supprimer mes données, effacer mes données, supprimez mes données, effacez mes données
words-privacy = confidentialité, vie privée, données, mes données
words-yes = oui, ouais, oui oui, ok, okay, oki, d'accord, dac, exact, exactement, tout à fait, voilà, c'est ça, c'est bon, yes
words-no = non, non non, nan, pas du tout, pas ça, ce n'est pas ça, c'est pas ça, no
words-greetings = bonjour, bonsoir, salut, coucou, merci, merci beaucoup, merci bien, bonjour à tous, bonjour madame, bonjour monsieur
words-articles = la, le, les, l, numéro, n, no, choix, réponse, option, celui, celle
words-ranks = er, re, ère, e, è, ème, ième, nd, nde
# La politesse autour d'une réponse, puis ce qui mène à une réponse.
words-fillers = svp, s'il vous plaît, stp, s'il te plaît, sil vous plait, sil te plait, silvouplait, silteplait, s v p, merci d'avance, mrc, s'il vous plait monsieur, s'il vous plait madame, please, alors, donc, euh, heu, bon, voilà, pour moi, plutôt
words-leads = ok, d'accord, je peux, est ce que je peux, puis je, j'ai besoin de, je choisis, je choisi, j'ai choisi, je prends, je prend, je veux, je veux bien, je voudrais, j'aimerais, je préfère, on choisit, on prend, donne moi, donnez moi, montrez moi, montre moi, allez à, aller à, retour à, retourner à, revenir à, ce sera, ça sera, c'est, c'est pour, va pour, mets, mettez, tape, je tape
# Effacer ne se devine pas : ces mots posent la question. Les mots ordinaires ne sont pas des mots du guide mal écrits.
words-erasing = effacer, efface, effacez, supprimer, supprime, supprimez, oublie, oubliez
words-ordinary = danser, danseur, dangereux, droit, débit, débits, aides, aider, aidée, aidant, homme, date, dates, langage, revenus, revenu, recours, forêt, forêts, débat, débats, debout, longue, longues, droite, droites, acide, star, stars, stat, quittance, conseils
words-human = humain, un humain, une humaine, un être humain, conseiller, un conseiller, conseillère, une conseillère, un agent, une vraie personne, parler à quelqu'un, parler avec quelqu'un, parler à qqn, parler à un humain, parler à une personne, parler à un conseiller, parler à une conseillère, parler à un agent, contacter quelqu'un, voir quelqu'un, appeler quelqu'un, contacter un conseiller, joindre un conseiller
words-number-0 = zéro
words-number-1 = un, une, premier, première
words-number-2 = deux, second, seconde, deuxième
words-number-3 = trois, troisième
words-number-4 = quatre, quatrième
words-number-5 = cinq, cinquième
words-number-6 = six, sixième
words-number-7 = sept, septième
words-number-8 = huit, huitième
words-number-9 = neuf, neuvième
words-places = à, a, au, aux, en, sur, vers, près de, de, pour, dans, chez
words-dwelling = habite, habitons, habitent, habiter, vis, vivons, vivre, loge, logeons, mairie, commune, ville, village, domicilié, domiciliée, installé, installée, arrive, arrivé, arrivée, arriver, arrivons, emménage, emménagé, emménager, déménage, déménagé, déménager, hébergé, hébergée, réside
words-where = où aller, où je vais, où dois je aller, je vais où, où est ce que je vais, à qui demander, qui peut m'aider
words-rights = mes droits, droits, vérifier mes droits, quels sont mes droits, à quoi ai je droit, ai je droit à des aides, quelles aides, quelles aides pour moi, simulation, simulateur
