// Any UTF-8 as text: what is normalised is UTF-8, without what normalising takes out, and stays as
// it is when normalised again.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "ingest/decode/mojibake.h"
#include "ingest/decode/plain_text.h"
#include "sinks/utf8_text.h"

namespace newsmill {
namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static Arena arena;
  arena.Clear();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!IsUtf8(text)) return 0;
  const std::string_view repaired = RepairMojibake(text, arena);
  Require(IsUtf8(repaired) && repaired.size() <= text.size());
  std::string_view normal;
  const bool nul = text.find('\0') != std::string_view::npos;
  Require((NormalisePlainText(text, arena, &normal) == TextResult::kNul) == nul);
  if (nul) return 0;
  Require(IsUtf8(normal));
  Require(normal.find('\r') == std::string_view::npos);
  Require(normal.find("\u00A0") == std::string_view::npos);
  Require(normal.find("\u200B") == std::string_view::npos);
  std::string_view again;
  Require(NormalisePlainText(normal, arena, &again) == TextResult::kOk && again == normal);
  return 0;
}

}  // namespace newsmill
