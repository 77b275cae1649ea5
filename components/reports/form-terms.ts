import type { Form } from "@/lib/codes";
import { namedIn, termIndex } from "@/lib/i18n/match";

/** Words of a source that name a form of drug, in three languages. "Ice" and 冰毒 are names of the crystal. */
const formTerms: readonly (readonly [Form, readonly string[]])[] = [
  ["crystal", ["ice", "crystal", "crystal meth", "shard", "冰毒", "晶体", "结晶", "빙두", "얼음", "결정", "필로폰"]],
  [
    "tablet",
    ["tablet", "pill", "片", "片剂", "冰毒片", "药片", "丸", "麻古", "麻果", "摇头丸", "정제", "알약", "마구"],
  ],
  ["powder", ["powder", "粉", "粉末", "白粉", "분말", "가루"]],
  ["capsule", ["capsule", "胶囊", "캡슐"]],
  ["liquid", ["liquid", "solution", "液体", "溶液", "水剂", "액체", "용액"]],
  ["plant", ["plant", "leaf", "leaves", "herb", "herbal", "植株", "叶", "草", "식물", "잎"]],
  ["resin", ["resin", "hashish", "hash", "树脂", "수지", "해시시"]],
  ["blotter", ["blotter", "stamp", "邮票", "吸墨纸", "흡수지"]],
];
const index = termIndex(formTerms, ([, terms]) => terms);

/** The form that the source's own words name, by the longest of them; null where they name none. */
export function formNamed(reported: string): Form | null {
  return namedIn(index, reported)[0]?.[0] ?? null;
}
