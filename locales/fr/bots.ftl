# Les mots des robots de discussion : ce qui dépend du réseau, et les incidents. Une idée par phrase.

bots-out-of-order =
    Un problème technique nous empêche de répondre. Nous essayons de nouveau tout seuls.
    Pour parler à une personne : le 39 39, Allô Service Public. En danger : le 112.
bots-flood = Vous écrivez plus vite que nous ne pouvons répondre. Voici la réponse à votre dernier message.
bots-did-it-arrive = Notre dernière réponse est-elle arrivée ? Sinon, appuyez ici ou écrivez « menu ».
bots-show-again = Revoir la réponse
bots-telegram-keeps =
    À savoir : Telegram garde les messages et peut les lire.
    Ce robot oublie tout après 7 jours sans message.
bots-matrix-keeps =
    À savoir : votre téléphone et le serveur gardent les messages.
    Ce robot oublie tout après 7 jours sans message.
bots-matrix-clear = Ce salon n'est pas chiffré : ceux qui gèrent le serveur peuvent lire vos messages.
bots-delete-message = Effacer votre message
bots-delete-messages = Effacer ces messages
bots-deleted = Effacé ici. Votre téléphone peut en garder une trace.
bots-cannot-delete = Effacez ces messages dans votre application. Votre téléphone peut en garder une trace.
bots-not-deleted = Nous n'avons pas pu effacer. Effacez le message dans votre application.
bots-not-decrypted =
    Nous n'avons pas pu lire votre message : il est chiffré et sa clé n'est pas arrivée. Écrivez-le encore une fois.
    Sinon, ouvrez une nouvelle conversation avec nous.
    En danger : appelez le 112, ou envoyez un SMS au 114.
    Pour parler à une personne : le 39 39, Allô Service Public.
bots-private-only = Pour protéger votre vie privée, écrivez-moi en message privé.
bots-send-position = Envoyer ma position
bots-position-how = Touchez « Envoyer ma position » en bas de l'écran. Ou écrivez le nom de votre commune.
# Les commandes de Telegram : un mot latin, sans accent, puis ce qu'il fait.
bots-command-menu = menu
bots-command-menu-about = Voir les sujets
bots-command-back = retour
bots-command-back-about = Revenir en arrière
bots-command-help = aide
bots-command-help-about = Comment ça marche
bots-command-language = langue
bots-command-language-about = Changer de langue
bots-command-emergency = urgence
bots-command-emergency-about = Les numéros d'urgence
bots-command-forget = oublier
bots-command-forget-about = Tout effacer
bots-command-stop = stop
bots-command-stop-about = Finir la conversation
