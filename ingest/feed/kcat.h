#ifndef NEWSMILL_INGEST_FEED_KCAT_H_
#define NEWSMILL_INGEST_FEED_KCAT_H_

#include <cstdint>
#include <string_view>

#include "processors/base/arena.h"
#include "processors/base/message.h"

namespace newsmill {

enum class KcatResult : uint8_t {
  kMessage,
  kNoEnvelope,  // JSON of another kind, or none at all
  kMalformed,   // begins like an envelope, but cannot be read as one
};

// Reads one line of `kcat -C -J`:
//   {"topic":"t","partition":0,"offset":7,"ts":1796803215000,"headers":["name","value"],
//    "key":"k","payload":"..."}
// Key, header values and payload become the exact bytes that they stand for, whether UTF-8 or not
// (kcat writes bytes from 0x80 on as they are); null stays null. `line` lies in `arena` with 64
// readable bytes behind it; the message's views, its topic among them, point into that arena. Sets
// all of *message but received_ms on kMessage; on kMalformed it may be half filled.
KcatResult ParseKcat(std::string_view line, Arena& arena, Message* message);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_FEED_KCAT_H_
