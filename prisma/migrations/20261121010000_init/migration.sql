-- Trigram search over titles, parties, places and leads.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateTable
CREATE TABLE "unit" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "parent_id" TEXT,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit_id" TEXT NOT NULL,
    "roles" TEXT[],
    "certificate_number" TEXT,
    "certificate_from" TEXT,
    "certificate_until" TEXT,
    "legal_qualification" BOOLEAN NOT NULL DEFAULT false,
    "principal" BOOLEAN NOT NULL DEFAULT false,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "password_hash" TEXT,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "csrf_token" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "scopes" TEXT[],
    "channel" TEXT,
    "acts_as_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "key" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "answer" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "lead" (
    "id" TEXT NOT NULL,
    "ticket" TEXT,
    "channel" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "reporter_name" TEXT,
    "reporter_phone" TEXT,
    "town_id" TEXT,
    "address" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'new',
    "triage" JSONB NOT NULL,
    "department" TEXT,
    "case_id" TEXT,
    "merged_into_id" TEXT,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "decided_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "lead_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dispatch_correction" (
    "id" TEXT NOT NULL,
    "lead_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "proposed" TEXT NOT NULL,
    "chosen" TEXT NOT NULL,
    "reason" TEXT,
    "by_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dispatch_correction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_event" (
    "case_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" JSONB NOT NULL,
    "data" JSONB NOT NULL,
    "terms" JSONB NOT NULL,
    "basis" TEXT[],
    "hash" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "case_event_pkey" PRIMARY KEY ("case_id","seq")
);

-- CreateTable
CREATE TABLE "orphaned_event" (
    "id" BIGSERIAL NOT NULL,
    "case_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "replaced_by" TEXT NOT NULL,
    "orphaned_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "orphaned_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_number" (
    "year" INTEGER NOT NULL,
    "n" INTEGER NOT NULL,
    "case_id" TEXT,

    CONSTRAINT "case_number_pkey" PRIMARY KEY ("year","n")
);

-- CreateTable
CREATE TABLE "record_anchor" (
    "n" INTEGER NOT NULL,
    "case_id" TEXT NOT NULL,
    "head" TEXT NOT NULL,
    "length" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "previous" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "record_anchor_pkey" PRIMARY KEY ("n")
);

-- CreateTable
CREATE TABLE "case_history" (
    "case_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "events" INTEGER NOT NULL,
    "complete" BOOLEAN NOT NULL,
    "stored_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "case_history_pkey" PRIMARY KEY ("case_id","run_id")
);

-- CreateTable
CREATE TABLE "case_view" (
    "id" TEXT NOT NULL,
    "number" TEXT,
    "title" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "procedure" TEXT,
    "town_id" TEXT NOT NULL,
    "unit_id" TEXT NOT NULL,
    "handler_ids" TEXT[],
    "assisting_ids" TEXT[],
    "party_name" TEXT,
    "matter_code" TEXT,
    "matter_name" TEXT,
    "channel" TEXT NOT NULL,
    "lead_id" TEXT,
    "emergency" BOOLEAN NOT NULL DEFAULT false,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "stage_entered_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "fine" DECIMAL(14,2),
    "decided_on" TEXT,
    "yellow_at" TIMESTAMPTZ(3),
    "red_at" TIMESTAMPTZ(3),
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "terms" JSONB NOT NULL,
    "next_wake_up_at" TIMESTAMPTZ(3),
    "waiting" TEXT,
    "version" INTEGER NOT NULL,
    "head" TEXT NOT NULL,
    "settled_seq" INTEGER NOT NULL DEFAULT 0,
    "policy_hash" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "search_text" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "case_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_party" (
    "case_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "party_id" TEXT,
    "identifier" TEXT,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "case_party_pkey" PRIMARY KEY ("case_id","ordinal")
);

-- CreateTable
CREATE TABLE "party" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "identifier" TEXT,
    "birth_date" TEXT,
    "address" TEXT,
    "phone" TEXT,
    "merged_into_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "party_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evidence_file" (
    "hash" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "evidence_file_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "case_upload" (
    "case_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "case_upload_pkey" PRIMARY KEY ("case_id","hash")
);

