"""A trace as an HTML page: the text with its mentions marked, and what each rule did."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape

from dao_graph.workbench.traces import Named, Ruled, SentenceTrace, Trace

_STYLE = """
:root { color-scheme: light dark; --line: #8884; }
body { font: 15px/1.6 system-ui, sans-serif; max-width: 76rem; margin: 2rem auto; padding: 0 1rem; }
h2 { font-size: 1rem; border-bottom: 1px solid var(--line); }
.text { font-size: 1.2rem; line-height: 2.4; }
mark { background: #1f6feb2e; color: inherit; border-radius: .3rem; padding: .1rem .2rem; }
mark mark { background: #8250df2e; } mark sub { font-size: .65rem; opacity: .75; margin-inline-start: .25rem; }
table { border-collapse: collapse; width: 100%; margin: 0 0 1rem; }
td, th { text-align: start; vertical-align: top; padding: .2rem .6rem; border-bottom: 1px solid var(--line); }
td { overflow-wrap: anywhere; } .gave { color: #1a7f37; } .no { opacity: .8; } code { font-size: .9em; }
""".strip()


def page(trace: Trace, chosen: Callable[[Ruled], bool]) -> str:
    """A self-contained page (no script, nothing fetched). `chosen` says which rules to show."""
    body = ["<h1>dao-graph trace</h1>"]
    if trace.lines:
        body += ["<h2>Lines</h2>", _table(("line", "why"), [(line.text, line.because) for line in trace.lines])]
    for sentence in trace.sentences:
        body.extend(_sentence(sentence, list(filter(chosen, sentence.rules))))
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>dao-graph trace</title>'
    inner = "\n".join(body)
    top = f"<!doctype html>\n<html lang=en><head>{head}<style>{_STYLE}</style></head>\n<body>"
    return f"{top}\n{inner}\n</body></html>\n"


def _sentence(sentence: SentenceTrace, rules: Sequence[Ruled]) -> Iterator[str]:
    yield f"<h2>{escape(sentence.path)} · {escape(sentence.kind)} · {sentence.language}</h2>"
    marked = _marked(sentence.text, 0, sentence.mentions)
    yield f'<p class=text dir=auto lang="{sentence.language}">{marked}</p>'
    yield f"<p dir=auto><code>{escape(sentence.verbs)}</code></p>"
    if sentence.facts:
        yield _table(("fact", "rule"), [(stated.fact, stated.rule) for stated in sentence.facts])
    if rules:
        yield "<table><thead><tr><th>stage<th>rule<th>outcome</tr></thead><tbody>"
        for ruled in rules:
            told = "; ".join(ruled.gave) if ruled.gave else ruled.reason
            kind = "gave" if ruled.gave else "no"
            matched = f" <code dir=auto>{escape(ruled.matched)}</code>" if ruled.matched and not ruled.gave else ""
            yield (
                f"<tr><td>{ruled.stage}<td>{escape(ruled.rule)}<td class={kind} dir=auto>{escape(told)}{matched}</tr>"
            )
        yield "</tbody></table>"


def _marked(text: str, start: int, mentions: Sequence[Named]) -> str:
    """`text`, which begins at `start` of the sentence, with mentions marked, and those inside them."""
    pieces, at = [], start
    for mention in mentions:
        pieces.append(escape(text[at - start : mention.start - start]))
        inner = _marked(mention.words, mention.start, mention.inside)
        title = escape(f"{mention.entity} {mention.rule} {mention.label}".strip(), quote=True)
        pieces.append(f'<mark title="{title}">{inner}<sub>{escape(mention.type)}</sub></mark>')
        at = mention.end
    return "".join((*pieces, escape(text[at - start :])))


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(column)}" for column in columns)
    body = "\n".join("<tr>" + "".join(f"<td dir=auto>{escape(cell)}" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>"
