import type { Qualifier } from "@/lib/codes";
import type { Names } from "../reference/types";

/** A context series. It stands beside the trends and is never summed into them. */
export type DocumentedIndicator = { slug: string; names: Names; unit: "persons" | "percent" };

export type DocumentedValue = {
  key: string;
  indicator: string;
  /** ISO 3166 code, or GB/T 2260 below the province */
  placeCode: string;
  place: Names;
  /** slug of the transit point that the place is, or lies in */
  point: string | null;
  /** EDTF; `~` where the source gives the year only roughly */
  period: string;
  qualifier: Qualifier;
  /** null where the source gives no number: its word stands in `words` */
  value: string | null;
  words: string | null;
  note: Names | null;
  source: string;
};

/** A dated event, or an assessment: what a source thinks, which is no fact of the register. */
export type DocumentedText = { key: string; date: string; text: Names; source: string };

export const indicators: readonly DocumentedIndicator[] = [
  {
    slug: "registered-users",
    names: { en: "Registered drug users", zh: "登记在册吸毒人员", ko: "등록된 마약류 사용자" },
    unit: "persons",
  },
  {
    slug: "heroin-user-share",
    names: { en: "Share of users who use heroin", zh: "吸食海洛因者占比", ko: "헤로인 사용자 비율" },
    unit: "percent",
  },
  {
    slug: "synthetic-user-share",
    names: {
      en: "Share of users who use synthetic drugs, ice above all",
      zh: "吸食合成毒品（以冰毒为主）者占比",
      ko: "합성마약(주로 빙두) 사용자 비율",
    },
    unit: "percent",
  },
  {
    slug: "ice-from-dprk-share",
    names: {
      en: "Share of the ice consumed that came from the DPRK",
      zh: "消费的冰毒中来自朝鲜的占比",
      ko: "소비된 빙두 가운데 북한에서 온 비율",
    },
    unit: "percent",
  },
];

const yanji: Names = { en: "Yanji", zh: "延吉", ko: "옌지" };
const jilin: Names = { en: "Jilin", zh: "吉林", ko: "지린" };
const china: Names = { en: "China", zh: "中国", ko: "중국" };
const yanbian: Names = { en: "Yanbian", zh: "延边", ko: "옌볜" };

export const indicatorValues: readonly DocumentedValue[] = [
  {
    key: "yanji-registered-1991",
    indicator: "registered-users",
    placeCode: "222401",
    place: yanji,
    point: "yanbian",
    period: "1991",
    qualifier: "exact",
    value: "44",
    words: null,
    note: null,
    source: "source-7",
  },
  {
    key: "yanji-registered-2010",
    indicator: "registered-users",
    placeCode: "222401",
    place: yanji,
    point: "yanbian",
    period: "2010",
    qualifier: "exact",
    value: "2090",
    words: null,
    note: null,
    source: "source-7",
  },
  {
    key: "jilin-registered-2010-06",
    indicator: "registered-users",
    placeCode: "CN-JL",
    place: jilin,
    point: null,
    period: "2010-06",
    qualifier: "at-least",
    value: "10000",
    words: null,
    note: {
      en: "More than 10,000, early in June 2010. The provincial police say the true figure may be five or six times that.",
      zh: "2010年6月初，超过1万人。省公安机关称，实际人数可能为该数的五六倍。",
      ko: "2010년 6월 초, 1만 명 초과. 성 공안 당국은 실제 수가 그 대여섯 배일 수 있다고 본다.",
    },
    source: "article",
  },
  {
    key: "china-heroin-2010",
    indicator: "heroin-user-share",
    placeCode: "CN",
    place: china,
    point: null,
    period: "2010~",
    qualifier: "at-least",
    value: "70",
    words: null,
    note: { en: "More than 70 %.", zh: "超过70%。", ko: "70% 초과." },
    source: "article",
  },
  {
    key: "jilin-synthetic-2010",
    indicator: "synthetic-user-share",
    placeCode: "CN-JL",
    place: jilin,
    point: null,
    period: "2010~",
    qualifier: "at-least",
    value: "90",
    words: null,
    note: { en: "More than 90 %.", zh: "超过90%。", ko: "90% 초과." },
    source: "article",
  },
  {
    key: "yanbian-ice-from-dprk-2010",
    indicator: "ice-from-dprk-share",
    placeCode: "222400",
    place: yanbian,
    point: "yanbian",
    period: "2010~",
    qualifier: "unknown",
    value: null,
    words: "most",
    note: {
      en: "Said of the last three to five years before publication.",
      zh: "指发表前最近三至五年。",
      ko: "발표 이전 최근 3~5년에 대한 서술.",
    },
    source: "source-7",
  },
];

