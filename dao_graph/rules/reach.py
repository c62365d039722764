"""The reach of repetitions: how far `*` and `+` of a pattern go on.

A search that may go on to the end of the text from every place of it takes the square of its length. No word has more
than 60 letters, no list more than 200 members, and what is said over more than 400 characters is not said by the
patterns here; so a repetition that states no bound of its own is given one. One that ends the pattern has none: where
it is reached, the pattern matches, and the search goes on behind it. A possessive one is left alone, for it says itself
where it ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

WORD, GAP, LIST = 60, 400, 200
_TOKEN = re.compile(
    r"(?P<item>\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[^\\\[\](){}|?*+])"
    r"|(?P<open>\((?:\?(?:P<\w+>|P=\w+|<?[=!]|[a-z-]*:|[a-z]+(?=\))|>))?)|(?P<close>\))|(?P<either>\|)"
    r"|(?P<repeat>(?:[*+?]|\{\d*,?\d*\})[?+]?)|.",
    re.DOTALL,
)
# What a set of letters, digits or signs has none of; other sets are those of gaps.
_WIDE = re.compile(r"\.|\[\^|\\[WDS]|\[.*(?: |\\s)", re.DOTALL)


@cache
def bounded(expression: str) -> str:
    """The expression with a bound to each repetition that has none."""
    tokens = list(_TOKEN.finditer(expression))
    pieces = [token.group() for token in tokens]
    # The places of the groups that are open.
    around: list[int] = []
    for at, token in enumerate(tokens):
        if token.lastgroup == "open":
            around.append(at)
        elif token.lastgroup == "close" and around:
            around.pop()
        elif token.lastgroup == "repeat" and _is_open(sign := pieces[at]) and not _is_last(tokens, at + 1, around):
            most = LIST if tokens[at - 1]["close"] else GAP if _WIDE.match(pieces[at - 1]) else WORD
            pieces[at] = f"{{{'01'[sign[0] == '+']},{most}}}{sign[1:]}"
    return "".join(pieces)


def _is_open(sign: str) -> bool:
    """True if a sign of repetition states no bound and is not possessive."""
    return sign[0] in "*+" and not sign.endswith("+", 1)


def _is_last(tokens: Sequence[re.Match[str]], at: int, around: Sequence[int]) -> bool:
    """True if nothing need follow from a token on, within groups, so that the pattern matches there."""
    if any(name in tokens[i].group() for i in around for name in ("=", "!")):
        return False
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token["either"]:
            depth = 1
            while at < len(tokens) and depth:
                depth += bool(tokens[at]["open"]) - bool(tokens[at]["close"])
                at += 1
        elif not token["close"] and token["repeat"] not in ("?", "??"):
            return False
    return True
