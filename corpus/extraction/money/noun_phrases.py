"""Where a noun phrase ends."""

from __future__ import annotations

import re
from typing import Final

from corpus.extraction.money.phrases import phrases_pattern

# What ends the noun that a sum stands before: prepositions, verbs, articles.
PHRASE_ENDING_WORDS: Final = phrases_pattern(
    """
    in/of/for/to/from/with/on/at/by/as/into/over/under/through/than/after/before/during/since/until/via/among/between/against
    | across/within/including/according/worth/per/up/down/more/last/this/each/respectively/annually/a/an/the/its/their/he/she/it
    | they/that/which/who/whose/when/while/where/or/but/if/will/would/can/could/may/might/should/is/was/are/were/be/been/being/has/have
    | had/do/does/did/brought/came/comes/went/goes/saw/rose/fell/grew/hit/made/gave/led/took/won/helped/reached/received
    | contributed/invested/raised/spent
    """
)
NOUN_PHRASE_END = re.compile(rf"[.,;:!?()（）\[\]\n\"“”]|\s[-–—]+\s|\b{PHRASE_ENDING_WORDS}\b", re.I)
LONGEST_PHRASE: Final = 80
