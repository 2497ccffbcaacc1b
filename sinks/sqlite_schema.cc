#include "sinks/sqlite_schema.h"

#include <array>
#include <string>

#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

constexpr int64_t kApplicationId = 0x6e77736d;  // "nwsm": tells our files from others'

// `number` ties a row to the full text index. It is not the rowid, which VACUUM may change.
// Triggers keep index and dependent rows right, whoever deletes or changes a row. Inserting is for
// newsmill alone, which writes the index itself: a trigger on INSERT makes every insertion a
// savepoint, for which FTS5 writes out what it has gathered (more than twice the time).
constexpr std::string_view kFirst = R"sql(
CREATE TABLE articles (
  id TEXT PRIMARY KEY NOT NULL,
  number INTEGER NOT NULL UNIQUE,
  version INTEGER NOT NULL,          -- only a higher one replaces a row
  pipeline INTEGER NOT NULL,         -- provenance.pipeline of the writer
  status TEXT NOT NULL,              -- usable, withheld, canceled
  deleted INTEGER NOT NULL DEFAULT 0,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  entity_names TEXT NOT NULL,        -- one a line, for search
  url TEXT, canonical_url TEXT,
  source_id TEXT, source_name TEXT, source_domain TEXT, source_country TEXT,
  language TEXT,
  published_at TEXT, updated_at TEXT, embargo_until TEXT,  -- RFC 3339, UTC
  content_hash TEXT,
  offset_unit TEXT NOT NULL,         -- of every start and end
  topic TEXT NOT NULL, partition INTEGER NOT NULL, "offset" INTEGER NOT NULL,
  timestamp_ms INTEGER NOT NULL,     -- the message's; -1: none
  record TEXT NOT NULL               -- newsmill.enriched.v1
);
CREATE INDEX articles_by_time ON articles(published_at);

CREATE TABLE entities (
  article_id TEXT NOT NULL REFERENCES articles(id),
  id TEXT NOT NULL,                  -- e1, e2, ... within the article
  type TEXT NOT NULL, subtype TEXT, name TEXT NOT NULL, wikidata TEXT,
  link_confidence REAL, salience REAL NOT NULL,
  PRIMARY KEY (article_id, id)
) WITHOUT ROWID;

CREATE TABLE mentions (
  article_id TEXT NOT NULL REFERENCES articles(id),
  entity_id TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  field TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  text TEXT NOT NULL, kind TEXT NOT NULL, confidence REAL NOT NULL,
  PRIMARY KEY (article_id, entity_id, ordinal)
) WITHOUT ROWID;

CREATE TABLE claims (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  article_id TEXT NOT NULL REFERENCES articles(id),
  ordinal INTEGER NOT NULL,          -- place within the article
  kind TEXT NOT NULL, stance TEXT NOT NULL,
  field TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,  -- first to last piece
  text TEXT NOT NULL,
  cue TEXT, source TEXT,             -- the words in the article
  speaker_name TEXT, speaker_entity TEXT, speaker_role TEXT, speaker_confidence REAL,
  speech INTEGER NOT NULL, negated INTEGER NOT NULL,
  check_worthiness REAL NOT NULL, confidence REAL NOT NULL,
  fingerprint TEXT NOT NULL
);
CREATE INDEX claims_by_article ON claims(article_id);
CREATE INDEX claims_by_id ON claims(id);

CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE VIRTUAL TABLE articles_fts USING fts5(title, text, entity_names, content='articles',
  content_rowid='number', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE claims_fts USING fts5(text, speaker_name, content='claims',
  content_rowid='number', tokenize='unicode61 remove_diacritics 2');

CREATE TRIGGER articles_changed AFTER UPDATE OF number, title, text, entity_names ON articles BEGIN
  INSERT INTO articles_fts(articles_fts, rowid, title, text, entity_names)
    VALUES ('delete', old.number, old.title, old.text, old.entity_names);
  INSERT INTO articles_fts(rowid, title, text, entity_names)
    VALUES (new.number, new.title, new.text, new.entity_names);
END;
CREATE TRIGGER articles_deleted AFTER DELETE ON articles BEGIN
  INSERT INTO articles_fts(articles_fts, rowid, title, text, entity_names)
    VALUES ('delete', old.number, old.title, old.text, old.entity_names);
  DELETE FROM claims WHERE article_id = old.id;
  DELETE FROM mentions WHERE article_id = old.id;
  DELETE FROM entities WHERE article_id = old.id;
END;
CREATE TRIGGER claims_changed AFTER UPDATE OF number, text, speaker_name ON claims BEGIN
  INSERT INTO claims_fts(claims_fts, rowid, text, speaker_name)
    VALUES ('delete', old.number, old.text, old.speaker_name);
  INSERT INTO claims_fts(rowid, text, speaker_name) VALUES (new.number, new.text, new.speaker_name);
END;
CREATE TRIGGER claims_deleted AFTER DELETE ON claims BEGIN
  INSERT INTO claims_fts(claims_fts, rowid, text, speaker_name)
    VALUES ('delete', old.number, old.text, old.speaker_name);
END;

-- For people: what may be shown. A public store hides embargoed articles until their time.
CREATE VIEW shown_articles AS
  SELECT id, number, published_at, title, source_name AS source, language, url, text
  FROM articles
  WHERE status = 'usable' AND NOT deleted
    AND (embargo_until IS NULL OR embargo_until <= strftime('%Y-%m-%dT%H:%M:%SZ', 'now')
         OR NOT EXISTS (SELECT 1 FROM settings WHERE name = 'public' AND value = 'true'));
CREATE VIEW quotes AS
  SELECT a.published_at, a.source, a.title, c.speaker_name AS speaker, c.speaker_role AS role,
         c.stance, c.text AS quote, c.kind, c.confidence, a.id AS article_id, c.id AS claim_id, a.url
  FROM claims c JOIN shown_articles a ON a.id = c.article_id;
CREATE VIEW names AS
  SELECT e.name, e.type, e.wikidata, e.salience,
         (SELECT count(*) FROM mentions m WHERE m.article_id = e.article_id AND m.entity_id = e.id)
           AS mentions,
         a.published_at, a.title, a.id AS article_id
  FROM entities e JOIN shown_articles a ON a.id = e.article_id;
)sql";

absl::Status CheckOwner(SqliteDatabase& database, const std::string& path, int64_t known) {
  ASSIGN_OR_RETURN(const int64_t version, database.QueryInteger("PRAGMA user_version"));
  ASSIGN_OR_RETURN(const int64_t owner, database.QueryInteger("PRAGMA application_id"));
  ASSIGN_OR_RETURN(const int64_t tables,
                   database.QueryInteger("SELECT count(*) FROM sqlite_schema"));
  if (owner != kApplicationId && (tables > 0 || version > 0)) {
    return absl::FailedPreconditionError(path +
                                         " is an SQLite database, but not one of newsmill's; "
                                         "give another path");
  }
  if (version > known) {
    return absl::FailedPreconditionError(path + " was written by a newer newsmill (its schema is " +
                                         std::to_string(version) + ", this program knows up to " +
                                         std::to_string(known) +
                                         "); use the newer program, or another path");
  }
  return absl::OkStatus();
}

absl::Status MigrateLocked(SqliteDatabase& database, const std::string& path,
                           std::span<const std::string_view> migrations) {
  RETURN_IF_ERROR(CheckOwner(database, path, static_cast<int64_t>(migrations.size())));
  ASSIGN_OR_RETURN(const int64_t version, database.QueryInteger("PRAGMA user_version"));
  for (size_t i = static_cast<size_t>(version); i < migrations.size(); ++i) {
    RETURN_IF_ERROR(database.Execute(std::string(migrations[i])));
  }
  return database.Execute("PRAGMA application_id = " + std::to_string(kApplicationId) +
                          "; PRAGMA user_version = " + std::to_string(migrations.size()) +
                          "; COMMIT");
}

}  // namespace

std::span<const std::string_view> SqliteMigrations() {
  static constexpr std::array<std::string_view, 1> kMigrations = {kFirst};
  return kMigrations;
}

absl::Status Migrate(SqliteDatabase& database, const std::string& path,
                     std::span<const std::string_view> migrations) {
  RETURN_IF_ERROR(database.Execute("BEGIN IMMEDIATE"));
  const absl::Status status = MigrateLocked(database, path, migrations);
  if (!status.ok() && database.InTransaction()) {
    static_cast<void>(database.Execute("ROLLBACK"));  // the first error is the one to report
  }
  return status;
}

absl::Status CheckSchema(SqliteDatabase& database, const std::string& path) {
  const auto known = static_cast<int64_t>(SqliteMigrations().size());
  RETURN_IF_ERROR(CheckOwner(database, path, known));
  ASSIGN_OR_RETURN(const int64_t version, database.QueryInteger("PRAGMA user_version"));
  if (version < known) {
    return absl::FailedPreconditionError(path +
                                         " has an older schema; `newsmill run` with it once "
                                         "brings it up to date");
  }
  return absl::OkStatus();
}

}  // namespace newsmill
