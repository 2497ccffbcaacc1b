// Any UTF-8 as HTML: the text is well formed, in lines that are not empty, and always the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "ingest/decode/html.h"
#include "sinks/utf8_text.h"

namespace newsmill {
namespace {

constexpr size_t kMaxBytes = size_t{1} << 16;

void Require(bool condition) {
  if (!condition) std::abort();
}

void CheckText(std::string_view text) {
  Require(IsUtf8(text) && text.size() <= kMaxBytes + 4);
  Require(!text.starts_with('\n') && !text.ends_with('\n'));
  Require(text.find("\n\n") == std::string_view::npos && text.find("  ") == std::string_view::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static Arena arena;
  arena.Clear();
  const std::string_view html(reinterpret_cast<const char*>(data), size);
  if (!IsUtf8(html) || html.find('\0') != std::string_view::npos) return 0;
  std::string_view text;
  const HtmlResult result = HtmlToText(html, kMaxBytes, arena, &text);
  if (result == HtmlResult::kOk) CheckText(text);
  std::string_view again;
  Require(HtmlToText(html, kMaxBytes, arena, &again) == result && again == text);
  std::string_view found;
  if (MaybeHtmlToText(html, kMaxBytes, arena, &found) == HtmlResult::kOk) Require(IsUtf8(found));
  return 0;
}

}  // namespace newsmill
