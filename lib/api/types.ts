import type { z } from "zod";
import type { Viewer } from "@/lib/auth/types";
import type { KeyScope, Locale } from "@/lib/codes";

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
  /** of an upload: the body as it comes */
  stream?: ReadableStream<Uint8Array> | null;
  headers: Headers;
  locale: Locale;
  words: () => Promise<Words>;
}>;

/** What it answers with; `location` is a path below /api/v1, `version` becomes the ETag. A null body is none. */
export type ApiAnswer = Readonly<{ body: unknown; status?: number; location?: string; version?: number }>;

/** A parameter of the query, beside the filter's. */
export type QueryParameter = Readonly<{ name: string; description: string; schema: z.ZodType; required?: boolean }>;

/** One operation: what serves it and what the document says of it. */
export type Operation = Readonly<{
  id: string;
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** below /api/v1, parameters in braces */
  path: string;
  summary: string;
  description?: string;
  /** what a key needs for it */
  scope: KeyScope;
  /** …and what it needs besides, for what the query asks */
  alsoScope?: (query: URLSearchParams) => KeyScope | null;
  /** takes the filter's keys */
  filtered?: boolean;
  query?: readonly QueryParameter[];
  body?: z.ZodType;
  /** bytes that the body may have, where it holds more than a report */
  largest?: number;
  /** takes a file as its body: of which media types */
  upload?: readonly string[];
  /** asks for an Idempotency-Key: it makes something, and makes it once */
  once?: boolean;
  /** takes If-Match: it changes something, as the version named stands */
  match?: "needed" | "taken";
  /** null: nothing is told beside the status */
  answer: z.ZodType | null;
  /** of an answer that is one; 200 unless it says otherwise */
  status?: number;
  /** answers that somebody may keep and ask about again (ETag) */
  kept?: boolean;
  /** its answers name a version (ETag), for If-Match */
  versioned?: boolean;
  /** further refusals, by status: what they mean */
  refusals?: Readonly<Record<number, string>>;
  run: (call: ApiCall) => Promise<ApiAnswer>;
}>;
