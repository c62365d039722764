"""The rules: the notation of language packs, and how it becomes regular expressions.

In: the TOML files of `languages/`. Out: rules by language and stage, with quick tests whether one can match.
Knows nothing of documents, facts or RDF.
"""
