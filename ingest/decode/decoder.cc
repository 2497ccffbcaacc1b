#include "ingest/decode/decoder.h"

#include <algorithm>
#include <string>

#include "ingest/decode/complete.h"
#include "ingest/decode/fields.h"
#include "ingest/decode/json_text.h"
#include "ingest/decode/shapes.h"
#include "processors/base/reason_codes.h"

namespace newsmill {
namespace {

constexpr std::string_view kStage = "decoder";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr size_t kConfluentFrameBytes = 5;  // 0x00 and the schema's id

size_t FindContent(std::string_view text) {
  const size_t start = text.find_first_not_of(" \t\r\n");
  return start == std::string_view::npos ? text.size() : start;
}

// What bytes that cannot begin JSON look like, or "".
std::string_view ForeignEncoding(std::string_view value) {
  using namespace std::string_view_literals;
  if (value.starts_with("\x1F\x8B"sv)) return "gzip; let Kafka compress instead";
  if (value.starts_with("\x28\xB5\x2F\xFD"sv)) return "zstd; let Kafka compress instead";
  if (value.starts_with("\xFF\xFE"sv) || value.starts_with("\xFE\xFF"sv)) return "UTF-16";
  return {};
}

// The shape that matches, or null with the document failed.
const Shape* ChooseShape(const TopLevel& fields, Document& document, Arena& arena) {
  const Shape* chosen = nullptr;
  for (const Shape& shape : Shapes()) {
    if (!shape.matches(fields)) continue;
    if (chosen != nullptr) {
      document.Fail(
          kStage, kReasonAmbiguousShape,
          arena.Copy("both " + std::string(chosen->name) + " and " + std::string(shape.name)));
      return nullptr;
    }
    chosen = &shape;
  }
  if (chosen == nullptr) {
    document.Fail(kStage, kReasonUnknownShape, "the keys are those of no known article shape");
  }
  return chosen;
}

bool IsHex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// The trace id of a W3C `traceparent` header: 00-<32 hex>-<16 hex>-<2 hex>.
void ReadTraceId(Document& document) {
  for (const Header& header : document.message.headers) {
    if (header.name != "traceparent" || header.value.size() < 55) continue;
    const std::string_view trace_id = header.value.substr(3, 32);
    if (header.value[2] == '-' && header.value[35] == '-' && IsHex(trace_id) &&
        trace_id.find_first_not_of('0') != std::string_view::npos) {
      document.trace_id = trace_id;
    }
  }
}

void DecodeTombstone(Document& document) {
  document.action = Action::kDelete;
  document.id = document.message.key.value_or("");
  if (document.id.empty()) {
    document.Fail(kStage, kReasonMissingId, "a tombstone without a key");
  } else if (FindInvalidUtf8(document.id) != std::string_view::npos ||
             document.id.find('\0') != std::string_view::npos) {
    document.Fail(kStage, kReasonInvalidText, "a tombstone's key is not UTF-8 text");
  }
}

void FailNotAnObject(std::string_view json, int max_depth, Document& document, Arena& arena) {
  if (json[0] == '[' && ScanContainer(json, max_depth).scan == JsonScan::kTooDeep) {
    document.Fail(kStage, kReasonTooDeep, "nested deeper than the limit");
  } else if (json[0] == '[' && ScanContainer(json, max_depth).scan == JsonScan::kComplete) {
    document.Fail(kStage, kReasonUnknownShape, "an array; allowed: one object a message");
  } else {
    const std::string_view foreign = ForeignEncoding(json);
    const bool text = foreign.empty();
    document.Fail(kStage, text ? kReasonInvalidJson : kReasonUnsupportedEncoding,
                  text ? "does not begin with `{`" : arena.Copy("is " + std::string(foreign)));
  }
}

}  // namespace

void Decoder::Decode(DocumentBatch& batch, Document& document) {
  if (!document.failure.empty()) return;
  ReadTraceId(document);
  if (document.message.value.has_value()) {
    DecodeValue(batch.arena(), document);
  } else {
    DecodeTombstone(document);
  }
}

void Decoder::DecodeValue(Arena& arena, Document& document) {
  std::string_view value = *document.message.value;
  if (value.size() > static_cast<size_t>(limits_.max_message_bytes)) {
    document.Fail(kStage, kReasonTooLarge,
                  arena.Copy("the message has " + std::to_string(value.size()) +
                             " bytes; the limit is " + std::to_string(limits_.max_message_bytes)));
    return;
  }
  const bool framed = value.starts_with('\0');
  if (framed) value.remove_prefix(std::min(kConfluentFrameBytes, value.size()));
  if (value.starts_with(kByteOrderMark)) value.remove_prefix(kByteOrderMark.size());
  value.remove_prefix(FindContent(value));
  if (framed && !value.starts_with('{')) {
    document.Fail(kStage, kReasonUnsupportedEncoding,
                  "a schema-registry frame around something else than JSON");
  } else if (value.empty()) {
    document.Fail(kStage, kReasonEmptyMessage, "the value is empty or white space");
  } else if (!value.starts_with('{')) {
    FailNotAnObject(value, limits_.max_depth, document, arena);
  } else {
    DecodeJson(value, arena, document);
  }
}

void Decoder::DecodeJson(std::string_view json, Arena& arena, Document& document) {
  const ReadError error = reader_.Read(json, limits_.max_depth, &top_level_);
  if (!error.code.empty()) {
    document.Fail(kStage, error.code, arena.Copy(error.reason));
    return;
  }
  const Shape* const shape = ChooseShape(top_level_, document, arena);
  if (shape == nullptr) return;
  FieldReader fields(top_level_, limits_, arena, document);
  if (!shape->map(fields)) return;
  for (size_t i = 0; i < kKeyCount; ++i) {
    if (!top_level_.duplicate[i]) continue;
    fields.Warn(kWarningDuplicateKey, "`" + std::string(KeyName(static_cast<Key>(i))) +
                                          "` stands twice; the first counts");
  }
  CompleteDocument(fields);
}

}  // namespace newsmill
