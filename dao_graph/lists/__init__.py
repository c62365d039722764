"""The authority lists: names of states, bodies, funds, verbs, as SKOS.

In: the Turtle files of `ontology/authorities/`. Out: concepts by id, and their labels looked for in a text.
Knows nothing of rules, of what mentions mean, or of the graph that is built.
"""
