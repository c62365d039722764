"""Facts as RDF: written as N-Quads, checked against the shapes, sorted, parted by document, described as a dataset.

In: a document with its facts. Out: lines of N-Quads, and what breaks a shape.
Knows nothing of rules, of how facts were found, or of folders.
"""
