"use client";

import { IconChevronDown, IconDownload } from "@tabler/icons-react";
import { useLocale, useTranslations } from "next-intl";
import { MenuGroup, menuItem } from "@/components/ui/menu-list";
import { Popup } from "@/components/ui/popup";
import { formatNumber } from "@/lib/i18n/format";
import classes from "./export-menu.module.css";
import type { Exported, ExportState } from "./use-export";
import { exportFormats, useExport } from "./use-export";

/** Takes cases out as a file: those of a filter, or chosen ones. @param total how many they are */
export function ExportMenu({ of, total }: { of: Exported; total: number }) {
  const t = useTranslations("export.menu");
  const locale = useLocale();
  const { run, start, stop, forget } = useExport(of);
  const running = run?.state === "running";
  const percent = running && run.total ? Math.floor((run.cases / run.total) * 100) : null;
  return (
    <div className={classes.export} data-print="hide">
      <Popup
        align="end"
        title={t("title", { count: total })}
        className={classes.button}
        panelClassName={classes.panel}
        stay
        trigger={
          <>
            <IconDownload size={15} stroke={1.75} aria-hidden="true" />
            {t("open")}
            {percent !== null && <span className={classes.percent}>{formatNumber(percent, locale)} %</span>}
            <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
          </>
        }
      >
        {run === null ? (
          <>
            <MenuGroup label={t("title", { count: total })}>
              {exportFormats.map((format) => (
                <button key={format} type="button" className={menuItem} onClick={() => start(format)}>
                  <span className={classes.format}>{t(`format.${format}`)}</span>
                  <span className={classes.help}>{t(`formatHelp.${format}`)}</span>
                </button>
              ))}
            </MenuGroup>
            <p className={classes.note}>{t("lead")}</p>
          </>
        ) : (
          <div className={classes.run}>
            <Words of={run} />
            {running && (
              <progress max={run.total || 1} value={run.total === null ? undefined : run.cases} aria-hidden="true" />
            )}
            <button type="button" className={classes.action} onClick={running ? stop : forget}>
              {running ? t("cancel") : t("again")}
            </button>
          </div>
        )}
      </Popup>
      {/* said also where the panel is closed; how far it is, is not said over and over */}
      <span aria-live="polite" className="visually-hidden">
        {run && (run.state === "running" ? t("starting") : t(`state.${run.state}`, { cases: run.cases }))}
      </span>
    </div>
  );
}

function Words({ of: { state, cases, total } }: { of: ExportState }) {
  const t = useTranslations("export.menu");
  const locale = useLocale();
  const number = (n: number) => formatNumber(n, locale);
  if (state !== "running") return <p className={classes.state}>{t(`state.${state}`, { cases })}</p>;
  return (
    <p className={classes.state}>
      {total === null ? t("starting") : t("running", { cases: number(cases), total: number(total) })}
    </p>
  );
}
