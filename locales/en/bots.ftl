# The words of the chat bots: what depends on the network, and incidents. One idea a sentence.

bots-out-of-order =
    A technical problem keeps us from answering. We are trying again by ourselves.
    To talk to a person: 39 39, Allô Service Public. In danger: 112.
bots-flood = You write faster than we can answer. Here is the answer to your last message.
bots-did-it-arrive = Did our last answer arrive? If not, press here or write "menu".
bots-show-again = Show the answer again
bots-telegram-keeps =
    Good to know: Telegram keeps messages and can read them.
    This bot forgets everything after 7 days without a message.
bots-matrix-keeps =
    Good to know: your phone and the server keep messages.
    This bot forgets everything after 7 days without a message.
bots-matrix-clear = This room is not encrypted: those who run the server can read your messages.
bots-delete-message = Delete your message
bots-delete-messages = Delete these messages
bots-deleted = Deleted here. Your phone may keep a trace.
bots-cannot-delete = Delete these messages in your app. Your phone may keep a trace.
bots-not-deleted = We could not delete it. Delete the message in your app.
bots-not-decrypted =
    We could not read your message: it is encrypted and its key did not arrive. Please write it again.
    Otherwise, start a new conversation with us.
    In danger: call 112, or send a text message to 114.
    To talk to a person: 39 39, Allô Service Public.
bots-private-only = To protect your privacy, write to me in a private message.
bots-send-position = Send my position
bots-position-how = Tap "Send my position" at the bottom of the screen. Or write the name of your town.
# Commands of Telegram: one Latin word without accents, then what it does.
bots-command-menu = menu
bots-command-menu-about = See the topics
bots-command-back = back
bots-command-back-about = One step back
bots-command-help = help
bots-command-help-about = How this works
bots-command-language = language
bots-command-language-about = Change the language
bots-command-emergency = emergency
bots-command-emergency-about = Emergency numbers
bots-command-forget = forget
bots-command-forget-about = Delete everything
bots-command-stop = stop
bots-command-stop-about = End the conversation
