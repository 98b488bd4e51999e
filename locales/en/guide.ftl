# The words of the guide. One idea a sentence, everyday words.

## The start
choose-language = Choisissez votre langue / Choose your language
welcome = Guichet vous aide à trouver vos droits et un lieu où aller. / Guichet helps you find your rights and a place to go.
storage-title = Before we begin
storage-kiosk =
    What you write is not kept.
    The program keeps your language and your town during the conversation.
    Write "forget" to erase everything.
continue = Continue

## The menu
menu-title = What do you need?
menu-prompt = Write your need in your own words, or choose a number.
other-topics = Other topics
first-topics = First topics
place-near-me = Find a place near me
emergency = Emergency
back = Back
menu = Menu
help = Help
change-language = Change language
more = See more
yes = Yes
no = No

## Search
results-title = Here is what we found
results-intro = { $count ->
    [one] One answer. Choose its number.
   *[other] Choose the number of the answer that helps you.
}
results-near = Place understood: { $place }.
page-of = Page { $page } of { $pages }.
checked-entry = checked
other-words = All right. Write your need in other words.
nothing-asked = There is no question here. Type one of the numbers, or write what you need.
nothing-here = We have no page on this topic yet. A person can help you.
none-fits = None of these: talk to someone
other-words-too = You can also write your need in other words.
no-result = We found nothing with these words. Type one of the numbers, or use other words.
unavailable = We cannot search just now. It is not your fault. Try again in a few minutes, or talk to somebody.
did-you-mean = Do you mean: { $label }?
not-that = No, something else

## Cards
in-french-only = This page exists in French only.
not-reviewed = No person has checked this translation yet. The French text is the reference.
old-card = Careful: this information is from { $year }. The rules may have changed. Ask before you rely on it.
in-year = { $fact } (in { $year }; ask)
review-due = This page was due for review before { $date }. Ask before you rely on it.
source-line = Source: { $publisher }, page of { $date }.
verified-line = Newest source: { $source }. Read again on { $date }.
not-a-promise = This is not a promise: only the office decides.
section-title = { $section }
where-do-i-go = Where do I go?
read-more = Read more
did-it-help = Did this answer help?
it-helped = Yes, this helps
it-did-not = No, this does not help
back-to-list = Back to the list
thank-you = Thank you!
sorry-not-helped = A person can help you
phone-title = Phone

## Situations
papers-to-bring = Papers to bring
papers-how = Is one of them missing? Come anyway: somebody will tell you what to do.
check-my-rights = Check my rights

## Places
which-kind = What place are you looking for?
any-place = I do not know
ask-place = In which town?
ask-place-how = Write the name of the town or its postal code. Example: Rodez, or 12000.
which-commune = Which town do you mean?
commune-in = { $name } ({ $departement }), { $postal }
no-such-commune = We do not know this town. Check its name, or write its postal code.
former-commune = { $former } is now part of { $place }.
several-communes = Several communes have this name. Write the postal code.
another-place = Another town
places-title = Where to go near: { $place }
town-hall-guides = We do not have this office's address here yet. The town hall can tell you where to go.
no-place = We have no place for: { $place }.
near-you = your position
wished = You are looking for a place: { $wishes }.
wishes-kept = Noted for the places: { $wishes }.
on-the-wished-day = For you, { $hours }.
none-as-wished = No place near here says so. Here are the nearest ones: call before you go.
whatever-wished = Without these wishes
wished-language = language spoken: { $language }
wished-open-now = open now
wished-open-at = open on { $weekday } { $date } at { $time }
wished-open-on = open on { $weekday } { $date }
wished-open-between = open on { $weekday } { $date }, between { $from } and { $until }
wished-open-days = open between { $weekday } { $date } and { $last }
understood = We understood: { $words }.
year-of-entry = { $year }
perhaps-this = We are not sure that we understood. It may be:
number-checked = Number checked on { $date }.
institution-near = { $name }, near: { $place }.
called-before = Before: { $names }.
pages-about = Read the pages: { $name }
far-away = You seem to be outside of France, or very far from the places that we know. Write the name of a town.
right-now = Right now
ward-day-and-night = The emergency ward of a hospital receives you day and night. If you can, call 15 first.
distance = { $km } km away
open-until = Open until { $time }.
closes-soon =
  { $minutes ->
    [one] Open. Closes in one minute, at { $time }.
   *[other] Open. Closes in { $minutes } minutes, at { $time }.
  }
