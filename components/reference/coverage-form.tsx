"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { useState } from "react";
import { NativeSelect, TextInput } from "@/components/forms/controls";
import { Field } from "@/components/forms/field";
import { useProblemText } from "@/components/forms/use-problem-text";
import { useWrite } from "@/components/forms/use-write";
import { WriteBar } from "@/components/forms/write-bar";
import { WriteOutcome } from "@/components/forms/write-outcome";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { saveCoverageAction } from "@/lib/reference/actions";
import { boundOf } from "@/lib/reference/rules";
import type { CoveragePage, PeriodRow } from "@/lib/reference/types";
import { writeOrPropose } from "./list-writes";
import classes from "./reference.module.css";

const shown = ["agency", "from", "to", "note", "join"];

/** The form of a covered period or a known gap. One that overlaps others is shown them, and joins them when told to. */
export function CoverageForm({
  page: { point, agencies, ownAgency, rights },
  period,
  onDone,
  onCancel,
}: {
  page: CoveragePage;
  period?: PeriodRow;
  onDone: () => void;
  onCancel: () => void;
}) {
  const t = useTranslations("reference.coverageForm");
  const periods = useTranslations("reference.periods");
  const writes = useTranslations("reference.write");
  const words = useProblemText();
  const [kind, setKind] = useState(period?.kind ?? "covered");
  const [agency, setAgency] = useState(period ? (period.agency?.code ?? "") : ownAgency);
  const [from, setFrom] = useState(period?.from ?? "");
  const [to, setTo] = useState(period?.to ?? "");
  const [note, setNote] = useState(period?.note ?? "");
  const [reason, setReason] = useState("");
  // Of what was seen: the page may show a newer one meanwhile, and that is somebody else's to be read first.
  const [base] = useState(period?.version ?? 1);
  const { send, pending, written, problems, clear } = useWrite(
    writeOrPropose(rights, "coverage.save", saveCoverageAction),
  );
  const problem = (path: string) => problems.find((one) => one.path === path);
  const error = (path: string) => {
    const found = problem(path);
    return found && words(found);
  };
  const overlap = problem("join");

  function save(join: boolean) {
    const bounds = { from: boundOf(from, false), to: to.trim() === "" ? null : boundOf(to, true) };
    const row = { id: period?.id ?? null, version: base, point: point.slug };
    send({ input: { ...row, ...bounds, agency: agency || null, kind, note, join }, reason }, onDone);
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    save(false);
  }
  const label = period ? t("change") : t("add");
  return (
    <form className={classes.inset} onSubmit={submit} onChange={() => overlap && clear()} noValidate aria-label={label}>
      {!overlap && (
        <WriteOutcome
          written={written}
          done={rights.lists === "keep" ? writes("saved") : writes("proposed")}
          conflict={writes("conflict")}
          shown={shown}
        />
      )}
      {overlap && (
        <Notice
          tone="warn"
          title={words(overlap)}
          live
          actions={
            <Button aria-disabled={pending} onClick={() => save(true)}>
              {t("join")}
            </Button>
          }
        >
          {t("joinHelp")}
        </Notice>
      )}
      <Field label={t("kind")} hint={t(`kindHelp.${kind}`)}>
        {(control) => (
          <NativeSelect
            {...control}
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value === "gap" ? "gap" : "covered")}
          >
            <option value="covered">{periods("kind.covered")}</option>
            <option value="gap">{periods("kind.gap")}</option>
          </NativeSelect>
        )}
      </Field>
      <Field label={t("from")} error={error("from")} hint={t("dayHelp")}>
        {(control) => (
          <TextInput
            {...control}
            value={from}
            placeholder="2010-01-01"
            autoComplete="off"
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={t("to")} error={error("to")} hint={kind === "covered" ? t("toHelp") : undefined}>
        {(control) => (
          <TextInput
            {...control}
            value={to}
            autoComplete="off"
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={t("agency")} error={error("agency")}>
        {(control) => (
          <NativeSelect {...control} value={agency} onChange={(event) => setAgency(event.currentTarget.value)}>
            <option value="">{periods("anyAgency")}</option>
            {agencies.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      <Field label={t("note")} error={error("note")} optional>
        {(control) => <TextInput {...control} value={note} onChange={(event) => setNote(event.currentTarget.value)} />}
      </Field>
      <WriteBar
        proposes={rights.lists === "propose"}
        words={t("save")}
        pending={pending}
        reason={reason}
        onReason={setReason}
        onCancel={onCancel}
      />
    </form>
  );
}
