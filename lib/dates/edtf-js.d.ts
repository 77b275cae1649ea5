/** edtf.js ships no types. Only what the tests compare with is declared. */
declare module "edtf" {
  export default function edtf(input: string): { min: number; max: number; type: string };
}
