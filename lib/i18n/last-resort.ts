import type { Locale } from "@/lib/codes";

/** Words for the one page that is shown when not even the messages could be read. */
export const lastResort: Record<Locale, { title: string; text: string; retry: string }> = {
  en: { title: "Something went wrong", text: "The failure has been logged.", retry: "Try again" },
  zh: { title: "出现错误", text: "该错误已记录。", retry: "重试" },
  ko: { title: "오류가 발생했습니다", text: "오류가 기록되었습니다.", retry: "다시 시도" },
};
