#ifndef NEWSMILL_SINKS_SQLITE_SCHEMA_H_
#define NEWSMILL_SINKS_SQLITE_SCHEMA_H_

#include <span>
#include <string_view>

#include "absl/status/status.h"
#include "sinks/sqlite_database.h"

namespace newsmill {

// The store's tables, documented where they are created in sqlite_schema.cc. `PRAGMA user_version`
// holds the number of migrations done. Migrations are appended, never changed.
std::span<const std::string_view> SqliteMigrations();

// Brings an empty or older store up to date, in one transaction. kFailedPrecondition: the file is
// another program's, or a newer newsmill's.
absl::Status Migrate(SqliteDatabase& database, const std::string& path,
                     std::span<const std::string_view> migrations);

// Fails as Migrate() unless the store is one that this program can read.
absl::Status CheckSchema(SqliteDatabase& database, const std::string& path);

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_SQLITE_SCHEMA_H_
