# The screening of rights: questions, reading them again, the result.
rights-title = Check my rights
rights-intro = We ask questions, one a screen. You can skip each question and go back.
rights-kept = Your answers serve the result, then they are erased. Nobody reads them.
rights-start = Start
rights-go-on = Go on with the questions
progress = { $left ->
    [0] Question { $number }. It is the last one.
    [one] Question { $number }. One more after it.
   *[other] Question { $number }. At most { $left } more after it.
}
answered-before = Your answer: { $answer }. You can change it.
noted = Noted: { $answer }.
answer-one-number = Please write one number only.
answer-negative = A number below zero is not possible here. Write 0 if there is nothing.
answer-not-a-date = This age or date is not possible. Write for example: 34, or 05/1991.
answer-not-born = This date has not come yet. Write for example: 34, or 05/1991.
answer-ages = Write the age of each child, for example: 4 and 9.
answer-too-many = That is more than { $most } children. Write one age for each child who lives with you.
answer-out-of-bounds = This number is not possible here. Check it, then write it again.
answer-contradicts = This answer does not go with another one. Check it, or go back and change the other.
how-to-give-number = Write a number, as in the example. Or choose “I don't know”.
euros = €{ $amount }
years-old = { $years ->
    [0] less than a year old
    [one] { $years } year old
   *[other] { $years } years old
}
birth-expected = a birth expected
months-long = { $months } { $months ->
    [one] month
   *[other] months
}
none-of-these = None of these benefits
that-is-all = That is all
erase-these = Erase and start over
review-title = Your answers
review-intro = Check them. To change an answer, choose it. The others are kept.
see-result = See the result
label-answer = { $label }: { $answer }
first-answers = First answers
outcomes-title = Your possible rights
outcomes-intro = These are the rights to ask for first. Your answers are now erased.
not-a-promise-of = This is not a promise. Only the administration decides. Rules and amounts of { $date }.
month-of-year = { month-name } { $year }
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
