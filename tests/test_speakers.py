"""Who says "we": senders that no list knows, letters that ask their recipient, outcomes that are annexed, excerpts."""

from __future__ import annotations

import pytest

from dao_graph.model.fact import Node, Ref, Value

from .said import acts, nodes
from .test_kinds import related
from .test_records import label

LETTERS = [
    ("en", "Letter dated 3 May 2011 from the Chair of the Lamp Keepers addressed to the Secretary-General",
     "I have the honour to transmit the report of the keepers."),
    ("fr", "Lettre datée du 3 mai 2011, adressée au Secrétaire général par le Président des gardiens de phare",
     "J'ai l'honneur de transmettre le rapport des gardiens."),
    ("es", "Carta de fecha 3 de mayo de 2011 dirigida al Secretario General por el Presidente de los fareros",
     "Tengo el honor de transmitir el informe de los fareros."),
    ("ru", "Письмо Председателя смотрителей маяков от 3 мая 2011 года на имя Генерального секретаря",
     "Имею честь препроводить доклад смотрителей."),
    ("zh", "2011年5月3日灯塔看守人主席给秘书长的信", "谨随函转递看守人的报告。"),
    ("ar", "رسالة مؤرخة 3 أيار/مايو 2011 موجهة إلى الأمين العام من رئيس حراس المنارات",
     "وأحيل طيه تقرير الحراس."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "title", "sentence"), LETTERS)
def test_a_letter_is_of_whom_its_title_names(language: str, title: str, sentence: str) -> None:
    """Also where no list knows them."""
    assert [(actor, verb) for actor, verb, _ in acts(f"{title}\n\n{sentence}\n", language)] == [
        ("sender", "verb/transmits")
    ]


def test_whoever_signs_as_the_title_names_the_sender_has_the_senders_post() -> None:
    _, title, sentence = LETTERS[0]
    for office, last in (("Chair of the Lamp Keepers", "sender"), ("Chair of the Lamp Lighters", "lighters")):
        found = nodes(f"{title}\n\n{sentence}\n\n(Signed) Ana Lopez\n{office}\n", "en")
        [post] = [term for node in found if "Tenure" in node.types for term in node.properties["post"]]
        assert isinstance(post, Ref) and post.id.endswith(last)


REQUESTS = [
    ("en", "I would be most grateful if you could circulate this letter."),
    ("fr", "Je vous serais très obligé de bien vouloir faire distribuer la présente lettre."),
    ("es", "Le agradecería que tuviera a bien distribuir la presente carta."),
    ("ru", "Буду признателен Вам за распространение этого письма."),
    ("zh", "如蒙将本函作为文件分发，不胜感激。"),
    ("ar", "وسأكون ممتنا لو تفضلتم بتعميم هذه الرسالة."),
]


@pytest.mark.parametrize(("language", "sentence"), REQUESTS)
def test_a_letter_asks_its_recipient(language: str, sentence: str) -> None:
    title = next(title for known, title, _ in LETTERS if known == language)
    assert ("sender", "verb/requests", ("post/secretary-general",)) in acts(f"{title}\n\n{sentence}\n", language)


ENCLOSED = [
    ("en", "Please find attached the report of the keepers."),
    ("en", "I attach herewith the report of the keepers."),
    ("fr", "J'ai l'honneur de vous faire parvenir ci-joint le rapport des gardiens."),
    ("fr", "Vous trouverez ci-joint le rapport des gardiens."),
    ("es", "Me complace remitirle el informe de los fareros."),
    ("ru", "К настоящему письму прилагается доклад смотрителей."),
    ("zh", "谨随函附上看守人的报告。"),
    ("ar", "وتجدون طيه تقرير الحراس."),
]


@pytest.mark.parametrize(("language", "sentence"), ENCLOSED)
def test_a_letter_transmits_what_it_encloses(language: str, sentence: str) -> None:
    """To whom it is addressed."""
    title = next(title for known, title, _ in LETTERS if known == language)
    assert acts(f"{title}\n\n{sentence}\n", language) == [("sender", "verb/transmits", ("post/secretary-general",))]


