"""Checking: a graph against its sources, a gold standard, its other language versions, or another graph.

In: built graphs. Out: what holds, what does not, and counts.
Knows nothing of extraction: whoever calls hands in the reader of sources.
"""
