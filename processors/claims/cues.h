#ifndef NEWSMILL_PROCESSORS_CLAIMS_CUES_H_
#define NEWSMILL_PROCESSORS_CLAIMS_CUES_H_

#include <cstdint>
#include <optional>

#include "processors/claims/phrases.h"
#include "processors/claims/reading.h"

namespace newsmill::claims {

// The auxiliaries and adverbs around a cue.
struct VerbGroup {
  uint32_t begin = 0;    // its first item
  bool negated = false;  // "did not say", "never claimed"
  bool passive = false;
  bool infinitive = false;  // "to say"
  bool future = false;      // "will say", "would say"
};

// A verb that reports what somebody said or thought.
struct Cue {
  const CueVerb* verb = nullptr;
  uint32_t begin = 0;  // items, particle included
  uint32_t end = 0;
  VerbGroup group;
  bool participle = false;  // "…, stating": its subject is the sentence's
};

// Decides whether a word of the cue lexicon reports anything where it stands: not as a noun or
// adjective, in the passive, or where there is nothing to say it of ("declined to comment").
class CueFinder {
 public:
  CueFinder(const Reading& reading, const PhraseFinder& phrases)
      : reading_(reading), phrases_(phrases) {}

  // The cue at `item`, if it is one. `inner`: the items are somebody's words already.
  std::optional<Cue> Find(const Segment& segment, uint32_t item, bool inner) const;

 private:
  VerbGroup ReadVerbGroup(const Segment& segment, uint32_t cue) const;
  bool RefusesToSay(const Segment& segment, uint32_t to, const CueVerb& verb) const;
  bool IsNoSpeech(const Segment& segment, uint32_t cue, uint32_t after, const CueVerb& verb) const;
  bool SaysAfter(const Segment& segment, uint32_t next) const;
  bool IsVerb(const Segment& segment, uint32_t cue, const VerbGroup& group) const;
  bool IsImagined(const Segment& segment, uint32_t cue, const VerbGroup& group) const;
  bool HasAuxiliary(uint32_t begin, uint32_t end) const;

  const Reading& reading_;
  const PhraseFinder& phrases_;
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_CUES_H_
