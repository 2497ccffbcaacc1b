#ifndef NEWSMILL_PROCESSORS_ENTITIES_NAME_TOKENS_H_
#define NEWSMILL_PROCESSORS_ENTITIES_NAME_TOKENS_H_

#include <cstdint>
#include <vector>

#include "processors/base/document.h"

namespace newsmill {

// A name or alias as a half-open range of the tokens of its field.
struct NameTokens {
  uint32_t first_token = 0;
  uint32_t end_token = 0;
  int32_t mention = -1;  // index into Document::mentions
  uint32_t entity = 0;
};

// Finds the names of a field among its tokens. Scratch is kept between calls.
class NameTokensFinder {
 public:
  // Clears *names and fills it with the names and aliases that begin and end with a token, in text
  // order, none overlapping. Linear but for sorting the mentions.
  void Find(const Document& document, Field field, std::vector<NameTokens>* names);

 private:
  std::vector<uint32_t> order_;  // of the mentions, by position
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_ENTITIES_NAME_TOKENS_H_
