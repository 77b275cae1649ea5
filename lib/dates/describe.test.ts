import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import en from "@/lib/i18n/messages/en/dates.json";
import ko from "@/lib/i18n/messages/ko/dates.json";
import zh from "@/lib/i18n/messages/zh/dates.json";
import { describeDate } from "./describe";
import { parseDate } from "./parse";
import { dateErrorCodes } from "./types";

const messages = { en, zh, ko };
type Locale = keyof typeof messages;

const say = (text: string, locale: Locale) => {
  const parsed = parseDate(text);
  if (!parsed.ok) throw new Error(parsed.code);
  const { key, values } = describeDate(parsed.date, locale);
  return createTranslator({ locale, messages: { dates: messages[locale] }, namespace: "dates" })(key, values);
};

describe("describeDate", () => {
  it.each([
    ["2004-12-23", "en", "23 December 2004, a Thursday"],
    ["2004-12-23", "zh", "2004年12月23日，星期四"],
    ["2004-12-23", "ko", "2004년 12월 23일 목요일"],
    ["2008-10", "en", "Some day in October 2008"],
    ["2008-10-XX", "en", "Some day in October 2008"],
    ["2008-10", "zh", "2008年10月的某一天"],
    ["2008-10", "ko", "2008년 10월 중 하루"],
    ["2007-05~", "en", "About May 2007"],
    ["2007-05~", "zh", "约2007年5月"],
    ["2007-05~", "ko", "2007년 5월경"],
    ["2004-12-23?", "en", "23 December 2004, not certain"],
    ["2004-12-23%", "en", "About 23 December 2004, not certain"],
    ["2007?", "en", "Some time in 2007, not certain"],
    ["2009", "zh", "2009年的某个时候"],
    ["2008-24", "en", "Winter 2008 (December 2008 to February 2009)"],
    ["2008-22~", "en", "About summer 2008 (June 2008 to August 2008)"],
    ["2008-21", "zh", "2008年春季（2008年3月至2008年5月）"],
    ["201X", "en", "Some time from 2010 to 2019"],
    ["2004-12/2005-02", "en", "Between December 2004 and February 2005"],
    ["2004-12-30/2005", "en", "Between 30 December 2004 and 2005"],
    ["2004-12/2005-02", "ko", "2004년 12월에서 2005년 2월 사이"],
  ] as const)("%s in %s: %s", (text, locale, words) => {
    expect(say(text, locale)).toBe(words);
  });

  it("has words for every reason of refusal in every language", () => {
    for (const locale of Object.keys(messages) as Locale[]) {
      expect(Object.keys(messages[locale].error).sort()).toEqual([...dateErrorCodes, "future"].sort());
    }
  });
});
