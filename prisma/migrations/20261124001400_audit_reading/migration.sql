-- The auditor asks for one kind of action, or for one person's, newest first.
CREATE INDEX "audit_event_action_id_idx" ON "audit_event"("action", "id");
CREATE INDEX "audit_event_actor_id_id_idx" ON "audit_event"("actor_id", "id");
