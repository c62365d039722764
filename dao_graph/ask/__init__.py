"""Asking: a built graph, questions to it, and answers from it.

In: a graph folder, a question or a name. Out: rows, triples, explanations, networks.
Knows nothing of extraction: not of reading, rules, recognition or relating.
"""
