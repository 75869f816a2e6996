-- Sign-in: local accounts beside the people, what limits guessing, sessions that are listed and ended, second factors, and
-- identities of an OpenID provider. Nothing here holds a secret that could be used as it stands.

-- A name is found however it is typed: full-width signs, capitals and spaces around it do not matter.
CREATE FUNCTION normal_username(p_name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT lower(btrim(regexp_replace(normalize(p_name, NFKC), '[[:space:]]+', ' ', 'g')))
$$;

DO $$
DECLARE twice text;
BEGIN
  SELECT string_agg(names, '; ') INTO twice
    FROM (SELECT string_agg(username, ', ' ORDER BY username) AS names FROM person GROUP BY normal_username(username) HAVING count(*) > 1) AS t;
  IF twice IS NOT NULL THEN
    RAISE EXCEPTION '有用户名只在大小写、空格或全半角上不同，请先改名再升级：%', twice;
  END IF;
END $$;
CREATE UNIQUE INDEX "person_username_normal" ON "person"(normal_username("username"));

-- CreateTable
CREATE TABLE "local_credential" (
    "person_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "local_credential_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "activation_code" (
    "person_id" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "issued_by" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "activation_code_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "sign_in_failure" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_failure_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "sign_in_origin" (
    "person_id" TEXT NOT NULL,
    "network" TEXT NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_origin_pkey" PRIMARY KEY ("person_id","network")
);

-- CreateTable
CREATE TABLE "totp_factor" (
    "person_id" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "begun_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_step" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "totp_factor_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "person_id" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("person_id","code_hash")
);

-- CreateTable
CREATE TABLE "passkey" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL,
    "transports" TEXT[],
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "passkey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "oidc_identity" (
    "id" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "claimed_name" TEXT,
    "reason" TEXT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "oidc_identity_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "oidc_identity_status" CHECK (status IN ('linked', 'waiting', 'refused'))
);

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "address" TEXT,
ADD COLUMN     "user_agent" TEXT,
ADD COLUMN     "method" TEXT NOT NULL DEFAULT 'password',
ADD COLUMN     "second_factor_at" TIMESTAMPTZ(3),
ADD COLUMN     "factor_failures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "challenge" TEXT,
ADD COLUMN     "challenge_until" TIMESTAMPTZ(3),
ADD COLUMN     "provider_session" TEXT,
ADD COLUMN     "identity_id" TEXT,
ADD COLUMN     "id_token" TEXT;

-- CreateIndex
CREATE INDEX "sign_in_failure_last_at_idx" ON "sign_in_failure"("last_at");
CREATE INDEX "passkey_person_id_idx" ON "passkey"("person_id");
CREATE UNIQUE INDEX "oidc_identity_issuer_subject_key" ON "oidc_identity"("issuer", "subject");
CREATE INDEX "oidc_identity_person_id_idx" ON "oidc_identity"("person_id");
CREATE INDEX "session_person_id_idx" ON "session"("person_id");
-- One provider, one subject a person: a second one is somebody's to decide.
CREATE UNIQUE INDEX "oidc_identity_linked" ON "oidc_identity"("issuer", "person_id") WHERE status = 'linked';

-- AddForeignKey
ALTER TABLE "local_credential" ADD CONSTRAINT "local_credential_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "activation_code" ADD CONSTRAINT "activation_code_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "sign_in_origin" ADD CONSTRAINT "sign_in_origin_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "totp_factor" ADD CONSTRAINT "totp_factor_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "oidc_identity" ADD CONSTRAINT "oidc_identity_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Passwords were the demo county's alone; they move to their own table and are read there.
INSERT INTO "local_credential" ("person_id", "hash", "demo") SELECT id, password_hash, true FROM "person" WHERE password_hash IS NOT NULL;
UPDATE "person" SET password_hash = NULL WHERE password_hash IS NOT NULL;

-- Whoever leaves is signed out at once, and an old session does not come back with them.
CREATE FUNCTION end_sessions_of_who_left() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM session WHERE person_id = NEW.id;
  DELETE FROM activation_code WHERE person_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER "person_left" AFTER UPDATE OF active ON "person" FOR EACH ROW WHEN (OLD.active AND NOT NEW.active)
  EXECUTE FUNCTION end_sessions_of_who_left();

-- What is open in a browser hears that its session ended.
CREATE FUNCTION notify_session_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.expires_at > now() THEN
    PERFORM pg_notify('caselight_session', json_build_object('ended', OLD.id)::text);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "session_ended" AFTER DELETE ON "session" FOR EACH ROW EXECUTE FUNCTION notify_session_ended();
