#include "ingest/training/vector_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>
#include <string_view>

#include "ingest/feed/line_reader.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

constexpr size_t kLongestLine = size_t{1} << 20;

// Appends the numbers of `text`, which spaces separate; false if it holds anything else.
bool ReadNumbers(std::string_view text, std::vector<float>* values) {
  while (!text.empty()) {
    float value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || !std::isfinite(value)) return false;
    values->push_back(value);
    text.remove_prefix(static_cast<size_t>(end - text.data()));
    if (text.empty()) return true;
    if (text.front() != ' ') return false;
    text.remove_prefix(1);
  }
  return true;
}

}  // namespace

absl::StatusOr<PublishedVectors> ReadVectors(const std::string& path, size_t max_words) {
  ASSIGN_OR_RETURN(const std::unique_ptr<LineReader> lines, LineReader::Open(path, kLongestLine));
  PublishedVectors vectors;
  LineReader::Line line;
  for (size_t number = 1; vectors.words.size() < max_words; ++number) {
    ASSIGN_OR_RETURN(const bool more, lines->Next(&line));
    if (!more) break;
    std::string_view text = line.text;
    while (text.ends_with(' ')) text.remove_suffix(1);
    if (number == 1 && std::count(text.begin(), text.end(), ' ') == 1) continue;
    const size_t space = std::min(text.find(' '), text.size());
    const size_t before = vectors.values.size();
    const bool read = !line.too_long && space > 0 &&
                      ReadNumbers(text.substr(std::min(space + 1, text.size())), &vectors.values);
    const size_t size = vectors.values.size() - before;
    if (!read || size == 0 || (vectors.size != 0 && size != vectors.size)) {
      return absl::InvalidArgumentError(
          fmt::format("{}:{}: no word with {} numbers behind it", path, number,
                      vectors.size == 0 ? std::string("its") : std::to_string(vectors.size)));
    }
    vectors.size = size;
    vectors.words.emplace_back(text.substr(0, space));
  }
  return vectors;
}

}  // namespace newsmill
