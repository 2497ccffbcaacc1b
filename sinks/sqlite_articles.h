#ifndef NEWSMILL_SINKS_SQLITE_ARTICLES_H_
#define NEWSMILL_SINKS_SQLITE_ARTICLES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "processors/base/document.h"
#include "processors/base/offset_converter.h"
#include "sinks/provenance.h"
#include "sinks/record_encoder.h"
#include "sinks/sink.h"
#include "sinks/sqlite_database.h"

namespace newsmill {

// Writes documents as rows of the store. The caller owns the transaction. One thread.
class SqliteArticles {
 public:
  // `database` has the current schema and outlives this.
  static absl::StatusOr<SqliteArticles> Create(SqliteDatabase& database,
                                               const Provenance& provenance, OffsetUnit unit);

  // Applies the document if it is newer than what is stored, by the revision order of
  // docs/records.md; fills outcome and code of *settled. After an error the rows of this document
  // may be half written: roll back.
  absl::Status Write(const Document& document, Settled* settled);

 private:
  struct Held {
    int64_t number = 0;
    int64_t version = 0;
    int64_t pipeline = 0;
    bool deleted = false;
    std::string topic;
    int64_t partition = 0;
    int64_t offset = 0;
    int64_t timestamp_ms = 0;
  };

  SqliteArticles(SqliteDatabase& database, const Provenance& provenance, OffsetUnit unit)
      : database_(&database),
        encoder_(provenance, unit),
        pipeline_(provenance.pipeline),
        unit_(unit) {}

  absl::StatusOr<std::optional<Held>> Find(std::string_view id);
  std::string_view SupersededBy(const Document& document, const Held& held) const;
  absl::StatusOr<int64_t> NextNumber();
  absl::Status InsertArticle(const Document& document);
  absl::Status PutArticle(SqliteStatement& put, const Document& document, int64_t number,
                          int64_t version);
  void BindArticle(SqliteStatement& put, const Document& document);
  absl::Status DeleteFindings(std::string_view id);
  absl::Status WriteEntities(const Document& document);
  absl::Status WriteMentions(const Document& document, const Entity& entity,
                             std::string_view entity_id);
  absl::Status WriteClaims(const Document& document);
  absl::Status WriteClaim(const Document& document, const Claim& claim, int64_t ordinal);
  int64_t OffsetOf(Field field, uint32_t byte) {
    return field == Field::kTitle ? title_offsets_(byte) : text_offsets_(byte);
  }

  SqliteDatabase* database_;
  RecordEncoder encoder_;
  int64_t pipeline_;
  OffsetUnit unit_;
  OffsetConverter title_offsets_, text_offsets_;
  std::string record_, names_, published_, updated_, embargo_, hash_;  // scratch
  SqliteStatement find_, next_number_, insert_article_, update_article_, index_article_;
  SqliteStatement put_entity_, put_mention_, put_claim_, index_claim_;
  SqliteStatement drop_claims_, drop_mentions_, drop_entities_;
};

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_SQLITE_ARTICLES_H_
