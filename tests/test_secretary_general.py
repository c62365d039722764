"""Reports of the Secretary-General: what he says of himself, and what he tells that organs have done."""

from __future__ import annotations

import pytest

from .test_kinds import acts, related

# Lamps for a lighthouse, told alike in each language: a first person, a perfect with what it asks, something that must
# not be, an intention, a resolution that extends and asks.
REPORTS = {
    "en": """General Assembly
Lighthouses
Report of the Secretary-General
1. I commend Norway for its lamps. I am encouraged by the progress.
2. The Security Council has requested the Secretary-General to submit a report.
3. Member States must not wait.
4. I intend to light a lamp.
5. The Security Council, in its resolution 2811 (2026), invited Member States to pay.
""",
    "fr": """Assemblée générale
Phares
Rapport du Secrétaire général
1. Je félicite la Norvège de ses lampes. Je suis encouragé par les progrès accomplis.
2. Le Conseil de sécurité avait prié le Secrétaire général de présenter un rapport.
3. Les États Membres ne doivent pas attendre.
4. J’ai l’intention d’allumer une lampe.
5. Le Conseil de sécurité, dans sa résolution 2811 (2026), a invité les États Membres à payer.
""",
    "es": """Asamblea General
Faros
Informe del Secretario General
1. Encomio a Noruega por sus lámparas. Me alientan los progresos realizados.
2. El Consejo de Seguridad ha solicitado al Secretario General que presente un informe.
3. Los Estados Miembros no deben esperar.
4. Tengo la intención de encender una lámpara.
5. El Consejo de Seguridad, en su resolución 2811 (2026), invitó a los Estados Miembros a que pagaran.
""",
    "ru": """Генеральная Ассамблея
Маяки
Доклад Генерального секретаря
1. Я высоко оцениваю усилия Норвегии. Я воодушевлен достигнутым прогрессом.
2. Совет Безопасности просил Генерального секретаря представить доклад.
3. Государства-члены не должны ждать.
4. Я намерен зажечь лампу.
5. Совет Безопасности в своей резолюции 2811 (2026) предложил государствам-членам платить.
""",
    "zh": """大会
灯塔
秘书长的报告
1. 我赞扬挪威。我对取得的进展感到鼓舞。
2. 安全理事会已请秘书长提交报告。
3. 会员国绝不能等待。
4. 我打算点一盏灯。
5. 安全理事会在其第2811(2026)号决议中邀请会员国付款。
""",
    "ar": """الجمعية العامة
المنارات
تقرير الأمين العام
1 - أثني على النرويج لمصابيحها. ويشجعني التقدم المحرز.
2 - وقد طلب مجلس الأمن إلى الأمين العام أن يقدم تقريرا.
3 - ويجب على الدول الأعضاء ألا تنتظر.
4 - وأعتزم إضاءة مصباح.
5 - ودعا مجلس الأمن، في قراره 2811 (2026)، الدول الأعضاء إلى الدفع.
""",
}
SG, COUNCIL, STATES = "post/secretary-general", "body/security-council", "group/member-states"


@pytest.mark.parametrize("language", REPORTS)
def test_first_persons_perfects_and_what_must_not_be_are_read(language: str) -> None:
    found = acts(related(REPORTS[language]).facts)
    assert found >= {
        (COUNCIL, "verb/requests", SG),
        (SG, "verb/should", STATES),
        (SG, "verb/encouraged"),
        (SG, "verb/expresses-intention"),
    }
    assert any(act[0] == SG and act[-1] == "country/NOR" for act in found)
    # What Arabic invites to, and calls upon, is one word.
    assert found & {(COUNCIL, "verb/invites", STATES), (COUNCIL, "verb/calls-upon", STATES)}
