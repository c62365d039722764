"""Pages to look through: lists, words, texts with their facts, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest

import dao_graph
from dao_graph.ask.catalogue import KINDS
from dao_graph.serve.elements import facing
from dao_graph.serve.speech import LANGUAGES, Speech, _interface

from .test_notebook import EN, ES
from .test_serve import Client, running

READ = "/read/document/A_RES_99_1"


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("browse")
    for name, text in (("en", EN), ("es", ES), ("other", EN.replace("99/1", "99/2").replace("Rwanda", "Chad"))):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    dao_graph.build([folder / f"{name}.txt" for name in ("en", "es", "other")], folder / "out", check=False)
    # A text is read from the graph: its file need not be there any more.
    (folder / "es.txt").unlink()
    with running(folder / "out", "--workers", "1") as client:
        yield client


def page(get: Client, path: str, language: str = "en", cookie: str = "") -> str:
    reply = get(path, Accept="text/html", Accept_Language=language, Cookie=cookie)
    assert reply.status == 200, (path, reply.text)
    assert "<script" not in reply.text
    return reply.text


def shown(text: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", text))


@pytest.mark.parametrize("key", sorted(_interface()))
def test_what_pages_say_is_said_in_all_languages(key: str) -> None:
    forms = _interface()[key]
    assert set(forms) == set(LANGUAGES)
    assert len({form.count("{}") for form in forms.values()}) == 1
    assert all(forms.values())


def test_every_kind_of_thing_has_a_list_in_every_language(get: Client) -> None:
    for kind in KINDS:
        for language in LANGUAGES:
            assert Speech(language)(kind) in page(get, f"/list/{kind}", language)
    assert get("/list/nations", Accept="text/html").status == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_for_queries_speaks_it_too(get: Client, language: str) -> None:
    """The form, what stands below it and the count of rows; queries themselves run from left to right."""
    asked = page(get, "/sparql?query=SELECT+(1+AS+%3Fone)+%7B%7D", language)
    said = Speech(language)
    for words in (said("sparql_query"), said("sparql_run"), said("rows", 1), *said("sparql_help", "|").split("|")):
        assert words in shown(asked), words
    assert re.search(r'<textarea[^>]* dir="ltr"', asked) and f'aria-label="{said("sparql_query")}"' in asked
    for key in ("sparql_run", "sparql_query") if language != "en" else ():
        assert f">{Speech('en')(key)}<" not in asked


def test_pages_speak_the_readers_language(get: Client) -> None:
    home = page(get, "/", "ar-EG,en;q=0.5")
    assert 'lang="ar"' in home and 'dir="rtl"' in home and Speech("ar")("intro") in home
    assert 'lang="fr"' in page(get, "/", "de,en;q=0.3,fr;q=0.8")
    assert 'lang="en"' in page(get, "/", "de")
    assert 'lang="ru"' in page(get, "/", "en", "dao_language=ru")


def test_the_switch_remembers_and_comes_back(get: Client) -> None:
    there = page(get, "/list/states?q=rw", "en")
    link = re.search(r'href="(/language\?to=zh[^"]*)"', there)
    assert link
    reply = get(unescape(link[1]))
    assert (reply.status, reply.headers["location"]) == (303, "/list/states?q=rw")
    assert reply.headers["set-cookie"].startswith("dao_language=zh")
    for evil in ("https://evil.example/x", "//evil.example/x", "/\\evil.example", "\\\\evil.example"):
        location = get(f"/language?to=fr&back={quote(evil, safe='')}").headers["location"]
        assert re.match(r"/(?![/\\])", location), location
    assert get("/language?to=xx").status == 400


def test_documents_are_listed_with_facets(get: Client) -> None:
    every = page(get, "/documents")
    assert "A/RES/99/1" in every and "A/RES/99/2" in every and "(2)" in every
    spanish = page(get, "/documents?language=es")
    assert "A/RES/99/1" in spanish and "A_RES_99_2" not in spanish
    assert "A_RES_99_1" not in page(get, "/documents?q=99/2")
    assert f'href="{READ}?in=es"' in every
    assert get("/documents?start=x").status == 400


def test_states_are_listed_by_name(get: Client) -> None:
    states = page(get, "/list/states", "es")
    assert re.search(r'href="/id/country/NOR"[^>]*>Noruega</a></td><td>2<', states)
    assert "Chad" in states and "Chad" not in page(get, "/list/states?q=noru", "es")


def test_words_are_found_and_marked(get: Client) -> None:
    found = page(get, "/words?q=contributions+welcome")
    assert "<mark>contribution</mark>" in found and f"{READ}?in=en#op/1" in found
    assert "<mark>" not in page(get, "/words?q=contribution&in=es")
    assert Speech("fr")("no_paragraph") in page(get, "/words?q=xyzzy", "fr")
    assert "<form" in page(get, "/words")
    assert get("/words?q=-a", Accept="text/html").status == 400
    assert get("/words?q=a&in=xx").status == 400


def test_a_text_is_read_whole_with_its_facts(get: Client) -> None:
    text = page(get, f"{READ}?in=es")
    body = shown(text[text.index("<h1") :])
    for line in ES.split("\n\n")[1:]:
        assert " ".join(line.split()) in " ".join(body.split())
    links = re.findall(r"<a [^>]*>", text)
    assert any('href="/id/country/NOR"' in a and "thing" in a and "Norway" in a for a in links)
    assert any('href="/id/fact/' in a and 'class="fact"' in a and 'title="' in a for a in links)
    assert 'id="op/1"' in text and ">operative paragraph 1<" in text and ">op/1<" not in text


def test_two_languages_stand_side_by_side(get: Client) -> None:
    text = page(get, f"{READ}?in=en&beside=es", "zh")
    pairs = re.findall(r'<div class="pair">(.*?)</div></div>', text, re.DOTALL)
    second = next(shown(pair) for pair in pairs if "Secretary-General" in pair and "Requests" in shown(pair))
    assert "Secretario General" in second and "Noruega" not in second
    assert text.count('id="op/1"') == 1 and "执行段 1" in shown(text)
    assert get(f"{READ}?in=zh", Accept="text/html").status == 404
    assert get("/read/document/nothing", Accept="text/html").status == 404


def test_facts_are_told_in_words_not_in_predicates(get: Client) -> None:
    country = page(get, "/id/country/NOR", "fr")
    assert "skos:" not in country and "dcterms:" not in country and Speech("fr")("for_programs") in country
    assert f'href="{READ}"' in page(get, "/id/document/A_RES_99_1")


def test_an_answer_for_one_language_is_not_kept_for_another(get: Client) -> None:
    first = get("/", Accept="text/html", Accept_Language="en")
    headers = {"Accept": "text/html", "Accept_Language": "en"}
    tags = {get("/", "GET", None, **headers, Cookie=f"dao_language={c}").headers["etag"] for c in ("ar", "en", "fr")}
    assert len(tags) == 3 and first.headers["etag"] not in tags
    assert "Cookie" in first.headers["vary"]


def test_missing_parameters_are_asked_for(get: Client, tmp_path: Path) -> None:
    form = page(get, "/questions/where-mentioned")
    assert re.search(r'<input[^>]*required="required"[^>]*name="entity"|<input[^>]*name="entity"[^>]*required', form)
    reply = get("/questions/where-mentioned?run=1&format=csv")
    assert reply.status == 400 and "entity=Rwanda" in reply.text


def test_an_answer_names_things_in_the_language_of_the_page(get: Client) -> None:
    """Also where a link leads to it, without the field that says so; a field has the last word."""
    spoken = page(get, "/questions/most-asked?run=1", "fr")
    assert "Secrétaire général" in spoken and '<option value="fr" selected' in spoken
    assert "Secretary-General" in page(get, "/questions/most-asked?run=1&lang=en", "fr")


def test_few_values_are_there_to_choose_from(get: Client) -> None:
    form = page(get, "/questions/called-upon", "es")
    assert re.search(r'<datalist id="verb-values">.*<option value="solicita"', form)
    assert re.search(r'<select name="language"><option value="" selected></option><option value="en"', form)


def test_a_name_runs_as_most_of_it_does() -> None:
    """A symbol before it does not count, nor a word that it cites."""
    assert facing("A/99/9 – رسالة مؤرخة 3 كانون الأول") == "rtl"
    assert [facing(name) for name in ("A/99/9", "", "The word سلام and its uses", "卢旺达")] == ["ltr"] * 4
