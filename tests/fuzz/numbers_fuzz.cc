// Numbers in any text: in order, apart, within the tokens asked for, finite, with a unit that is
// UTF-8.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "processors/claims/numbers.h"
#include "processors/text/tokenizer.h"
#include "sinks/utf8_text.h"

namespace newsmill {
namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

void Check(std::string_view text, const std::vector<Token>& tokens, uint32_t first, uint32_t end) {
  std::vector<ClaimNumber> numbers;
  claims::FindNumbers(text, tokens, first, end, Field::kText, &numbers);
  uint32_t last = tokens[first].begin;
  for (const ClaimNumber& number : numbers) {
    Require(number.span.begin >= last && number.span.begin < number.span.end);
    Require(number.span.end <= tokens[end - 1].end);
    Require(std::isfinite(number.value) && IsUtf8(number.unit));
    Require(IsUtf8(text.substr(number.span.begin, number.span.end - number.span.begin)));
    last = number.span.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static Tokenizer tokenizer;
  static std::vector<Token> tokens;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!IsUtf8(text)) return 0;
  tokenizer.Tokenize(text, &tokens);
  if (tokens.empty()) return 0;
  const auto count = static_cast<uint32_t>(tokens.size());
  Check(text, tokens, 0, count);
  // A claim's piece may begin and end anywhere.
  Check(text, tokens, count / 3, std::max(count / 3 + 1, count - count / 3));
  return 0;
}

}  // namespace newsmill
