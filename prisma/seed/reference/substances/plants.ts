import type { Substance } from "../types";
import { street, terms } from "./synonyms";

/** Cocaine and cannabis, and what they are made of. */
export const plantSubstances: readonly Substance[] = [
  {
    slug: "cocaine",
    family: "cocaine",
    names: { en: "Cocaine", zh: "可卡因", ko: "코카인" },
    inn: "cocaine",
    cas: "50-36-2",
    synonyms: [
      ...terms("en", "cocaine hydrochloride", "cocaine HCl"),
      ...terms("zh", "古柯碱", "盐酸可卡因"),
      ...terms("ko", "염산코카인"),
    ],
  },
  {
    slug: "crack-cocaine",
    family: "cocaine",
    names: { en: "Crack cocaine", zh: "快克可卡因", ko: "크랙 코카인" },
    synonyms: [...terms("en", "crack", "cocaine base"), ...terms("zh", "快克"), ...terms("ko", "코카인 염기")],
  },
  {
    slug: "coca-paste",
    family: "cocaine",
    names: { en: "Coca paste", zh: "古柯膏", ko: "코카 페이스트" },
    synonyms: [...terms("en", "pasta base", "basuco")],
  },
  {
    slug: "coca-leaf",
    family: "cocaine",
    form: "plant",
    names: { en: "Coca leaf", zh: "古柯叶", ko: "코카 잎" },
    synonyms: [...terms("en", "coca leaves"), ...terms("ko", "코카잎")],
  },
  {
    slug: "cannabis",
    family: "cannabis",
    form: "plant",
    names: { en: "Cannabis", zh: "大麻", ko: "대마" },
    synonyms: [
      ...terms("en", "cannabis herb", "marijuana", "marihuana", "cannabis plants"),
      ...terms("zh", "大麻草", "大麻植株"),
      ...terms("ko", "대마초", "마리화나"),
    ],
  },
  {
    slug: "cannabis-resin",
    family: "cannabis",
    form: "resin",
    names: { en: "Cannabis resin", zh: "大麻树脂", ko: "대마수지" },
    synonyms: [
      ...terms("en", "hashish", "hash"),
      ...terms("zh", "大麻脂", "哈希什"),
      ...terms("ko", "해시시", "하시시"),
    ],
  },
  {
    slug: "cannabis-oil",
    family: "cannabis",
    form: "liquid",
    names: { en: "Cannabis oil", zh: "大麻油", ko: "대마 오일" },
    synonyms: [
      ...terms("en", "hash oil", "hashish oil", "liquid cannabis"),
      ...terms("zh", "大麻烟油"),
      ...street("ko", "브액"),
      ...terms("ko", "액상대마", "대마유"),
    ],
  },
];
