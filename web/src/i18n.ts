// The words of the interface in the six languages; names and quotes come in any of them.

import { AR, AR_GROUPS } from "./words/ar";
import { EN, EN_GROUPS, type Key, type Words } from "./words/en";
import { ES, ES_GROUPS } from "./words/es";
import { FR, FR_GROUPS } from "./words/fr";
import { RU, RU_GROUPS } from "./words/ru";
import { ZH, ZH_GROUPS } from "./words/zh";

export type { Key } from "./words/en";

export const LANGUAGES: Record<string, string> = {
  en: "English", zh: "中文", fr: "Français", es: "Español", ru: "Русский", ar: "العربية",
};
const WORDS: Record<string, Words> = { en: EN, zh: ZH, fr: FR, es: ES, ru: RU, ar: AR };
const GROUPS: Record<string, Record<string, string>> = {
  en: EN_GROUPS, zh: ZH_GROUPS, fr: FR_GROUPS, es: ES_GROUPS, ru: RU_GROUPS, ar: AR_GROUPS,
};

let chosen = "en";

export function setLanguage(language: string): void {
  chosen = Object.hasOwn(WORDS, language) ? language : "en";
  document.documentElement.lang = chosen;
  document.documentElement.dir = chosen === "ar" ? "rtl" : "ltr";
}

export const language = (): string => chosen;
export const t = (key: Key): string => (WORDS[chosen] ?? EN)[key];
export const group = (name: string): string => (GROUPS[chosen] ?? EN_GROUPS)[name] ?? name;

/** A text in the language chosen, else in English, else in any. */
export function pick(labels: Record<string, string>, otherwise: string): string {
  return labels[chosen] ?? labels["en"] ?? otherwise;
}

/** A number as the language chosen writes it, in digits that all know. */
export function number(value: number): string {
  return value.toLocaleString(`${chosen}-u-nu-latn`);
}
