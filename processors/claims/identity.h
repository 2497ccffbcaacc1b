#ifndef NEWSMILL_PROCESSORS_CLAIMS_IDENTITY_H_
#define NEWSMILL_PROCESSORS_CLAIMS_IDENTITY_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace newsmill::claims {

// Hash of a wording (see AppendWording) by which the same quotation is found in other outlets:
// equal in spite of case, marks, insertions, contractions, number words up to twelve, "$5m" for
// "5 million dollars", fillers at both ends ("Well, I think", "of course"), emphasis ("really"),
// articles and, from four telling words on, third-person pronouns and auxiliaries (an editor writes
// "[the minister]" for "he"). All other words count, in their order: numbers, names, negations and
// short opposites tell quotations apart. Hence its limits: a quotation cut by a clause or a
// sentence, reworded, or spelt the American way has another fingerprint, and what differs in an
// insertion, in tense ("has", "will") or only in "he" and "she" has the same. Linear time, no
// allocation.
uint64_t Fingerprint(std::string_view wording);

// Makes claim ids of one article: hash of article id, wording and the wording's ordinal among
// equal ones, so that an id lasts while the words do.
class ClaimIds {
 public:
  void Start(std::string_view article_id);
  uint64_t Next(std::string_view wording);

 private:
  struct Seen {
    uint64_t words = 0;
    uint32_t count = 0;  // 0: the slot is free
  };

  Seen& Find(uint64_t words);
  void Grow();

  uint64_t article_ = 0;
  std::vector<Seen> slots_;  // open addressing, a power of two; keeps its memory
  size_t used_ = 0;
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_IDENTITY_H_
