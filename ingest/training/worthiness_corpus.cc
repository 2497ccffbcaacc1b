#include "ingest/training/worthiness_corpus.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <memory>
#include <string_view>
#include <utility>

#include "ingest/feed/line_reader.h"
#include "ingest/training/name_corpus.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

constexpr size_t kLongestLine = size_t{1} << 20;

// "" or what is wrong.
std::string ReadSentence(simdjson::dom::element record, JudgedSentence* sentence) {
  std::string_view text;
  if (record["text"].get(text) != simdjson::SUCCESS) return "no string `text`";
  int64_t label = 0;
  if (record["label"].get(label) != simdjson::SUCCESS || label < 0 || label > 1) {
    return "`label` is not 0 or 1";
  }
  sentence->text = text;
  sentence->worthy = label == 1;
  return "";
}

}  // namespace

absl::StatusOr<std::vector<JudgedSentence>> ReadJudgedSentences(const std::string& path) {
  ASSIGN_OR_RETURN(const std::unique_ptr<LineReader> reader, LineReader::Open(path, kLongestLine));
  std::vector<JudgedSentence> sentences;
  simdjson::dom::parser parser;
  int number = 0;
  for (LineReader::Line line;;) {
    ASSIGN_OR_RETURN(const bool more, reader->Next(&line));
    if (!more) return sentences;
    ++number;
    if (line.text.empty()) continue;
    JudgedSentence sentence;
    simdjson::dom::element record;
    std::string fault;
    if (line.too_long) {
      fault = "longer than 1 MiB";
    } else if (parser.parse(simdjson::padded_string(line.text)).get(record) != simdjson::SUCCESS) {
      fault = "not JSON";
    } else {
      fault = ReadSentence(record, &sentence);
    }
    if (!fault.empty()) {
      return absl::InvalidArgumentError(fmt::format("{}:{}: {}", path, number, fault));
    }
    sentences.push_back(std::move(sentence));
  }
}

void ForEachStatement(const std::vector<JudgedSentence>& sentences, const WordClasses& classes,
                      const std::function<void(const WorthinessFeatures&, bool worthy)>& use) {
  WorthinessFeatures features(classes.grains());
  DocumentWords words(classes);
  Document document;
  for (const JudgedSentence& sentence : sentences) {
    LayOut(sentence.text, &document);
    words.Load(document);
    features.Extract(words.words());
    use(features, sentence.worthy);
  }
}

}  // namespace newsmill
