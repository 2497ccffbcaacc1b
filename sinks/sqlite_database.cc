#include "sinks/sqlite_database.h"

#include <sqlite3.h>

#include <filesystem>
#include <string>
#include <system_error>

#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

// Of a connection that writes.
constexpr int kCacheKib = 16'384;

absl::Status ErrorOf(sqlite3* database, int code) {
  const char* file = sqlite3_db_filename(database, "main");
  const std::string message =
      "SQLite: " + std::string(file == nullptr ? "" : file) + ": " + sqlite3_errmsg(database);
  switch (code & 0xFF) {
    case SQLITE_CONSTRAINT:
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
      return absl::InvalidArgumentError(message);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return absl::DataLossError(message + "; restore the file from a copy or move it away");
    case SQLITE_FULL:
      return absl::ResourceExhaustedError(message);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
      return absl::PermissionDeniedError(message);
    case SQLITE_ERROR:
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
      return absl::InternalError(message);
    default:  // busy, locked, I/O, no memory, schema changed, ...
      return absl::UnavailableError(message);
  }
}

}  // namespace

void SqliteStatement::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

void SqliteStatement::Bind(int parameter, std::string_view text) {
  sqlite3_bind_text64(statement_.get(), parameter, text.empty() ? "" : text.data(), text.size(),
                      SQLITE_STATIC, SQLITE_UTF8);
}

void SqliteStatement::Bind(int parameter, int64_t value) {
  sqlite3_bind_int64(statement_.get(), parameter, value);
}

void SqliteStatement::Bind(int parameter, double value) {
  sqlite3_bind_double(statement_.get(), parameter, value);
}

namespace {

// A connection's cache takes the memory of its pages in one block, when it reads its first page.
// Each on its own, among all that comes and goes between them, they scatter the heap, which then
// creeps up for hours.
void TakePagesAtOnce() {
  [[maybe_unused]] static const int kDone =
      sqlite3_config(SQLITE_CONFIG_PAGECACHE, nullptr, 0, -kCacheKib);
}

// Called after each commit. A passive checkpoint never comes to the log's end while several
// connections write without a pause, and the log may grow to any size: so from time to time the
// other writers have to wait until it begins anew. A reader that stays for long puts that off.
int LimitLog(void*, sqlite3* database, const char* name, int pages) {
  constexpr int kCheckpointPages = 4'000;
  constexpr int kRestartPages = 16'000;  // 64 MB
  constexpr int kRestartWaitMs = 200;
  if (pages < kCheckpointPages) return SQLITE_OK;
  const bool restart = pages >= kRestartPages;
  if (restart) sqlite3_busy_timeout(database, kRestartWaitMs);
  // What fails is tried again after the next commit, which is durable all the same.
  sqlite3_wal_checkpoint_v2(database, name,
                            restart ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE,
                            nullptr, nullptr);
  return SQLITE_OK;
}

}  // namespace

void SqliteStatement::BindNull(int parameter) { sqlite3_bind_null(statement_.get(), parameter); }

void SqliteStatement::BindOptional(int parameter, std::string_view text) {
  if (text.empty()) {
    BindNull(parameter);
  } else {
    Bind(parameter, text);
  }
}

absl::StatusOr<bool> SqliteStatement::Step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  absl::Status status;
  if (code != SQLITE_DONE) status = ErrorOf(sqlite3_db_handle(statement_.get()), code);
  Reset();
  if (!status.ok()) return status;
  return false;
}

absl::Status SqliteStatement::Run() {
  while (true) {
    ASSIGN_OR_RETURN(const bool row, Step());
    if (!row) return absl::OkStatus();
  }
}

void SqliteStatement::Reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

std::string_view SqliteStatement::Text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  if (text == nullptr) return "";
  return {text, static_cast<size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

int64_t SqliteStatement::Integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

void SqliteDatabase::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

absl::StatusOr<SqliteDatabase> SqliteDatabase::Open(const std::string& path, int flags) {
  TakePagesAtOnce();
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  SqliteDatabase database(handle);
  if (code != SQLITE_OK) {
    return absl::PermissionDeniedError("cannot open " + path + ": " + sqlite3_errmsg(handle));
  }
  sqlite3_extended_result_codes(handle, 1);
  return database;
}

absl::StatusOr<SqliteDatabase> SqliteDatabase::OpenForWriting(
    const std::string& path, std::chrono::milliseconds busy_timeout) {
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  ASSIGN_OR_RETURN(SqliteDatabase database, Open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
  database.SetBusyTimeout(busy_timeout);
  // The first statement has read a page already: the cache gives back its small block for a large.
  RETURN_IF_ERROR(database.Execute("PRAGMA cache_size = -" + std::to_string(kCacheKib) +
                                   "; PRAGMA shrink_memory;"
                                   "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                                   "PRAGMA temp_store = MEMORY;"));
  sqlite3_wal_hook(database.database_.get(), &LimitLog, nullptr);
  return database;
}

absl::StatusOr<SqliteDatabase> SqliteDatabase::OpenForReading(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return absl::NotFoundError("no such file: " + path);
  ASSIGN_OR_RETURN(SqliteDatabase database, Open(path, SQLITE_OPEN_READONLY));
  database.SetBusyTimeout(std::chrono::seconds(5));
  return database;
}

void SqliteDatabase::SetBusyTimeout(std::chrono::milliseconds timeout) {
  sqlite3_busy_timeout(database_.get(), static_cast<int>(timeout.count()));
}

absl::Status SqliteDatabase::Execute(const std::string& sql) {
  const int code = sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? absl::OkStatus() : ErrorOf(database_.get(), code);
}

absl::StatusOr<SqliteStatement> SqliteDatabase::Prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) return ErrorOf(database_.get(), code);
  return SqliteStatement(statement);
}

absl::StatusOr<int64_t> SqliteDatabase::QueryInteger(std::string_view sql) {
  ASSIGN_OR_RETURN(SqliteStatement statement, Prepare(sql));
  ASSIGN_OR_RETURN(const bool row, statement.Step());
  return row ? statement.Integer(0) : 0;
}

bool SqliteDatabase::InTransaction() const { return sqlite3_get_autocommit(database_.get()) == 0; }

absl::Status SqliteDatabase::CheckInPlace() const {
  int moved = 0;
  sqlite3_file_control(database_.get(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  const std::string path = sqlite3_db_filename(database_.get(), "main");
  std::error_code error;
  if (moved == 0 && std::filesystem::exists(path + "-wal", error)) return absl::OkStatus();
  return absl::NotFoundError(path + " or its -wal file was deleted or replaced while in use: put " +
                             "it back, or restart newsmill to begin a new file");
}

int64_t SqliteDatabase::LastRowId() const { return sqlite3_last_insert_rowid(database_.get()); }

}  // namespace newsmill
