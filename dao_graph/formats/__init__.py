"""Formats: the files that people have – PDF, Word, web pages, mail, archives – to texts.

In: the bytes of a file. Out: a `Text` with its paragraphs and where they stand in the file, or an InputError.
Knows nothing of languages, rules, facts or RDF.
"""
