// Any UTF-8 as text: what is normalised is UTF-8, without what normalising takes out, and stays as
// it is when normalised again. The text as the inside of a JSON string gives the same in one pass.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "ingest/decode/json_text.h"
#include "ingest/decode/mojibake.h"
#include "ingest/decode/plain_text.h"
#include "sinks/utf8_text.h"

namespace newsmill {
namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

// As the inside of a JSON string: one pass gives what the steps give one by one.
void CheckJson(std::string_view raw, Arena& arena) {
  JsonText out;
  if (!NormaliseJsonText(raw, arena, &out)) return;
  std::string_view text;
  std::string_view normal;
  Require(UnescapeJson(raw, arena, &text) == UnescapeResult::kOk);
  Require(RepairMojibake(text, arena) == text);
  Require(NormalisePlainText(text, arena, &normal) == TextResult::kOk && out.text == normal);
  if (out.json.empty()) return;
  Require(UnescapeJson(out.json, arena, &text) == UnescapeResult::kOk && out.text == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static Arena arena;
  arena.Clear();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!IsUtf8(text)) return 0;
  CheckJson(text, arena);
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
