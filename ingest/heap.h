#ifndef NEWSMILL_INGEST_HEAP_H_
#define NEWSMILL_INGEST_HEAP_H_

namespace newsmill {

// Makes the C library's heap keep its size over days of equal load. Call once, before threads
// start.
//
// Each thread gets an arena of its own: in one that a worker shares with a client's thread, what is
// kept for long is scattered among messages that come and go, and the arena grows for hours. Large
// blocks have mappings of their own and go back to the system; by default their threshold rises
// with the largest block that was ever freed.
void KeepHeapSteady();

// Gives pages without anything in use back to the system, of all threads: buffers of changing sizes
// leave gaps that fit no later one. Takes less than a millisecond for each 10 MB; meant to be
// called every few seconds. Thread-safe.
void ReleaseFreePages();

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_HEAP_H_
