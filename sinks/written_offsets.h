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
//
// A topic that is deleted and made anew counts from 0 again. What tells is the time: no message at
// a written offset is later than all that is written, unless it is of another life of the topic.
// Only the latest life is known. Timestamps are of messages, Unix time in ms, -1: none.
class WrittenOffsets {
 public:
  struct Entry {
    std::string topic;
    Partition partition{};
    // The latest timestamp of this life and of the one before it; -1: none.
    int64_t newest_ms = -1;
    int64_t before_ms = -1;
    OffsetRanges offsets = {};
  };

  // Counts a line found in a segment; segments of former lives may still come to light.
  void Add(const SourcePosition& position, int64_t timestamp_ms);
  // Counts messages of the life that `known` is in: from `first` to the offset `last`, the newest
  // of them of `newest_ms`.
  void AddAs(const WrittenOffsets& known, const SourcePosition& first, Offset last,
             int64_t newest_ms);
  void Add(const WrittenOffsets& other);

  // Whether it is written. Begins a new life of the topic where the message is of one.
  bool Recognise(const SourcePosition& position, int64_t timestamp_ms);

  bool empty() const { return entries_.empty(); }
  void Clear() { entries_.clear(); }
  const std::vector<Entry>& entries() const { return entries_; }

  // One `{"topic":...,"partition":...,"offset":...,"newest_ms":...,"before_ms":...,
  // "written":[[first,last],...]}` a line; `offset` is the highest.
  std::string Encode() const;
  // Nothing where `text` is not what Encode() gave. A line without `written` is of a version that
  // knew the highest offset only: all up to it counts, of whatever time.
  static std::optional<WrittenOffsets> Decode(std::string_view text);

 private:
  const Entry* Find(std::string_view topic, Partition partition) const;
  Entry& FindOrAdd(std::string_view topic, Partition partition);
  // The entry, in the life after `before_ms` or a later one.
  Entry& InLife(std::string_view topic, Partition partition, int64_t before_ms);

  std::vector<Entry> entries_;  // one for each partition: few
};

// The position that an NDJSON line states behind the last `marker`, which ends in `"topic":"`.
// The view points into the line. Kafka's topic names need no escapes in JSON. *rest is what follows
// it in the line.
std::optional<SourcePosition> LinePosition(std::string_view line, std::string_view marker,
                                           std::string_view* rest = nullptr);

// The timestamp that follows the position directly in records and dead letters; -1: none.
int64_t LineTimestamp(std::string_view rest);

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_WRITTEN_OFFSETS_H_
