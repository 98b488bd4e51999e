# Letters to send, the slip for another professional, what a desk follows up.

## Letters
letter-place-date = { $place }, { $date }
letter-subject = Subject: { $subject }
letter-signature = Signature
letter-enclosed = Copies enclosed
letter-enclose = Papers to enclose
letter-enclose-how = Enclose copies. Keep the originals.
letter-foot = Letter made with a template of Guichet, checked on { $date }. No lawyer has read it.
letter-label = { $label }: { $blank }
letter-in-french = The letter is in French, the language of whoever receives it.
