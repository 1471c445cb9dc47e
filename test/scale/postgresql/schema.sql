CREATE TABLE invite (uid text PRIMARY KEY, state text NOT NULL, version integer NOT NULL DEFAULT 1);
CREATE TABLE outbox (id bigserial PRIMARY KEY, message text NOT NULL, sent boolean NOT NULL DEFAULT false);
CREATE INDEX unsent ON outbox (id) WHERE NOT sent;

-- Emails that came in, with the verdict of the mail server that took them in, and when that was.
CREATE TABLE inbox (
  id bigserial PRIMARY KEY,
  mail text NOT NULL,
  received timestamptz NOT NULL,
  verdict text NOT NULL,
  raw bytea NOT NULL
);
-- Emails about a change of this invite that has not been made here yet.
CREATE TABLE again (LIKE inbox, uid text NOT NULL);
CREATE INDEX again_uid ON again (uid);
-- Emails for a person to look at.
CREATE TABLE aside (LIKE inbox);

-- What the organizer wants done.
CREATE TABLE command (id bigserial PRIMARY KEY, body text NOT NULL);
