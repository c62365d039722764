import type { Words } from "./en";

export const ZH: Words = {
  search: "搜索事物", searchHint: "任何语文的名称或文号", results: "个结果", nothing: "未找到",
  graph: "图", list: "列表", timeline: "时间线", money: "资金", map: "地图", filters: "筛选", kinds: "事物类别",
  relations: "关系", strength: "动词力度不低于", document: "文件", all: "全部", from: "自", to: "至",
  textLanguage: "文本语文", reset: "重置", language: "语文", theme: "主题", light: "浅色", dark: "深色",
  auto: "自动", save: "保存", link: "复制链接", copied: "链接已复制", print: "打印", details: "详情",
  facts: "条事实", things: "个事物", expand: "显示相邻事物", only: "只显示它及相邻事物",
  path: "从这里找路径", pathTo: "搜索或点击路径的另一端", noPath: "按此筛选没有路径",
  pathFound: "最短路径", steps: "步", also: "同一段中还有",
  overview: "概览：最大的群落及其中联系最多的事物。搜索或打开其一，查看更多。",
  whole: "显示全图", start: "点击一个事物或一条线，阅读有关事实及其原文。",
  begin: "从这里开始", graphHelp: "图。方向键移动，加减号缩放，0 适应窗口。图中内容均在“列表”视图中。",
  noMoney: "所示内容没有写明的金额。", noDates: "所示内容没有日期。",
  moneyHelp: "文本写明的金额，按货币列出，从给付方到接受方。点击一条流，阅读原文。",
  mapHelp: "所示内容中的国家；圆越大，事实越多。位置为近似值，不表示对边界的任何意见。",
  noMap: "所示内容没有国家。", deadline: "期限", legend: "图例", more: "更多",
  skip: "跳到详情", left: "图中略去的内容", inLists: "来自名单，不是文本", zoomIn: "放大",
  zoomOut: "缩小", fit: "适应窗口", nameColumn: "名称", kindColumn: "类别", factsColumn: "事实", amount: "金额",
  minimum: "不限", back: "返回", options: "选项", community: "群落", showAll: "显示更多成员",
  rests: "依据", asks: "向谁提出什么要求", asked: "对它的要求", citedBy: "被引用于", does: "它的行为",
  toward: "针对它的行为", finds: "它的陈述", names: "名称", strength0: "注意到", strength1: "欢迎", strength2: "强调",
  strength3: "促请", strength4: "请", strength5: "决定", mentions: "其中出现的名称",
  page: "页码", enlarge: "放大", lists: "并显示来自名单而非文本的内容", given: "给付与接受", otherSums: "预算、支出与余额", whose: "所属",
  total: "其他各笔之和，图中未画", giver: "给付方", receiver: "接受方",
  grouped: "按群落分组",
  otherFacts: "其中的其他事实", close: "关闭",
};
export const ZH_GROUPS: Record<string, string> = {
  state: "国家", fund: "基金", body: "机构", group: "群体", person: "人员和职位", meeting: "会议",
  initiative: "倡议", document: "文件", fact: "事实",
};
