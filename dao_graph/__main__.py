"""`python -m dao_graph` is `dao-graph`."""

from dao_graph.cli import main

main()
