"""Enumerators: the numbers, letters and bullets that stand before paragraphs and items."""

from __future__ import annotations

import re

from dao_graph.folder.compiled import kept_pattern
from dao_graph.model.characters import DASHES

BULLET = re.compile(rf"[\u2022\u00b7\u25aa\u25cf\u25e6\u2043]\s*|[{DASHES}]\s+")
_HAN_NUMERALS = "[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]"
ENUMERATOR = kept_pattern(
    r"(?:[a-z]{1,2}|[ivx]{1,5}|\d{1,3})\)\s+|\d{1,3}(?:\.|\s*-)\s+|\d{1,3}[.\uff0e](?=[\u4e00-\u9fff])"
    rf"|\((?:[a-z]{{1,2}}|[ivx]{{1,5}}|\d{{1,3}}|[\u4e00-\u9fff]{{1,2}}|{_HAN_NUMERALS}{{3,5}}|[\u0600-\u06ff]|[\u0430-\u044f])\)\s*"
    r"|[\u3220-\u3229]\s*|[\u2018\u2019']\d{1,2}[\u2018\u2019']\s*"
)
