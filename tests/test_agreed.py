"""Who says what in agreements, evaluations and decisions of a conference of parties, in six languages."""

from __future__ import annotations

import pytest

from .said import acts

AGREEMENTS = {
    "ar": """DP/2031/77

مذكرة تفاهم بين حكومة النرويج وبرنامج الأمم المتحدة الإنمائي بشأن الصندوق الاستئماني للمنارات

إن حكومة النرويج وبرنامج الأمم المتحدة الإنمائي (المشار إليهما فيما يلي باسم "الطرفان")،

إذ يشيران إلى قرار الجمعية العامة 71/243،

قد اتفقا على ما يلي:

2 - يوافق الطرفان على إنشاء صندوق استئماني للمصابيح.

4 - يقدم الوكيل الإداري إلى الجهات المانحة تقريرا سنويا في موعد أقصاه 31 أيار/مايو 2031.

5 - تجتمع اللجنة التوجيهية مرتين في السنة وتوافق على خطة العمل السنوية.

6 - تسهم حكومة النرويج بمبلغ 5 ملايين دولار من دولارات الولايات المتحدة في الصندوق في موعد أقصاه 31 آذار/مارس \
2031.

8 - يتحمل كل طرف تكاليفه الخاصة.

12 - يسلم الطرفان بأهمية المصابيح لسلامة الملاحة.
""",
    "en": """DP/2031/77

Memorandum of understanding between the Government of Norway and the United Nations Development Programme on \
the Lighthouse Trust Fund

The Government of Norway and the United Nations Development Programme (hereinafter "the Parties"),

Recalling General Assembly resolution 71/243,

Have agreed as follows:

2. The Parties agree to establish a trust fund for lamps.

4. The Administrative Agent shall submit to the donors an annual report by 31 May 2031.

5. The Steering Committee shall meet twice a year and shall approve the annual work plan.

6. The Government of Norway shall contribute 5 million United States dollars to the Fund no later than 31 March \
2031.

8. Each Party shall bear its own costs.

12. The Parties recognize the importance of lamps for safe navigation.
""",
    "es": """DP/2031/77

Memorando de entendimiento entre el Gobierno de Noruega y el Programa de las Naciones Unidas para el Desarrollo \
sobre el Fondo Fiduciario para los Faros

El Gobierno de Noruega y el Programa de las Naciones Unidas para el Desarrollo (en adelante, "las Partes"),

Recordando la resolución 71/243 de la Asamblea General,

Han convenido en lo siguiente:

2. Las Partes acuerdan establecer un fondo fiduciario para las lámparas.

4. El Agente Administrativo presentará a los donantes un informe anual a más tardar el 31 de mayo de 2031.

5. El Comité Directivo se reunirá dos veces al año y aprobará el plan de trabajo anual.

6. El Gobierno de Noruega aportará 5 millones de dólares de los Estados Unidos al Fondo a más tardar el 31 de \
marzo de 2031.

8. Cada Parte sufragará sus propios gastos.

12. Las Partes reconocen la importancia de las lámparas para la seguridad de la navegación.
""",
    "fr": """DP/2031/77

Mémorandum d'accord entre le Gouvernement de la Norvège et le Programme des Nations Unies pour le développement \
relatif au Fonds d'affectation spéciale pour les phares

Le Gouvernement de la Norvège et le Programme des Nations Unies pour le développement (ci-après dénommés « les \
Parties »),

Rappelant la résolution 71/243 de l'Assemblée générale,

Sont convenus de ce qui suit :

2. Les Parties conviennent de créer un fonds d'affectation spéciale pour les lampes.

4. L'Agent administratif présente aux donateurs un rapport annuel au plus tard le 31 mai 2031.

5. Le Comité directeur se réunit deux fois par an et approuve le plan de travail annuel.

6. Le Gouvernement de la Norvège verse 5 millions de dollars des États-Unis au Fonds au plus tard le 31 mars 2031.

8. Chaque Partie prend à sa charge ses propres frais.

12. Les Parties reconnaissent l'importance des lampes pour la sécurité de la navigation.
""",
    "ru": """DP/2031/77

Меморандум о взаимопонимании между Правительством Норвегии и Программой развития Организации Объединенных Наций \
о Целевом фонде для маяков

Правительство Норвегии и Программа развития Организации Объединенных Наций (далее именуемые «Стороны»),

ссылаясь на резолюцию 71/243 Генеральной Ассамблеи,

согласились о нижеследующем:

2. Стороны соглашаются учредить целевой фонд для ламп.

4. Административный агент представляет донорам годовой доклад не позднее 31 мая 2031 года.

5. Руководящий комитет собирается два раза в год и утверждает годовой план работы.

6. Правительство Норвегии вносит в Фонд 5 млн долларов США не позднее 31 марта 2031 года.

8. Каждая Сторона несет свои собственные расходы.

12. Стороны признают важность ламп для безопасности судоходства.
""",
    "zh": """DP/2031/77

挪威政府与联合国开发计划署关于灯塔信托基金的谅解备忘录

挪威政府与联合国开发计划署(下称"双方")，

回顾大会第71/243号决议，

达成协议如下：

2. 双方同意设立一个灯具信托基金。

4. 行政代理应至迟于2031年5月31日向捐助者提交一份年度报告。

5. 指导委员会应每年举行两次会议并应核准年度工作计划。

6. 挪威政府应至迟于2031年3月31日向基金捐款500万美元。

8. 每一方应自行承担费用。

12. 双方确认灯具对航行安全的重要性。
""",
}
EVALUATIONS = {
    "ar": """DP/2031/88

تقييم دعم برنامج الأمم المتحدة الإنمائي للمنارات

تقرير مكتب التقييم المستقل

7 - التوصية 1. ينبغي لبرنامج الأمم المتحدة الإنمائي أن يعزز تعاونه مع اليونيسيف.

14 - ويشكر فريق التقييم حكومة غانا على دعمها.

15 - ويحث مكتب التقييم الجهات المانحة على زيادة تبرعاتها.

16 - وتشجع الجهات المانحة على توفير تمويل متعدد السنوات.
""",
    "en": """DP/2031/88

Evaluation of UNDP support to lighthouses

Report of the Independent Evaluation Office

7. Recommendation 1. UNDP should strengthen its cooperation with UNICEF.

14. The evaluation team thanks the Government of Ghana for its support.

15. The Evaluation Office urges donors to increase their contributions.

16. Donors are encouraged to provide multi-year funding.
""",
    "es": """DP/2031/88

Evaluación del apoyo del PNUD a los faros

Informe de la Oficina Independiente de Evaluación

7. Recomendación 1. El PNUD debería reforzar su cooperación con el UNICEF.

14. El equipo de evaluación agradece al Gobierno de Ghana su apoyo.

15. La Oficina de Evaluación insta a los donantes a que aumenten sus contribuciones.

16. Se alienta a los donantes a que proporcionen financiación plurianual.
""",
    "fr": """DP/2031/88

Évaluation de l'appui du PNUD aux phares

Rapport du Bureau indépendant d'évaluation

7. Recommandation 1. Le PNUD devrait renforcer sa coopération avec l'UNICEF.

14. L'équipe d'évaluation remercie le Gouvernement du Ghana de son appui.

15. Le Bureau de l'évaluation exhorte les donateurs à accroître leurs contributions.

16. Les donateurs sont encouragés à fournir un financement pluriannuel.
""",
    "ru": """DP/2031/88

Оценка поддержки, оказываемой ПРООН маякам

Доклад Независимого управления по оценке

7. Рекомендация 1. ПРООН следует укрепить свое сотрудничество с ЮНИСЕФ.

14. Группа по оценке благодарит правительство Ганы за поддержку.

15. Управление по оценке настоятельно призывает доноров увеличить свои взносы.

16. Донорам рекомендуется предоставлять многолетнее финансирование.
""",
    "zh": """DP/2031/88

对开发署支助灯塔工作的评价

独立评价办公室的报告

7. 建议1. 开发署应加强与儿基会的合作。

14. 评价小组感谢加纳政府的支持。

15. 评价办公室敦促捐助者增加捐款。

16. 鼓励捐助者提供多年期供资。
""",
}
DECISIONS = {
    "ar": """FCCC/CP/2031/9/Add.1

المقرر 4/م أ-36

المنارات والمصابيح

إن مؤتمر الأطراف،

إذ يشير إلى المقرر 2/م أ-30،

2 - يحث البلدان المتقدمة الأطراف على تقديم موارد إلى صندوق التكيف؛

4 - يطلب إلى الأمانة أن تعد تقريرا توليفيا لتنظر فيه الهيئة الفرعية للتنفيذ في دورتها السادسة والسبعين \
(حزيران/يونيه 2032)؛

9 - يطلب أيضا إلى لجنة التكيف أن تقوم، بالتعاون مع فريق الخبراء المعني بأقل البلدان نموا، بتحديث خطة عملها؛
""",
    "en": """FCCC/CP/2031/9/Add.1

Decision 4/CP.36

Lighthouses and lamps

The Conference of the Parties,

Recalling decision 2/CP.30,

2. Urges developed country Parties to provide resources to the Adaptation Fund;

4. Requests the secretariat to prepare a synthesis report for consideration by the Subsidiary Body for \
Implementation at its seventy-sixth session (June 2032);

9. Also requests the Adaptation Committee, in collaboration with the Least Developed Countries Expert Group, to \
update its workplan;
""",
    "es": """FCCC/CP/2031/9/Add.1

Decisión 4/CP.36

Faros y lámparas

La Conferencia de las Partes,

Recordando la decisión 2/CP.30,

2. Insta a las Partes que son países desarrollados a que proporcionen recursos al Fondo de Adaptación;

4. Pide a la secretaría que prepare un informe de síntesis para que el Órgano Subsidiario de Ejecución lo \
examine en su 76º período de sesiones (junio de 2032);

9. Pide también al Comité de Adaptación que, en colaboración con el Grupo de Expertos para los Países Menos \
Adelantados, actualice su plan de trabajo;
""",
    "fr": """FCCC/CP/2031/9/Add.1

Décision 4/CP.36

Phares et lampes

La Conférence des Parties,

Rappelant la décision 2/CP.30,

2. Exhorte les pays développés parties à fournir des ressources au Fonds pour l'adaptation ;

4. Demande au secrétariat d'établir un rapport de synthèse que l'Organe subsidiaire de mise en œuvre examinera \
à sa soixante-seizième session (juin 2032) ;

9. Demande également au Comité de l'adaptation de mettre à jour son plan de travail en collaboration avec le \
Groupe d'experts des pays les moins avancés ;
""",
    "ru": """FCCC/CP/2031/9/Add.1

Решение 4/CP.36

Маяки и лампы

Конференция Сторон,

ссылаясь на решение 2/CP.30,

2. настоятельно призывает Стороны, являющиеся развитыми странами, предоставлять ресурсы Адаптационному фонду;

4. просит секретариат подготовить обобщающий доклад для рассмотрения Вспомогательным органом по осуществлению \
на его семьдесят шестой сессии (июнь 2032 года);

9. просит также Комитет по адаптации в сотрудничестве с Группой экспертов по наименее развитым странам обновить \
свой план работы;
""",
    "zh": """FCCC/CP/2031/9/Add.1

第4/CP.36号决定

灯塔和灯具

缔约方会议，

回顾第2/CP.30号决定，

2. 敦促发达国家缔约方向适应基金提供资源；

4. 请秘书处编写一份综合报告，供附属履行机构第七十六届会议(2032年6月)审议；

9. 还请适应委员会与最不发达国家专家组协作更新其工作计划；
""",
}


