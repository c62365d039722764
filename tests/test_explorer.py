"""The explorer in a real browser, from a file, with the network cut."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from lxml import etree

import dao_graph
from dao_graph.namespaces import BASE
from dao_graph.projection.model import Edge, Loss, Node, Passage, PropertyGraph
from dao_graph.publish.explorer.data import explorer_data
from dao_graph.publish.explorer.page import explorer_page, for_server, packed

from .browser import DESKTOP, PHONE, Tab, built, chromium, violations
from .conftest import EXAMPLES

BARE = "Norway"
# What has been a hole somewhere: ends of elements, handlers, schemes, overrides of direction, templates, quotes.
HOSTILE = [
    "</script><script>hit()</script>",
    "<img src=x onerror=hit()>",
    "<svg onload=hit()>",
    "<!--",
    "-->",
    "<!--<script>",
    "]]>",
    "javascript:hit()",
    "data:text/html,<script>hit()</script>",
    "\u202egnp.exe",
    "\u2066\u2067x\u2069",
    "\u200f\u200e",
    "{{constructor.constructor('hit()')()}}",
    "${hit()}",
    "`${hit()}`",
    "'\"><b>bold</b>",
    "&lt;script&gt;",
    "&#60;b&#62;",
    "</title><script>hit()</script>",
    "</style><script>hit()</script>",
    "<iframe src=//x>",
    "<a href=javascript:hit()>x</a>",
    "<base href=//x>",
    "<meta http-equiv=refresh content=0>",
    "<link rel=stylesheet href=//x>",
    "<form action=//x>",
    "<details ontoggle=hit() open>",
    "<math><mi xlink:href=javascript:hit()>",
    "\u2028hit()\u2029",
    "\\u003cscript\\u003e",
    "<template><script>hit()</script></template>",
    "<noscript><p title=</noscript><img src=x onerror=hit()>>",
    "\x00",
    "\ufeff",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "<object data=//x>",
    "<embed src=//x>",
    "<video><source onerror=hit()>",
    "<body onload=hit()>",
    "<input autofocus onfocus=hit()>",
    "' or 1=1 --",
    "#thing=x&lang=ar",
    "%3Cscript%3E",
    "<\u0000script>",
    "<SCRIPT>hit()</SCRIPT>",
    "<scr\u00adipt>",
    "\U0001f600</script>",
]

# What in the page no label may have brought there.
INJECTED = """() => ({
    scripts: document.querySelectorAll('script').length,
    hit: window.wasHit === true,
    strange: document.querySelectorAll('img,iframe,base,object,embed,form,video,template,math,svg[onload]').length
        + document.querySelectorAll('a[href^=javascript]').length,
    handlers: [...document.querySelectorAll('*')]
        .filter((element) => [...element.attributes].some((attribute) => /^on/.test(attribute.name))).length,
})"""


# The smallest picture: one dot.
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    built()
    with chromium() as found:
        yield found


@pytest.fixture(autouse=True)
def tabs_closed(browser: Any) -> Iterator[None]:
    """An open page draws on: those of earlier tests would slow the later ones."""
    yield
    for context in browser.contexts:
        context.close()


@pytest.fixture(scope="module")
def letter() -> PropertyGraph:
    texts = [EXAMPLES / f"kigali-letter.{code}.txt" for code in ("en", "zh", "ar", "fr", "es", "ru")]
    return dao_graph.build(texts, check=False).to_property_graph()


@pytest.fixture(scope="module")
def page_of_letter(letter: PropertyGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    built()
    return written(letter, tmp_path_factory.mktemp("page"))


def written(graph: PropertyGraph, folder: Path, title: str = "letter") -> Path:
    path = folder / "explorer.html"
    path.write_bytes(explorer_page(graph, title))
    return path


def large(nodes: int, edges: int) -> PropertyGraph:
    """A graph as large as wanted, in which a few things have most of the edges."""
    groups = (("Country", "state"), ("Body", "body"), ("Resolution", "document"), ("Meeting", "meeting"))
    passage = Passage("n/0", "n/0/p/1", "en", 0, 4, "text/1", "Asks")
    made = [
        Node(f"n/{i}", f"urn:{i}", *groups[i % 4], f"Thing {i}", {"en": f"Thing {i}"}, {}, edges // (i + 1))
        for i in range(nodes)
    ]
    links = []
    for i in range(edges):
        source, target = i % nodes, (i * i * 7 + i // nodes + 1) % (nodes if i % 3 else 40)
        links.append(Edge(f"e{i}", f"n/{source}", f"n/{target}", "Act", "asks", {"en": "asks"}, {}, (passage,)))
    paragraphs = {("n/0/p/1", "text/1"): (0, "Asks for much.")}
    return PropertyGraph(tuple(made), tuple(links), Loss(edges, edges, {}, {}), "en", paragraphs)


def test_opens_from_a_file_and_asks_for_nothing(browser: Any, page_of_letter: Path) -> None:
    tab = Tab(browser)
    page = tab.open(page_of_letter)
    page.wait_for_timeout(500)
    assert tab.said == []
    assert [url for url in tab.asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert page.locator("#graph canvas").count() > 0
    assert "Kigali" not in page.title() and page.title() == "letter"
    tab.shot("graph-desktop")


@pytest.mark.parametrize("typed", ["Rwanda", "卢旺达", "رواندا", "руанда", "RWA"])
def test_search_click_and_read_the_marked_quote(browser: Any, page_of_letter: Path, typed: str) -> None:
    tab = Tab(browser)
    page = tab.open(page_of_letter)
    page.fill("#search", typed)
    page.locator("#found li").first.click()
    assert "Rwanda" in page.locator("#panel h2").inner_text()
    page.locator("#panel button.fact", has_text="host").first.click()
    mark = page.locator("#panel blockquote mark").first
    assert mark.is_visible()
    paragraph = page.locator("#panel blockquote p").first.inner_text()
    assert mark.inner_text() in paragraph and len(paragraph) > len(mark.inner_text())
    assert page.locator("#panel summary", has_text="中文").count() == 1, "the same fact in the other languages"
    assert tab.said == []
    tab.shot("quote-desktop")


def test_norway_is_an_observer_in_three_clicks(browser: Any, page_of_letter: Path) -> None:
    page = Tab(browser).open(page_of_letter)
    page.fill("#search", BARE)
    page.keyboard.press("Enter")
    observer = page.locator("#panel button.fact", has_text="observer")
    assert observer.count() == 1 and "Kigali" in observer.inner_text()
    founder = page.locator("#panel button.fact", has_text="founder")
    assert founder.count() == 1
    founder.click()
    assert "Norway" in page.locator("#panel mark").first.inner_text()


def test_what_is_asked_of_donors_and_what_the_statement_rests_on(browser: Any, page_of_letter: Path) -> None:
    page = Tab(browser).open(page_of_letter)
    page.fill("#search", "donors")
    page.keyboard.press("Enter")
    page.locator("#panel button.fact", has_text="calls upon").first.click()
    assert "donors" in page.locator("#panel mark").first.inner_text()
    page.fill("#search", "A/99/9")
    page.keyboard.press("Enter")
    page.fill("#search", "A/RES/62/208")
    page.keyboard.press("Enter")
    page.locator("#panel button.fact", has_text="cites").first.click()
    assert page.locator("#panel blockquote mark").first.is_visible()


def test_a_click_in_the_drawing_opens_what_is_there(browser: Any, page_of_letter: Path) -> None:
    page = Tab(browser).open(page_of_letter, "open=country/NOR&only=1&thing=country/NOR")
    page.wait_for_timeout(300)
    box = page.locator("#graph").bounding_box()
    found = set()
    for row in range(1, 24):
        for column in range(1, 24):
            page.mouse.click(box["x"] + box["width"] * column / 24, box["y"] + box["height"] * row / 24)
            found.add(page.evaluate("location.hash"))
        if len(found) > 3:
            break
    assert any("fact=" in hash or "thing=meeting" in hash for hash in found), found


# What somebody sees who looks round: eight states, in which scheme.
STATES = {
    "start": ("", "light"),
    "thing": ("thing=fund/delivering-as-one-expanded-funding-window", "light"),
    "fact": ("fact=%s", "light"),
    "list": ("view=list", "dark"),
    "timeline": ("view=timeline&lang=es", "light"),
    "map": ("view=map&lang=ru", "light"),
    "money": ("view=money&lang=zh", "dark"),
    "arabic": ("lang=ar&thing=country/RWA", "light"),
}
WIDER = """() => [...document.querySelectorAll('body *')].filter((one) => {
    if (one.closest('#graph, .unseen, .skip, .legend, .scroll, .where, #stage, svg')) return false;
    const { left, right, width } = one.getBoundingClientRect();
    return width > 0 && (left < -1 || right > document.documentElement.clientWidth + 1);
}).map((one) => one.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("state", STATES)
def test_nothing_is_wider_than_the_screen(
    browser: Any, letter: PropertyGraph, tmp_path: Path, state: str, size: Any
) -> None:
    founder = next(edge for edge in letter.edges if edge.relation == "Contribution")
    sums = replace(founder, attributes={**founder.attributes, "amount": 2500000.0, "currency": "US dollar"})
    graph = replace(letter, edges=tuple(sums if edge == founder else edge for edge in letter.edges))
    hash, scheme = STATES[state]
    tab = Tab(browser, size, scheme)
    page = tab.open(written(graph, tmp_path), hash.replace("%s", founder.id))
    page.wait_for_timeout(300)
    assert page.evaluate(WIDER) == [] and tab.said == []
    tab.shot(f"state-{state}-{size[0]}")


def test_the_address_restores_the_view(browser: Any, page_of_letter: Path) -> None:
    page = Tab(browser).open(page_of_letter)
    page.locator("label.box", has_text="Finding").locator("input").uncheck()
    page.get_by_role("button", name="List").click()
    page.select_option("header select >> nth=0", "zh")
    count = page.locator("main .note").inner_text()
    other = Tab(browser).open(page_of_letter, page.evaluate("location.hash").removeprefix("#"))
    assert other.locator("main .note").inner_text() == count
    assert other.locator("table").count() == 1
    assert other.locator("h1").inner_text() == "letter"
    assert other.evaluate("document.documentElement.lang") == "zh"


def test_filters_leave_out_what_they_say(browser: Any, page_of_letter: Path) -> None:
    page = Tab(browser).open(page_of_letter, "view=list")
    before = page.locator("tbody tr").count()
    assert page.locator("tbody tr", has_text="Norway").count() == 1
    page.get_by_label(re.compile(r"^State \d")).uncheck()
    assert page.locator("tbody tr", has_text="Norway").count() == 0
    assert 0 < page.locator("tbody tr").count() < before
    page.get_by_role("button", name="Reset").click()
    assert page.locator("tbody tr").count() == before
    page.get_by_label("From", exact=True).fill("2031")
    page.keyboard.press("Tab")
    assert page.locator("tbody tr").count() < before


def test_what_only_the_lists_say_is_drawn_when_wanted(
    browser: Any, page_of_letter: Path, letter: PropertyGraph
) -> None:
    listed = [edge for edge in letter.edges if edge.listed]
    told = [edge for edge in letter.edges if not edge.listed and edge.relation != "mentions"]
    stated = {end for edge in told for end in (edge.source, edge.target)}
    only = {end for edge in listed for end in (edge.source, edge.target)} - stated
    assert listed and only
    page = Tab(browser).open(page_of_letter)
    before = page.locator("main .note").inner_text()
    page.get_by_label(re.compile("^Also what the lists say")).check()
    after = page.locator("main .note").inner_text()
    things = [int(re.findall(r"[\d,]+", text)[0].replace(",", "")) for text in (before, after)]
    assert things[0] < things[1] and "lists=1" in page.evaluate("location.hash")


def test_a_line_of_a_crowd_opens_by_a_click(browser: Any, tmp_path: Path) -> None:
    page = Tab(browser).open(written(large(2000, 6000), tmp_path))
    box = page.locator("#graph").bounding_box()
    for step in range(4, 60):
        page.mouse.click(box["x"] + box["width"] * (0.2 + step / 100), box["y"] + box["height"] * 0.47)
        if "fact=" in page.evaluate("location.hash"):
            break
    assert "asks" in page.locator("#panel h2").inner_text()
    assert page.locator("#panel mark").first.is_visible()


def test_words_of_a_pdf_show_their_page_and_where_on_it(browser: Any, letter: PropertyGraph, tmp_path: Path) -> None:
    founder = next(edge for edge in letter.edges if edge.relation == "Contribution")
    boxes = (
        "page=2&viewrect=72.0,90.5,451.0,12.0",
        "page=2&viewrect=72.0,102.5,80.0,12.0",
        "page=3&viewrect=72.0,60.0,9.0,12.0",
    )
    passages = tuple(replace(p, pages=boxes if p.language == "en" else ("page=7",)) for p in founder.passages)
    edges = tuple(replace(e, passages=passages) if e == founder else e for e in letter.edges)
    page = Tab(browser).open(written(replace(letter, edges=edges), tmp_path), f"fact={founder.id}")
    shown = page.locator("#panel .pages").first
    assert [text.strip() for text in shown.locator(":scope > span").all_inner_texts()] == ["page 2", "page 3"]
    assert shown.locator("svg").first.get_attribute("aria-label") == "page 2: 72, 91, 451 × 12; 72, 103, 80 × 12"
    assert shown.locator("rect.line").count() == 3
    assert shown.locator("a").count() == 0, "a file has no server to ask"
    unknown = page.locator("#panel details.quotes .pages").first
    assert unknown.text_content().strip() == "page 7" and unknown.locator("svg").count() == 0
    served = tmp_path / "served.html"
    served.write_bytes(for_server((tmp_path / "explorer.html").read_bytes()))
    tab = Tab(browser)
    tab.page.route("**/page?*", lambda route: route.abort())
    page = tab.open(served, f"fact={founder.id}")
    page.wait_for_function("!document.querySelector('#panel section .pages img')")
    assert shown_again(page) == 3, "where the server has no picture the sketch stands"
    tab = Tab(browser)
    tab.page.route("**/page?*", lambda route: route.fulfill(body=DOT, content_type="image/png"))
    page = tab.open(served, f"fact={founder.id}")
    image = page.locator("#panel .pages img").first
    image.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('#panel .pages img').naturalWidth === 1")
    assert image.get_attribute("alt") == "page 2: 72, 91, 451 × 12; 72, 103, 80 × 12" and tab.said == []
    link = page.locator("#panel .pages a").first.get_attribute("href")
    path, _, asked = link.partition("?")
    given = parse_qs(asked)
    english = next(p for p in passages if p.language == "en")
    assert (path, given["text"], given["page"]) == ("/page", [BASE + english.text], ["2"])
    assert given["box"] == list(boxes)


def shown_again(page: Any) -> int:
    return int(page.locator("#panel section .pages").first.locator("rect.line").count())


def test_the_shortest_path(browser: Any, page_of_letter: Path) -> None:
    page = Tab(browser).open(page_of_letter)
    page.fill("#search", "Norway")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Path from here").click()
    page.fill("#search", "Rwanda")
    page.keyboard.press("Enter")
    assert page.locator("#panel ol.facts li").count() == 2
    assert "Norway" in page.locator("#panel ol.facts li").first.inner_text()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_what_a_new_user_asks_is_found_by_clicking_alone(browser: Any, page_of_letter: Path, size: Any) -> None:
    tab = Tab(browser, size)
    page = tab.open(page_of_letter)
    panel = page.locator("#panel")
    panel.get_by_role("button", name=re.compile("Funding Window")).first.click()
    founders = panel.locator("section", has=page.locator("h3", has_text="Founder")).locator("button.fact")
    assert founders.count() == 3
    assert {"Norway", "Spain"} <= {text.split("\n")[0].strip(" ←") for text in founders.all_inner_texts()}
    assert "which had set up" in founders.first.locator(".snippet").inner_text()
    founders.first.click()
    assert panel.locator("mark").count() > 0
    panel.get_by_role("button", name=re.compile("^Back")).click()
    tab.shot(f"founders-{size[0]}")
    page.reload()
    page.evaluate("location.hash = ''")
    panel.get_by_role("button", name=re.compile("^Statement on the experience")).first.click()
    cited = panel.locator("section", has=page.locator("h3", has_text="What it rests on")).locator("button.fact")
    assert {"A/RES/62/208", "A/RES/63/311"} <= set(re.findall(r"A/RES/\d+/\d+", " ".join(cited.all_inner_texts())))
    donors = panel.locator("details.part", has=page.locator("summary", has_text="Donors"))
    if donors.get_attribute("open") is None:
        donors.locator("summary").click()
    assert "invited donors" in donors.locator("button.fact").first.inner_text()
    tab.shot(f"document-{size[0]}")
    assert tab.said == []


def test_a_map_of_the_states(browser: Any, page_of_letter: Path) -> None:
    tab = Tab(browser)
    page = tab.open(page_of_letter, "view=map&lang=fr")
    states = page.locator(".columns button").all_inner_texts()
    assert "Norvège" in states
    assert page.locator("svg.map circle").count() == len(states), "each has its place, the small ones too"
    page.locator(".columns button", has_text="Norvège").click()
    assert "Norvège" in page.locator("#panel h2").inner_text()
    tab.shot("map-desktop")


def test_timeline(browser: Any, page_of_letter: Path) -> None:
    tab = Tab(browser)
    page = tab.open(page_of_letter, "view=timeline")
    dates = page.locator("time").all_inner_texts()
    assert dates == sorted(dates) and "2009-10-19" in dates
    page.locator(".timeline button", has_text="Kigali").first.click()
    assert "Kigali" in page.locator("#panel h2").inner_text()
    tab.shot("timeline-desktop")


def test_money_flows_with_stated_sums_only(browser: Any, letter: PropertyGraph, tmp_path: Path) -> None:
    founders = [edge for edge in letter.edges if edge.relation == "Contribution"]
    assert len(founders) == 3
    first = replace(founders[0], attributes={**founders[0].attributes, "amount": 2500000.0, "currency": "US dollar"})
    back = replace(first, id="eback", source=first.target, target=first.source)
    edges = tuple(first if edge == founders[0] else edge for edge in letter.edges)
    for number, graph in enumerate((replace(letter, edges=edges), replace(letter, edges=(*edges, back)))):
        (tmp_path / str(number)).mkdir()
        tab = Tab(browser)
        page = tab.open(written(graph, tmp_path / str(number)), "view=money")
        assert page.locator(".sankey path").count() == number + 1, "money that comes back is drawn as well"
        assert page.locator("h2", has_text="US dollar").count() == 1
        page.locator(".money td button").first.click()
        assert page.locator("#panel mark").count() > 0
        assert tab.said == []
        tab.shot("money-desktop")
    page = Tab(browser).open(written(letter, tmp_path), "view=money")
    assert page.locator(".sankey").count() == 0


def test_sums_of_different_status_and_totals_are_not_added(browser: Any, letter: PropertyGraph, tmp_path: Path) -> None:
    first, second, third = (edge for edge in letter.edges if edge.relation == "Contribution")

    def sum_of(edge: Edge, amount: float, **told: str) -> Edge:
        id = f"{edge.source}{amount}{told}"
        return replace(edge, id=id, attributes={"amount": amount, "currency": "US dollar", **told})

    def drawn(*edges: Edge) -> Any:
        return Tab(browser).open(written(replace(letter, edges=edges), tmp_path), "view=money")

    parts = [sum_of(replace(first, target=end.source), amount) for end, amount in ((second, 3e6), (third, 4e6))]
    page = drawn(sum_of(first, 7e6), *parts)
    assert page.locator(".sankey path").count() == 2, "the total of the others is not drawn beside them"
    assert "total of others" in page.locator(".money tr", has_text="7,000,000").inner_text()
    page = drawn(sum_of(first, 8e6, bound="about"), *parts)
    assert page.locator(".sankey path").count() == 3
    assert page.locator(".money td button").first.inner_text() == "≈ 8,000,000"
    page = drawn(sum_of(first, 5e6, status="pledged"), sum_of(first, 2e6, status="received"))
    assert page.locator(".money h3").all_inner_texts() == ["pledged", "received"]
    assert page.locator(".sankey").count() == 2


def test_acts_said_of_no_thing_are_not_done_towards_their_document(browser: Any, page_of_letter: Path) -> None:
    page = Tab(browser).open(page_of_letter)
    page.locator("#panel").get_by_role("button", name=re.compile("^Statement on the experience")).first.click()
    rows = page.locator("#panel button.fact .said", has_text="…")
    towards = page.locator("#panel section", has=page.locator("h3", has_text="Done towards it"))
    assert rows.count() > 0 and towards.locator(".said", has_text="…").count() == 0


def test_other_languages_and_directions(browser: Any, page_of_letter: Path) -> None:
    tab = Tab(browser)
    page = tab.open(page_of_letter, "lang=ar&thing=country/RWA")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert "رواندا" in page.locator("#panel h2").inner_text()
    tab.shot("arabic-desktop")
    tab = Tab(browser, scheme="dark")
    page = tab.open(page_of_letter, "lang=zh&thing=country/RWA")
    assert page.locator("#filters summary").inner_text() == "筛选"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 24, 28)"
    tab.shot("chinese-dark-desktop")


