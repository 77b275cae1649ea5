/**
 * The closed lists of codes that the register, its URL filter and its programs share.
 * They are permanent: values are added, never renamed or reused. Labels stand in the messages
 * (namespace `codes`), CHECK constraints in the migrations; a database test compares the two.
 */
export const statusCodes = ["submitted", "verified", "returned", "withdrawn"] as const;
export const handlingCodes = ["clear", "green", "amber", "amber-strict", "red"] as const;
export const roleCodes = [
  "organiser",
  "financier",
  "producer",
  "chemist",
  "supplier",
  "wholesaler",
  "broker",
  "recruiter",
  "transporter",
  "courier",
  "body-courier",
  "storekeeper",
  "lookout",
  "corrupt-official",
  "money-mover",
  "distributor",
  "user",
  "unknown",
] as const;
export const tierCodes = ["leading", "significant", "lesser", "unknown"] as const;
export const arrestCodes = ["arrested", "charged", "convicted", "released", "at-large", "deceased", "unknown"] as const;
export const dataSubjectCodes = ["suspect", "convicted", "victim", "witness", "other", "unclassified"] as const;
export const basisCodes = ["fact", "assessment"] as const;
export const familyCodes = [
  "ats",
  "opioid",
  "cocaine",
  "cannabis",
  "hallucinogen",
  "sedative",
  "nps",
  "precursor",
  "other",
  "unknown",
] as const;
export const formCodes = [
  "crystal",
  "powder",
  "tablet",
  "capsule",
  "liquid",
  "plant",
  "resin",
  "blotter",
  "other",
  "unknown",
] as const;
export const qualifierCodes = ["exact", "about", "at-least", "at-most", "unknown"] as const;
export const purityBasisCodes = ["salt", "base", "unstated"] as const;
export const attributionCodes = ["seized-at", "stated", "inferred"] as const;
export const unitCodes = [
  "kg",
  "g",
  "mg",
  "ug",
  "t",
  "lb",
  "oz",
  "grain",
  "jin",
  "liang",
  "viss",
  "picul",
  "l",
  "ml",
  "gal-us",
  "gal-uk",
  "tablet",
  "capsule",
  "ampoule",
  "vial",
  "bottle",
  "dose",
  "injection",
  "blotter",
  "piece",
  "unit",
  "packet",
  "block",
  "joint",
  "plant",
  "seed",
  "acre",
  "hectare",
  "other",
] as const;
/** Admiralty reliability of a source. F says "cannot be judged"; it is not the worst grade. */
export const reliabilityCodes = ["A", "B", "C", "D", "E", "F"] as const;
/** Admiralty credibility of a report. 6 says "cannot be judged"; it is not the worst grade. */
export const credibilityCodes = ["1", "2", "3", "4", "5", "6"] as const;
/** What a source says as a number of arrests; `unknown` is never 0. */
export const arrestsKindCodes = ["exact", "at-least", "unknown"] as const;
/** Parts of a route. */
export const legKindCodes = ["origin", "departure", "transit", "destination"] as const;
export const assetKindCodes = ["cash", "vehicle", "weapon", "device", "other"] as const;
/** How goods were carried, after the values of the UNODC individual seizure reports. */
export const transportCodes = [
  "pedestrian",
  "road-private",
  "road-commercial",
  "rail",
  "air-commercial",
  "air-private",
  "sea-commercial",
  "sea-private",
  "river",
  "mail",
  "other",
  "unknown",
] as const;
/** Who a user is. `register` and `operator` are built in and cannot sign in. */
export const userRoleCodes = ["viewer", "analyst", "reviewer", "admin", "auditor", "operator", "register"] as const;
export const decisionCodes = ["submitted", "verified", "returned", "withdrawn", "reinstated"] as const;
export const localeCodes = ["en", "zh", "ko"] as const;

export type Status = (typeof statusCodes)[number];
export type Handling = (typeof handlingCodes)[number];
export type InvolvementRole = (typeof roleCodes)[number];
export type Tier = (typeof tierCodes)[number];
export type Arrest = (typeof arrestCodes)[number];
export type DataSubject = (typeof dataSubjectCodes)[number];
export type Basis = (typeof basisCodes)[number];
export type Family = (typeof familyCodes)[number];
export type Form = (typeof formCodes)[number];
export type Qualifier = (typeof qualifierCodes)[number];
export type PurityBasis = (typeof purityBasisCodes)[number];
export type Attribution = (typeof attributionCodes)[number];
export type Unit = (typeof unitCodes)[number];
export type Reliability = (typeof reliabilityCodes)[number];
export type Credibility = (typeof credibilityCodes)[number];
export type ArrestsKind = (typeof arrestsKindCodes)[number];
export type LegKind = (typeof legKindCodes)[number];
export type AssetKind = (typeof assetKindCodes)[number];
export type Transport = (typeof transportCodes)[number];
export type UserRole = (typeof userRoleCodes)[number];
export type Decision = (typeof decisionCodes)[number];
export type Locale = (typeof localeCodes)[number];

/**
 * What an API key opens of that which its holder may: `read` the register without names, `names` of people, `write` (log, amend and withdraw
 * reports, add sources), `review` (verify and return), `import` (import files and take them back).
 */
export const keyScopeCodes = ["read", "names", "write", "review", "import"] as const;
export type KeyScope = (typeof keyScopeCodes)[number];
