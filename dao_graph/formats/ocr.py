"""Optical character recognition of page images by the program Tesseract, where that is installed."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from functools import cache
from html import unescape
from pathlib import Path

from dao_graph.errors import InputError

# Models of Tesseract for the languages, and for the scripts that it tells apart.
MODELS = {"ar": "ara", "en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "zh": "chi_sim"}
_BY_SCRIPT = {
    "Arabic": ("ara",), "Cyrillic": ("rus",), "Latin": ("eng", "fra", "spa"),
    **dict.fromkeys(("Han", "Japanese", "Korean", "HanS", "HanT"), ("chi_sim",)),
}  # fmt: skip
# The language of a text, if it is one of the six.
Detect = Callable[[str], str | None]
_SCRIPT = re.compile(r"^Script: (\w+)$", re.MULTILINE)
_TAG = re.compile("<[^<>]*>")
_MODEL = re.compile(r"[A-Za-z_]+(?:\+[A-Za-z_]+)*")
# The dots per inch that models were trained on.
DPI = 300
_SECONDS, _MEMORY = 120, 2_000_000_000
_LARGEST = 20_000_000
# What the program may read: itself, its libraries, its models. No file of the user.
_READABLE = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/dev/null", "/dev/urandom")


def program() -> str | None:
    """Where Tesseract is."""
    return shutil.which("tesseract")


@cache
def version() -> str:
    """Tesseract's version, "" where it is not installed."""
    return _said("--version").partition("\n")[0].removeprefix("tesseract").strip()


@cache
def installed() -> frozenset[str]:
    """The models that Tesseract has."""
    return frozenset(_said("--list-langs").splitlines()[1:])


def missing() -> tuple[str, ...]:
    """The models of the six languages that are not installed."""
    return tuple(model for model in MODELS.values() if model not in installed())


def cure(models: Sequence[str] = tuple(MODELS.values())) -> str:
    """The command that installs Tesseract with some models, on Debian."""
    return " ".join(("apt install tesseract-ocr", *(f"tesseract-ocr-{model.replace('_', '-')}" for model in models)))


def models_for(language: str, image: bytes, detect: Detect, source: str) -> str:
    """The models to read pages with: those of a `language` ("ar", or models: "fra+eng"), or, where that is "", those of
    the script of one page; of a script with several languages, that of the language which `detect` finds in its words.

    Raises InputError where Tesseract or a model is not installed.
    """
    if program() is None:
        raise InputError(source, f"is a scan, and Tesseract, which would read it, is not installed: {cure()}")
    wanted = MODELS.get(language, language) or _told(image, detect)
    if not _MODEL.fullmatch(wanted):
        raise InputError(source, f"cannot be read with {wanted[:40]!r}, which names no model of Tesseract")
    if lacking := [model for model in wanted.split("+") if model not in installed()]:
        raise InputError(source, f"is a scan, and Tesseract lacks what would read it: {cure(lacking)}")
    return wanted


def _told(image: bytes, detect: Detect) -> str:
    """The models for a page, by its script and language; all that may fit where these cannot be told."""
    known = _BY_SCRIPT.get(_script(image), tuple(MODELS.values()))
    have = [model for model in known if model in installed()]
    if len(have) > 1 and known[0] in have:
        with contextlib.suppress(ValueError):
            language = detect(unescape(_TAG.sub("", recognised(image, known[0]))))
            if language and MODELS[language] in have:
                return MODELS[language]
    return "+".join(have or known)


def recognised(image: bytes, models: str) -> str:
    """The words on a page image (PNM), with their places, as hOCR. Raises ValueError where it cannot be read."""
    return _run(image, "-l", models, "--psm", "3", "--dpi", str(DPI), "hocr")


def _script(image: bytes) -> str:
    """The script that most of a page is in, as Tesseract names it; "" where it cannot tell."""
    if "osd" not in installed():
        return ""
    with contextlib.suppress(ValueError):
        found = _SCRIPT.search(_run(image, "-l", "osd", "--psm", "0", "--dpi", str(DPI)))
        return found.group(1) if found else ""
    return ""


def _said(option: str) -> str:
    path = program()
    if path is None:
        return ""
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run([path, option], stdin=subprocess.DEVNULL, capture_output=True, timeout=20, check=True)
        return done.stdout.decode("utf-8", "replace")
    return ""


def _run(image: bytes, *options: str) -> str:
    path = program()
    if path is None:
        raise ValueError("Tesseract is not installed")
    # One thread: builds have processes of their own, and the same image gives the same words.
    environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
    if models := os.environ.get("TESSDATA_PREFIX"):
        environment["TESSDATA_PREFIX"] = models
    try:
        done = subprocess.run(
            [path, "stdin", "stdout", *options], input=image, capture_output=True, timeout=_SECONDS * 5, check=True,
            env=environment, cwd="/" if os.name == "posix" else None, preexec_fn=_limit if os.name == "posix" else None,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        raise ValueError("Tesseract cannot read it") from error
    if len(done.stdout) > _LARGEST:
        raise ValueError("Tesseract says more than any page does")
    return done.stdout.decode("utf-8", "replace")


def _limit() -> None:
    """The limits of Tesseract: little memory and time, no network, nothing to write, and its own files to read."""
    import resource

    from dao_graph.formats.limits import no_network

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, AttributeError):
        no_network()
    # The kernel may have no Landlock; the other limits hold then.
    with contextlib.suppress(Exception):
        from landlock import FSAccess, Ruleset

        rules = Ruleset()
        reading = FSAccess.EXECUTE | FSAccess.READ_FILE | FSAccess.READ_DIR
        own = str(Path(program() or "/usr/bin/tesseract").resolve().parent.parent)
        places = [*_READABLE, own, os.environ.get("TESSDATA_PREFIX", "")]
        for place in places:
            if place and Path(place).exists():
                rules.allow(place, rules=reading if Path(place).is_dir() else FSAccess.READ_FILE | FSAccess.EXECUTE)
        rules.apply()
