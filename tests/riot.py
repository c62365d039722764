"""Jena's riot: a second, strict reader of RDF, from Debian's libapache-jena-java."""

from __future__ import annotations

import re
import subprocess
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from .servers import missing, program

_JARS = Path("/usr/share/java")
_WANTED = re.compile(
    r"(jena-[a-z0-9-]+|commons-(cli|codec|compress|csv|io|lang3)|dexx\.collection|gson|guava|http(client|core|client-cache)"
    r"|jackson-(core|databind|annotations)|jsonld-java|jakarta\.json-api|protobuf|slf4j-(api|simple)|thrift"
    r"|titanium-json-ld)\.jar"
)
# The reader of JSON-LD 1.1 wants a JSON library that Debian does not have; what is exported is JSON-LD 1.0 too.
_SYNTAX = {".jsonld": ["--syntax=jsonld10"]}


@cache
def _class_path() -> tuple[str, TemporaryDirectory[str]]:
    core = _JARS / "jena-core.jar"
    if not core.is_file():
        missing("Jena is not installed (apt-get install libapache-jena-java)")
    # Debian renames the packages of Xerces in this jar, and leaves its texts where they were.
    extra = TemporaryDirectory(prefix="riot-")
    with zipfile.ZipFile(core) as jar:
        for name in jar.namelist():
            if name.endswith(".properties") and "/xerces/" in name:
                path = Path(extra.name, "xerces", name.partition("/xerces/")[2])
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(jar.read(name))
    jars = sorted(str(path) for path in _JARS.glob("*.jar") if _WANTED.fullmatch(path.name))
    return ":".join([extra.name, *jars]), extra


def run(main: str, *arguments: str) -> bytes:
    """What a command of Jena prints."""
    java = program("java", "apt-get install default-jre-headless")
    done = subprocess.run([java, "-cp", _class_path()[0], main, *arguments], capture_output=True, timeout=120)
    said = done.stderr.decode("utf-8", "replace")
    assert done.returncode == 0, said
    assert not re.search("WARN|ERROR", said), said
    return done.stdout


def read(path: Path) -> bytes:
    """What riot reads in a file, as N-Quads; a warning is a failure like an error."""
    return run("riotcmd.riot", "--strict", "--check", *_SYNTAX.get(path.suffix, []), "--output=nquads", str(path))
