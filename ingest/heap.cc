#include "ingest/heap.h"

#include <malloc.h>

namespace newsmill {

void KeepHeapSteady() {
  constexpr int kMostArenas = 1024;
  // Above what a client fetches at once, so that reading does not pay for new pages.
  constexpr int kMappedBytes = 4 << 20;
  mallopt(M_ARENA_MAX, kMostArenas);
  mallopt(M_MMAP_THRESHOLD, kMappedBytes);
  mallopt(M_TRIM_THRESHOLD, 2 * kMappedBytes);
}

void ReleaseFreePages() { malloc_trim(0); }

}  // namespace newsmill
