import fc from "fast-check";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** seed of the property tests, from vitest.config.ts; fast-check prints it beside a counterexample */
    seed: number;
  }
}

fc.configureGlobal({ seed: inject("seed") });
