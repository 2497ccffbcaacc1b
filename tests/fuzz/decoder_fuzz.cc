// Any bytes as a message's value, through decoder, stages and encoder.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "ingest/pipeline.h"
#include "sinks/record_encoder.h"
#include "sinks/utf8_text.h"

namespace newsmill {
namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

PipelineSpec DefaultPipeline() {
  OptionsReader config = OptionsReader::Empty();
  return *PipelineSpec::Read(config, {});
}

bool OnBoundary(std::string_view text, uint32_t offset) {
  return offset <= text.size() &&
         (offset == text.size() || (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80);
}

void CheckSpan(const Document& document, const TextSpan& span) {
  const std::string_view text = document.Text(span.field);
  Require(span.begin <= span.end && OnBoundary(text, span.begin) && OnBoundary(text, span.end));
}

void CheckDelivered(const Document& document) {
  Require(!document.id.empty());
  Require(IsUtf8(document.id) && IsUtf8(document.title) && IsUtf8(document.text));
  for (const Mention& mention : document.mentions) CheckSpan(document, mention.span);
  for (const TextSpan& span : document.claim_spans) CheckSpan(document, span);
  for (const Claim& claim : document.claims) {
    CheckSpan(document, claim.cue);
    CheckSpan(document, claim.source);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static Pipeline pipeline(DefaultPipeline());
  static RecordEncoder encoder({}, OffsetUnit::kUtf16);
  static DocumentBatch batch;
  batch.Clear();
  Document& document = batch.Add();
  document.message.key = "key";
  document.message.value =
      batch.arena().CopyPadded({reinterpret_cast<const char*>(data), size}, 64);
  document.message.timestamp_ms = 1796803215000;
  Require(pipeline.Run(batch).ok());
  if (!document.failure.empty()) {
    Require(!document.failure.reason.empty());
    return 0;
  }
  CheckDelivered(document);
  std::string record;
  encoder.Append(document, &record);
  Require(IsUtf8(record) && record.find('\n') == std::string::npos);
  return 0;
}

}  // namespace newsmill
