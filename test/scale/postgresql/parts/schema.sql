CREATE TABLE invite_part (uid text, part text, address text, state text NOT NULL, version integer NOT NULL,
                          PRIMARY KEY (uid, part, address));
