import { serveApi } from "@/lib/api/route";

export const dynamic = "force-dynamic";

/** The API: what there is, stands in lib/api/operations.ts; everything else under /api/v1 is not found. */
export const GET = (request: Request) => serveApi(request);
export const POST = (request: Request) => serveApi(request);
export const PUT = (request: Request) => serveApi(request);
export const PATCH = (request: Request) => serveApi(request);
export const DELETE = (request: Request) => serveApi(request);
