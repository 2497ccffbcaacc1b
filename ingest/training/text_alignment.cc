#include "ingest/training/text_alignment.h"

#include <algorithm>
#include <limits>

#include "ingest/training/name_corpus.h"

namespace newsmill {
namespace {

constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();
constexpr size_t kFarthest = 200;   // code points that one difference may be long, of both texts
constexpr size_t kAnchor = 8;       // code points that must agree behind a difference
constexpr size_t kShortAnchor = 4;  // ... of one code point in both

// A text by code points.
class Characters {
 public:
  explicit Characters(std::string_view text) : text_(text), starts_(CodePointStarts(text)) {}

  size_t size() const { return starts_.size() - 1; }
  uint32_t begin(size_t i) const { return starts_[i]; }
  uint32_t end(size_t i) const { return starts_[i + 1]; }
  // At most `count` of them from `i` on.
  std::string_view From(size_t i, size_t count) const {
    const size_t first = std::min(i, size());
    const size_t last = std::min(first + count, size());
    return text_.substr(starts_[first], starts_[last] - starts_[first]);
  }

 private:
  std::string_view text_;
  std::vector<uint32_t> starts_;
};

// Moves *i and *j behind the difference that is there; false where there is no end to it.
bool PassDifference(const Characters& a, const Characters& b, size_t* i, size_t* j) {
  if (a.From(*i + 1, kShortAnchor) == b.From(*j + 1, kShortAnchor)) {
    ++*i;
    ++*j;
    return true;
  }
  for (size_t length = 1; length < kFarthest; ++length) {
    for (size_t in_a = 0; in_a <= length; ++in_a) {
      const std::string_view anchor = a.From(*i + in_a, kAnchor);
      if (anchor.empty() || anchor != b.From(*j + length - in_a, kAnchor)) continue;
      *i += in_a;
      *j += length - in_a;
      return true;
    }
  }
  return false;
}

}  // namespace

std::optional<TextAlignment> TextAlignment::Make(std::string_view normalised,
                                                 std::string_view original) {
  const Characters a(normalised);
  const Characters b(original);
  TextAlignment alignment;
  alignment.begin_.assign(normalised.size() + 1, kNone);
  alignment.end_.assign(normalised.size() + 1, kNone);
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a.From(i, 1) != b.From(j, 1)) {
      if (!PassDifference(a, b, &i, &j)) return std::nullopt;
      continue;
    }
    alignment.begin_[a.begin(i)] = b.begin(j);
    alignment.end_[a.end(i)] = b.end(j);
    ++i;
    ++j;
  }
  auto next = static_cast<uint32_t>(original.size());
  for (size_t at = normalised.size() + 1; at-- > 0;) {
    next = alignment.begin_[at] = std::min(alignment.begin_[at], next);
  }
  uint32_t last = 0;
  for (uint32_t& end : alignment.end_) last = end = end == kNone ? last : end;
  return alignment;
}

ByteRange TextAlignment::Original(const ByteRange& range) const {
  const ByteRange original{begin_[range.begin], end_[range.end]};
  return original.begin < original.end ? original : ByteRange{};
}

}  // namespace newsmill