open-until-day = Open until { $day } { $time }.
open-now = Open.
opens-today = Closed. Opens at { $time }.
opens-tomorrow = Closed. Opens tomorrow at { $time }.
opens-on = Closed. Opens on { $day } at { $time }.
closed-now = Closed.
hours-in-words = Hours as announced: { $text }. Call before you come.
hours-unknown = Hours unknown: call before you go.
not-confirmed-since = Not confirmed since { $month }: call before you come.
sources-differ = Two recent sources give different hours: call before you go.
no-longer-listed = Since { $month } this place is no longer in the list of { $publisher }: call before you go.
hours-of = From { $publisher }, { $month }:
comes-from = { $publisher }, { $month }: { $fields }.
also-listed = { $publisher }, { $month }: lists this place too.
field-name = name
field-address = address
field-position = point on the map
field-phone = phone
field-website = web site
field-hours = opening hours
holiday-call-first = Public holiday: call before you go.
usual-hours = Hours for the next seven days
closed-all-day = closed
day-hours = { $day }: { $hours }
place-title = Address and opening hours
feature-service = What is done there
feature-public = For whom
feature-fee = What it costs
feature-access = How to come
feature-language = Languages spoken
feature-mode = Where the help is given
feature-label = Labels and networks
feature-support = How you are helped
checked-on = checked on { $date }

## The sheet to take away
sheet-title = Your sheet of { $date }
sheet-booking = Appointment or request on line: { $address }
sheet-sources = Where this information comes from
sheet-words = To find all of this again elsewhere
sheet-words-how = At another desk, or with the bot, say or type these words, in order:
sheet-words-hold = These words carry: { $found }. Nothing is kept anywhere else. Whoever has the words can read the same: keep them to yourself.
sheet-words-later = Later, you can say in the same way how your request went. You do not have to.
sheet-words-not-answers = Your answers are not in them: there is not enough room in these words.
sheet-words-not-pages = { $count ->
    [one] One page is not in them: the last one of the sheet.
   *[other] { $count } pages are not in them: the last ones of the sheet.
}
sheet-disclaimer = This is information, not a decision: only the office decides. Rules and opening hours can change.