def test_keyboard_alone(browser: Any, page_of_letter: Path) -> None:
    page = Tab(browser).open(page_of_letter)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("norw")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    assert "Norway" in page.locator("#panel h2").inner_text()
    page.focus("#graph")
    for key in ("+", "-", "0", "ArrowLeft"):
        page.keyboard.press(key)


def test_hostile_labels_inject_nothing(browser: Any, tmp_path: Path) -> None:
    assert len(HOSTILE) == 50
    paragraphs = {(f"doc/p/{i}", "text/1"): (0, f"{text} and {text}") for i, text in enumerate(HOSTILE)}
    nodes = [
        Node(
            f"body/{i}{text}",
            f"javascript:hit({i})",
            "Body",
            "body",
            text,
            {"en": text},
            {text: text, "title": text},
            2,
        )
        for i, text in enumerate(HOSTILE)
    ]
    edges = [
        Edge(
            f"e{i}",
            nodes[i].id,
            nodes[(i + 1) % 50].id,
            text,
            text,
            {"en": text},
            {"amount": 5.0 + i, "currency": text},
            (Passage(nodes[0].id, f"doc/p/{i}", text, 0, len(text), "text/1", text),),
            start=text,
        )
        for i, text in enumerate(HOSTILE)
    ]
    graph = PropertyGraph(tuple(nodes), tuple(edges), Loss(50, 50, {HOSTILE[0]: 1}, {}), "en", paragraphs)
    path = written(graph, tmp_path, HOSTILE[0])
    tab = Tab(browser)
    tab.context.add_init_script("window.hit = () => { window.wasHit = true; }")
    for view in ("graph", "list", "timeline", "money"):
        page = tab.open(path, f"view={view}&thing={nodes[3].id}")
        page.reload()
        page.wait_for_function("document.documentElement.dataset.ready")
        page.evaluate("document.querySelectorAll('#panel button.fact, summary').forEach((one) => one.click())")
        page.fill("#search", "<")
        found = page.evaluate(INJECTED)
        assert found == {"scripts": 3, "hit": False, "strange": 0, "handlers": 0}, view
    assert not [url for url in tab.asked if not url.startswith(("file:", "data:", "blob:"))]
    assert tab.said == []
    page = tab.open(path)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save SVG").click()
    drawn = etree.parse(download.value.path()).getroot()
    tags = {etree.QName(element).localname for element in drawn.iter()}
    assert "NaN" not in download.value.path().read_text(encoding="utf-8")
    assert tags <= {"svg", "rect", "line", "text", "circle", "polygon"}


