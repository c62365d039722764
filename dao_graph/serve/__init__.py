"""The server: a graph over HTTP, as pages and as a SPARQL endpoint on this machine.

In: a graph folder and requests. Out: pages and answers.
Knows nothing of extraction: whoever starts it hands in the reader of sources.
"""
