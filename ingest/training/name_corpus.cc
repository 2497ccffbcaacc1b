#include "ingest/training/name_corpus.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <sstream>

#include "ingest/training/json_lines.h"
#include "processors/base/status_macros.h"
#include "processors/text/sentence_splitter.h"
#include "processors/text/tokenizer.h"

namespace newsmill {
namespace {

bool ParseType(std::string_view name, EntityType* type) {
  constexpr std::array<std::string_view, 4> kNames = {"PER", "ORG", "LOC", "MISC"};
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return false;
  *type = static_cast<EntityType>(found - kNames.begin());
  return true;
}

bool ParseTypes(const std::string& text, std::vector<EntityType>* types) {
  types->clear();
  std::istringstream in(text);
  for (std::string name; std::getline(in, name, '+');) {
    EntityType type;
    if (!ParseType(name, &type)) return false;
    types->push_back(type);
  }
  return !types->empty();
}

// "" or what is wrong.
std::string ReadName(simdjson::dom::element element, const std::vector<uint32_t>& starts,
                     AnnotatedText* out) {
  uint64_t start = 0;
  uint64_t end = 0;
  std::string_view type;
  if (element["start"].get(start) != simdjson::SUCCESS ||
      element["end"].get(end) != simdjson::SUCCESS || start >= end || end >= starts.size()) {
    return "an entity's `start` and `end` are no range of the text";
  }
  AnnotatedText::Name name{starts[start], starts[end], EntityType::kMisc};
  if (element["type"].get(type) != simdjson::SUCCESS || !ParseType(type, &name.type)) {
    return "an entity's `type` is none of PER, ORG, LOC, MISC";
  }
  if (!out->names.empty() && out->names.back().end > name.begin) {
    return fmt::format("the entity at {} overlaps the one before it", start);
  }
  out->names.push_back(name);
  return "";
}

std::string ReadText(simdjson::dom::element record, AnnotatedText* out) {
  std::string_view text;
  if (record["text"].get(text) != simdjson::SUCCESS) return "no string `text`";
  out->text = text;
  std::string_view id;
  if (record["id"].get(id) == simdjson::SUCCESS) out->id = id;
  simdjson::dom::array entities;
  if (record["entities"].get(entities) != simdjson::SUCCESS) return "no array `entities`";
  const std::vector<uint32_t> starts = CodePointStarts(out->text);
  for (const simdjson::dom::element entity : entities) {
    if (std::string fault = ReadName(entity, starts, out); !fault.empty()) return fault;
  }
  return "";
}

}  // namespace

std::vector<uint32_t> CodePointStarts(std::string_view text) {
  std::vector<uint32_t> starts;
  for (uint32_t at = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xc0U) != 0x80) starts.push_back(at);
  }
  starts.push_back(static_cast<uint32_t>(text.size()));
  return starts;
}

absl::StatusOr<NameCorpus> NameCorpus::Parse(const std::string& text) {
  NameCorpus corpus;
  corpus.complete = {EntityType::kPerson, EntityType::kOrganisation, EntityType::kLocation,
                     EntityType::kMisc};
  std::istringstream in(text);
  std::getline(in, corpus.path, ',');
  for (std::string option; std::getline(in, option, ',');) {
    const size_t equals = std::min(option.find('='), option.size());
    const std::string key = option.substr(0, equals);
    const std::string value = option.substr(std::min(equals + 1, option.size()));
    bool good = false;
    if (key == "weight") {
      corpus.weight = std::strtof(value.c_str(), nullptr);
      good = corpus.weight > 0;
    } else if (key == "complete") {
      good = ParseTypes(value, &corpus.complete);
    }
    if (!good) {
      return absl::InvalidArgumentError(
          fmt::format("'{}' of corpus '{}': wanted is weight=NUMBER or complete=PER+ORG+LOC+MISC",
                      option, text));
    }
  }
  return corpus;
}

absl::StatusOr<std::vector<AnnotatedText>> ReadAnnotatedTexts(const std::string& path) {
  std::vector<AnnotatedText> texts;
  RETURN_IF_ERROR(ReadJsonLines(path, [&](simdjson::dom::element record) {
    return ReadText(record, &texts.emplace_back());
  }));
  return texts;
}

void LayOut(std::string_view text, Document* document) {
  document->Reset();
  document->text = text;
  Tokenizer tokenizer;
  tokenizer.Tokenize(text, &document->text_layout.tokens);
  SplitSentences(text, document->text_layout.tokens, &document->text_layout.sentences);
}

}  // namespace newsmill
