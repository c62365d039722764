"""A note that hands over the report of another: what stands in it is said by that one."""

from __future__ import annotations

import pytest

from tests.said import acts

NOTES = {
    "en": (
        "Lighthouses and coasts\n\nNote by the Secretary-General\n\n"
        "1. The Secretary-General has the honour to transmit to the General Assembly {}.\n\n"
        "2. We urge donors to pay for the lamps.\n\n3. Member States should mend them.\n",
        "the report of the Director General of the World Health Organization on lamps",
        "the report of the Circle of Keepers on lamps",
        "his comments on the report of the Security Council",
    ),
    "fr": (
        "Phares et côtes\n\nNote du Secrétaire général\n\n"
        "1. Le Secrétaire général a l’honneur de transmettre à l’Assemblée générale {}.\n\n"
        "2. Nous demandons instamment aux donateurs de payer les lampes.\n\n"
        "3. Les États Membres devraient les réparer.\n",
        "le rapport du Directeur général de l’Organisation mondiale de la Santé sur les lampes",
        "le rapport du Cercle des gardiens sur les lampes",
        "ses observations sur le rapport du Conseil de sécurité",
    ),
    "es": (
        "Faros y costas\n\nNota del Secretario General\n\n"
        "1. El Secretario General tiene el honor de transmitir a la Asamblea General {}.\n\n"
        "2. Instamos a los donantes a que paguen las lámparas.\n\n3. Los Estados Miembros deberían repararlas.\n",
        "el informe del Director General de la Organización Mundial de la Salud sobre las lámparas",
        "el informe del Círculo de Guardianes sobre las lámparas",
        "sus observaciones sobre el informe del Consejo de Seguridad",
    ),
    "ru": (
        "Маяки и берега\n\nЗаписка Генерального секретаря\n\n"
        "1. Генеральный секретарь имеет честь препроводить Генеральной Ассамблее {}.\n\n"
        "2. Мы настоятельно призываем доноров оплатить лампы.\n\n3. Государствам-членам следует их починить.\n",
        "доклад Генерального директора Всемирной организации здравоохранения о лампах",
        "доклад Круга смотрителей о лампах",
        "свои замечания по докладу Совета Безопасности",
    ),
    "zh": (
        "灯塔与海岸\n\n秘书长的说明\n\n1. 秘书长谨向大会转递{}。\n\n"
        "2. 我们敦促捐助方支付灯具费用。\n\n3. 会员国应予以修理。\n",
        "世界卫生组织总干事关于灯具的报告",
        "看守人协会关于灯具的报告",
        "他对安全理事会报告的评论",
    ),
    "ar": (
        "المنارات والسواحل\n\nمذكرة من الأمين العام\n\n1 - يتشرف الأمين العام بأن يحيل إلى الجمعية العامة {}.\n\n"
        "2 - ونحث الجهات المانحة على دفع ثمن المصابيح.\n\n3 - وينبغي للدول الأعضاء أن تصلحها.\n",
        "تقرير المدير العام لمنظمة الصحة العالمية عن المصابيح",
        "تقرير حلقة الحراس عن المصابيح",
        "تعليقاته على تقرير مجلس الأمن",
    ),
}
GENERAL, DIRECTOR = "secretary-general", "who-director-general"


def _who_says(language: str, note: str) -> dict[str, set[str]]:
    """The actors of each verb of a note."""
    said: dict[str, set[str]] = {}
    for actor, verb, _ in acts(note, language):
        said.setdefault(verb, set()).add(actor)
    return said


@pytest.mark.parametrize("language", NOTES)
def test_a_note_hands_over(language: str) -> None:
    """The report is whose the note says that it is; where that is nobody known, nobody says what stands in it."""
    note, known, unknown, own = NOTES[language]
    asked = {"verb/urges", "verb/should"}
    said = _who_says(language, note.format(known))
    assert said == {"verb/transmits": {GENERAL}, **{verb: {DIRECTOR} for verb in asked}}
    assert _who_says(language, note.format(unknown)) == {"verb/transmits": {GENERAL}}
    still = _who_says(language, note.format(own))
    assert all(still[verb] == {GENERAL} for verb in asked)


def test_a_heading_says_whose_it_is() -> None:
    """The heading of the report names its author where the note does not."""
    heading = "Report of the Director General of the World Health Organization\n\n2. We"
    note = NOTES["en"][0].format("the report on lamps").replace("2. We", heading)
    assert _who_says("en", note)["verb/should"] == {DIRECTOR}
