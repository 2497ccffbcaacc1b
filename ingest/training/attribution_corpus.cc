#include "ingest/training/attribution_corpus.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "ingest/training/json_lines.h"
#include "ingest/training/name_corpus.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

using simdjson::SUCCESS;

// False where `element` is neither null nor a range of the text.
bool ReadRange(simdjson::dom::element element, const std::vector<uint32_t>& starts,
               ByteRange* range) {
  if (element.is_null()) return true;
  uint64_t start = 0;
  uint64_t end = 0;
  if (element["start"].get(start) != SUCCESS || element["end"].get(end) != SUCCESS ||
      start >= end || end >= starts.size()) {
    return false;
  }
  *range = {starts[start], starts[end]};
  return true;
}

bool ReadRanges(simdjson::dom::array elements, const std::vector<uint32_t>& starts,
                std::vector<ByteRange>* ranges) {
  for (const simdjson::dom::element element : elements) {
    ByteRange range;
    if (!ReadRange(element, starts, &range)) return false;
    if (!range.empty()) ranges->push_back(range);
  }
  std::sort(ranges->begin(), ranges->end());
  return true;
}

std::string TextOf(simdjson::dom::element record, std::string_view member) {
  std::string_view text;
  return record[member].get(text) == SUCCESS ? std::string(text) : "";
}

bool ReadDecoys(simdjson::dom::array elements, const std::vector<uint32_t>& starts,
                std::vector<MarkedDecoy>* decoys) {
  for (const simdjson::dom::element element : elements) {
    MarkedDecoy decoy{{}, TextOf(element, "reason")};
    if (!ReadRange(element, starts, &decoy.range) || decoy.range.empty()) return false;
    decoys->push_back(std::move(decoy));
  }
  return true;
}

// "" or what is wrong.
std::string ReadAttribution(simdjson::dom::element element, const std::vector<uint32_t>& starts,
                            MarkedAttribution* out) {
  simdjson::dom::element part;
  if (element["source"].get(part) == SUCCESS && !ReadRange(part, starts, &out->source)) {
    return "an attribution's `source` is no range of the text";
  }
  if (element["cue"].get(part) == SUCCESS && !ReadRange(part, starts, &out->cue)) {
    return "an attribution's `cue` is no range of the text";
  }
  simdjson::dom::array content;
  if (element["content"].get(content) != SUCCESS || !ReadRanges(content, starts, &out->content) ||
      out->content.empty()) {
    return "an attribution's `content` is no array of ranges of the text";
  }
  bool speech = true;
  if (element["speech"].get(speech) == SUCCESS) out->speech = speech;
  out->kind = TextOf(element, "kind");
  out->speaker = TextOf(element, "speaker");
  out->stance = TextOf(element, "stance");
  return "";
}

std::string ReadText(simdjson::dom::element record, AttributedText* out) {
  std::string_view text;
  if (record["text"].get(text) != SUCCESS) return "no string `text`";
  out->text = text;
  out->id = TextOf(record, "id");
  out->title = TextOf(record, "title");
  out->language = TextOf(record, "language");
  out->html = TextOf(record, "body_html");
  const std::vector<uint32_t> starts = CodePointStarts(out->text);
  simdjson::dom::array items;
  if (record["attributions"].get(items) != SUCCESS) return "no array `attributions`";
  for (const simdjson::dom::element item : items) {
    MarkedAttribution attribution;
    if (std::string fault = ReadAttribution(item, starts, &attribution); !fault.empty()) {
      return fault;
    }
    out->attributions.push_back(std::move(attribution));
  }
  if (record["ignore"].get(items) == SUCCESS && !ReadRanges(items, starts, &out->ignore)) {
    return "`ignore` is no array of ranges of the text";
  }
  if (record["not_claims"].get(items) == SUCCESS && !ReadDecoys(items, starts, &out->decoys)) {
    return "`not_claims` is no array of ranges of the text";
  }
  return "";
}

}  // namespace

absl::StatusOr<AttributionCorpus> AttributionCorpus::Parse(const std::string& text) {
  AttributionCorpus corpus;
  const size_t comma = std::min(text.find(','), text.size());
  corpus.path = text.substr(0, comma);
  if (comma == text.size()) return corpus;
  constexpr std::string_view kKey = "weight=";
  const std::string option = text.substr(comma + 1);
  if (option.starts_with(kKey)) {
    corpus.weight = std::strtof(option.c_str() + kKey.size(), nullptr);
    if (corpus.weight > 0) return corpus;
  }
  return absl::InvalidArgumentError(
      fmt::format("'{}' of corpus '{}': wanted is weight=NUMBER", option, text));
}

absl::StatusOr<std::vector<AttributedText>> ReadAttributedTexts(const std::string& path) {
  std::vector<AttributedText> texts;
  RETURN_IF_ERROR(ReadJsonLines(path, [&](simdjson::dom::element record) {
    return ReadText(record, &texts.emplace_back());
  }));
  return texts;
}

}  // namespace newsmill
