"""The pipeline: composes the stages over many inputs.

In: paths and options. Out: a graph folder, or N-Quads in memory, with a report of each input.
The only package that knows all stages; it holds no rule and no syntax.
"""