# What a letter tells the members of a body, and what these do.
MEMBERS = [
    ("en", "I have brought your letter to the attention of the members of the Security Council. They take note of it. "
     "They request you to report every year."),
    ("fr", "Votre lettre a été portée à l'attention des membres du Conseil de sécurité. Ils prennent note du projet."),
    ("es", "Su carta se ha señalado a la atención de los miembros del Consejo de Seguridad, quienes toman nota."),
    ("ru", "Ваше письмо было доведено до сведения членов Совета Безопасности. Они принимают к сведению проект. "
     "Они просят Вас представить доклад."),
    ("zh", "来信已提请安全理事会成员注意。他们注意到这一计划。他们请你提交报告。"),
    ("ar", "وعرضت رسالتكم على أعضاء مجلس الأمن. وقد أحاطوا علما بما ورد فيها. ويطلبون إليكم أن تقدموا تقريرا."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), MEMBERS)
def test_they_are_the_members_that_the_sentence_before_ends_with(language: str, text: str) -> None:
    """And "you" is whom the letter is addressed to."""
    title = next(title for known, title, _ in LETTERS if known == language)
    found = [act for act in acts(f"{title}\n\n{text}\n", language) if act[0] == "security-council"]
    asked = [("security-council", "verb/requests", ("post/secretary-general",))] if language not in ("fr", "es") else []
    assert found == [("security-council", "verb/notes", ()), *asked]


EXCERPTS = [
    ("en", "We note that the lamps are old.", "verb/notes"),
    ("fr", "Nous notons que les lampes sont vieilles.", "verb/notes"),
    ("es", "Observamos que las lámparas son viejas.", "verb/notes"),
    ("ru", "Мы отмечаем, что лампы стары.", "verb/notes"),
    ("zh", "我们注意到，灯具已经老旧。", "verb/notes"),
    ("ar", "ونلاحظ أن المصابيح قديمة.", "verb/notes"),
    ("en", "The lamps should be replaced before winter.", "verb/should"),
    ("fr", "Les lampes devraient être remplacées avant l'hiver.", "verb/should"),
    ("es", "Las lámparas deberían cambiarse antes del invierno.", "verb/should"),
    ("ru", "Лампы должны быть заменены до зимы.", "verb/should"),
    ("zh", "灯具应在冬季之前更换。", "verb/should"),
    ("ar", "وينبغي أن تستبدل المصابيح قبل الشتاء.", "verb/should"),
]


@pytest.mark.parametrize(("language", "sentence", "verb"), EXCERPTS)
def test_an_excerpt_is_said_by_somebody(language: str, sentence: str, verb: str) -> None:
    """By its author, whoever that is, and by no body that it names before."""
    before = {"en": "UNICEF has many lamps.\n\n"}.get(language, "")
    assert acts(f"{before}{sentence}\n", language) == [("author", verb, ())]


def test_verbs_that_are_joined_share_whom_they_ask() -> None:
    """And a third goes on by itself."""
    said = acts("Alentamos y apoyamos a los donantes, y exhortamos a Noruega a que pague.\n", "es")
    assert said == [
        ("author", "verb/encourages", ("group/donors",)),
        ("author", "verb/supports", ()),
        ("author", "verb/calls-upon", ("country/NOR",)),
    ]


ORGANS = [
    ("en", "The Lamp Keepers Board,", "1. Requests the Secretary-General to submit a report."),
    ("fr", "Le Conseil des gardiens,", "1. Prie le Secrétaire général de présenter un rapport."),
    ("es", "La Junta de fareros,", "1. Solicita al Secretario General que presente un informe."),
    ("ru", "Комитет смотрителей,", "1. просит Генерального секретаря представить доклад."),
]


@pytest.mark.parametrize(("language", "organ", "clause"), ORGANS)
def test_clauses_are_of_the_organ_that_opens_them(language: str, organ: str, clause: str) -> None:
    """Also where no list knows it: then it is one of the text's own."""
    number = {"en": "Decision 3/7", "fr": "Décision 3/7", "es": "Decisión 3/7", "ru": "Решение 3/7"}[language]
    found = acts(f"{number}\n\n{organ}\n\n{clause}\n", language)
    assert [(verb, whom) for _, verb, whom in found] == [("verb/requests", ("post/secretary-general",))]


