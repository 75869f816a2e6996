-- Who offended again within a year: what was decided since a day, without a walk over a county's whole archive.
CREATE INDEX "case_view_decided" ON "case_view"("decided_on") WHERE decided_on IS NOT NULL;
CREATE INDEX "case_view_exempted" ON "case_view"("closed_at") WHERE outcome = 'exempted';
