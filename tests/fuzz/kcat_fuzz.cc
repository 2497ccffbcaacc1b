// Any bytes as an envelope, and any bytes inside one, which must come out as they went in.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "ingest/feed/kcat.h"

namespace newsmill {
namespace {

// A JSON string as kcat writes it: bytes from 0x80 on stay as they are.
std::string Quoted(std::string_view bytes) {
  std::string quoted = "\"";
  for (const char c : bytes) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof(escape), "\\u%04x", static_cast<unsigned>(c));
      quoted += escape;
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Arena arena;
  Message message;
  ParseKcat(arena.CopyPadded(bytes, 64), arena, &message);

  const std::string line = R"({"topic":"t","offset":1,"headers":["h",)" + Quoted(bytes) +
                           R"(],"key":)" + Quoted(bytes) + R"(,"payload":)" + Quoted(bytes) + "}";
  Message inside;
  const KcatResult result = ParseKcat(arena.CopyPadded(line, 64), arena, &inside);
  const bool equal = result == KcatResult::kMessage && inside.key == bytes &&
                     inside.value == bytes && inside.headers[0].value == bytes;
  if (!equal) std::abort();
  return 0;
}

}  // namespace newsmill