def test_authorities_are_of_the_state_that_the_adjective_names() -> None:
    """Where the text has named it; one that begins alike is another."""
    before = "Norway and Niger met with Nigeria.\n\n"
    for adjective, whom in (("Norwegian", ("country/NOR",)), ("Albanian", ()), ("Nigerian", ())):
        said = acts(f"{before}UNICEF urges the {adjective} authorities to pay.\n", "en")
        assert said == [("unicef", "verb/urges", whom)], adjective


OTHERS = {
    "en": ("The Lamp Society (LS) noted that", "Paper 10 stated that", "Italy should train keepers."),
    "fr": (
        "La Société des lampes (SL) a souligné que",
        "Selon le document 10,",
        "l'Italie devrait former des gardiens.",
    ),
    "es": ("La Sociedad de Lámparas (SL) señaló que", "En el documento 10 se afirmó que", "Italia debería formar."),
    "ru": ("Общество «Лампа» отметило, что", "В записке 10 было отмечено, что", "Италии следует обучать смотрителей."),
    "ar": ("وأشارت جمعية المصابيح إلى أنه", "وذكرت الورقة 10 أنه", "ينبغي لإيطاليا أن تدرب الحراس."),
    "zh": ("明灯会指出，", "材料10认为", "意大利应培训守塔人。"),
}


@pytest.mark.parametrize("language", OTHERS)
def test_what_others_say_should_be_done_is_not_what_the_text_says(language: str) -> None:
    *told, said = OTHERS[language]
    space = "" if language == "zh" else " "
    found = [act for words in told for act in acts(f"{words}{space}{said}", language) if act[1] == "verb/should"]
    # A society that the text names by its abbreviation, or by its form, says it itself.
    assert {actor for actor, *_ in found} <= {"ls", "sl", "лампа"}
    assert [act[1] for act in acts(said, language)] == ["verb/should"]


def test_whoever_is_spoken_of_does_not_go_on_speaking() -> None:
    text = "The Lamp Society (LAMPS) noted that Norway had adopted a law. It expressed concern about the costs."
    assert [(actor, verb) for actor, verb, _ in acts(text, "en")] == [
        ("lamps", "verb/notes"),
        ("NOR", "verb/adopts"),
        ("lamps", "verb/expresses-concern"),
    ]


ABBREVIATED = {
    "en": "The Committee against Torture (CAT) recommended that Italy train keepers. CAT noted that donors had paid.",
    "es": "El Comité contra la Tortura (CAT) recomendó que Italia pagara. CAT señaló que los donantes pagaron.",
    "fr": "Le Comité contre la torture (CAT) a recommandé à l’Italie de payer. CAT a noté que l’Italie avait payé.",
    "ru": "Комитет против пыток (КПП) рекомендовал Италии обучать смотрителей. КПП отметил, что доноры заплатили.",
}  # fmt: skip


@pytest.mark.parametrize("language", ABBREVIATED)
def test_the_abbreviation_of_a_body_of_the_lists_is_that_body(language: str) -> None:
    found = acts(ABBREVIATED[language], language)
    assert {(actor, verb) for actor, verb, *_ in found} >= {
        ("cat-committee", "verb/recommends"),
        ("cat-committee", "verb/notes"),
    }
    assert not {actor for actor, *_ in found} & {"cat", "кпп"}


def test_nobody_is_known_to_have_adopted_what_was_adopted_outside_records() -> None:
    assert acts("UNICEF noted that the plan was approved.", "en") == [("unicef", "verb/notes", ())]
    assert not acts("The plan was approved.", "en")


