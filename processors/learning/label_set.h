#ifndef NEWSMILL_PROCESSORS_LEARNING_LABEL_SET_H_
#define NEWSMILL_PROCESSORS_LEARNING_LABEL_SET_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsmill {

// Labels as a set of bits.
using LabelMask = uint64_t;

// The labels of a sequence model and which may follow which.
struct LabelSet {
  static constexpr size_t kMaxLabels = 64;

  std::vector<std::string> names;
  std::vector<LabelMask> after;  // after[i]: the labels that may follow label i
  LabelMask first = 0;           // those that may begin a sequence
  LabelMask last = 0;            // those that may end one

  size_t size() const { return names.size(); }

  // Labels without an order among them.
  static LabelSet Free(const std::vector<std::string>& names);

  // "O", then for each type "B-type", "I-type", "E-type" and "S-type": the first, an inner and the
  // last word of a longer span, and a span of a single word. A span that was begun must be ended.
  static LabelSet Spans(const std::vector<std::string>& types);
};

// The labels of LabelSet::Spans by arithmetic.
struct SpanLabel {
  enum Place : uint8_t { kBegin, kInside, kEnd, kSingle };

  static constexpr uint8_t kOutside = 0;
  static constexpr uint8_t Of(size_t type, Place place) {
    return static_cast<uint8_t>(1 + 4 * type + place);
  }
  static constexpr size_t Type(uint8_t label) { return (label - 1U) / 4U; }
  static constexpr Place PlaceOf(uint8_t label) { return static_cast<Place>((label - 1U) % 4U); }
  static constexpr bool Opens(uint8_t label) {
    return label != kOutside && (PlaceOf(label) == kBegin || PlaceOf(label) == kSingle);
  }
  static constexpr bool Closes(uint8_t label) {
    return label != kOutside && (PlaceOf(label) == kEnd || PlaceOf(label) == kSingle);
  }
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LEARNING_LABEL_SET_H_
