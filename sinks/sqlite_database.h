#ifndef NEWSMILL_SINKS_SQLITE_DATABASE_H_
#define NEWSMILL_SINKS_SQLITE_DATABASE_H_

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

struct sqlite3;
struct sqlite3_stmt;

namespace newsmill {

// How SQLite's errors become statuses, everywhere in this file:
//   kUnavailable         locked or failing storage: try again later
//   kResourceExhausted   the disk is full;  kPermissionDenied: read-only, or no way to open it
//   kInvalidArgument     a constraint or a limit refused this row
//   kDataLoss            not a database, or a damaged one
//   kInternal            a mistake in our SQL

// A prepared statement, for use again and again. Dies before its database.
class SqliteStatement {
 public:
  SqliteStatement() = default;
  explicit SqliteStatement(sqlite3_stmt* statement) : statement_(statement) {}

  // Parameters count from 1. Texts and blobs are not copied: they must live until Reset().
  void Bind(int parameter, std::string_view text);
  void Bind(int parameter, std::string&& text) = delete;  // would not live long enough
  void Bind(int parameter, int64_t value);
  void Bind(int parameter, double value);
  void BindNull(int parameter);
  // Null where empty.
  void BindOptional(int parameter, std::string_view text);
  void BindOptional(int parameter, std::string&& text) = delete;

  // True: there is a row to read; false: done (the statement is reset).
  absl::StatusOr<bool> Step();
  // Runs to the end and resets.
  absl::Status Run();
  // Forgets rows and parameters.
  void Reset();

  // Columns count from 0; views die with the next call on this statement. Null is "" or 0.
  std::string_view Text(int column) const;
  int64_t Integer(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

// A connection. One thread.
class SqliteDatabase {
 public:
  // Opens or creates it for writing: WAL, durable at every commit (synchronous=FULL).
  static absl::StatusOr<SqliteDatabase> OpenForWriting(const std::string& path,
                                                       std::chrono::milliseconds busy_timeout);
  // kNotFound: there is no such file.
  static absl::StatusOr<SqliteDatabase> OpenForReading(const std::string& path);

  // How long a call waits for another connection's lock before kUnavailable.
  void SetBusyTimeout(std::chrono::milliseconds timeout);

  // Runs statements separated by semicolons.
  absl::Status Execute(const std::string& sql);
  absl::StatusOr<SqliteStatement> Prepare(std::string_view sql);
  // The first column of the first row; 0 where there is none.
  absl::StatusOr<int64_t> QueryInteger(std::string_view sql);

  bool InTransaction() const;
  // kNotFound: the file or its log was deleted or replaced since it was opened, and what is
  // committed now would be in no file.
  absl::Status CheckInPlace() const;
  // Of the last INSERT into a table with one.
  int64_t LastRowId() const;

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  explicit SqliteDatabase(sqlite3* database) : database_(database) {}
  static absl::StatusOr<SqliteDatabase> Open(const std::string& path, int flags);

  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_SQLITE_DATABASE_H_
