import type { Words } from "./en";

export const AR: Words = {
  search: "بحث", searchHint: "اسم أو رمز وثيقة، بأي لغة", results: "نتيجة", nothing: "لم يُعثر على شيء",
  graph: "شبكة", list: "قائمة", timeline: "تسلسل زمني", money: "أموال", map: "خريطة", filters: "مرشحات", kinds: "الأنواع",
  relations: "العلاقات", strength: "الأفعال، على الأقل", document: "الوثيقة", all: "الكل", from: "من", to: "إلى",
  textLanguage: "لغة النص", reset: "إعادة ضبط", language: "اللغة", theme: "المظهر", light: "فاتح", dark: "داكن",
  auto: "تلقائي", save: "حفظ", link: "نسخ الرابط", copied: "نُسخ الرابط", print: "طباعة", details: "التفاصيل",
  facts: "وقائع", things: "كيانات", expand: "إظهار المجاورين", only: "هذا ومجاوروه فقط",
  path: "مسار من هنا", pathTo: "ابحث عن الطرف الآخر للمسار أو انقره", noPath: "لا مسار مع هذه المرشحات",
  pathFound: "أقصر مسار", steps: "خطوات", also: "أيضا في هذه الفقرة",
  overview: "نظرة عامة: أكبر المجموعات وأكثر أعضائها ترابطا. ابحث أو افتح أحدها لرؤية المزيد.",
  whole: "إظهار الشبكة كلها", start: "انقر كيانا أو خطا لقراءة الوقائع والكلمات التي تنص عليها.",
  begin: "من أين تبدأ", graphHelp: "شبكة. الأسهم للتحريك، زائد وناقص للتكبير والتصغير، 0 للملاءمة. كل ما فيها موجود في عرض القائمة.",
  noMoney: "لا مبالغ منصوص عليها في المعروض.", noDates: "لا تواريخ في المعروض.",
  moneyHelp: "المبالغ كما تنص عليها النصوص، حسب العملة، ممن يعطي إلى من يتلقى. انقر تدفقا لقراءة موضع ذكره.",
  mapHelp: "الدول في المعروض؛ كلما كبرت الدائرة زادت الوقائع. المواقع تقريبية ولا تعبر عن أي رأي بشأن الحدود.",
  noMap: "لا دول في المعروض.", deadline: "موعد نهائي", legend: "مفتاح الرموز", more: "المزيد",
  skip: "انتقل إلى التفاصيل", left: "ما تغفله الشبكة", inLists: "من القوائم، لا من نص", zoomIn: "تكبير",
  zoomOut: "تصغير", fit: "ملاءمة", nameColumn: "الاسم", kindColumn: "النوع", factsColumn: "الوقائع", amount: "المبلغ",
  minimum: "أي فعل", back: "رجوع", options: "خيارات", community: "مجموعة", showAll: "إظهار المزيد منها",
  rests: "ما تستند إليه", asks: "ما تطلبه، وممن", asked: "المطلوب منه", citedBy: "استشهدت به", does: "ما يفعله",
  toward: "ما يُفعل إزاءه", finds: "ما يقرره", names: "الأسماء", strength0: "يلاحظ", strength1: "يرحب", strength2: "يؤكد",
  strength3: "يهيب، يدعو", strength4: "يطلب", strength5: "يقرر", mentions: "أسماء واردة فيها",
  giver: "من الجهة", receiver: "إلى الجهة",
  grouped: "تجميع حسب المجموعات",
  otherFacts: "وقائع أخرى", close: "إغلاق",
};
export const AR_GROUPS: Record<string, string> = {
  state: "دول", fund: "صناديق", body: "هيئات", group: "جماعات", person: "أشخاص ومناصب", meeting: "اجتماعات",
  initiative: "مبادرات", document: "وثائق", fact: "وقائع",
};
