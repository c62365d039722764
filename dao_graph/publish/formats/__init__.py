"""Writers of the property graph for the programs that people look at graphs with.

In: a `PropertyGraph`. Out: bytes, or several files by name. The same graph gives the same bytes.
Knows nothing of RDF, of the folder, and of where the bytes go.
"""
