"""Query files as other people write them: a byte-order mark, a header for grlc."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from dao_graph.ask.binding import bound
from dao_graph.ask.lookup import Names
from dao_graph.ask.questions import read_question
from dao_graph.errors import QueryError
from dao_graph.namespaces import BASE

PLAIN = "SELECT ?a WHERE { ?a ?b ?c }\n"


def test_a_byte_order_mark_is_no_part_of_the_query(tmp_path: Path) -> None:
    path = tmp_path / "a.rq"
    path.write_text(f'#+ title = "All"\n{PLAIN}', encoding="utf-8-sig")
    found = read_question(path)
    assert (found.title, found.sparql) == ("All", f'#+ title = "All"\n{PLAIN}')


def test_a_header_for_grlc_is_read_for_its_summary(tmp_path: Path) -> None:
    path = tmp_path / "lights.rq"
    header = ["#+ summary: 'All lights'", "#+ endpoint: http://example.org/sparql", "#+ tags:", "#+   - lights"]
    path.write_text("\n".join([*header, "#+ defaults:", "#+   - a: b", PLAIN]), encoding="utf-8")
    assert read_question(path).title == "All lights"
    path.write_text("\n".join([*header[1:], PLAIN]), encoding="utf-8")
    assert read_question(path).title == "lights"


@pytest.mark.parametrize("line", ["title = All", "[parameters.a", 'parameters.a = { type = "term" '])
def test_a_slip_in_a_header_of_ours_is_said(line: str, tmp_path: Path) -> None:
    path = tmp_path / "a.rq"
    path.write_text(f"#+ {line}\n{PLAIN}", encoding="utf-8")
    with pytest.raises(QueryError, match="the header is malformed"):
        read_question(path)


@pytest.mark.parametrize("before", ["# those WHERE { it holds", 'BASE <http://a/#> # "WHERE {', "#\n# WHERE {"])
def test_parameters_are_bound_in_the_query_and_not_in_a_comment(before: str, tmp_path: Path) -> None:
    path = tmp_path / "a.rq"
    header = '#+ [parameters.a]\n#+ type = "text"\n#+ default = "x"\n'
    path.write_text(f'{header}{before}\nSELECT ("WHERE {{" AS ?b) ?a WHERE {{ ?c ?d ?a }}\n', encoding="utf-8")
    written = bound(read_question(path), {}, Names(ox.Store(), BASE))
    assert 'AS ?b) ?a WHERE { VALUES (?a) { ("x") } ?c ?d ?a }' in written
    assert written.count("VALUES") == 1
