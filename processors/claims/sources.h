#ifndef NEWSMILL_PROCESSORS_CLAIMS_SOURCES_H_
#define NEWSMILL_PROCESSORS_CLAIMS_SOURCES_H_

#include <cstdint>

#include "processors/claims/phrases.h"
#include "processors/claims/reading.h"

namespace newsmill::claims {

// The subject of a cue. Token ranges are half-open; an empty one means absent.
struct Source {
  bool found = false;
  bool pronoun = false;
  bool nobody = false;       // "nobody", "neither": nothing was said
  uint32_t first_token = 0;  // the source itself: a name, else the noun phrase
  uint32_t end_token = 0;
  int32_t mention = -1;     // where the source is a name
  uint32_t role_first = 0;  // what describes the name: "finance minister"
  uint32_t role_end = 0;
  uint32_t begin_item = 0;  // the whole subject with what stands between its commas
  uint32_t end_item = 0;
  int32_t relative = -1;  // token of the "who" that speaks for the source: the source in the text
};

// Finds subjects by the words and commas around a verb. Every look is bounded.
class SourceFinder {
 public:
  SourceFinder(const Reading& reading, const PhraseFinder& phrases)
      : reading_(reading), phrases_(phrases) {}

  // The subject that ends right before item `end`.
  Source Before(const Segment& segment, uint32_t end) const;
  // The subject that starts at item `begin` ("said X", "according to X").
  Source After(const Segment& segment, uint32_t begin) const;
  // The source whose words are known: the name in them, with what describes it there and behind.
  Source Of(uint32_t first_token, uint32_t end_token) const;
  // The subject of the whole sentence, for cues without their own ("…, stating that").
  Source Main(const Segment& segment, uint32_t before) const;

 private:
  Source Select(uint32_t begin, uint32_t end) const;
  uint32_t BehindAdverbial(const Segment& segment, uint32_t begin, uint32_t limit) const;
  uint32_t BehindParticiple(const Segment& segment, uint32_t begin, uint32_t limit) const;
  Source BeforeApposition(const Segment& segment, uint32_t comma) const;
  void NameFromApposition(const Segment& segment, uint32_t comma, Source* source) const;
  bool IsNobody(uint32_t begin, uint32_t end) const;
  void AddAppositiveRole(const Segment& segment, uint32_t comma, Source* source) const;

  const Reading& reading_;
  const PhraseFinder& phrases_;
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_SOURCES_H_
