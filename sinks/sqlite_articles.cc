#include "sinks/sqlite_articles.h"

#include <cmath>
#include <utility>

#include "processors/base/status_macros.h"
#include "sinks/rfc3339.h"

namespace newsmill {
namespace {

constexpr std::string_view kFind = R"sql(
  SELECT number, version, pipeline, deleted, topic, partition, "offset", timestamp_ms
  FROM articles WHERE id = ?1)sql";

constexpr std::string_view kInsertArticle = R"sql(
  INSERT INTO articles (id, number, version, pipeline, status, deleted, title, text, entity_names,
    url, canonical_url, source_id, source_name, source_domain, source_country, language,
    published_at, updated_at, embargo_until, content_hash, offset_unit, topic, partition, "offset",
    timestamp_ms, record)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
    ?21, ?22, ?23, ?24, ?25, ?26))sql";

constexpr std::string_view kUpdateArticle = R"sql(
  UPDATE articles SET number = ?2, version = ?3, pipeline = ?4, status = ?5, deleted = ?6,
    title = ?7, text = ?8, entity_names = ?9, url = ?10, canonical_url = ?11, source_id = ?12,
    source_name = ?13, source_domain = ?14, source_country = ?15, language = ?16,
    published_at = ?17, updated_at = ?18, embargo_until = ?19, content_hash = ?20,
    offset_unit = ?21, topic = ?22, partition = ?23, "offset" = ?24, timestamp_ms = ?25,
    record = ?26
  WHERE id = ?1)sql";

constexpr std::string_view kIndexArticle =
    "INSERT INTO articles_fts(rowid, title, text, entity_names) VALUES (?1, ?2, ?3, ?4)";
constexpr std::string_view kIndexClaim =
    "INSERT INTO claims_fts(rowid, text, speaker_name) VALUES (?1, ?2, ?3)";

constexpr std::string_view kPutEntity = R"sql(
  INSERT INTO entities (article_id, id, type, subtype, name, wikidata, link_confidence, salience)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))sql";

constexpr std::string_view kPutMention = R"sql(
  INSERT INTO mentions (article_id, entity_id, ordinal, field, start, "end", text, kind, confidence)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9))sql";

constexpr std::string_view kPutClaim = R"sql(
  INSERT INTO claims (id, article_id, ordinal, kind, stance, field, start, "end", text, cue, source,
    speaker_name, speaker_entity, speaker_role, speaker_confidence, speech, negated,
    check_worthiness, confidence, fingerprint)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
    ?20))sql";

// A score as the record states it, not as the nearest float.
double Rounded(float score) { return std::round(static_cast<double>(score) * 10'000) / 10'000; }

void BindTime(SqliteStatement& statement, int parameter, std::optional<int64_t> unix_ms,
              std::string* text) {
  text->clear();
  if (unix_ms.has_value()) AppendRfc3339(*unix_ms, text);
  statement.BindOptional(parameter, *text);
}

// Whether the tombstone is one that the row's message followed: it is being read again. (A lower
// offset with a later time is a topic that was made anew.)
template <typename Held>
bool IsReplay(const Message& message, const Held& held) {
  return message.position.topic == held.topic &&
         static_cast<int64_t>(message.position.partition) == held.partition &&
         static_cast<int64_t>(message.position.offset) <= held.offset &&
         message.timestamp_ms <= held.timestamp_ms;
}

}  // namespace

absl::StatusOr<SqliteArticles> SqliteArticles::Create(SqliteDatabase& database,
                                                      const Provenance& provenance,
                                                      OffsetUnit unit) {
  SqliteArticles articles(database, provenance, unit);
  const std::pair<SqliteStatement*, std::string_view> statements[] = {
      {&articles.find_, kFind},
      {&articles.next_number_, "SELECT coalesce(max(number), 0) + 1 FROM articles"},
      {&articles.insert_article_, kInsertArticle},
      {&articles.update_article_, kUpdateArticle},
      {&articles.index_article_, kIndexArticle},
      {&articles.index_claim_, kIndexClaim},
      {&articles.put_entity_, kPutEntity},
      {&articles.put_mention_, kPutMention},
      {&articles.put_claim_, kPutClaim},
      {&articles.drop_claims_, "DELETE FROM claims WHERE article_id = ?1"},
      {&articles.drop_mentions_, "DELETE FROM mentions WHERE article_id = ?1"},
      {&articles.drop_entities_, "DELETE FROM entities WHERE article_id = ?1"}};
  for (const auto& [statement, sql] : statements) {
    ASSIGN_OR_RETURN(*statement, database.Prepare(sql));
  }
  return articles;
}

