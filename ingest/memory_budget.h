#ifndef NEWSMILL_INGEST_MEMORY_BUDGET_H_
#define NEWSMILL_INGEST_MEMORY_BUDGET_H_

#include <cstddef>

namespace newsmill {

// What one of `workers` may take of the memory budget of `memory_mb` MiB. The rest is for decoded
// text, annotations and encoded records, about ten times the raw bytes of a batch.
struct MemoryBudget {
  MemoryBudget(int memory_mb, int workers)
      : prefetch_bytes((static_cast<size_t>(memory_mb) << 20) / static_cast<size_t>(workers) / 4),
        batch_bytes(prefetch_bytes / 4) {}

  // The least that a client takes for its prefetching whatever it is told.
  static constexpr size_t kMinPrefetchBytes = size_t{1} << 20;

  size_t prefetch_bytes;  // what the client may hold; a message must fit
  size_t batch_bytes;     // raw bytes of one batch; one message may exceed it
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_MEMORY_BUDGET_H_
