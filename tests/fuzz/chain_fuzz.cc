// Any text as an article: whatever the stages find lies within the text, on code point boundaries.
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "ingest/pipeline.h"
#include "sinks/utf8_text.h"

namespace newsmill {
namespace {

void Check(bool holds) {
  if (!holds) std::abort();
}

void CheckRange(std::string_view text, uint32_t begin, uint32_t end) {
  Check(begin <= end && end <= text.size());
  const auto boundary = [&](uint32_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
  };
  Check(boundary(begin) && boundary(end));
}

void CheckSpan(const Document& document, const TextSpan& span) {
  CheckRange(document.Text(span.field), span.begin, span.end);
}

void CheckLayout(std::string_view text, const TextLayout& layout) {
  uint32_t last = 0;
  for (const Sentence& sentence : layout.sentences) {
    CheckRange(text, sentence.begin, sentence.end);
    Check(sentence.begin >= last && sentence.begin < sentence.end);
    Check(sentence.first_token <= sentence.end_token && sentence.end_token <= layout.tokens.size());
    last = sentence.end;
  }
  last = 0;
  for (const Token& token : layout.tokens) {
    CheckRange(text, token.begin, token.end);
    Check(token.begin >= last && token.begin < token.end);
    last = token.end;
  }
}

void CheckDocument(const Document& document) {
  CheckLayout(document.title, document.title_layout);
  CheckLayout(document.text, document.text_layout);
  for (const Mention& mention : document.mentions) {
    CheckSpan(document, mention.span);
    Check(mention.entity < document.entities.size() && !mention.span.empty());
  }
  for (const Claim& claim : document.claims) {
    Check(claim.first_piece < claim.end_piece && claim.end_piece <= document.claim_spans.size());
    for (const TextSpan& piece : document.pieces(claim)) CheckSpan(document, piece);
    CheckSpan(document, claim.cue);
    CheckSpan(document, claim.source);
    Check(claim.speaker_entity < static_cast<int32_t>(document.entities.size()));
  }
}

// The bytes as a flat message: the first line is the title, the rest the body.
std::string FlatMessage(std::string_view bytes) {
  const std::string text = Utf8OrReplaced(bytes);
  const size_t line = text.find('\n');
  const auto string = [](rapidjson::Writer<rapidjson::StringBuffer>& writer,
                         std::string_view value) {
    writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
  };
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  writer.StartObject();
  writer.Key("id");
  writer.String("1");
  writer.Key("title");
  string(writer, line == std::string::npos ? "" : std::string_view(text).substr(0, line));
  writer.Key("body");
  string(writer, line == std::string::npos ? text : std::string_view(text).substr(line));
  writer.EndObject();
  return buffer.GetString();
}

PipelineSpec DefaultSpec() {
  OptionsReader defaults = OptionsReader::Empty();
  return *PipelineSpec::Read(defaults, DecodeLimits{});
}

}  // namespace
}  // namespace newsmill

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace newsmill;
  static const PipelineSpec spec = DefaultSpec();
  static Pipeline pipeline(spec);
  static DocumentBatch batch;
  batch.Clear();
  Document& document = batch.Add();
  document.message.value =
      batch.arena().CopyPadded(FlatMessage({reinterpret_cast<const char*>(data), size}), 64);
  Check(pipeline.Run(batch).ok());
  if (document.failure.empty()) CheckDocument(document);
  return 0;
}
