# Letters to send, the slip for another professional, what a desk follows up.

## Letters
letter-place-date = { $place }, { $date }
letter-subject = Subject: { $subject }
letter-signature = Signature
letter-countersignature = Signature of the helper
letter-tear-off = - - - - - - Tear off - - - - - -
letter-enclosed = Copies enclosed
letter-enclose = Papers to enclose
letter-enclose-how = Enclose copies. Keep the originals.
letter-foot = Letter made with a template of Guichet, checked on { $date }. No lawyer has read it.
letter-label = { $label }: { $blank }
letter-in-french = The letter is in French, the language of whoever receives it.

## The orientation slip
slip-title = Orientation slip { $code }
slip-from = Sent by: { $office }, { $date }
slip-to = For
slip-structure = { $code ->
    [administration] A public office: town hall, prefecture
    [mediation_numerique] Another place that helps with digital tools
    [operateur_ou_organisme_en_charge] The service in charge of this procedure
    [aide_sociale] A social service
    [insertion_professionnelle] A service that helps towards work
    [aide_aux_demarches_administratives] A place that helps with procedures, such as France services
    [autre] Another service
   *[other] { $code }
}
slip-why = What for
slip-obstacles = What stands in the way
slip-tried = What was tried
slip-attempt = { $code ->
    [call] A call
    [visit] A visit at the counter
    [online] The procedure online
    [letter] A letter
    [email] An e-mail or a message
    [form] A form on paper
    [appeal] An appeal
    [colleague] Another professional was asked
   *[other] { $code }
}
slip-no-name = This slip bears no name. The person says what they want to say.
slip-tear-off = - - - - - - Tear off and give back - - - - - -
slip-answer = Please answer: { $office }. On the phone, this code is enough: { $code }.
slip-received = Received
slip-under-way = Under way
slip-done = Done
slip-refused = Refused, because: { $blank }
slip-by = Date and service: { $blank }

## What a desk follows up
journal-status = { $code ->
    [acknowledged] Received
    [under-way] Under way
    [done] Done
    [refused] Refused
    [expired] Given up
   *[other] { $code }
}
journal-reason = { $code ->
    [not-ours] It is not the right service
    [full] No room, or no appointment
    [papers-missing] Papers are missing
    [ordinary-way] The ordinary procedure was not tried
    [not-entitled] The person has no right to it
    [person-declined] The person did not come, or no longer wants it
    [other] Another reason
   *[x] { $code }
}
journal-field = { $code ->
    [name] The name
    [address] The address
    [phone] The phone number
    [hours] The opening hours
    [closed] Closed for good
    [amount] An amount
    [deadline] A time limit
    [conditions] Who may have it
    [papers] The papers to bring
    [procedure] How to ask for it
    [link] A web address
    [twice] The same thing stands there twice
    [other] Something else
   *[x] { $code }
}
journal-check = { $code ->
    [visit] On the spot
    [call] By phone
    [site] On the site of the place
    [staff] Somebody who works there says so
   *[other] { $code }
}
journal-no-answer = No answer for { $days } working { $days ->
    [one] day
   *[other] days
}. Ask again, or try another way.
journal-under-way = Under way for { $days } working { $days ->
    [one] day
   *[other] days
}. Ask how far it has come.
journal-age = { $days ->
    [0] today
    [one] { $days } working day
   *[other] { $days } working days
}
