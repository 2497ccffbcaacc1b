#ifndef NEWSMILL_PROCESSORS_CLAIMS_SOURCES_H_
#define NEWSMILL_PROCESSORS_CLAIMS_SOURCES_H_

#include <cstdint>

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
};

// The auxiliaries and adverbs around a cue.
struct VerbGroup {
  uint32_t begin = 0;  // its first item
  bool negated = false;
  bool passive = false;
  bool infinitive = false;  // "to say"
  bool future = false;      // "will say", "would say"
};

// Finds subjects by the words and commas around a verb. Every look is bounded by kWindow items.
class SourceFinder {
 public:
  static constexpr uint32_t kWindow = 48;

  explicit SourceFinder(const Reading& reading) : reading_(reading) {}

  VerbGroup ReadVerbGroup(const Segment& segment, uint32_t cue) const;
  // The subject that ends right before item `end`.
  Source Before(const Segment& segment, uint32_t end) const;
  // The subject that starts at item `begin` ("said X", "according to X").
  Source After(const Segment& segment, uint32_t begin) const;
  // The subject of the whole sentence, for cues without their own ("…, stating that").
  Source Main(const Segment& segment, uint32_t before) const;
  // Where a sentence starts, behind a dateline ("RABAT, May 6 (AP) —") or a time.
  uint32_t SkipDateline(const Segment& segment) const;
  // The end of the noun phrase that starts at `begin`; `begin` where none does.
  uint32_t PhraseEnd(const Segment& segment, uint32_t begin, bool with_prepositions) const;

  // Whether a noun phrase can start with the item.
  bool StartsPhrase(const Item& item) const;
  // Whether the item is a time of speaking: "on Tuesday" gives 2 at its preposition, 0: none.
  uint32_t TimePhrase(const Segment& segment, uint32_t begin) const;

 private:
  uint32_t PhraseBegin(const Segment& segment, uint32_t end) const;
  bool JoinsPhrases(const Segment& segment, uint32_t coordinator) const;
  uint32_t SkipLeadingPrepositions(uint32_t begin, uint32_t end) const;
  Source Select(uint32_t begin, uint32_t end) const;
  Source BeforeApposition(const Segment& segment, uint32_t comma) const;
  bool IsPhraseItem(const Item& item) const;
  void NameFromApposition(const Segment& segment, uint32_t comma, Source* source) const;
  bool IsQuotedWord(const Item& item) const;
  bool IsNobody(uint32_t begin, uint32_t end) const;
  void AddAppositiveRole(const Segment& segment, uint32_t comma, Source* source) const;

  const Reading& reading_;
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_SOURCES_H_