absl::Status SqliteArticles::Write(const Document& document, Settled* settled) {
  ASSIGN_OR_RETURN(const std::optional<Held> held, Find(document.id));
  if (held.has_value()) {
    settled->code = SupersededBy(document, *held);
    if (!settled->code.empty()) {
      settled->outcome = SinkOutcome::kSuperseded;
      return absl::OkStatus();
    }
    RETURN_IF_ERROR(DeleteFindings(document.id));
  }
  const bool upsert = document.action == Action::kUpsert;
  if (held.has_value()) {
    const int64_t version = document.action == Action::kDelete ? held->version : document.version;
    RETURN_IF_ERROR(PutArticle(update_article_, document, held->number, version));
  } else {
    RETURN_IF_ERROR(InsertArticle(document));
  }
  if (upsert) {
    RETURN_IF_ERROR(WriteEntities(document));
    RETURN_IF_ERROR(WriteClaims(document));
  }
  settled->outcome = upsert ? SinkOutcome::kDelivered : SinkOutcome::kRetracted;
  return absl::OkStatus();
}

absl::StatusOr<std::optional<SqliteArticles::Held>> SqliteArticles::Find(std::string_view id) {
  find_.Bind(1, id);
  ASSIGN_OR_RETURN(const bool found, find_.Step());
  if (!found) return std::optional<Held>();
  Held held{.number = find_.Integer(0),
            .version = find_.Integer(1),
            .pipeline = find_.Integer(2),
            .deleted = find_.Integer(3) != 0,
            .topic = std::string(find_.Text(4)),
            .partition = find_.Integer(5),
            .offset = find_.Integer(6),
            .timestamp_ms = find_.Integer(7)};
  find_.Reset();
  return std::optional<Held>(std::move(held));
}

std::string_view SqliteArticles::SupersededBy(const Document& document, const Held& held) const {
  if (document.action == Action::kDelete) {
    if (held.deleted) return "deleted";
    return IsReplay(document.message, held) ? "older_revision" : "";
  }
  if (document.version > held.version) return "";
  if (held.deleted) return "deleted";
  if (document.version < held.version) return "older_revision";
  return pipeline_ > held.pipeline ? "" : "same_revision";
}

absl::StatusOr<int64_t> SqliteArticles::NextNumber() {
  ASSIGN_OR_RETURN(const bool found, next_number_.Step());
  const int64_t number = found ? next_number_.Integer(0) : 1;
  next_number_.Reset();
  return number;
}

absl::Status SqliteArticles::InsertArticle(const Document& document) {
  ASSIGN_OR_RETURN(const int64_t number, NextNumber());
  RETURN_IF_ERROR(PutArticle(insert_article_, document, number, document.version));
  const bool upsert = document.action == Action::kUpsert;
  index_article_.Bind(1, number);
  index_article_.Bind(2, upsert ? document.title : "");
  index_article_.Bind(3, upsert ? document.text : "");
  index_article_.Bind(4, upsert ? std::string_view(names_) : "");
  return index_article_.Run();
}

absl::Status SqliteArticles::PutArticle(SqliteStatement& put, const Document& document,
                                        int64_t number, int64_t version) {
  const bool deleted = document.action == Action::kDelete;
  record_.clear();
  encoder_.Append(document, &record_);
  BindArticle(put, document);
  put.Bind(2, number);
  put.Bind(3, version);
  put.Bind(4, pipeline_);
  put.Bind(5, NameOf(deleted ? ArticleStatus::kCanceled : document.status));
  put.Bind(6, int64_t{deleted});
  return put.Run();
}

void SqliteArticles::BindArticle(SqliteStatement& put, const Document& document) {
  const bool upsert = document.action == Action::kUpsert;
  names_.clear();
  for (const Entity& entity : document.entities) names_.append(entity.name).push_back('\n');
  ContentHashText hash;
  hash_ = WriteContentHash(document, &hash);
  put.Bind(1, document.id);
  put.Bind(7, upsert ? document.title : "");
  put.Bind(8, upsert ? document.text : "");
  put.Bind(9, upsert ? std::string_view(names_) : "");
  if (upsert) {
    put.BindOptional(10, document.url);
    put.BindOptional(11, document.canonical_url);
    put.BindOptional(12, document.source.id);
    put.BindOptional(13, document.source.name);
    put.BindOptional(14, document.source.domain);
    put.BindOptional(15, document.source.country);
    put.BindOptional(16, document.language.tag);
    BindTime(put, 17, document.published_ms, &published_);
    BindTime(put, 18, document.updated_ms, &updated_);
    BindTime(put, 19, document.embargo_ms, &embargo_);
    put.Bind(20, hash_);
  }
  const SourcePosition& position = document.message.position;
  put.Bind(21, NameOf(unit_));
  put.Bind(22, position.topic);
  put.Bind(23, static_cast<int64_t>(position.partition));
  put.Bind(24, static_cast<int64_t>(position.offset));
  put.Bind(25, document.message.timestamp_ms);
  put.Bind(26, record_);
}

