# The words the guide reacts to, separated by commas. They are compared without accents or capitals.
words-menu = menu, menus, home, home page, start, main menu, beginning
words-back = back, previous, go back, return
words-help = help, help me, how does this work, i do not understand, i don't understand
words-stop = stop, end, bye, goodbye, quit, exit
words-language = language, languages, change language, other language
words-emergency = emergency, urgent, sos, danger
words-forget = forget, forget me, delete everything, erase everything, delete my data, erase my data, delete all, erase all
words-privacy = privacy, my data, data
words-yes = yes, yes yes, yeah, yep, yup, ok, okay, right, that's right, exactly, correct, sure
words-no = no, no no, nope, not at all, not that
words-greetings = hello, hi, hey, good morning, good evening, thanks, thank you, thank you very much
words-articles = the, number, no, n, choice, answer, option
words-ranks = st, nd, rd, th
# Politeness around an answer, then what leads to one.
words-fillers = please, pls, plz, thx, ty, cheers, if you please, well, so, for me
words-leads = ok, okay, can i, could i, may i, i need to, i choose, i chose, i pick, i take, i will take, i'll take, i want, i would like, i'd like, give me, show me, go to, go back to, it is, it's, let's go with
# Deleting is never guessed: these words ask. Ordinary words are no words of the guide with a slip.
words-erasing = delete, erase, remove everything, clear everything
words-ordinary = homes, date, dates, right, quite, quiet, debt, debts, exist, star, stars, stare, starts, stops, forge, aside
words-human = human, a human, a real person, real person, adviser, an adviser, advisor, an advisor, operator, an operator, talk to someone, talk to somebody, talk to a human, talk to a person, talk to an adviser, speak to someone, speak to somebody, speak to a human, speak to a person, speak with someone, see someone
words-number-0 = zero
words-number-1 = one, first
words-number-2 = two, second
words-number-3 = three, third
words-number-4 = four, fourth
words-number-5 = five, fifth
words-number-6 = six, sixth
words-number-7 = seven, seventh
words-number-8 = eight, eighth
words-number-9 = nine, ninth
words-places = in, at, near, around, to
words-dwelling = live, living, lives, moved, moving, arrived, stay, staying, town, village, city, hall, council, based
words-where = where do i go, where should i go, where to go, where can i go, who can help me, who do i ask
words-rights = my rights, rights, check my rights, what are my rights, what can i get, which benefits, benefits for me, simulator
