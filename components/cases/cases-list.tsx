"use client";

import { IconLayoutSidebarRight, IconLink } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { ColumnSort } from "@/components/data-table/columns";
import { DataGrid } from "@/components/data-table/data-grid";
import { useRowChoice } from "@/components/data-table/use-row-choice";
import { Button } from "@/components/ui/button";
import { rememberDensity } from "@/lib/cases/actions";
import type { Density, ShownColumn } from "@/lib/cases/columns";
import { widths, writeColumns } from "@/lib/cases/columns";
import type { BulkRights } from "./bulk-bar";
import { BulkBar } from "./bulk-bar";
import classes from "./cases-list.module.css";
import { ColumnsMenu } from "./columns-menu";
import { foundKey, useListColumns } from "./list-columns";
import type { ShowCase } from "./pane-context";
import { ReadingPane } from "./reading-pane";
import type { RowView } from "./row-view";
import { addressWith, useAddress } from "./use-address";
import { usePane } from "./use-pane";

/**
 * The rows of the list, and the tools that stand above them. @param summary what is said of the whole list, at the left of the tools
 * @param chosenColumns whether somebody chose the columns: then none goes for want of room @param foot what stands under the rows
 */
export function CasesList({
  rows,
  firstRow,
  columns: shown,
  chosenColumns,
  density: atFirst,
  sorts,
  summary,
  foot,
  show,
  query,
  more,
  rights,
}: {
  rows: readonly RowView[];
  firstRow: number;
  columns: readonly ShownColumn[];
  chosenColumns: boolean;
  density: Density;
  sorts: Partial<Record<string, ColumnSort>>;
  summary: ReactNode;
  foot: ReactNode;
  show: ShowCase;
  /** of the list, and whether it has more cases than this page */
  query: string;
  more: boolean;
  rights: BulkRights;
}) {
  const t = useTranslations("cases");
  const { change, pending } = useAddress();
  const choices = useColumnChoice(shown, change);
  const columns = useListColumns(
    choices.columns,
    choices.widths,
    rows.some(({ match }) => match !== null),
  );
  const keys = useMemo(() => rows.map(({ reference }) => reference), [rows]);
  const choice = useRowChoice(keys);
  const pane = usePane(keys);
  const [density, setDensity] = useState(atFirst);
  const [crowded, setCrowded] = useState<ReadonlySet<string>>(new Set());
  const list = useRef<HTMLDivElement>(null);

  function onDensity(next: Density) {
    setDensity(next);
    void rememberDensity({ density: next });
    if (new URLSearchParams(window.location.search).has("density")) change({ density: next });
  }
  const words = useMemo(
    () => ({
      label: t("table"),
      choose: (row: RowView) => t("choose", { reference: row.reference }),
      chooseAll: t("chooseAll", { count: rows.length }),
    }),
    [t, rows.length],
  );
  return (
    <div className={classes.both}>
      <div
        ref={list}
        className={classes.list}
        data-pending={pending || undefined}
        onClickCapture={(event) => {
          // The way to another order takes the chosen columns along.
          if (event.target instanceof Element && event.target.closest("th a")) choices.settle();
        }}
      >
        <BulkBar
          chosen={[...choice.chosen]}
          query={more && choice.chosen.size === rows.length ? query : null}
          rights={rights}
          operations={[...new Set(rows.flatMap(({ operation }) => operation ?? []))]}
          onClear={() => choice.all(false)}
        />
        <div className={classes.head} hidden={choice.chosen.size > 0}>
          <div className={classes.summary}>{summary}</div>
          <div className={classes.tools}>
            <Button
              look="quiet"
              className={classes.paneButton}
              aria-pressed={pane.open !== null}
              onClick={() => (pane.open === null ? pane.show(focusedRow(list.current) ?? keys[0] ?? "") : pane.close())}
            >
              <IconLayoutSidebarRight size={16} stroke={1.75} aria-hidden="true" />
              {t("pane.button")}
            </Button>
            <CopyLink />
            <ColumnsMenu
              shown={choices.columns}
              px={Object.fromEntries(columns.map(({ key, width }) => [key, width]))}
              crowded={crowded}
              density={density}
              chosen={chosenColumns}
              onColumns={choices.choose}
              onDensity={onDensity}
              onOpen={() => setCrowded(hiddenColumns(list.current))}
            />
          </div>
        </div>
        <DataGrid
          words={words}
          columns={columns}
          rows={rows}
          rowKey={keyOf}
          rowHref={hrefOf}
          firstRow={firstRow}
          total={null}
          sorts={choices.ahead === null ? sorts : withColumns(sorts, choices.ahead)}
          density={density}
          fit={!chosenColumns}
          choice={choice}
          current={pane.open}
          bounds={widths}
          onResize={(column, width) => column !== foundKey && choices.resize(column, width)}
          onShow={pane.open === null ? null : pane.show}
          onMove={pane.follow}
          onLeave={() => (choice.chosen.size > 0 ? choice.all(false) : pane.close())}
        />
        {foot}
      </div>
      {pane.open !== null && <ReadingPane reference={pane.open} stamp={rows} show={show} onClose={pane.close} />}
    </div>
  );
}

