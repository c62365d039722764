"""Punctuation of the six languages, by what it does: the one place where its characters are listed.

Each constant is a string of single characters, so that `in` tests one and a character class can be made of it
(`re.escape`). Arabic and Chinese have marks of their own beside those of Latin script; whoever tests one wants all.
"""

from __future__ import annotations

COMMAS = ",\uff0c\u060c"
# Parts the items of a Chinese list.
LIST_COMMA = "\u3001"
STOPS = ".\u3002"
COLONS = ":\uff1a"
SEMICOLONS = ";\uff1b\u061b"
EXCLAMATIONS = "!\uff01"
QUESTIONS = "?\uff1f\u061f"
# What a sentence or a clause may end in.
TERMINALS = STOPS + COLONS + SEMICOLONS + EXCLAMATIONS + QUESTIONS
# What a clause within a sentence ends in.
CLAUSE_ENDS = COMMAS + SEMICOLONS + COLONS
# These end a sentence wherever they stand, since no abbreviation has them; the next ones only before white space.
CJK_STOPS = "\u3002\uff01\uff1f"
WORD_STOPS = ".!?\u061f"
# No abbreviation has these, so each surely ends a clause.
SURE_STOPS = "\u3002\uff1b;"
CLOSING = "\"')]\u201d\u2019\u00bb\u300b\u300d\uff09"
# The same at the end of a piece of text: French sets its quotation marks off by a space.
TRAILING = CLOSING + " \u00a0\u202f"
OPENING_BRACKETS = "(\uff08"
CLOSING_BRACKETS = ")\uff09"
OPENING = "\"'([\u201c\u00ab"
CLOSING_QUOTES = "\u201d\u2019\"'\u00bb\u300b"
OPENING_QUOTES = "\u201c\u2018\"'\u00ab\u300a"
# What shows that somebody is quoted: no apostrophe, and no mark of titles.
QUOTATION = '"\u201c\u201d\u00ab\u00bb'
# What Chinese setting keeps on the line of the character before it.
HANGING = "\u3001\u3002\uff0c\uff1a\uff1b\uff01\uff1f\uff09\u300b\u201d"
# What may follow the raised mark of a note.
AFTER_MARK = COMMAS + STOPS + SEMICOLONS + COLONS + LIST_COMMA + ")\uff09"
DASHES = "-\u2013\u2014"
# A hyphen at the end of a line.
HYPHENS = "-\u2010"
# Full-width forms that Chinese text has for its own; others stand for characters of Latin script.
FULL_WIDTH = "\uff0c\uff1a\uff1b\uff01\uff1f"
