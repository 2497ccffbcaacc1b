#include "ingest/decode/decoder.h"

#include <string>

#include "ingest/decode/complete.h"
#include "ingest/decode/envelope.h"
#include "ingest/decode/fields.h"
#include "ingest/decode/json_ld_nodes.h"
#include "ingest/decode/json_text.h"
#include "ingest/decode/shapes.h"
#include "processors/base/reason_codes.h"

namespace newsmill {
namespace {

constexpr std::string_view kStage = "decoder";
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
    document.Fail(kStage, kReasonUnknownShape,
                  fields.Has(Key::kSpecversion)
                      ? "a CloudEvent without the header content-type: application/cloudevents+json"
                      : "the keys are those of no known article shape");
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

void WarnOfDuplicates(const TopLevel& top_level, FieldReader& fields) {
  for (size_t i = 0; i < kKeyCount; ++i) {
    if (!top_level.duplicate[i]) continue;
    fields.Warn(kWarningDuplicateKey, "`" + std::string(KeyName(static_cast<Key>(i))) +
                                          "` stands twice; the first counts");
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
  const std::string_view value = *document.message.value;
  if (value.size() > static_cast<size_t>(limits_.max_message_bytes)) {
    document.Fail(kStage, kReasonTooLarge,
                  arena.Copy("the message has " + std::to_string(value.size()) +
                             " bytes; the limit is " + std::to_string(limits_.max_message_bytes)));
    return;
  }
  Payload payload = OpenEnvelope(document.message);
  if (payload.code.empty() && payload.cloud_event) {
    if (!ReadTopLevel(payload.json, arena, document)) return;
    payload = OpenCloudEvent(top_level_, arena);
  }
  if (payload.code.empty()) {
    DecodeJson(payload.json, arena, document);
  } else {
    document.Fail(kStage, payload.code, arena.Copy(payload.reason));
  }
}

bool Decoder::ReadTopLevel(std::string_view json, Arena& arena, Document& document) {
  const ReadError error = reader_.Read(json, limits_.max_depth, &top_level_);
  if (!error.code.empty()) document.Fail(kStage, error.code, arena.Copy(error.reason));
  return error.code.empty();
}

bool Decoder::EnterGraph(Arena& arena, Document& document) {
  const std::string_view nodes = top_level_.Get(Key::kAtGraph);
  if (!nodes.starts_with('[') || top_level_.Has(Key::kAtType)) return true;
  size_t articles = 0;
  const std::string_view article = FindNewsArticle(nodes, &articles);
  if (articles > 1) {
    document.Fail(kStage, kReasonAmbiguousShape, "several news articles in one message");
  } else if (articles == 0) {
    document.Fail(kStage, kReasonUnknownShape,
                  "an array or graph without a NewsArticle; allowed: one article a message");
  } else if (ReadTopLevel(article, arena, document)) {
    top_level_.Set(Key::kAtGraph, nodes);
  }
  return document.failure.empty();
}

void Decoder::DecodeJson(std::string_view json, Arena& arena, Document& document) {
  if (!ReadTopLevel(json, arena, document) || !EnterGraph(arena, document)) return;
  const Shape* shape = formats_.Find(document.message.position.topic);
  if (shape == nullptr) shape = ChooseShape(top_level_, document, arena);
  if (shape == nullptr) return;
  FieldReader fields(top_level_, limits_, arena, document);
  if (!shape->map(fields)) return;
  if (top_level_.duplicate.any()) WarnOfDuplicates(top_level_, fields);
  CompleteDocument(fields);
}

}  // namespace newsmill
