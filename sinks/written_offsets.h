#ifndef NEWSMILL_SINKS_WRITTEN_OFFSETS_H_
#define NEWSMILL_SINKS_WRITTEN_OFFSETS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "processors/base/message.h"

namespace newsmill {

// The highest offset written per topic and partition. Messages without a topic (from a file) are
// not counted: their offsets mean nothing in the next file.
class WrittenOffsets {
 public:
  struct Entry {
    std::string topic;
    Partition partition{};
    Offset highest{};
  };

  void Add(const SourcePosition& position);
  void Add(const WrittenOffsets& other);
  // Whether `position` is at or below the highest offset of its partition.
  bool Covers(const SourcePosition& position) const;

  bool empty() const { return entries_.empty(); }
  void Clear() { entries_.clear(); }
  const std::vector<Entry>& entries() const { return entries_; }

  // One `{"topic":...,"partition":...,"offset":...}` a line.
  std::string Encode() const;
  // Nothing where `text` is not what Encode() gave.
  static std::optional<WrittenOffsets> Decode(std::string_view text);

 private:
  Entry* Find(std::string_view topic, Partition partition);

  std::vector<Entry> entries_;  // one for each partition: few
};

// The position that an NDJSON line states behind the last `marker`, which ends in `"topic":"`.
// The view points into the line. Kafka's topic names need no escapes in JSON.
std::optional<SourcePosition> LinePosition(std::string_view line, std::string_view marker);

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_WRITTEN_OFFSETS_H_
