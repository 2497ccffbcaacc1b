#ifndef NEWSMILL_PROCESSORS_CLAIMS_PHRASES_H_
#define NEWSMILL_PROCESSORS_CLAIMS_PHRASES_H_

#include <cstdint>

#include "processors/claims/reading.h"

namespace newsmill::claims {

// Finds noun phrases and times by words alone, without a parse. Every look is bounded by kWindow
// items.
class PhraseFinder {
 public:
  static constexpr uint32_t kWindow = 48;

  explicit PhraseFinder(const Reading& reading) : reading_(reading) {}

  // Whether a noun phrase can start with the item, or hold it.
  bool StartsPhrase(const Item& item) const;
  bool IsPhraseItem(const Item& item) const;
  // Whether a determiner may be a subject by itself: "most said".
  bool StandsAlone(const Item& determiner) const;
  // Where the phrase that ends right before item `end` begins, without leading prepositional
  // phrases ("In Tbilisi the minister"); `end` where there is none.
  uint32_t PhraseBegin(const Segment& segment, uint32_t end) const;
  // The end of the noun phrase that starts at `begin`; `begin` where none does.
  uint32_t PhraseEnd(const Segment& segment, uint32_t begin, bool with_prepositions) const;
  // How many items from `begin` on are a time of speaking ("on Tuesday": 2); 0: none.
  uint32_t TimePhrase(const Segment& segment, uint32_t begin) const;
  // Where a sentence starts, behind a dateline ("RABAT, May 6 (AP) —") or a time.
  uint32_t SkipDateline(const Segment& segment) const;

 private:
  bool IsQuotedWord(const Item& item) const;
  bool JoinsPhrases(const Segment& segment, uint32_t coordinator) const;
  uint32_t SkipLeadingPrepositions(uint32_t begin, uint32_t end) const;

  const Reading& reading_;
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_PHRASES_H_
