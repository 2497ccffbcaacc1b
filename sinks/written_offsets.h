#ifndef NEWSMILL_SINKS_WRITTEN_OFFSETS_H_
#define NEWSMILL_SINKS_WRITTEN_OFFSETS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "processors/base/message.h"
#include "sinks/offset_ranges.h"

namespace newsmill {

// Which offsets are written, per topic and partition. What lies between them is not: it was
// filtered, failed, or is not read yet. Messages without a topic (from a file) are not counted:
// their offsets mean nothing in the next file.
class WrittenOffsets {
 public:
  struct Entry {
    std::string topic;
    Partition partition{};
    OffsetRanges offsets;  // never empty
  };

  void Add(const SourcePosition& position);
  void Add(const WrittenOffsets& other);
  bool Covers(const SourcePosition& position) const;

  bool empty() const { return entries_.empty(); }
  void Clear() { entries_.clear(); }
  const std::vector<Entry>& entries() const { return entries_; }

  // One `{"topic":...,"partition":...,"offset":...,"written":[[first,last],...]}` a line; `offset`
  // is the highest.
  std::string Encode() const;
  // Nothing where `text` is not what Encode() gave. A line without `written` is of a version that
  // knew the highest offset only: all up to it counts.
  static std::optional<WrittenOffsets> Decode(std::string_view text);

 private:
  const Entry* Find(std::string_view topic, Partition partition) const;
  Entry& FindOrAdd(std::string_view topic, Partition partition);

  std::vector<Entry> entries_;  // one for each partition: few
};

// The position that an NDJSON line states behind the last `marker`, which ends in `"topic":"`.
// The view points into the line. Kafka's topic names need no escapes in JSON. *rest is what follows
// it in the line.
std::optional<SourcePosition> LinePosition(std::string_view line, std::string_view marker,
                                           std::string_view* rest = nullptr);

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_WRITTEN_OFFSETS_H_
