import type { Substance } from "../types";
import { street, terms } from "./synonyms";

export const atsSubstances: readonly Substance[] = [
  {
    slug: "methamphetamine",
    family: "ats",
    names: { en: "Methamphetamine", zh: "甲基苯丙胺", ko: "메스암페타민" },
    inn: "metamfetamine",
    cas: "537-46-2",
    synonyms: [
      ...terms("en", "metamfetamine", "methylamphetamine", "methamphetamine hydrochloride", "methamphetamine tablets"),
      ...street("en", "ice", "crystal meth", "crystal methamphetamine", "meth", "shabu", "yaba", "ya ba", "bingdu"),
      ...terms("zh", "去氧麻黄碱", "甲基安非他命", "甲基苯丙胺片剂", "冰毒"),
      ...street("zh", "冰毒片"),
      ...terms("ko", "메트암페타민", "메스암페타민정", "필로폰"),
      ...street("ko", "빙두", "삥두", "히로뽕", "샤부", "야바", "북한산아이스"),
    ],
  },
  {
    // A product: tablets sold as MaGu, whatever they hold. Reports give amphetamine, or methamphetamine with caffeine.
    slug: "magu",
    family: "ats",
    form: "tablet",
    names: { en: "MaGu", zh: "麻古", ko: "마구(麻古)" },
    synonyms: [
      ...street("en", "ma gu", "magu tablets", "maguo", "ma guo"),
      ...street("zh", "麻果", "马古", "麻古片", "麻谷"),
    ],
  },
  {
    slug: "mdma",
    family: "ats",
    form: "tablet",
    names: { en: "MDMA", zh: "摇头丸（MDMA）", ko: "엑스터시(MDMA)" },
    inn: "midomafetamine",
    cas: "42542-10-9",
    synonyms: [
      ...terms("en", "midomafetamine", "methylenedioxymethamphetamine", "3,4-methylenedioxymethamphetamine"),
      ...street("en", "ecstasy", "ecstasy tablets", "xtc", "molly"),
      ...terms("zh", "亚甲二氧基甲基苯丙胺"),
      ...street("zh", "摇头丸", "搖頭丸", "爱他死"),
      ...terms("ko", "엑스터시", "엠디엠에이"),
      ...street("ko", "도리도리", "몰리"),
    ],
  },
  {
    slug: "amphetamine",
    family: "ats",
    names: { en: "Amphetamine", zh: "苯丙胺", ko: "암페타민" },
    inn: "amfetamine",
    cas: "300-62-9",
    synonyms: [
      ...terms("en", "amfetamine", "amphetamine sulfate", "amphetamine sulphate"),
      ...terms("zh", "安非他命", "安非他明", "硫酸苯丙胺"),
      ...terms("ko", "암페타민 황산염"),
    ],
  },
  {
    slug: "mda",
    family: "ats",
    names: { en: "MDA", zh: "亚甲二氧基苯丙胺（MDA）", ko: "엠디에이(MDA)" },
    inn: "tenamfetamine",
    cas: "4764-17-4",
    synonyms: [
      ...terms("en", "tenamfetamine", "methylenedioxyamphetamine"),
      ...terms("zh", "亚甲二氧基苯丙胺"),
      ...terms("ko", "엠디에이"),
    ],
  },
  {
    // A product too: tablets under the old trade name, today with amphetamine.
    slug: "captagon",
    family: "ats",
    form: "tablet",
    names: { en: "Captagon", zh: "卡普塔根", ko: "캡타곤" },
    synonyms: [...terms("en", "captagon tablets"), ...terms("zh", "芬乃他林片"), ...terms("ko", "캡타곤정")],
  },
  {
    slug: "methcathinone",
    family: "ats",
    names: { en: "Methcathinone", zh: "甲卡西酮", ko: "메트카티논" },
    cas: "5650-44-2",
    synonyms: [...terms("en", "ephedrone"), ...street("zh", "长治筋"), ...terms("ko", "메스카티논")],
  },
  {
    slug: "methylphenidate",
    family: "ats",
    names: { en: "Methylphenidate", zh: "哌甲酯", ko: "메틸페니데이트" },
    inn: "methylphenidate",
    cas: "113-45-1",
    synonyms: [...terms("en", "ritalin"), ...terms("zh", "利他林"), ...terms("ko", "리탈린")],
  },
  {
    slug: "ats-unspecified",
    family: "ats",
    names: { en: "ATS, not specified", zh: "苯丙胺类兴奋剂（未指明）", ko: "암페타민류 자극제(미상)" },
    synonyms: [
      ...terms("en", "amphetamine-type stimulants", "amphetamine-type stimulant", "ATS"),
      ...terms("zh", "苯丙胺类兴奋剂", "苯丙胺类毒品", "安非他命类兴奋剂"),
      ...terms("ko", "암페타민류", "암페타민계 각성제"),
    ],
  },
];
