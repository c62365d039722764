"""The model: what one stage hands to the next.

In: nothing. Out: documents, mentions, slots, sentences, facts, symbols as frozen dataclasses and pure functions.
Knows nothing of rules, RDF syntax, files or the network.
"""