def test_pictures_of_what_is_seen(browser: Any, page_of_letter: Path) -> None:
    page = Tab(browser).open(page_of_letter)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save PNG").click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save SVG").click()
    assert "Kigali, 2009-10-19" in download.value.path().read_text(encoding="utf-8")


def test_on_paper_the_drawing_is_whole_and_in_colour(browser: Any, page_of_letter: Path) -> None:
    page = Tab(browser).open(page_of_letter, "thing=country/NOR")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    drawing, stage = page.locator("#stage svg.printed").bounding_box(), page.locator("#stage").bounding_box()
    assert drawing and stage and drawing["width"] <= stage["width"] and not page.locator("#graph").is_visible()
    assert "Norway" in page.locator("svg.printed text").all_text_contents()
    assert page.evaluate("getComputedStyle(document.querySelector('mark')).printColorAdjust") == "exact"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("svg.printed").count() == 0


@pytest.mark.parametrize(("nodes", "edges", "seconds"), [(2000, 6000, 4.0), (20000, 60000, 8.0)])
def test_large_graphs_open_in_time(browser: Any, tmp_path: Path, nodes: int, edges: int, seconds: float) -> None:
    path = written(large(nodes, edges), tmp_path)
    tab = Tab(browser)
    taken = tab.timed(path)
    note = tab.page.locator("main .note").inner_text()
    assert ("Overview" in note) == (nodes > 2500)
    assert taken < seconds
    tab.shot(f"large-{nodes}")
    if nodes > 2500:
        # The first of its communities: its things, and more of them when wanted.
        shown = tab.page.locator("main .note").inner_text()
        hash = tab.page.evaluate("location.hash = 'community=n/1'")
        tab.page.wait_for_selector("#panel h2:has-text('Community')")
        assert tab.page.locator("#panel .plain button").count() == 40, hash
        tab.page.get_by_role("button", name="Show more of it").click()
        assert tab.page.locator("main .note").inner_text() != shown
    tab.page.fill("#search", f"Thing {nodes - 1}")
    tab.page.keyboard.press("Enter")
    tab.page.get_by_role("button", name="Show neighbours").click()
    assert f"Thing {nodes - 1}" in tab.page.locator("#panel h2").inner_text()


