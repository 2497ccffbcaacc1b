#ifndef NEWSMILL_INGEST_DECODE_LANGUAGE_TAGS_H_
#define NEWSMILL_INGEST_DECODE_LANGUAGE_TAGS_H_

#include <string_view>

#include "processors/base/arena.h"

namespace newsmill {

// A declared language in the shape of BCP 47, itself or in `arena`: "EN_us" → "en-US", "zh-hant" →
// "zh-Hant", "deu" → "de". Empty if it is none, or longer than any tag in use (35 characters).
std::string_view NormaliseLanguageTag(std::string_view tag, Arena& arena);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_LANGUAGE_TAGS_H_
