"""Publishing: takes a graph elsewhere, as files of other formats, as a page, or into a triple store.

In: a built graph. Out: files and requests to a store.
Knows nothing of extraction, nor of the local server.
"""