def test_the_letter_opens_in_two_seconds(browser: Any, page_of_letter: Path) -> None:
    assert Tab(browser).timed(page_of_letter) < 2.0


def test_nothing_that_axe_finds(browser: Any, page_of_letter: Path) -> None:
    for size, scheme, hash in (
        ((1400, 900), "light", "thing=country/RWA"), ((1400, 900), "dark", "thing=country/RWA"),
        ((1400, 900), "light", "view=list"), ((1400, 900), "dark", "view=timeline&lang=zh"), (PHONE, "light", ""),
        (PHONE, "dark", "lang=ar&thing=country/NOR"), (PHONE, "light", "view=list"), (PHONE, "light", "view=money"),
        ((1400, 900), "light", "lang=fr&view=map"), ((1400, 900), "dark", "lang=es&view=money"),
        ((1400, 900), "light", "lang=ru&thing=country/RWA"), ((1400, 900), "light", "lang=ar&view=timeline"),
    ):  # fmt: skip
        tab = Tab(browser, size, scheme)
        page = tab.open(page_of_letter, hash)
        if "thing" in hash:
            page.locator("#panel button.fact").first.click()
        assert violations(page) == [], (size, scheme, hash)
        tab.shot(f"axe-{size[0]}-{scheme}-{hash.replace('/', '_') or 'start'}")


def test_the_page_is_light(page_of_letter: Path, letter: PropertyGraph) -> None:
    data = len(packed(explorer_data(letter, "letter")))
    assert data < 100_000
    assert page_of_letter.stat().st_size - data < 1_500_000
    assert b"unsafe" not in page_of_letter.read_bytes()[:2000], "the policy names its own script and style only"


def test_the_data_says_each_paragraph_once(letter: PropertyGraph) -> None:
    data = json.loads(explorer_data(letter, "letter"))
    assert len(data["nodes"]) == len(letter.nodes) and len(data["edges"]) == len(letter.edges)
    paragraphs = [(paragraph[0], paragraph[2]) for paragraph in data["paragraphs"]]
    assert len(paragraphs) == len(set(paragraphs))
    for edge, shown in zip(letter.edges, data["edges"], strict=True):
        quotes = [data["paragraphs"][q[0]][3][q[1] : q[2]] if q[0] >= 0 else q[3] for q in shown[9]]
        assert quotes == [passage.quote for passage in edge.passages]
