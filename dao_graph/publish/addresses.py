"""Addresses of stores and what they answer in headers: what is a URL of a store, and what of it may be shown."""

from __future__ import annotations

import ipaddress
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from dao_graph.errors import StoreError

USER, PASSWORD, TOKEN = "DAO_GRAPH_USER", "DAO_GRAPH_PASSWORD", "DAO_GRAPH_TOKEN"


def host_of(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname
        parts.port  # noqa: B018 - raises ValueError for what is none
    except ValueError as error:
        raise StoreError(f"{bare(url)}: is no URL: {error}") from error
    if parts.scheme not in ("http", "https") or not host:
        raise StoreError(f"{bare(url)}: is no URL of a store (such as http://127.0.0.1:7878)")
    if parts.username is not None or parts.password is not None:
        raise StoreError(f"a login does not belong in a URL, where others see it: set {USER} and {PASSWORD}")
    return host


def bare(url: str) -> str:
    """A URL without what may be a login."""
    return shown(re.sub(r"//.*@", "//", url))


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def seconds(retry_after: str) -> float:
    """The wait that a Retry-After header asks for, in seconds; it may give a date. 0 where it gives neither."""
    if retry_after.strip().isdecimal():
        return float(retry_after[:9])
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0.0


def shown(text: str) -> str:
    """A foreign text made fit for one line of a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:200]