export const markers: readonly DocumentedText[] = [
  {
    key: "dprk-production-1996",
    date: "1996",
    text: {
      en: "Methamphetamine production in the DPRK is reported to have begun, after heavy rain cut the income from poppy",
      zh: "据报道，暴雨使罂粟收入减少后，朝鲜开始生产甲基苯丙胺",
      ko: "폭우로 양귀비 수입이 줄어든 뒤 북한이 메스암페타민 생산을 시작한 것으로 전해짐",
    },
    source: "source-1",
  },
  {
    key: "first-acknowledged-2004-07",
    date: "2004-07",
    text: {
      en: "Chinese authorities acknowledge for the first time that limited quantities of drugs, mostly methamphetamine, arrive from the DPRK",
      zh: "中国当局首次承认有少量毒品（主要是甲基苯丙胺）从朝鲜流入",
      ko: "중국 당국이 북한에서 소량의 마약(주로 메스암페타민)이 들어온다고 처음으로 인정",
    },
    source: "article",
  },
  {
    key: "northeastern-campaign-2005",
    date: "2005",
    text: {
      en: "The National Narcotics Control Commission opens its Northeastern campaign, centred on Jilin: customs and police work together, the border is patrolled",
      zh: "国家禁毒委员会启动以吉林为重点的东北地区专项行动：海关与公安协作，加强边境巡逻",
      ko: "국가금독위원회가 지린을 중심으로 동북 지역 단속을 시작: 세관과 공안의 협력, 국경 순찰",
    },
    source: "article",
  },
  {
    key: "triangle-2010-06-11",
    date: "2010-06-11",
    text: {
      en: "A Korean newspaper reports a “trafficking triangle” of DPRK, Chinese and ROK groups",
      zh: "韩国报纸报道由朝鲜、中国和韩国团伙构成的“贩毒三角”",
      ko: "한국 신문이 북한·중국·한국 조직으로 이루어진 ‘마약 밀매 삼각지대’를 보도",
    },
    source: "source-2",
  },
];

export const assessments: readonly DocumentedText[] = [
  {
    key: "state-involvement-2010",
    date: "2010",
    text: {
      en: "Whether the DPRK state sponsors the traffic is uncertain. There was not enough evidence to say that it stopped entirely in 2009; that few public reports drew a direct connection suggests it ceased or fell sharply. Methamphetamine trafficking on the border goes on, and kilogram quantities can be bought in some major towns on the Chinese side.",
      zh: "朝鲜官方是否参与贩毒尚无定论。没有足够证据表明2009年官方参与已完全停止；公开报道很少指出直接联系，说明其可能已停止或大幅减少。边境上的甲基苯丙胺贩运仍在继续，在中方一侧的一些主要城镇可以买到以公斤计的数量。",
      ko: "북한 국가가 밀매를 후원하는지는 불확실하다. 2009년에 완전히 멈췄다고 말할 증거는 충분하지 않으나, 직접적 연관을 지적한 공개 보도가 드물다는 점은 중단되었거나 크게 줄었음을 시사한다. 국경의 메스암페타민 밀매는 계속되며, 중국 쪽 일부 주요 도시에서는 킬로그램 단위로 살 수 있다.",
    },
    source: "source-8",
  },
  {
    key: "afghan-heroin-2006",
    date: "2006-12",
    text: {
      en: "A north-eastern route for Afghan heroin through Russia is possible.",
      zh: "阿富汗海洛因可能经俄罗斯形成一条东北方向的路线。",
      ko: "아프가니스탄산 헤로인이 러시아를 거쳐 동북 방면으로 들어오는 경로가 생길 수 있다.",
    },
    source: "source-9",
  },
];
