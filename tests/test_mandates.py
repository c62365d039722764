"""Reports of mandates that no list knows: the title says whose report it is, the text calls them by a short name."""

from __future__ import annotations

import pytest

from .test_kinds import acts, related, values

REPORTS = {
    "en": """Human Rights Council
Lighthouses
Report of the Special Rapporteur on lighthouses, Martina Olsen
1. The Special Rapporteur recommends that States ratify the convention on lamps.
2. She urges the International Maritime Organization to publish its findings.
3. States should repair old lamps.
""",
    "fr": """Conseil des droits de l'homme
Phares
Rapport de la Rapporteuse spéciale sur les phares, Martina Olsen
1. La Rapporteuse spéciale recommande aux États de ratifier la convention sur les lampes.
2. Elle exhorte l'Organisation maritime internationale à publier ses conclusions.
3. Les États devraient réparer les vieilles lampes.
""",
    "es": """Consejo de Derechos Humanos
Faros
Informe de la Relatora Especial sobre los faros, Martina Olsen
1. La Relatora Especial recomienda a los Estados que ratifiquen la convención sobre las lámparas.
2. Insta a la Organización Marítima Internacional a que publique sus conclusiones.
3. Los Estados deberían reparar las lámparas viejas.
""",
    "ru": """Совет по правам человека
Маяки
Доклад Специального докладчика по вопросу о маяках Мартины Ольсен
1. Специальный докладчик рекомендует государствам ратифицировать конвенцию о лампах.
2. Она настоятельно призывает Международную морскую организацию опубликовать свои выводы.
3. Государства должны отремонтировать старые лампы.
""",
    "zh": """人权理事会
灯塔
灯塔问题特别报告员马丁·奥尔森的报告
1. 特别报告员建议各国批准灯具公约。
2. 她敦促国际海事组织公布其结论。
3. 各国应修理旧灯。
""",
    "ar": """مجلس حقوق الإنسان
المنارات
تقرير المقررة الخاصة المعنية بالمنارات، مارتينا أولسن
1 - توصي المقررة الخاصة الدول بالتصديق على اتفاقية المصابيح.
2 - وتحث المنظمة البحرية الدولية على نشر استنتاجاتها.
3 - وينبغي للدول أن تصلح المصابيح القديمة.
""",
}


@pytest.mark.parametrize("language", REPORTS)
def test_a_mandate_that_the_title_names_issues_the_report_and_speaks_in_it(language: str) -> None:
    found = related(REPORTS[language])
    issuers = values(found.facts, found.document, "issuingBody")
    assert len(issuers) == 1 and all("/post/" in issuer for issuer in issuers)
    mandate = next(iter(issuers))
    assert acts(found.facts) >= {
        (mandate, "verb/recommends", "group/states"),
        (mandate, "verb/urges", "body/imo"),
        (mandate, "verb/should", "group/states"),
    }
