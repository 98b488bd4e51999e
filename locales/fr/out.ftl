# Ce que l'on dit de l'imprimante.

print-absent = Il n'y a pas d'imprimante ici. Demandez à l'accueil.
print-refused = L'imprimante ne marche pas pour l'instant. Demandez à l'accueil.
print-hangs = L'imprimante ne répond pas. Demandez à l'accueil.

# Ce qui est écrit sous le code d'une feuille.

sheet-code = À scanner avec un téléphone.
