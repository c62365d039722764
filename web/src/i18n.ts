// The words of the interface, in English and Chinese; names and quotes come in any of the six languages.

const ENGLISH = {
  search: "Search things", searchHint: "Name or symbol, in any language", results: "results", nothing: "Nothing found",
  graph: "Graph", list: "List", timeline: "Timeline", money: "Money", filters: "Filters", kinds: "Kinds of things",
  relations: "Relations", strength: "Strength of verbs, at least", document: "Document", all: "all", from: "From", to: "To",
  textLanguage: "Language of the text", reset: "Reset", language: "Language", theme: "Theme", light: "light", dark: "dark",
  auto: "automatic", save: "Save", link: "Copy link", copied: "Link copied", print: "Print", details: "Details",
  facts: "facts", things: "things", shown: "shown", expand: "Show neighbours", only: "Only this and its neighbours",
  path: "Path from here", pathTo: "Search or click the other end of the path", noPath: "No path with these filters",
  pathFound: "Shortest path", steps: "steps", hide: "Hide", also: "Also in this paragraph", overview:
    "Overview: the most connected things. Search or open a thing to see what is around it.", whole: "Show overview",
  start: "Choose a thing or a line to read its facts and the words that state them.", graphHelp:
    "Graph. Arrow keys move, plus and minus zoom, 0 fits. All that it shows is in the view List.",
  noMoney: "No stated sums in what is shown.", moneyHelp: "Sums as the texts state them, by currency, from who gives to who receives.",
  noDates: "Nothing in what is shown has a date.", deadline: "deadline", legend: "Legend", mention: "in the text", more: "more",
  skip: "Skip to the details", left: "What the graph leaves out", inLists: "from the lists, not from a text", zoomIn: "Zoom in",
  zoomOut: "Zoom out", fit: "Fit", close: "Close", amount: "amount", paragraph: "paragraph", nameColumn: "Name", kindColumn: "Kind",
  factsColumn: "Facts", characters: "Words", undated: "undated", minimum: "any",
};
export type Key = keyof typeof ENGLISH;
const CHINESE: Record<Key, string> = {
  search: "搜索事物", searchHint: "任何语文的名称或文号", results: "个结果", nothing: "未找到",
  graph: "图", list: "列表", timeline: "时间线", money: "资金", filters: "筛选", kinds: "事物类别",
  relations: "关系", strength: "动词强度不低于", document: "文件", all: "全部", from: "自", to: "至",
  textLanguage: "文本语文", reset: "重置", language: "语文", theme: "主题", light: "浅色", dark: "深色",
  auto: "自动", save: "保存", link: "复制链接", copied: "链接已复制", print: "打印", details: "详情",
  facts: "条事实", things: "个事物", shown: "已显示", expand: "显示相邻事物", only: "只显示它及相邻事物",
  path: "从这里找路径", pathTo: "搜索或点击路径的另一端", noPath: "按此筛选没有路径",
  pathFound: "最短路径", steps: "步", hide: "隐藏", also: "同一段中还有", overview:
    "概览：联系最多的事物。搜索或打开一个事物，查看其周围。", whole: "显示概览",
  start: "选择一个事物或一条线，阅读有关事实及其原文。", graphHelp:
    "图。方向键移动，加减号缩放，0 适应窗口。图中内容均在“列表”视图中。",
  noMoney: "所示内容没有写明的金额。", moneyHelp: "文本写明的金额，按货币列出，从给付方到接受方。",
  noDates: "所示内容没有日期。", deadline: "期限", legend: "图例", mention: "文中", more: "更多",
  skip: "跳到详情", left: "图中略去的内容", inLists: "来自名单，不是文本", zoomIn: "放大",
  zoomOut: "缩小", fit: "适应窗口", close: "关闭", amount: "金额", paragraph: "段落", nameColumn: "名称", kindColumn: "类别",
  factsColumn: "事实", characters: "原文", undated: "无日期", minimum: "不限",
};

const GROUPS: Record<string, [string, string]> = {
  state: ["States", "国家"], fund: ["Funds", "基金"], body: ["Bodies", "机构"], group: ["Groups", "群体"],
  person: ["People and posts", "人员和职位"], meeting: ["Meetings", "会议"], initiative: ["Initiatives", "倡议"],
  document: ["Documents", "文件"], fact: ["Facts", "事实"],
};

export const LANGUAGES: Record<string, string> = {
  en: "English", zh: "中文", fr: "Français", es: "Español", ru: "Русский", ar: "العربية",
};

let interfaceLanguage: "en" | "zh" = "en";
let contentLanguage = "en";

export function setLanguage(language: string): void {
  contentLanguage = language in LANGUAGES ? language : "en";
  interfaceLanguage = contentLanguage === "zh" ? "zh" : "en";
  document.documentElement.lang = interfaceLanguage;
  document.documentElement.dir = contentLanguage === "ar" ? "rtl" : "ltr";
}

export const language = (): string => contentLanguage;
export const t = (key: Key): string => (interfaceLanguage === "zh" ? CHINESE : ENGLISH)[key];
export const group = (name: string): string => GROUPS[name]?.[interfaceLanguage === "zh" ? 1 : 0] ?? name;

/** A text in the language chosen, else in English, else in any. */
export function pick(labels: Record<string, string>, otherwise: string): string {
  return labels[contentLanguage] ?? labels["en"] ?? otherwise;
}
