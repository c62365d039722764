"""The folder of a built graph: its snapshots, locks, embedded store, cache of texts, and report.

In: files that a build has written. Out: a folder that changes all at once or not at all.
Knows nothing of what the files say, nor of how they were made.
"""
