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

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_HEAP_H_