@pytest.mark.parametrize("language", AGREEMENTS)
def test_those_between_whom_an_agreement_is_lay_down_what_is_done(language: str) -> None:
    said = acts(AGREEMENTS[language], language)
    document, parties = "document/DP_2031_77", ("body/undp", "country/NOR")
    assert [act for act in said if act[1] != "verb/recalls"] == [
        ("undp", "verb/agrees", ()),
        ("undp", "verb/should", (f"{document}/post/administrative-agent",)),
        ("undp", "verb/should", (f"{document}/body/steering-committee",)),
        ("undp", "verb/should", ("country/NOR",)),
        ("undp", "verb/should", parties),
        ("undp", "verb/recognizes", ()),
    ]


@pytest.mark.parametrize("language", EVALUATIONS)
def test_those_who_evaluate_speak_in_the_report_on_it(language: str) -> None:
    *said, last = acts(EVALUATIONS[language], language)
    assert said == [
        ("evaluators", "verb/should", ("body/undp",)),
        ("evaluators", "verb/thanks", ("country/GHA",)),
        ("evaluators", "verb/urges", ("group/donors",)),
    ]
    assert last[0] == "evaluators" and last[2] == ("group/donors",)


@pytest.mark.parametrize("language", DECISIONS)
def test_a_secretariat_and_parties_are_the_same_in_every_language(language: str) -> None:
    said = [act for act in acts(DECISIONS[language], language) if act[1] != "verb/recalls"]
    assert [(actor, asked) for actor, _, asked in said] == [
        ("conference-of-the-parties", ("group/developed-countries",)),
        ("conference-of-the-parties", ("document/FCCC_CP_2031_9_Add.1/body/secretariat",)),
        ("conference-of-the-parties", ("body/adaptation-committee",)),
    ]
