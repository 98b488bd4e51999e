# The words of the kiosk's frame: keys, the line people type on, idle. Few words, everyday ones.

kiosk-brand = Guichet
kiosk-opening = One moment…
kiosk-working = One moment…
kiosk-fault = Something went wrong. Everything was erased. You can start again.
kiosk-not-open = The guide does not open. We are trying again. Please ask at the desk.
kiosk-too-small = Make the window larger: at least 40 columns and 15 rows.
kiosk-more-below = There is more below: press ↓

## The line people type on
kiosk-write-need = Write here in your own words…
kiosk-write-number = Write your answer here…
kiosk-write-place = Write the town or the postal code here…
kiosk-suggestions = Answers found. Choose with ↓, or go on writing.
kiosk-no-suggestion = Go on writing, then press Enter.

## Keys
kiosk-key-enter = Enter
kiosk-key-esc = Esc
kiosk-open = Open
kiosk-answer = Confirm
kiosk-send = Search
kiosk-clear = Clear
kiosk-mend = Correct
kiosk-move = Choose
kiosk-language = Langue / Language
kiosk-contrast = Colours
kiosk-leave = Leave
kiosk-space-twice = Space twice
kiosk-quick-exit = Leave fast
kiosk-call = Call 112
kiosk-or = or

## Nobody at the kiosk
kiosk-idle-title = Are you still there?
kiosk-idle-text = { $seconds ->
    [one] Everything will be erased in { $seconds } second.
   *[other] Everything will be erased in { $seconds } seconds.
}
kiosk-idle-keep = To go on, press any key.

## The staff's PIN
kiosk-pin = Staff code
kiosk-pin-wrong = That code is not right. Staff code
kiosk-pin-keys = Enter: confirm. Esc: go back.

## The sheet to take away
kiosk-take = Take along
kiosk-leave-out = Leave out
kiosk-sheet = { $count ->
    [one] My sheet ({ $count })
   *[other] My sheet ({ $count })
}
kiosk-print = Print
kiosk-scan = Code to scan
kiosk-with-private = What is private too
kiosk-without-private = Without what is private
kiosk-with-answers = Words for my answers too
kiosk-without-answers = Without my answers
kiosk-empty = Take all off
kiosk-close = Back
kiosk-sheet-left-out = What is private is not on the sheet.
kiosk-printed = The sheet is coming out of the printer. Do not forget to take it.
kiosk-printed-french = The sheet is coming out of the printer, in French only.
kiosk-no-code = The code would be too long. Print the sheet.
kiosk-code = Scan this code with your phone.
kiosk-code-too-small = The window is too small for the code. Make it larger.
