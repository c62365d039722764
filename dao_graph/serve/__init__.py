"""Serving a graph over HTTP, read-only: SPARQL, its graphs, a page for each thing and each question."""
