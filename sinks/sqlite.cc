#include "sinks/sqlite.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "processors/base/status_macros.h"
#include "sinks/record_encoder.h"
#include "sinks/sqlite_articles.h"
#include "sinks/sqlite_database.h"
#include "sinks/sqlite_schema.h"

namespace newsmill {
namespace {

struct SqliteOptions {
  // The database file; created where missing, with its folder.
  std::string path = "news.db";
  // What starts and ends count, in the record and in the tables.
  OffsetUnit offset_unit = OffsetUnit::kCodepoint;
  // Whether the readers are the public: embargoed articles are then hidden from views and search
  // until their time.
  bool is_public = false;
};

constexpr std::chrono::milliseconds kBusyTimeout(5'000);

class SqliteSink : public Sink {
 public:
  SqliteSink(const SqliteOptions& options, const Provenance& provenance)
      : options_(options), provenance_(provenance) {}

  absl::Status Assign(std::span<const TopicPartition>) override {
    return database_.has_value() ? absl::OkStatus() : Open();
  }

  absl::Status Append(std::span<const Document* const> documents) override {
    pending_.insert(pending_.end(), documents.begin(), documents.end());
    return absl::OkStatus();
  }

  absl::Status Flush(Deadline deadline, std::vector<Settled>* settled) override {
    if (pending_.empty()) return absl::OkStatus();
    database_->SetBusyTimeout(TimeUntil(deadline));
    absl::Status status = WriteBatch(&SqliteSink::WritePlainly);
    // A record of it is refused: once more, each on its own.
    if (absl::IsInvalidArgument(status)) status = WriteBatch(&SqliteSink::WriteGuarded);
    RETURN_IF_ERROR(status);
    pending_.clear();
    std::move(results_.begin(), results_.end(), std::back_inserter(*settled));
    return absl::OkStatus();
  }

  void Discard() override { pending_.clear(); }

  absl::Status Close() override {
    articles_.reset();
    database_.reset();
    return absl::OkStatus();
  }

 private:
  static std::chrono::milliseconds TimeUntil(Deadline deadline) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    return std::clamp(left, std::chrono::milliseconds(0), kBusyTimeout);
  }

  absl::Status Open() {
    ASSIGN_OR_RETURN(database_, SqliteDatabase::OpenForWriting(options_.path, kBusyTimeout));
    absl::Status status = Migrate(*database_, options_.path, SqliteMigrations());
    if (status.ok()) status = StoreSettings();
    if (status.ok()) {
      absl::StatusOr<SqliteArticles> articles =
          SqliteArticles::Create(*database_, provenance_, options_.offset_unit);
      status = articles.status();
      if (status.ok()) articles_.emplace(*std::move(articles));
    }
    if (!status.ok()) database_.reset();
    return status;
  }

  // Readers of the file have no configuration: what concerns them stands in it.
  absl::Status StoreSettings() {
    const std::string value = options_.is_public ? "true" : "false";
    return database_->Execute("INSERT INTO settings VALUES ('public', '" + value +
                              "') ON CONFLICT (name) DO UPDATE SET value = excluded.value "
                              "WHERE value <> excluded.value");
  }

  using WriteOne = absl::Status (SqliteSink::*)(const Document&);

  absl::Status WriteBatch(WriteOne write) {
    results_.clear();
    absl::Status status = database_->Execute("BEGIN IMMEDIATE");
    for (size_t i = 0; status.ok() && i < pending_.size(); ++i) {
      status = (this->*write)(*pending_[i]);
    }
    if (status.ok()) status = database_->CheckInPlace();
    if (status.ok()) status = database_->Execute("COMMIT");
    // Nothing of a batch that did not commit stays; SQLite may have rolled back by itself.
    if (!status.ok() && database_->InTransaction()) {
      static_cast<void>(database_->Execute("ROLLBACK"));
    }
    return status;
  }

  absl::Status WritePlainly(const Document& document) {
    return articles_->Write(
        document, &results_.emplace_back(Settled{.document = &document, .code = "", .reason = ""}));
  }

  // A row that the store refuses fails alone. The savepoints have their price: for each, FTS5
  // writes out what it has gathered.
  absl::Status WriteGuarded(const Document& document) {
    Settled result{.document = &document, .code = "", .reason = ""};
    RETURN_IF_ERROR(database_->Execute("SAVEPOINT record"));
    const absl::Status status = articles_->Write(document, &result);
    if (absl::IsInvalidArgument(status) && database_->InTransaction()) {
      RETURN_IF_ERROR(database_->Execute("ROLLBACK TO record"));
      result.outcome = SinkOutcome::kRejected;
      result.code = "sink_refused";
      result.reason = std::string(status.message());
    } else {
      RETURN_IF_ERROR(status);
    }
    RETURN_IF_ERROR(database_->Execute("RELEASE record"));
    results_.push_back(std::move(result));
    return absl::OkStatus();
  }

  const SqliteOptions options_;
  const Provenance provenance_;
  std::optional<SqliteDatabase> database_;
  std::optional<SqliteArticles> articles_;  // uses database_
  std::vector<const Document*> pending_;
  std::vector<Settled> results_;  // scratch
};

}  // namespace

absl::StatusOr<SinkFactory> NewSqlite(OptionsReader& reader, const SinkContext& context) {
  SqliteOptions options;
  RETURN_IF_ERROR(reader.Optional("path", &options.path));
  RETURN_IF_ERROR(ReadOffsetUnit(reader, &options.offset_unit));
  RETURN_IF_ERROR(reader.Optional("public", &options.is_public));
  RETURN_IF_ERROR(reader.Finish());
  if (options.path.empty()) return reader.ErrorAt("path", "is empty; give a file's path");
  RETURN_IF_ERROR(context.places->Claim(reader, "path", options.path));
  return SinkFactory(
      [options, provenance = context.provenance](int) -> absl::StatusOr<std::unique_ptr<Sink>> {
        return std::make_unique<SqliteSink>(options, provenance);
      });
}

}  // namespace newsmill
