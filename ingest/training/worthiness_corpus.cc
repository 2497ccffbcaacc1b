#include "ingest/training/worthiness_corpus.h"

#include <simdjson.h>

#include <string_view>

#include "ingest/training/json_lines.h"
#include "ingest/training/name_corpus.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

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
  std::vector<JudgedSentence> sentences;
  RETURN_IF_ERROR(ReadJsonLines(path, [&](simdjson::dom::element record) {
    return ReadSentence(record, &sentences.emplace_back());
  }));
  return sentences;
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
