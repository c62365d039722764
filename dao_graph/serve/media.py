"""Formats as clients name them: media types of an Accept header, words and media types of a `format` parameter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

HTML = "text/html"
# Media types of `answer.FORMATS`, those that are offered first where the client does not care first; behind them the
# names that clients had before a format got its own.
RESULTS: Mapping[str, str] = {
    "application/sparql-results+json": "sparql-json",
    "application/json": "sparql-json",
    "application/sparql-results+xml": "sparql-xml",
    "application/xml": "sparql-xml",
    "text/csv": "sparql-csv",
    "text/tab-separated-values": "sparql-tsv",
    "text/xml": "sparql-xml",
    "text/json": "sparql-json",
}
GRAPHS: Mapping[str, str] = {
    "text/turtle": "turtle",
    "application/ld+json": "jsonld",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/n-quads": "nquads",
    "application/trig": "trig",
    "text/n3": "n3",
    "application/turtle": "turtle",
    "application/x-turtle": "turtle",
    "application/n3": "n3",
    "text/rdf+n3": "n3",
    "application/xml": "rdfxml",
    "text/xml": "rdfxml",
    "application/json": "jsonld",
    "application/x-json+ld": "jsonld",
}
# CSV whose cells no spreadsheet takes for formulas, for the links on pages.
SPREADSHEET = ("csv", "text/csv")
# What a `format` parameter calls them, each with the media type that the answer then has.
RESULT_WORDS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("json", "srj", "sparql-json"), ("sparql-json", "application/sparql-results+json")),
    **dict.fromkeys(("xml", "srx", "sparql-xml"), ("sparql-xml", "application/sparql-results+xml")),
    **dict.fromkeys(("tsv", "sparql-tsv"), ("sparql-tsv", "text/tab-separated-values")),
    **dict.fromkeys(("csv", "sparql-csv"), ("sparql-csv", "text/csv")),
    "spreadsheet": SPREADSHEET,
    "jsonl": ("jsonl", "application/jsonl"),
}
GRAPH_WORDS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("turtle", "ttl"), ("turtle", "text/turtle")),
    **dict.fromkeys(("jsonld", "json-ld", "json"), ("jsonld", "application/ld+json")),
    **dict.fromkeys(("ntriples", "n-triples", "nt"), ("ntriples", "application/n-triples")),
    **dict.fromkeys(("rdfxml", "rdf", "rdf+xml", "rdf/xml", "xml"), ("rdfxml", "application/rdf+xml")),
    **dict.fromkeys(("nquads", "n-quads", "nq"), ("nquads", "application/n-quads")),
    "trig": ("trig", "application/trig"),
    "n3": ("n3", "text/n3"),
    "csv": ("sparql-csv", "text/csv"),
    "spreadsheet": SPREADSHEET,
    "jsonl": ("jsonl", "application/jsonl"),
}
_RANGES = 50  # browsers name ten


def known(named: str) -> bool:
    """True if a `format` parameter names a format; what is none leaves the choice to the Accept header."""
    return any(_by_name(named, *tables) for tables in ((RESULT_WORDS, RESULTS), (GRAPH_WORDS, GRAPHS)))


def format_of(named: Iterable[str], accept: str | None, graph: bool) -> tuple[str, str] | None:
    """The format of an answer and its media type: the first of `named` that fits it, else what the Accept header likes
    best; None where it likes nothing that there is. `graph` says whether the answer is one of triples."""
    words, types = (GRAPH_WORDS, GRAPHS) if graph else (RESULT_WORDS, RESULTS)
    for name in named:
        if found := _by_name(name, words, types):
            return found
    media = choose(accept, list(types))
    return None if media is None else (types[media], media)


def _by_name(named: str, words: Mapping[str, tuple[str, str]], types: Mapping[str, str]) -> tuple[str, str] | None:
    name = named.strip().lower()
    media = name.partition(";")[0].strip().replace(" ", "+")  # a plus that was not escaped arrives as a space
    return words.get(name) or ((types[media], media) if media in types else None)


def wants_page(accept: str | None) -> bool:
    """True if a client likes a page better than any other form."""
    return choose(accept, [*RESULTS, *GRAPHS, HTML]) == HTML


def choose(accept: str | None, offers: Sequence[str]) -> str | None:
    """The offer that an Accept header likes best, the first of equals; None where it likes none."""
    ranges = [_range(part) for part in (accept or "*/*").split(",", _RANGES)[:_RANGES]]

    def quality(offer: str) -> float:
        fitting = [
            (specific, q)
            for specific, name in enumerate(("*/*", offer.partition("/")[0] + "/*", offer))
            for kind, q in ranges
            if kind == name
        ]
        return max(fitting, key=lambda fit: fit[0])[1] if fitting else 0.0

    best = max(offers, key=quality)
    return best if quality(best) > 0 else None


def _range(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return kind, float(parameter.removeprefix("q="))
            except ValueError:
                return kind, 0.0
    return kind, 1.0
