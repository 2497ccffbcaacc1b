#ifndef NEWSMILL_INGEST_TRAINING_TEXT_ALIGNMENT_H_
#define NEWSMILL_INGEST_TRAINING_TEXT_ALIGNMENT_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "ingest/training/attribution_corpus.h"

namespace newsmill {

// Which bytes of a text those of its normalised form come from: letters were composed, spaces
// written plainly, invisible characters and boilerplate left out.
class TextAlignment {
 public:
  // A difference ends where the next eight characters agree. None where that is not so within some
  // 200 characters.
  static std::optional<TextAlignment> Make(std::string_view normalised, std::string_view original);

  // The range of the original for one of the normalised text, from the first to the last character
  // that both have; empty where they have none of it.
  ByteRange Original(const ByteRange& range) const;

 private:
  // For each byte of the normalised text, and its end: where in the original the character that
  // begins there, or the next that both have, begins; where the one that ends there, or the last
  // before it, ends.
  std::vector<uint32_t> begin_, end_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_TEXT_ALIGNMENT_H_
