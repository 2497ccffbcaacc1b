#ifndef NEWSMILL_SINKS_OFFSET_RANGES_H_
#define NEWSMILL_SINKS_OFFSET_RANGES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace newsmill {

// Offsets first to last, both included; not negative.
struct OffsetRange {
  int64_t first = 0;
  int64_t last = 0;

  friend bool operator==(const OffsetRange&, const OffsetRange&) = default;
};

// A set of offsets of one partition, kept as the ranges between its holes. At most kMaxRanges: of
// more, the lower half is forgotten.
class OffsetRanges {
 public:
  static constexpr size_t kMaxRanges = size_t{1} << 18;  // 4 MB

  // Fast where it lies behind the others or continues the last.
  void Add(OffsetRange range);
  // Linear in both sizes.
  void Add(const OffsetRanges& other);
  bool Contains(int64_t offset) const;

  // In order; they neither overlap nor touch.
  const std::vector<OffsetRange>& ranges() const { return ranges_; }

 private:
  void Limit();

  std::vector<OffsetRange> ranges_;
};

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_OFFSET_RANGES_H_