# Appointments, successions and resignations: who, which post, and whether they come or go.
TENURES = [
    ("en", "The Secretary-General appointed Ana Lopez of Spain as Special Envoy for Yemen.",
     {("ana-lopez", "appointed")}),
    ("en", "Ms. Ana Lopez (Spain) was elected Chair of the Lamp Committee.", {("ana-lopez", "appointed")}),
    ("en", "Mr. Juan Perez succeeded Ms. Ana Lopez as Executive Director of UNICEF.",
     {("juan-perez", "appointed"), ("ana-lopez", "outgoing")}),
    ("en", "Ana Lopez resigned as Executive Director of UNICEF on 3 May 2021.", {("ana-lopez", "outgoing")}),
    ("en", "The Secretary-General thanked Ms. Ana Lopez.", set()),
    ("fr", "Le Secrétaire général a nommé Ana Lopez (Espagne) Envoyée spéciale pour le Yémen.",
     {("ana-lopez", "appointed")}),
    ("fr", "M. Juan Perez a succédé à Mme Ana Lopez au poste de Directeur exécutif de l'UNICEF.",
     {("juan-perez", "appointed"), ("ana-lopez", "outgoing")}),
    ("fr", "Ana Lopez a démissionné de son poste de Directrice exécutive de l'UNICEF.", {("ana-lopez", "outgoing")}),
    ("es", "El Secretario General nombró a Ana Lopez (España) Enviada Especial para el Yemen.",
     {("ana-lopez", "appointed")}),
    ("es", "El Sr. Juan Perez sucedió a la Sra. Ana Lopez en el cargo de Director Ejecutivo del UNICEF.",
     {("juan-perez", "appointed"), ("ana-lopez", "outgoing")}),
    ("es", "Ana Lopez renunció al cargo de Directora Ejecutiva del UNICEF.", {("ana-lopez", "outgoing")}),
    ("ru", "Г-н Хуан Перес был назначен Специальным посланником по Йемену.", {("хуан-перес", "appointed")}),
    ("zh", "秘书长于2021年5月3日任命安娜·洛佩斯（西班牙）为也门问题特使。", {("安娜-洛佩斯", "appointed")}),
    ("zh", "胡安·佩雷斯先生于2021年5月接替安娜·洛佩斯女士担任儿基会执行主任。",
     {("胡安-佩雷斯", "appointed"), ("安娜-洛佩斯", "outgoing")}),
    ("zh", "安娜·洛佩斯女士辞去儿基会执行主任职务。", {("安娜-洛佩斯", "outgoing")}),
    ("ar", "عين الأمين العام السيدة آنا لوبيس (إسبانيا) مبعوثة خاصة إلى اليمن.", {("انا-لوبيس", "appointed")}),
    ("ar", "شكر الأمين العام السيدة آنا لوبيس على عملها.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), TENURES)
def test_who_comes_and_who_goes(language: str, text: str, wanted: set[tuple[str, str]]) -> None:
    """Also to posts that no list has."""
    tenures = [node for node in nodes(text, language) if "Tenure" in node.types]
    found = {(_last(node, "person"), _last(node, "status")) for node in tenures}
    assert found == wanted


def _last(node: Node, role: str) -> str:
    """The last part of the id in a role."""
    (term,) = node.properties[role]
    return term.id.rpartition("/")[2] if isinstance(term, Ref) else ""


def test_posts_of_a_text_s_own_differ_by_whose_they_are() -> None:
    text = (
        "Ms. Ana Lopez was elected Chair of the Lamp Committee. Mr. Juan Perez was elected Chair of the Pier Committee."
    )
    posts = [term for n in nodes(text, "en") if "Tenure" in n.types for term in n.properties["post"]]
    assert len(set(posts)) == 2


UNION = [
    ("en", "The European Union and its member States urged donors to pay."),
    ("fr", "L'Union européenne et ses États membres exhortent les donateurs à payer."),
    ("es", "La Unión Europea y sus Estados miembros exhortaron a los donantes a que pagaran."),
    ("ru", "Европейский союз и его государства-члены настоятельно призвали доноров платить."),
    ("zh", "欧洲联盟及其成员国敦促捐助方付款。"),
    ("ar", "وحث الاتحاد الأوروبي والدول الأعضاء فيه الجهات المانحة على الدفع."),
]


@pytest.mark.parametrize(("language", "text"), UNION)
def test_the_states_of_a_union_are_not_those_of_the_organization(language: str, text: str) -> None:
    (act,) = acts(text, language)
    assert act[0] == "european-union" and act[2] == ("group/donors",)


TURNS = """# Session 2 | Consultations

**LAMPS | Co-Chair**

We welcome all of you.

**Norway | PR**

We support the plan.

**Iraq | Representative | (Group of 77 and China)**

We urge donors to pay.

**LAMPS | Martina Olsen | Co-Chair**

I thank the donors. We regret the delay. We, in Nepal, left.
"""


def test_the_headings_of_a_transcript_say_who_speaks() -> None:
    """Whom no list knows speaks as somebody of this text: not for a state that is named, or that spoke last."""
    assert acts(TURNS, "en") == [
        ("co-chair", "verb/welcomes", ()),
        ("NOR", "verb/supports", ()),
        ("group-of-77-and-china", "verb/urges", ("group/donors",)),
        ("martina-olsen", "verb/thanks", ("group/donors",)),
        ("martina-olsen", "verb/regrets", ()),
    ]


def test_whoever_has_a_turn_takes_part_in_the_meeting_that_the_first_heading_dates() -> None:
    found = nodes(TURNS.replace("Consultations", "Consultations (Oct 23, 2099)"), "en")
    (meeting,) = [node for node in found if "Meeting" in node.types]
    assert [day.text for day in meeting.properties["startDate"] if isinstance(day, Value)] == ["2099-10-23"]
    spoken = {
        tuple(
            term.id.rpartition("/")[2]
            for role in ("participant", "onBehalfOf")
            for term in node.properties.get(role, ())
            if isinstance(term, Ref)
        )
        for node in found
        if "Participation" in node.types
    }
    assert {("co-chair",), ("NOR",), ("IRQ", "group-of-77-and-china"), ("martina-olsen",)} <= spoken
    assert not [node for node in nodes(TURNS, "en") if "Meeting" in node.types]


def test_bars_in_few_headings_are_no_turns() -> None:
    text = "# Report\n\nNothing was said.\n\n# Norway | Costs\n\nWe welcome the report.\n"
    assert acts(text, "en") == []


NEWS = {
    "en": "Chad: call for release\n\n3 June 2099\n\nThe Government of Chad holds three men, said Ms. Maria Olsen."
    '\n\n"We are deeply concerned about the lamps," the experts said.',
    "fr": "Tchad : appel\n\n3 juin 2099\n\nLe Gouvernement du Tchad détient trois journalistes, a dit Mme Maria Olsen."
    "\n\n« Nous sommes profondément préoccupés par les lampes », ont dit les experts.",
    "es": "Chad: llamamiento\n\n3 de junio de 2099\n\nEl Gobierno del Chad tiene presos a tres periodistas, dijo la"
    " Sra. María Olsen.\n\n«Estamos profundamente preocupados por las lámparas», dijeron los expertos.",
}


@pytest.mark.parametrize("language", NEWS)
def test_a_state_that_news_are_about_does_not_say_what_others_say(language: str) -> None:
    assert not [actor for actor, *_ in acts(NEWS[language], language) if actor == "TCD"]


GOING_ON = {
    "en": "The members of the Security Council condemned the attack. They reaffirmed the principles.",
    "fr": "Les membres du Conseil de sécurité ont condamné l'attentat. Ils ont réaffirmé les principes.",
    "es": "Los miembros del Consejo de Seguridad condenaron el atentado. Reafirmaron los principios.",
    "ru": "Члены Совета Безопасности осудили нападение. Они подтвердили принципы.",
    "zh": "安全理事会成员谴责袭击。他们重申各项原则。",
    "ar": "أدان أعضاء مجلس الأمن الهجوم. وشددوا على أهمية المبادئ.",
}


@pytest.mark.parametrize("language", GOING_ON)
def test_the_members_of_a_body_go_on_as_they(language: str) -> None:
    found = [(actor, verb) for actor, verb, _ in acts(GOING_ON[language], language)]
    goes_on = "verb/stresses" if language == "ar" else "verb/reaffirms"
    assert found == [("security-council", "verb/condemns"), ("security-council", goes_on)]


QUOTED = [
    ("en", "“Lamps are out,” said the Secretary-General. “We urge Norway to light them.”"),
    ("en", "“We urge Norway to light the lamps,” the Secretary-General said."),
    ("en", "“It is time,” said the Secretary-General, urging Norway to light the lamps."),
    (
        "fr",
        "« Les lampes sont éteintes », a déclaré le Secrétaire général. « Nous exhortons la Norvège à les allumer. »",
    ),
    ("fr", "« Il est temps », a déclaré le Secrétaire général, exhortant la Norvège à allumer les lampes."),
    ("es", "«Las lámparas están apagadas», dijo el Secretario General. «Instamos a Noruega a que las encienda»."),
    ("es", "«Es hora», dijo el Secretario General, instando a Noruega a que encienda las lámparas."),
    ("ru", "«Мы настоятельно призываем Норвегию зажечь маяки», – сказал Генеральный секретарь."),
]


@pytest.mark.parametrize(("language", "text"), QUOTED)
def test_whoever_is_quoted_says_we(language: str, text: str) -> None:
    """Not whom the text speaks of otherwise."""
    news = {"en": "UNICEF met.", "fr": "L'UNICEF s'est réuni.", "es": "El UNICEF se reunió.", "ru": "ЮНИСЕФ заседал."}
    assert ("secretary-general", "verb/urges", ("country/NOR",)) in acts(f"{news[language]}\n\n{text}\n", language)


SHORT_POSTS = [
    ("en", "The Special Rapporteur on lighthouses called on Norway to act. The lamps are old.",
     "The Special Rapporteur urged Spain to act."),
    ("fr", "La Rapporteuse spéciale sur les phares a engagé la Norvège à agir. Les lampes sont vieilles.",
     "La Rapporteuse spéciale a exhorté l'Espagne à agir."),
    ("es", "La Relatora Especial sobre los faros pidió a Noruega que actuara. Las lámparas son viejas.",
     "La Relatora Especial instó a España a que actuara."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "before", "text"), SHORT_POSTS)
def test_a_post_goes_on_by_its_short_name(language: str, before: str, text: str) -> None:
    """What no list knows too; and nothing where the text has said no more."""
    found = acts(f"{before}\n\n{text}\n", language)
    assert len({actor for actor, _, _ in found}) == 1
    assert [to for _, verb, to in found if verb == "verb/urges"] == [("country/ESP",)]
    assert acts(f"{text}\n", language) == []


def test_what_stands_in_the_cells_of_a_table_nobody_does() -> None:
    """Unlike what stands behind the number of a paragraph."""
    cells = "Member States urge Norway to act\tThe keepers met\tThe Assembly urges Spain to act."
    assert acts(f"The lamps are old.\n\n{cells}\n", "en") == []
    assert acts(f"The lamps are old.\n\n1.\t{cells.partition(chr(9))[0]}.\n", "en")


_DECISIONS = {
    "ar": ("المصابيح", "إن المجلس التنفيذي", "1- يحيط علما بتقرير الحراس؛",
           "2- يطلب إلى اليونيسيف أن تقدم تقريرا عن الحراس."),
    "en": ("Lamps", "The Executive Board", "1. Takes note of the list of lamps;",
           "2. Requests UNICEF to count the keepers."),
    "es": ("Lámparas", "La Junta Ejecutiva", "1. Toma nota de la lista;",
           "2. Solicita al UNICEF que cuente a los guardas."),
    "fr": ("Lampes", "Le Conseil d'administration", "1. Prend note de la liste ;",
           "2. Prie l'UNICEF de compter les gardiens."),
    "ru": ("Лампы", "Исполнительный совет", "1. принимает к сведению список;",
           "2. просит ЮНИСЕФ сосчитать смотрителей."),
    "zh": ("灯具", "执行局", "1. 注意到灯具清单；",
           "2. 请儿基会清点看守人。"),
}  # fmt: skip


@pytest.mark.parametrize("comma", ["", ","])
@pytest.mark.parametrize("language", sorted(_DECISIONS))
def test_a_board_opens_a_decision_that_stands_alone(language: str, comma: str) -> None:
    title, organ, first, second = _DECISIONS[language]
    comma = comma and {"ar": "،", "zh": "，"}.get(language, comma)
    found = acts(f"2031/8\n{title}\n\n{organ}{comma}\n\n{first}\n\n{second}\n", language)
    assert [(verb, addressees) for _, verb, addressees in found] == [
        ("verb/notes", ()),
        ("verb/requests", ("body/unicef",)),
    ]
    assert len({actor for actor, *_ in found}) == 1


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "1. The meeting was opened by Ms. Helen Olsen of Norway.", "Helen Olsen"),
        ("fr", "1. La réunion sur les phares et les lampes du Nord a été ouverte par SEM Helen OLSEN.", "Helen OLSEN"),
        ("es", "1. La reunión fue inaugurada por la Sra. Helen Olsen.", "Helen Olsen"),
    ],
)
def test_a_person_is_called_by_the_name_without_the_courtesy(language: str, text: str, name: str) -> None:
    assert label(related(text).facts, "person/helen-olsen") == name
