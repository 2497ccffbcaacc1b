#include "ingest/training/claims_finder.h"

#include <optional>
#include <utility>

#include "ingest/training/text_alignment.h"
#include "processors/base/status_macros.h"
#include "sinks/json_output.h"
#include "sinks/record_encoder.h"

namespace newsmill {
namespace {

constexpr size_t kPadding = 64;  // bytes that the decoder reads behind a message

std::string MessageOf(const AttributedText& text, ClaimsFinder::Form form) {
  const bool html = form == ClaimsFinder::Form::kHtml;
  std::string message;
  StringOutput output;
  output.SetTarget(&message);
  JsonWriter json(output);
  json.StartObject();
  WriteMember(json, "id", text.id);
  WriteMember(json, "title", "");
  WriteMember(json, "body", html ? text.html : text.text);
  WritePlain(json, "content_type", html ? "text/html" : "text/plain");
  WritePlain(json, "language", "en");
  WritePlain(json, "published_at", "2026-01-05T00:00:00Z");
  json.EndObject();
  return message;
}

ByteRange RangeOf(const TextSpan& span, const TextAlignment& alignment) {
  return span.empty() ? ByteRange{} : alignment.Original({span.begin, span.end});
}

FoundAttribution Take(const Claim& claim, const Document& doc, const TextAlignment& alignment) {
  FoundAttribution found{{}, claim.confidence, claim.speaker_confidence};
  for (const TextSpan& piece : doc.pieces(claim)) {
    const ByteRange range = RangeOf(piece, alignment);
    if (!range.empty()) found.words.content.push_back(range);
  }
  found.words.source = RangeOf(claim.source, alignment);
  found.words.cue = RangeOf(claim.cue, alignment);
  found.words.kind = NameOf(claim.kind);
  found.words.stance = NameOf(claim.stance);
  found.words.speech = claim.speech;
  found.words.speaker = claim.speaker_name;
  return found;
}

}  // namespace

absl::StatusOr<FoundAttributions> ClaimsFinder::Find(const AttributedText& text, Form form) {
  batch_.Clear();
  Document& doc = batch_.Add();
  doc.message.value = batch_.arena().CopyPadded(MessageOf(text, form), kPadding);
  RETURN_IF_ERROR(pipeline_.Run(batch_));
  FoundAttributions found;
  if (!doc.live()) return found;
  found.text = doc.text;
  const std::optional<TextAlignment> alignment = TextAlignment::Make(doc.text, text.text);
  if (!alignment.has_value()) return found;
  found.delivered = true;
  for (const Claim& claim : doc.claims) {
    if (claim.kind == ClaimKind::kStatement || doc.pieces(claim)[0].field != Field::kText) continue;
    found.claims.push_back(Take(claim, doc, *alignment));
    if (found.claims.back().words.content.empty()) found.claims.pop_back();
  }
  return found;
}

}  // namespace newsmill
