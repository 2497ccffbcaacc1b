// Any bytes as a message of one shape or envelope, through the decoder and the encoder of records.
// NEWSMILL_FUZZ_FORMAT: a shape's name (forced, whatever the keys), "cloudevents" (structured mode)
// or "binary" (a CloudEvent by its headers, the shape by its keys).
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "ingest/decode/decoder.h"
#include "sinks/record_encoder.h"
#include "sinks/utf8_text.h"

namespace newsmill {
namespace {

constexpr std::string_view kFormat = NEWSMILL_FUZZ_FORMAT;

void Require(bool condition) {
  if (!condition) std::abort();
}

TopicFormats Formats() {
  TopicFormats formats;
  const bool envelope = kFormat == "cloudevents" || kFormat == "binary";
  Require(formats.Add("topic", envelope ? "auto" : kFormat).ok());
  return formats;
}

void AddHeaders(std::vector<Header>* headers) {
  if (kFormat == "cloudevents") headers->push_back({"content-type", "application/cloudevents"});
  if (kFormat != "binary") return;
  for (const char* name : {"ce_specversion", "ce_id", "ce_source", "ce_type"}) {
    headers->push_back({name, "1.0"});
  }
  headers->push_back({"content-type", "application/avro"});
}

void CheckDelivered(const Document& document) {
  Require(!document.id.empty() && IsUtf8(document.id));
  Require(IsUtf8(document.title) && IsUtf8(document.text) && IsUtf8(document.canonical_url));
  Require(document.action != Action::kUpsert || !document.text.empty());
  Require(document.authors.size() <= 256 && document.topics.size() <= 3 * 256);
  static RecordEncoder encoder({}, OffsetUnit::kUtf16);
  std::string record;
  encoder.Append(document, &record);
  Require(IsUtf8(record) && record.find('\n') == std::string::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static Decoder decoder({}, Formats());
  static DocumentBatch batch;
  batch.Clear();
  Document& document = batch.Add();
  document.message.position.topic = "topic";
  document.message.timestamp_ms = 1796803215000;
  const std::string_view value(reinterpret_cast<const char*>(data), size);
  document.message.value = batch.arena().CopyPadded(value, 64);
  AddHeaders(&document.message.headers);
  decoder.Decode(batch, document);
  Require(document.message.value == value);
  if (document.failure.empty()) {
    CheckDelivered(document);
  } else {
    Require(!document.failure.reason.empty() && IsUtf8(document.failure.reason));
  }
  return 0;
}

}  // namespace newsmill
