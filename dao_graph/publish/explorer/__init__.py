"""The explorer: one page that shows a property graph and works offline, from a file.

In: a `PropertyGraph`, and the bundle that `web/` is built into. Out: HTML.
Knows nothing of RDF, of the folder, and of how the page draws.
"""