const keyOf = (row: RowView) => row.reference;
const hrefOf = (row: RowView) => `/cases/${row.reference}`;

/** The row that has the focus, or had it last. */
function focusedRow(list: HTMLElement | null): string | undefined {
  return list?.querySelector<HTMLElement>("tbody [data-stop]")?.closest<HTMLElement>("tr[data-key]")?.dataset.key;
}

/** Columns that the page has no room for: those whose header is not drawn. */
function hiddenColumns(list: HTMLElement | null): ReadonlySet<string> {
  const headers = [...(list?.querySelectorAll<HTMLElement>("th[data-column]") ?? [])];
  return new Set(headers.filter((header) => header.clientWidth === 0).flatMap(({ dataset }) => dataset.column ?? []));
}

/** The ways to other orders, with these columns. */
function withColumns(sorts: Partial<Record<string, ColumnSort>>, columns: string): Partial<Record<string, ColumnSort>> {
  return Object.fromEntries(
    Object.entries(sorts).map(([key, sort]) => [
      key,
      sort && { ...sort, href: addressWith(new URLSearchParams(sort.href.split("?")[1]), { columns }) },
    ]),
  );
}

/** What has been chosen shows at once and is on its way into the address; several quick presses become one. */
function useColumnChoice(shown: readonly ShownColumn[], change: ReturnType<typeof useAddress>["change"]) {
  const [ahead, setAhead] = useState<{ of: readonly ShownColumn[]; columns: readonly ShownColumn[] } | null>(null);
  const columns = ahead?.of === shown ? ahead.columns : shown;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function choose(next: readonly ShownColumn[] | null) {
    if (next) setAhead({ of: shown, columns: next });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => change({ columns: next && writeColumns(next) }), 250);
  }
  return {
    columns,
    /** what is not in the address yet; null: nothing */
    ahead: ahead?.of === shown ? writeColumns(ahead.columns) : null,
    settle: () => clearTimeout(timer.current),
    widths: useMemo(
      () => Object.fromEntries(columns.flatMap(({ code, width }) => (width === null ? [] : [[code, width]]))),
      [columns],
    ),
    choose,
    resize: (code: string, width: number) =>
      choose(columns.map((column) => (column.code === code ? { ...column, width } : column))),
  };
}

/** The address of what is shown, without the place in the list: for a colleague, who sees it in their own scope. */
function CopyLink() {
  const t = useTranslations("cases");
  const [copied, setCopied] = useState(false);
  async function copy() {
    const url = new URL(window.location.href);
    for (const key of ["cursor", "before"]) url.searchParams.delete(key);
    await navigator.clipboard.writeText(url.href.replaceAll("%7E", "~").replaceAll("%2C", ",").replaceAll("%3A", ":"));
    setCopied(true);
    setTimeout(() => setCopied(false), 2500);
  }
  return (
    <Button look="quiet" onClick={copy}>
      <IconLink size={16} stroke={1.75} aria-hidden="true" />
      <span aria-live="polite">{copied ? t("copied") : t("copyLink")}</span>
    </Button>
  );
}
