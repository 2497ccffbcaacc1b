#ifndef NEWSMILL_TESTS_QUALITY_GOLD_H_
#define NEWSMILL_TESTS_QUALITY_GOLD_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "processors/base/annotations.h"

namespace newsmill::quality {

// Half-open byte range into GoldArticle::text.
struct Range {
  uint32_t begin = 0;
  uint32_t end = 0;

  friend auto operator<=>(const Range&, const Range&) = default;
};

struct GoldEntity {
  Range range;
  EntityType type = EntityType::kMisc;
};

// One annotated article, its spans carried over to the text that newsmill should emit.
struct GoldArticle {
  std::string id;
  std::string message;  // the article as a flat message
  std::string text;     // as it should be emitted
  std::vector<GoldEntity> entities;
  std::vector<Range> sentences;  // empty where they are not annotated
};

// Reads open.jsonl and open.checkworthy.jsonl in `directory`. Anything that is not as expected is
// an exception: the files belong to the test.
std::vector<GoldArticle> LoadGold(const std::string& directory);

// For each code point of `gold` (and its end) the byte offset in `emitted`, which is `gold` after
// normalisation: composed letters, plain spaces, no soft hyphens.
std::vector<uint32_t> OffsetMap(std::string_view gold, std::string_view emitted);

}  // namespace newsmill::quality

#endif  // NEWSMILL_TESTS_QUALITY_GOLD_H_
