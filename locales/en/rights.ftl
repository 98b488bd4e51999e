# The screening of rights: questions, reading them again, the result.
rights-title = Check my rights
rights-intro = We ask questions, one a screen. You can skip each question and go back.
rights-kept = Your answers serve the result, then they are erased. Nobody reads them.
rights-start = Start
rights-go-on = Go on with the questions
questions-in-all = Question 1. There are about { $count }.
questions-left = Question { $number }. { $count ->
    [1] About one more after it.
   *[other] About { $count } more after it.
}
last-question = Question { $number }. It is the last one.
from-to = { $low } to { $high }
answered-before = Your answer: { $answer }. You can change it.
noted = Noted: { $answer }.
answer-one-number = Please write one number only.
answer-negative = A number below zero is not possible here. Write 0 if there is nothing.
answer-not-a-date = This age or date is not possible. Write for example: 34, or 05/1991.
answer-not-born = This date has not come yet. Write for example: 34, or 05/1991.
answer-ages = Write the age of each child, for example: 4 and 9.
answer-too-many = That is more than { $most } children. Write one age for each child who lives with you.
answer-grown-up = Count children of { $most } or younger. An older child does not count here: leave them out.
answer-out-of-bounds = This number is not possible here. Check it, then write it again.
answer-contradicts = This answer does not go with another one. Check it, or go back and change the other.
answer-gross = This is an amount before deductions. Write the net amount, the one paid into the account.
answer-by-time = This is an amount by the hour or the day. Write what is received for a whole month.
answer-currency = Write the amount in euros. You don't know it? Write: I don't know.
answer-total = Write the amount in all, not by the month.
how-to-give-number = Write a number, as in the example. Or write: I don't know.
read-back-title = Did we understand?
read-back-guess = We understood: { $answer }. Is that right?
read-back-per = { $said }, so { $answer }?
read-back-between = Between { $low } and { $high }, so about { $answer }?
read-back-shared =
    We understood: { $answer }.
    Shared custody changes the benefits of the Caf. Tell the Caf about it.
    Are these ages right?
read-back-yes = Yes, that is right
read-back-no = No, I write something else
euros-per = €{ $amount } { $period ->
    [week] a week
    [fortnight] every two weeks
    [quarter] a quarter
    [year] a year
   *[month] a month
}
euros = €{ $amount }
years-old = { $years ->
    [0] less than a year old
    [one] { $years } year old
   *[other] { $years } years old
}
birth-expected = a birth expected
months-long = { $months ->
    [0] less than a month
    [one] { $months } month
   *[other] { $months } months
}
years-long = { $years ->
    [one] { $years } year
   *[other] { $years } years
}
none-of-these = None of these benefits
that-is-all = That is all
erase-these = Erase and start over
review-title = Your answers
review-intro = To change an answer, choose it.
see-result = See the result
label-answer = { $label }: { $answer }
first-answers = First answers
answers-shown = Answers { $first } to { $last } of { $count }.
outcomes-title = Your possible rights
outcomes-intro = Choose a right to know why. Your answers are now erased.
not-a-promise-of = This is not a promise. Only the administration decides. Rules and amounts of { $date }.
month-of-year = { $month }
no-right-found = No right is likely with these answers. A person can check with you.
likely-heading = Likely
check-heading = To check
unlikely-heading = Unlikely
received-heading = Already paid
near-the-limit = You are near the limit: a few euros decide.
answer-missing = An answer is missing to tell.
office-decides = Only the office can decide: ask there.
figure-decides = A figure of the rule is still to be verified, and it decides here. Ask the office.
figure-not-verified = A figure of this rule is still to be verified: no amount is given.
figure-approximate = A figure of this rule is still to be verified: the amount is approximate.
figure-past-review = A figure of these rules was due to be read again before this month. Check it with the office.
about-a-month = about €{ $amount } a month
about-a-year = about €{ $amount }, once a year
about-once = about €{ $amount }, once only
papers-for-all = Papers to bring
first-results = First rights
other-rights = { $count ->
    [one] See the other benefit
   *[other] See the { $count } other benefits
}
unlikely-title = Other benefits
unlikely-intro = They are unlikely, or nothing was asked about them. You can check anyway.
back-to-result = Back to the possible rights
open-card = Read the page
leave-title = Leave this result?
leave-text = Leaving erases this result. It is kept nowhere.
leave-stay = Stay on the result
leave-go = Leave and erase
all-of = { $entries }
just-number = { $number }
