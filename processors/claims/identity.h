#ifndef NEWSMILL_PROCESSORS_CLAIMS_IDENTITY_H_
#define NEWSMILL_PROCESSORS_CLAIMS_IDENTITY_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsmill::claims {

// Appends the wording of `text` that makes two quotations the same: letters and digits in lower
// case (ASCII, Latin-1 and Latin Extended-A, Greek, Cyrillic), everything between them as one
// space. Several pieces append to one wording.
void AppendWording(std::string_view text, std::string* wording);

// Hash of a wording: equal for the same words in another outlet.
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
