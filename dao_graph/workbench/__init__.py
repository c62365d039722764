"""The workbench of people who write rules: whether rules say what exists, do what their examples want, and why not.

In: rules, and a text. Out: problems, the outcome of examples, a trace of each stage.
Knows everything of how a text is read, and nothing of graphs on disk.
"""