absl::Status SqliteArticles::DeleteFindings(std::string_view id) {
  for (SqliteStatement* statement : {&drop_claims_, &drop_mentions_, &drop_entities_}) {
    statement->Bind(1, id);
    RETURN_IF_ERROR(statement->Run());
  }
  return absl::OkStatus();
}

absl::Status SqliteArticles::WriteEntities(const Document& document) {
  title_offsets_.Reset(document.title, unit_);
  text_offsets_.Reset(document.text, unit_);
  for (size_t i = 0; i < document.entities.size(); ++i) {
    const Entity& entity = document.entities[i];
    const std::string id = EntityId(i);
    put_entity_.Bind(1, document.id);
    put_entity_.Bind(2, id);
    put_entity_.Bind(3, NameOf(entity.type));
    put_entity_.BindOptional(4, entity.subtype);
    put_entity_.Bind(5, entity.name);
    put_entity_.BindOptional(6, entity.wikidata);
    if (!entity.wikidata.empty()) put_entity_.Bind(7, Rounded(entity.link_confidence));
    put_entity_.Bind(8, Rounded(entity.salience));
    RETURN_IF_ERROR(put_entity_.Run());
    RETURN_IF_ERROR(WriteMentions(document, entity, id));
  }
  return absl::OkStatus();
}

absl::Status SqliteArticles::WriteMentions(const Document& document, const Entity& entity,
                                           std::string_view entity_id) {
  int64_t ordinal = 0;
  for (const Mention& mention : document.mentions_of(entity)) {
    const TextSpan& span = mention.span;
    put_mention_.Bind(1, document.id);
    put_mention_.Bind(2, entity_id);
    put_mention_.Bind(3, ++ordinal);
    put_mention_.Bind(4, NameOf(span.field));
    put_mention_.Bind(5, OffsetOf(span.field, span.begin));
    put_mention_.Bind(6, OffsetOf(span.field, span.end));
    put_mention_.Bind(7, document.Text(span));
    put_mention_.Bind(8, NameOf(mention.kind));
    put_mention_.Bind(9, Rounded(mention.confidence));
    RETURN_IF_ERROR(put_mention_.Run());
  }
  return absl::OkStatus();
}

absl::Status SqliteArticles::WriteClaims(const Document& document) {
  int64_t ordinal = 0;
  for (const Claim& claim : document.claims) {
    RETURN_IF_ERROR(WriteClaim(document, claim, ++ordinal));
  }
  return absl::OkStatus();
}

absl::Status SqliteArticles::WriteClaim(const Document& document, const Claim& claim,
                                        int64_t ordinal) {
  const std::span<const TextSpan> pieces = document.pieces(claim);
  const TextSpan first = pieces.empty() ? TextSpan{} : pieces.front();
  const TextSpan last = pieces.empty() ? TextSpan{} : pieces.back();
  const std::string id = HexId(claim.id);
  const std::string text = ClaimText(document, claim);
  const std::string fingerprint = HexId(claim.fingerprint);
  std::string speaker_entity;
  put_claim_.Bind(1, id);
  put_claim_.Bind(2, document.id);
  put_claim_.Bind(3, ordinal);
  put_claim_.Bind(4, NameOf(claim.kind));
  put_claim_.Bind(5, NameOf(claim.stance));
  put_claim_.Bind(6, NameOf(first.field));
  put_claim_.Bind(7, OffsetOf(first.field, first.begin));
  put_claim_.Bind(8, OffsetOf(last.field, last.end));
  put_claim_.Bind(9, text);
  put_claim_.BindOptional(10, document.Text(claim.cue));
  put_claim_.BindOptional(11, document.Text(claim.source));
  if (!claim.speaker_name.empty()) {
    if (claim.speaker_entity != Claim::kNoEntity) {
      speaker_entity = EntityId(static_cast<size_t>(claim.speaker_entity));
    }
    put_claim_.Bind(12, claim.speaker_name);
    put_claim_.BindOptional(13, speaker_entity);
    put_claim_.BindOptional(14, claim.speaker_role);
    put_claim_.Bind(15, Rounded(claim.speaker_confidence));
  }
  put_claim_.Bind(16, int64_t{claim.speech});
  put_claim_.Bind(17, int64_t{claim.negated});
  put_claim_.Bind(18, Rounded(claim.check_worthiness));
  put_claim_.Bind(19, Rounded(claim.confidence));
  put_claim_.Bind(20, fingerprint);
  RETURN_IF_ERROR(put_claim_.Run());
  index_claim_.Bind(1, database_->LastRowId());
  index_claim_.Bind(2, text);
  index_claim_.BindOptional(3, claim.speaker_name);
  return index_claim_.Run();
}

}  // namespace newsmill
