#ifndef NEWSMILL_PROCESSORS_BASE_DOCUMENT_H_
#define NEWSMILL_PROCESSORS_BASE_DOCUMENT_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "processors/base/annotations.h"
#include "processors/base/arena.h"
#include "processors/base/message.h"

namespace newsmill {

// Why a message goes to the dead letters. `code` is one of the documented reason codes
// (docs/reason-codes.md), a string literal, never renamed; `reason` says what and where, for a
// person. `stage` or `sink` names where it failed.
struct Failure {
  std::string_view stage;
  std::string_view sink;
  std::string_view code;  // "": no failure
  std::string_view reason;
  int attempts = 1;  // how often it was tried, the last time included

  bool empty() const { return code.empty(); }
};

// What the message asks of the stores.
enum class Action : uint8_t {
  kUpsert,   // an article revision
  kRetract,  // the publisher withdrew it (withheld, canceled)
  kDelete,   // a tombstone
};

enum class ArticleStatus : uint8_t { kUsable, kWithheld, kCanceled };

struct ArticleSource {
  std::string_view id, name, domain, country;
};

struct Topic {
  std::string_view scheme, code, name;
  float confidence = 1;
  bool inferred = false;  // false: given by the publisher
};

// Something that did not stop the document. `code` is a literal; `message` is for a person.
struct Warning {
  std::string_view stage, code, message;
};

struct Language {
  std::string_view tag;       // detected, BCP 47; "und" where unsure
  std::string_view declared;  // as given, normalised to BCP 47; "" where not given
  float confidence = 0;

  // English by its tag, or not known to be anything else.
  bool MayBeEnglish() const {
    return tag.empty() || tag == "und" || tag == "en" || tag.starts_with("en-");
  }
};

// One message and all that is known of it. Views point into the batch's arena (or static tables)
// and die at DocumentBatch::Clear(). Title and text are immutable after decoding: a stage that
// rewrote them would invalidate every span. Vectors keep their capacity when reused.
struct Document {
  Message message;

  // --- filled by the decoder (field by field in docs/records.md) ---
  Action action = Action::kUpsert;
  ArticleStatus status = ArticleStatus::kUsable;
  std::string_view id;
  int64_t version = 0;  // revision order; given, else derived from the dates (in ms)
  std::string_view url, canonical_url;
  ArticleSource source;
  std::vector<std::string_view> authors;
  std::string_view title, text;
  // The same as the record's JSON strings have them, without the quotes; "": not known.
  std::string_view title_json, text_json;
  std::optional<int64_t> published_ms, updated_ms, embargo_ms;  // Unix time, UTC
  Language language;
  std::vector<Topic> topics;
  uint64_t content_hash[2] = {0, 0};  // of normalised title + text
  std::string_view trace_id;          // W3C trace id of the `traceparent` header, or ""

  // --- filled by the stages ---
  TextLayout title_layout, text_layout;
  std::vector<Entity> entities;
  std::vector<Mention> mentions;      // sorted by (entity, field, begin)
  std::vector<Reference> references;  // sorted by (field, begin); only what could be resolved
  std::vector<Claim> claims;          // in text order of their first piece, title first
  std::vector<TextSpan> claim_spans;
  std::vector<ClaimNumber> claim_numbers;

  std::vector<Warning> warnings;
  int64_t enriched_ms = 0;  // when the chain ended, Unix time

  Failure failure;
  std::string_view filtered;  // reason why no sink gets it ("language"), or ""

  // Whether the stages should work on it.
  bool live() const { return failure.empty() && filtered.empty() && action == Action::kUpsert; }

  std::string_view Text(Field field) const { return field == Field::kTitle ? title : text; }
  std::string_view Text(const TextSpan& span) const {
    return Text(span.field).substr(span.begin, span.end - span.begin);
  }
  const TextLayout& layout(Field field) const {
    return field == Field::kTitle ? title_layout : text_layout;
  }
  TextLayout& layout(Field field) { return field == Field::kTitle ? title_layout : text_layout; }
  std::span<const TextSpan> pieces(const Claim& claim) const {
    return {claim_spans.data() + claim.first_piece, claim_spans.data() + claim.end_piece};
  }
  std::span<const Mention> mentions_of(const Entity& entity) const {
    return {mentions.data() + entity.first_mention, mentions.data() + entity.end_mention};
  }

  // Marks the document as failed; the first failure wins. `stage` and `code` are literals,
  // `reason` must live as long as the batch (a literal or arena text).
  void Fail(std::string_view stage, std::string_view code, std::string_view reason);

  // Sorts the mentions and gives every entity its range of them.
  void IndexMentions();

  // Empties every field and keeps the vectors' capacity.
  void Reset();
};

// The unit of work: up to some hundred messages and the arena that holds their bytes. One worker
// owns a batch and reuses it; not thread-safe. Warm batches do not allocate.
class DocumentBatch {
 public:
  // An empty document at the end of the batch. The reference is valid until the next Add().
  Document& Add();

  std::span<Document> docs() { return {documents_.data() + begin_, end_ - begin_}; }
  std::span<const Document> docs() const { return {documents_.data() + begin_, end_ - begin_}; }
  size_t size() const { return end_ - begin_; }
  bool empty() const { return size() == 0; }

  // Until Widen(), the batch shows only `count` documents, from number `begin` of all on: what
  // works on it now leaves the others alone. Nothing may be added meanwhile.
  void Narrow(size_t begin, size_t count);
  void Widen();

  Arena& arena() { return arena_; }
  const Arena& arena() const { return arena_; }

  // Empties the batch; every view and document handed out dies.
  void Clear();

 private:
  Arena arena_;
  std::vector<Document> documents_;  // recycled; the first size_ are in use
  size_t size_ = 0;
  size_t begin_ = 0;  // of those that are shown
  size_t end_ = 0;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_BASE_DOCUMENT_H_
