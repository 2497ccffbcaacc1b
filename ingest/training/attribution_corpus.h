#ifndef NEWSMILL_INGEST_TRAINING_ATTRIBUTION_CORPUS_H_
#define NEWSMILL_INGEST_TRAINING_ATTRIBUTION_CORPUS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace newsmill {

// Half-open range of bytes; empty: absent.
struct ByteRange {
  uint32_t begin = 0;
  uint32_t end = 0;

  bool empty() const { return begin == end; }
  friend auto operator<=>(const ByteRange&, const ByteRange&) = default;
};

// Who said what, as people marked it.
struct MarkedAttribution {
  ByteRange source, cue;
  std::vector<ByteRange> content;  // in text order
  std::string kind;                // "direct", "indirect" or "mixed"
  bool speech = true;
  std::string speaker, stance;  // "" : not marked
};

// Words that look like a claim and are none.
struct MarkedDecoy {
  ByteRange range;
  std::string reason;  // "scare_quote", "no_speech"
};

// A text with its attributions.
struct AttributedText {
  std::string id, title, text, language;
  std::string html;  // the same text as a page's fragment; "" : there is none
  std::vector<MarkedAttribution> attributions;
  std::vector<MarkedDecoy> decoys;
  std::vector<ByteRange> ignore;  // no part of the article
};

// A file of attributed texts to learn from; `weight` of its texts.
struct AttributionCorpus {
  std::string path;
  float weight = 1;

  // "PATH[,weight=0.5]".
  static absl::StatusOr<AttributionCorpus> Parse(const std::string& text);
};

// Reads lines {"id", "text", "attributions": [{"source", "cue", "content": [...], "kind",
// "speech", "speaker", "stance"}], "ignore": [...], "not_claims": [{"start", "end", "reason"}],
// "title", "language", "body_html"}: spans {"start", "end"} in code points or null; all but `text`
// and `attributions` with their contents may be left out. Plain, gzip or zstd. Errors name file,
// line and member.
absl::StatusOr<std::vector<AttributedText>> ReadAttributedTexts(const std::string& path);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_ATTRIBUTION_CORPUS_H_
