#ifndef NEWSMILL_SINKS_RECORD_ENCODER_H_
#define NEWSMILL_SINKS_RECORD_ENCODER_H_

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "processors/base/document.h"
#include "processors/base/offset_converter.h"
#include "processors/base/options_reader.h"
#include "sinks/provenance.h"

namespace newsmill {

inline constexpr std::string_view kRecordSchema = "newsmill.enriched.v1";

// Turns documents into `newsmill.enriched.v1` objects (deploy/schema/ is the definition). Equal
// documents give equal bytes but for the member `ingest`, which comes last. A retraction or
// deletion gives a small record: id, version, status (`deleted` too for a tombstone), provenance,
// ingest. Keeps scratch: one instance per thread.
class RecordEncoder {
 public:
  RecordEncoder(const Provenance& provenance, OffsetUnit unit);
  RecordEncoder(RecordEncoder&&) noexcept;
  ~RecordEncoder();

  // Appends the record to *out: one line, without the line's end.
  void Append(const Document& document, std::string* out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The words of a claim: its pieces, joined by one space.
std::string ClaimText(const Document& document, const Claim& claim);

// Names as they stand in records and tables.
std::string_view NameOf(ArticleStatus status);
std::string_view NameOf(EntityType type);
std::string_view NameOf(MentionKind kind);
std::string_view NameOf(ClaimKind kind);
std::string_view NameOf(Stance stance);
std::string_view NameOf(Field field);
std::string_view NameOf(OffsetUnit unit);

// "e1" for index 0.
std::string EntityId(size_t index);
// 16 hex digits.
std::string HexId(uint64_t id);
// 32 hex digits, which the view into *text has.
using ContentHashText = std::array<char, 32>;
std::string_view WriteContentHash(const Document& document, ContentHashText* text);

// Reads the option `offset_unit`.
absl::Status ReadOffsetUnit(OptionsReader& reader, OffsetUnit* unit);

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_RECORD_ENCODER_H_
