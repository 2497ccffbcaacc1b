#include "ingest/heap.h"

#include <malloc.h>

namespace newsmill {

void KeepHeapSteady() {
  constexpr int kMostArenas = 1024;
  // Above what a client fetches at once, 1 MB of each of a few partitions: the pages of a mapping
  // are new ones each time.
  constexpr int kMappedBytes = 8 << 20;
  mallopt(M_ARENA_MAX, kMostArenas);
  mallopt(M_MMAP_THRESHOLD, kMappedBytes);
  mallopt(M_TRIM_THRESHOLD, kMappedBytes);
}

void ReleaseFreePages() { malloc_trim(0); }

}  // namespace newsmill
