#ifndef NEWSMILL_INGEST_TRAINING_NAME_CORPUS_H_
#define NEWSMILL_INGEST_TRAINING_NAME_CORPUS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "processors/base/document.h"

namespace newsmill {

// A text with the names that people marked in it.
struct AnnotatedText {
  struct Name {
    uint32_t begin = 0;  // byte range in `text`
    uint32_t end = 0;
    EntityType type = EntityType::kMisc;
  };

  std::string id;
  std::string text;
  std::vector<Name> names;  // in text order, not overlapping
};

// A file of annotated texts, to learn from or to judge by.
struct NameCorpus {
  std::string path;
  // The types of which all names are marked: unmarked words may still be names of the others, and
  // only these types are judged.
  std::vector<EntityType> complete;
  float weight = 1;  // of its texts in training

  // "PATH[,complete=PER+ORG][,weight=0.5]"; without `complete` all four types.
  static absl::StatusOr<NameCorpus> Parse(const std::string& text);
};

// Reads lines {"id", "text", "entities": [{"start", "end", "type"}]}: offsets in code points, types
// PER, ORG, LOC, MISC. Plain, gzip or zstd. Errors name file, line and member.
absl::StatusOr<std::vector<AnnotatedText>> ReadAnnotatedTexts(const std::string& path);

// The byte at which each code point begins, and the text's size.
std::vector<uint32_t> CodePointStarts(std::string_view text);

// Tokens and sentences of `text` as a document of the running service has them. Views point into
// `text`.
void LayOut(std::string_view text, Document* document);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_NAME_CORPUS_H_
