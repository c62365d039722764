"""Words of texts: which paragraphs hold them, in six languages, and where in them.

In: paragraphs of texts, packed as builds keep them; words that someone looks for.
Out: an index in one file, and places with the words marked.
Knows nothing of facts, RDF and how texts are read.
"""
