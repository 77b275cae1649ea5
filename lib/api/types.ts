import type { z } from "zod";
import type { Viewer } from "@/lib/auth/types";
import type { Locale } from "@/lib/codes";

/** Words in the caller's language, by the key of the messages. */
export type Words = (key: string, values?: Record<string, string | number>) => string;

/** What an operation is called with: who asks, what for, in which language. */
export type ApiCall = Readonly<{
  viewer: Viewer;
  query: URLSearchParams;
  /** the parts of the path in braces */
  params: Readonly<Record<string, string>>;
  /** of a write: the body as sent */
  body: unknown;
  headers: Headers;
  locale: Locale;
  words: () => Promise<Words>;
}>;

/** What it answers with; `location` is a path below /api/v1. */
export type ApiAnswer = Readonly<{ body: unknown; status?: number; location?: string }>;

/** A parameter of the query, beside the filter's. */
export type QueryParameter = Readonly<{ name: string; description: string; schema: z.ZodType; required?: boolean }>;

/** One operation: what serves it and what the document says of it. */
export type Operation = Readonly<{
  id: string;
  method: "GET" | "POST";
  /** below /api/v1, parameters in braces */
  path: string;
  summary: string;
  description?: string;
  /** takes the filter's keys */
  filtered?: boolean;
  query?: readonly QueryParameter[];
  body?: z.ZodType;
  /** bytes that the body may have, where it holds more than words */
  largest?: number;
  answer: z.ZodType;
  /** of an answer that is one; 200 unless it says otherwise */
  status?: number;
  /** answers that somebody may keep and ask about again (ETag) */
  kept?: boolean;
  run: (call: ApiCall) => Promise<ApiAnswer>;
}>;
