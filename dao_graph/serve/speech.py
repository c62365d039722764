"""What the pages say, in the language of their reader: by the switch of the pages, else by what the browser prefers."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from starlette.requests import Request

# As readers of each call their language; in this order pages offer them, and the first serves where none is preferred.
LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "fr": "Fran\u00e7ais",
    "es": "Espa\u00f1ol",
    "ru": "\u0420\u0443\u0441\u0441\u043a\u0438\u0439",
    "zh": "\u4e2d\u6587",
    "ar": "\u0627\u0644\u0639\u0631\u0628\u064a\u0629",
}
COOKIE = "dao_language"
_RIGHT_TO_LEFT = ("ar",)


class Speech:
    """The words of the pages in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.direction = "rtl" if language in _RIGHT_TO_LEFT else "ltr"

    def __call__(self, key: str, *values: object) -> str:
        """What is said under a key, with values put in."""
        shown = (f"{value:,}" if isinstance(value, int) else str(value) for value in values)
        return _interface()[key][self.language].format(*shown)


@cache
def _interface() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((Path(__file__).parent / "interface.toml").read_text(encoding="utf-8"))


def preferred(request: Request) -> list[str]:
    """The languages, those that the reader likes first: the one chosen on the pages, then those of the browser by its
    weights."""
    chosen = request.cookies.get(COOKIE, "")
    weighed = [
        _weighed(part, place) for place, part in enumerate(request.headers.get("accept-language", "").split(","))
    ]
    liked = [code for _, _, code in sorted(weighed)]
    return list(dict.fromkeys(code for code in (chosen, *liked, *LANGUAGES) if code in LANGUAGES))


def _weighed(part: str, place: int) -> tuple[float, int, str]:
    """A range of Accept-Language: how much it is liked (the lower the more), its place, its language."""
    code, _, weight = part.partition(";")
    try:
        liked = float(weight.strip().removeprefix("q=") or 1)
    except ValueError:
        liked = 0.0
    return -liked, place, code.strip().lower()[:2] if liked else ""


def switch(path: str, language: str) -> Sequence[tuple[str, str, str]]:
    """The other languages, each with its own name and the address that switches to it and comes back to `path`."""
    return [
        (code, name, f"/language?{urlencode({'to': code, 'back': path})}")
        for code, name in LANGUAGES.items()
        if code != language
    ]