## Dates to keep
dates-to-keep = Dates to keep
dates-how = The date written in your letter counts first. These days are counted with nothing added for a Sunday or a public holiday. Act before them.
deadline-length = { $unit ->
    [hours] { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
    [days] { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
    [weeks] { $count ->
        [one] { $count } week
       *[other] { $count } weeks
    }
    [years] { $count ->
        [one] { $count } year
       *[other] { $count } years
    }
   *[other] { $count ->
        [one] { $count } month
       *[other] { $count } months
    }
}
deadline-since = { $start ->
    [decision] the date of the decision
    [letter] the day you get the letter
    [judgment] the day you get the judgment
    [notice] the date written on the paper you got
    [application] your request
    [expected] the day it had to be done
    [birth] the birth
    [death] the death
    [marriage] the wedding
    [move] the move
    [keys] the return of the keys
    [arrival] your arrival
    [purchase] the purchase
    [payment] the payment
    [event] the day it happened
    [sick-leave] the first day of sick leave
    [last-payment] the last payment
    [payday] the day the wages were due
    [contract-end] the end of the contract
    [activity] the start of the activity
    [expiry] the end of the paper or the right
    [planned] the planned date
   *[last-time] the last time
}
deadline-start = { $start ->
    [decision] Date of the decision
    [letter] Letter received on
    [judgment] Judgment received on
    [notice] Date written on the paper
    [application] Request made on
    [expected] It had to be done on
    [birth] Birth on
    [death] Death on
    [marriage] Wedding on
    [move] Move on
    [keys] Keys given back on
    [arrival] Arrival on
    [purchase] Purchase on
    [payment] Payment on
    [event] It happened on
    [sick-leave] First day of sick leave
    [last-payment] Last payment on
    [payday] Wages due on
    [contract-end] End of the contract
    [activity] Start of the activity
    [expiry] End of the paper or the right
    [planned] Planned date
   *[last-time] The last time
}
deadline-after = At the latest { $length } after { $since }.
deadline-before = At the latest { $length } before { $since }.
deadline-answer = The answer must come at the latest { $length } after { $since }.
deadline-every = At the latest { $length } after the last time, each time.
deadline-yearly = Each year, on the same day.
deadline-field = { $label }: { $day }
deadline-last = { $purpose ->
    [answer] Answer at the latest on
   *[act] Last day
}
deadline-over = This day has passed.
day-in-full = { $weekday } { $date }
calendar-private = A date to remember
way-paper = On paper: { $form }
way-online = Online: { $address }

## Time
weekday = { $day }
time-of-day = { $hour }:{ $padded }
full-date = { $date }
date-and-time = { $day } at { $time }

## Emergency
emergency-sos = Urgence / Emergency (SOS)
emergency-title = Help right now
emergency-intro = Call now:
emergency-check = Do you need urgent help? ({ $label })
emergency-ask = Do you need help right now?
emergency-now = Yes, I am in danger now
emergency-hurt = Yes, somebody is hurting me
emergency-dark = Yes, I have dark thoughts
emergency-yes = Yes, urgent help
emergency-no = No, go on
quick-exit = Leave quickly

## Help, privacy, end
help-title = How this works
help-text =
    Write your need in your own words. Or type a number.
    These words work everywhere: menu, back, help, language, emergency, stop, forget.
    A person can help you: at the town hall, or by phone.
human-title = Talk to someone
human-text =
    The town hall receives everybody and tells you where to go, without internet.
    By phone: 39 39, Allô Service Public (in French).
privacy-title = What is kept
forget-all = Erase everything
forgotten = Everything is erased
forgotten-text = Nothing of this conversation is left in this program.
stop-here = Stop
stopped-title = See you soon
stopped-text = The conversation is over. To delete everything, write "forget".
start-again = Start again
resume-title = Welcome back
resume = Go on where I was

## Not understood
how-to-answer = We did not understand. Type one of the numbers, or use other words.
how-to-give-place = Write only the postal code: five digits. Example: 12000
how-to-answer-simply = Type only one digit. Example: 1
talk-to-someone = Talk to someone
media-not-read = { $kind ->
    [voice] We cannot listen to voice messages. Type one of the numbers.
    [photo] We cannot read photos. Do not send photos of your cards or papers. Type one of the numbers.
    [sticker] We do not understand stickers. Type one of the numbers.
    [call] We cannot answer calls. Type one of the numbers.
   *[other] We cannot read this message. Type one of the numbers.
}
language-first = Choisissez d'abord une langue. La réponse à votre message suit. / Choose a language first. The answer to your message follows.
question-first = Answer this question first. The answer to your message follows.
not-sure = We are not sure that we read your words right. You can write them differently.
picture-seen = Thank you! To go on, type one of the numbers, or write your need in words.
old-button = This button is old. Here is where you are.
personal-data = Your message seems to hold personal data. We do not keep it. Delete this message if you can.

## What blocks
obstacle-ask = Something blocks
obstacle-title = What blocks?
obstacle-kind = { $code ->
    [site-down] The site does not work
    [account-lost] Account or password lost
    [no-slot] No appointment
    [no-answer] Nobody answers
    [no-device] No computer, phone or network
    [not-clear] What is asked is not clear
    [refused-unexplained] Refused without a reason
   *[other] { $code }
}
obstacle-where = At whose office?
obstacle-elsewhere = Somebody else's
obstacle-noted = It is noted, without your name

## What became of requests
became-tell = Say how my request went
became-which = Which request is it?
became-ask =
    How did it go?
    Your answer is counted, without your name. You do not have to answer.
became-kind = { $code ->
    [obtained] I got it
    [waiting] I asked, I am waiting
    [refused] It was refused
    [not-asked] I have not asked yet
   *[other] { $code }
}
became-noted = It is noted, without your name
became-next = { $code ->
    [obtained] Thank you. If your situation changes, tell the office.
    [waiting] Keep the proof that you asked. If no answer comes, ask the office how it stands.
    [refused] A refusal can often be challenged. The time for it may be short. Keep the letter and talk to somebody.
    [not-asked] You can still ask. The page says how.
   *[other] { $code }
}
became-read = Read the page again
became-more = Talk about another request

## What a professional wants to know
brief-rules = Conditions that are checked
brief-figures = Figures
brief-deadlines = Deadlines, and what must be done
brief-deadline = { $action } { $within } – { $reference }
brief-figure = { $name }: { $value }, since { $since } – { $reference }
brief-references = Texts
brief-reference = { $title } – { $date }
brief-fiches = Pages of service-public.fr: { $fiches }
brief-review = Read again on { $verified }. To be read again before { $due }.
brief-appeal = Contesting a decision
brief-contacts = Whom to call

## What one brings from elsewhere
carry-have = I have words written on a sheet
carry-ask-title = Find again what you had elsewhere
carry-ask-text =
    Type all the words of the sheet, in order.
    Capital letters and accents do not matter.
carry-title = We have found your information again
carry-found = Found: { $found }.
carry-nothing = Nothing that these words carry is still here.
carry-pages = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}
carry-answers = { $count ->
    [one] { $count } answer
   *[other] { $count } answers
}
carry-answers-of = Your answers are from { $date }. Change what is no longer true.
carry-gone = { $count ->
    [one] One page is no longer here. Ask for it at the desk.
   *[other] { $count } pages are no longer here. Ask for them at the desk.
}
carry-unclear = { $count ->
    [one] One page is not certain: two pages look alike here. Look for it by its name.
   *[other] { $count } pages are not certain: others look like them here. Look for them by their names.
}
carry-unfit = { $count ->
    [one] One answer no longer counts: the question has changed.
   *[other] { $count } answers no longer count: the questions have changed.
}
carry-go-on = Go on with the questions about my rights
carry-again = Word { $number } is not understood. Type it again, alone.
carry-which = Word { $number } is not certain. Which one is it?
carry-wrong = One of the { $count } words is wrong, or one is missing. Read the sheet again, then type all of them again.
carry-later = These words come from a newer version of the program. Another desk may have it.
