/** Something of the register that a text means, and where it opens. */
export type PaletteHit = {
  group: "view" | "case" | "point" | "substance";
  /** unlike any other of its group */
  key: string;
  label: string;
  /** another name under which it was found, a case's date and place, whose a view is; "" for nothing to add */
  detail: string;
  href: string;
};