-- CreateTable
CREATE TABLE "list_version" (
    "id" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "effective_from" TEXT NOT NULL,
    "effective_until" TEXT,
    "content_hash" TEXT NOT NULL,
    "note" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "approved_by" TEXT,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "list_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "list_row" (
    "version_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "row" JSONB NOT NULL,

    CONSTRAINT "list_row_pkey" PRIMARY KEY ("version_id","code")
);

-- CreateTable
CREATE TABLE "policy_version" (
    "hash" TEXT NOT NULL,
    "policy_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "approved_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "policy_version_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "unit_name_key" ON "unit"("name");

-- CreateIndex
CREATE UNIQUE INDEX "person_username_key" ON "person"("username");

-- CreateIndex
CREATE INDEX "person_unit_id_idx" ON "person"("unit_id");

-- CreateIndex
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_key_hash_key" ON "api_key"("key_hash");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- CreateIndex
CREATE INDEX "lead_status_received_at_id_idx" ON "lead"("status", "received_at" DESC, "id");

-- CreateIndex
CREATE INDEX "lead_town_id_received_at_idx" ON "lead"("town_id", "received_at" DESC);

-- CreateIndex
CREATE INDEX "lead_text_trgm" ON "lead" USING GIN ("text" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "lead_channel_ticket_key" ON "lead"("channel", "ticket");

-- CreateIndex
CREATE INDEX "dispatch_correction_at_idx" ON "dispatch_correction"("at");

-- CreateIndex
CREATE INDEX "case_event_recorded_at_idx" ON "case_event"("recorded_at");

-- CreateIndex
CREATE INDEX "orphaned_event_case_id_idx" ON "orphaned_event"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "case_number_case_id_key" ON "case_number"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "record_anchor_hash_key" ON "record_anchor"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "record_anchor_case_id_length_key" ON "record_anchor"("case_id", "length");

-- CreateIndex
CREATE UNIQUE INDEX "case_view_number_key" ON "case_view"("number");

-- CreateIndex
CREATE INDEX "case_view_opened_at_id_idx" ON "case_view"("opened_at" DESC, "id");

-- CreateIndex
CREATE INDEX "case_view_town_id_opened_at_id_idx" ON "case_view"("town_id", "opened_at" DESC, "id");

-- CreateIndex
CREATE INDEX "case_view_unit_id_opened_at_id_idx" ON "case_view"("unit_id", "opened_at" DESC, "id");

-- CreateIndex
CREATE INDEX "case_view_stage_opened_at_id_idx" ON "case_view"("stage", "opened_at" DESC, "id");

-- CreateIndex
CREATE INDEX "case_view_red_at_idx" ON "case_view"("red_at");

-- CreateIndex
CREATE INDEX "case_view_yellow_at_idx" ON "case_view"("yellow_at");

-- CreateIndex
CREATE INDEX "case_view_lead_id_idx" ON "case_view"("lead_id");

-- CreateIndex
CREATE INDEX "case_view_search_trgm" ON "case_view" USING GIN ("search_text" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "case_party_identifier_idx" ON "case_party"("identifier");

-- CreateIndex
CREATE INDEX "case_party_party_id_idx" ON "case_party"("party_id");

-- CreateIndex
CREATE UNIQUE INDEX "party_identifier_key" ON "party"("identifier");

-- CreateIndex
CREATE INDEX "party_name_idx" ON "party"("name");

-- CreateIndex
CREATE INDEX "notification_person_id_at_idx" ON "notification"("person_id", "at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "notification_case_id_seq_person_id_key" ON "notification"("case_id", "seq", "person_id");

-- CreateIndex
CREATE INDEX "list_version_list_status_effective_from_idx" ON "list_version"("list", "status", "effective_from");

-- CreateIndex
CREATE UNIQUE INDEX "list_version_list_version_key" ON "list_version"("list", "version");

-- CreateIndex
CREATE UNIQUE INDEX "policy_version_policy_id_version_key" ON "policy_version"("policy_id", "version");

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_upload" ADD CONSTRAINT "case_upload_hash_fkey" FOREIGN KEY ("hash") REFERENCES "evidence_file"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "list_row" ADD CONSTRAINT "list_row_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "list_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

