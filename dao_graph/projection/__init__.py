"""The graph as people mean it: things as nodes, each fact between them as one edge with its words.

In: the quads of a graph and a table that says which classes are things and which roles are a fact's ends.
Out: a `PropertyGraph`, parts of it, and the same for networkx and igraph.
Knows nothing of files, formats and screens.
"""
