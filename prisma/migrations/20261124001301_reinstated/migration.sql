-- A withdrawal can be undone, by one more decision.
ALTER TABLE report_decision DROP CONSTRAINT report_decision_kind_code;
ALTER TABLE report_decision ADD CONSTRAINT report_decision_kind_code CHECK (kind IN ('submitted', 'verified', 'returned', 'withdrawn', 'reinstated'));
ALTER TABLE report_decision DROP CONSTRAINT report_decision_reason;
ALTER TABLE report_decision ADD CONSTRAINT report_decision_reason CHECK (kind NOT IN ('returned', 'withdrawn', 'reinstated') OR reason <> '');

-- Whether the withdrawn report gave the case its figures: what an undo has to put back.
ALTER TABLE "report_decision" ADD COLUMN "was_principal" BOOLEAN NOT NULL DEFAULT false;
