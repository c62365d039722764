"""Letters that several sign: each signature names a person, and the post that is theirs, in six languages."""

from __future__ import annotations

import pytest

import dao_graph

LETTERS = {
    "en": """Letter dated 4 March 2041 from the Permanent Representatives of Costa Rica and Estonia to the \
United Nations addressed to the Secretary-General

We have the honour to transmit a paper on harbours.

(Signed) Ana Duarte
Permanent Representative of Costa Rica to the United Nations
(Signed) Rein Saar
Permanent Representative of Estonia to the United Nations
""",
    "fr": """Lettre datée du 4 mars 2041, adressée au Secrétaire général par les Représentants permanents du \
Costa Rica et de l'Estonie auprès de l'Organisation des Nations Unies

Nous avons l'honneur de transmettre un document sur les ports.

(Signé) Ana Duarte
Représentante permanente du Costa Rica auprès de l'Organisation des Nations Unies
(Signé) Rein Saar
Représentant permanent de l'Estonie auprès de l'Organisation des Nations Unies
""",
    "es": """Carta de fecha 4 de marzo de 2041 dirigida al Secretario General por los Representantes Permanentes de \
Costa Rica y Estonia ante las Naciones Unidas

Tenemos el honor de transmitir un documento sobre puertos.

(Firmado) Ana Duarte
Representante Permanente de Costa Rica ante las Naciones Unidas
(Firmado) Rein Saar
Representante Permanente de Estonia ante las Naciones Unidas
""",
    "ru": """Письмо постоянных представителей Коста-Рики и Эстонии при Организации Объединенных Наций от 4 марта \
2041 года на имя Генерального секретаря

Имеем честь препроводить документ о портах.

(Подпись) Ана Дуарте
Постоянный представитель Коста-Рики при Организации Объединенных Наций
(Подпись) Рейн Саар
Постоянный представитель Эстонии при Организации Объединенных Наций
""",
    "zh": """2041年3月4日哥斯达黎加和爱沙尼亚常驻联合国代表给秘书长的信

我们谨转递一份关于港口的文件。

哥斯达黎加常驻联合国代表
安娜·杜阿尔特(签名)
爱沙尼亚常驻联合国代表
雷因·萨尔(签名)
""",
    "ar": """رسالة مؤرخة 4 آذار/مارس 2041 موجهة إلى الأمين العام من الممثلين الدائمين لكوستاريكا وإستونيا \
لدى الأمم المتحدة

نتشرف بأن نحيل ورقة بشأن الموانئ.

(توقيع) آنا دوارتي
الممثلة الدائمة لكوستاريكا لدى الأمم المتحدة
(توقيع) راين سار
الممثل الدائم لإستونيا لدى الأمم المتحدة
""",
}


@pytest.mark.parametrize("language", sorted(LETTERS))
def test_each_signs_for_the_sender_whose_post_is_theirs(language: str) -> None:
    text = f"A/95/812\n\n{LETTERS[language]}"
    graph = dao_graph.build(texts={"letter.txt": text}, language=language, check=False)
    answer = graph.query("correspondence")
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.texts()]
    signed = sorted((row["sender_name"], row["signer_name"]) for row in rows)
    assert [sender for sender, _ in signed] == [
        "Permanent Representative of Costa Rica to the United Nations",
        "Permanent Representative of Estonia to the United Nations",
    ]
    assert len({signer for _, signer in signed}) == 2
    assert all(signer for _, signer in signed)
