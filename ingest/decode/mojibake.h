#ifndef NEWSMILL_INGEST_DECODE_MOJIBAKE_H_
#define NEWSMILL_INGEST_DECODE_MOJIBAKE_H_

#include <cstdint>
#include <string_view>

#include "processors/base/arena.h"

namespace newsmill {

// Repairs UTF-8 that was once read as Windows-1252 or Latin-1 ("donâ€™t", "cafÃ©"), where that is
// certain: every such run must decode to a Latin, Greek or Cyrillic letter, a sign of Latin-1,
// typographic punctuation or an emoji, and one of them must stand at a letter and be a run that no
// language writes ("MANHÃ»" and "été…»" are words). Everything else in the text stays.
//
// `text` is valid UTF-8. Without anything to repair the result is `text` itself, not a copy.
std::string_view RepairMojibake(std::string_view text, Arena& arena);

// Whether something to repair may begin with this character, where one behind it is not ASCII.
bool MayBeginMojibake(uint32_t code_point);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_MOJIBAKE_H_
