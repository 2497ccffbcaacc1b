#ifndef NEWSMILL_INGEST_OFFSET_TRACKER_H_
#define NEWSMILL_INGEST_OFFSET_TRACKER_H_

#include <map>
#include <utility>
#include <vector>

#include "ingest/source.h"

namespace newsmill {

// Per partition, the offset from which to read on: everything below it is settled. Belongs to one
// worker.
//
// A worker settles whole batches in the order in which they were read, so the watermark of a
// partition is the highest settled offset plus one.
class OffsetTracker {
 public:
  // Everything before `next` in its partition is settled.
  void Settle(const NextOffset& next);

  // The offsets that moved since they were last taken; to be committed now.
  std::vector<NextOffset> TakeMoved();

  // Forgets all partitions: they are not ours any more.
  void Clear();

 private:
  struct Entry {
    Offset next{};
    bool moved = false;
  };
  std::map<std::pair<std::string_view, Partition>, Entry> partitions_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_OFFSET_TRACKER_H_
