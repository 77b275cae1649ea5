import { countAccounts, getAccount, listAccounts } from "@/lib/auth/account-list";
import { listAgencies } from "@/lib/auth/agencies";
import { assertMay } from "@/lib/auth/permissions";
import { accountIdSchema } from "@/lib/auth/schema";
import type { AgencyRow, Viewer } from "@/lib/auth/types";
import { withViewer } from "@/lib/db/with-viewer";
import { AppError } from "@/lib/errors";
import { lastBackup } from "./queries";
import { backupAge } from "./rules";
import { readAccountsQuery } from "./schema";
import type { AccountPage, AccountsPage, AdminStart } from "./types";

const pageSize = 100;

/** What `/admin` shows: what asks for something first. @throws AppError FORBIDDEN for a role that does not manage accounts */
export async function loadAdminStart(viewer: Viewer, now = new Date()): Promise<AdminStart> {
  assertMay(viewer, "accounts.manage");
  const backup = await withViewer(viewer, lastBackup);
  const { states, administrators, open } = await countAccounts(viewer, now);
  return { backup, backupAge: backupAge(backup?.takenAt ?? null, now), accounts: states, administrators, open };
}

/**
 * What `/admin/accounts` shows for a URL. Whatever the URL holds, a page comes back; what could not be read is in `problems`.
 * @throws AppError FORBIDDEN
 */
export async function loadAccountsPage(
  viewer: Viewer,
  params: Record<string, string | string[] | undefined>,
): Promise<AccountsPage> {
  const { filter, page: asked, problems } = readAccountsQuery(params);
  const at = (page: number) => listAccounts(viewer, filter, { offset: (page - 1) * pageSize, limit: pageSize });
  let page = asked;
  let listed = await at(page);
  if (listed.rows.length === 0 && page > 1) {
    page = Math.max(1, Math.ceil(listed.total / pageSize));
    listed = await at(page);
  }
  const { total, rows } = listed;
  return {
    filter,
    problems,
    total,
    rows,
    firstRow: rows.length > 0 ? (page - 1) * pageSize + 1 : 0,
    agencies: await listAgencies(viewer),
    previous: page > 1 ? page - 1 : null,
    next: page * pageSize < total ? page + 1 : null,
  };
}

/** One account and what it may be changed to. @param id as it stands in the address @throws AppError FORBIDDEN, NOT_FOUND */
export async function loadAccountPage(viewer: Viewer, id: string): Promise<AccountPage> {
  assertMay(viewer, "accounts.manage");
  const known = accountIdSchema.safeParse(/^\d{1,10}$/.test(id) ? Number(id) : null);
  if (!known.success) throw new AppError("NOT_FOUND");
  const account = await getAccount(viewer, known.data);
  return { account, agencies: await listAgencies(viewer), isOwn: account.id === viewer.userId };
}

/** All agencies. @throws AppError FORBIDDEN */
export function loadAgencies(viewer: Viewer): Promise<AgencyRow[]> {
  return listAgencies(viewer);
}

/** One agency. @throws AppError FORBIDDEN, NOT_FOUND */
export async function loadAgency(viewer: Viewer, code: string): Promise<AgencyRow> {
  const agency = (await listAgencies(viewer)).find((one) => one.code === code);
  if (!agency) throw new AppError("NOT_FOUND");
  return agency;
}
