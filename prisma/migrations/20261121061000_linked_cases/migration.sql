-- Which cases name this one: a link stands in the record of the case that made it, and is looked for from the other end.
CREATE INDEX "case_event_linked" ON "case_event"((data ->> 'caseId')) WHERE type = 'CasesLinked';
