#ifndef NEWSMILL_PROCESSORS_CLAIMS_DESCRIPTIONS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_DESCRIPTIONS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "processors/base/document.h"
#include "processors/claims/genders.h"
#include "processors/claims/reading.h"

namespace newsmill::claims {

// Equal but for the case of ASCII letters.
bool SameWord(std::string_view a, std::string_view b);

// The head noun of tokens [first, end), "minister" of "finance minister of France"; "" if none.
std::string_view HeadNoun(const Reading& reading, uint32_t first, uint32_t end);

// What an article says of its people and bodies: titles, appositions, gender. Views point into
// the document's text and names. Scratch is kept between documents.
class Descriptions {
 public:
  // Reads the text's own level.
  void Start(const Document& document, const Reading& text);

  // Notes that tokens [first_token, end_token) describe the entity.
  void Add(const Reading& reading, uint32_t first_token, uint32_t end_token, uint32_t entity);

  // The entity whose description has this head noun: the last before `token`, else the first
  // later one; with `anywhere` the first of all. Claim::kNoEntity if none has.
  int32_t Find(std::string_view head, uint32_t token, bool anywhere) const;

  std::string_view role(size_t entity) const { return roles_[entity]; }
  Gender gender(size_t entity) const { return genders_[entity]; }
  // Takes the gender of a pronoun that stood for the entity, where none is known.
  void LearnGender(size_t entity, Gender gender) {
    if (genders_[entity] == Gender::kUnknown) genders_[entity] = gender;
  }
  // The token of the entity's first name in the text, or UINT32_MAX.
  uint32_t first_token(size_t entity) const { return first_tokens_[entity]; }
  // The first person named in the text, or Claim::kNoEntity.
  int32_t first_person() const { return first_person_; }

 private:
  struct Description {
    std::string_view head;  // as written
    uint32_t token;
    uint32_t entity;
  };

  void DescribeName(const Reading& reading, size_t item);
  bool IsAdjectiveName(const Item& item) const;
  void DescribeOrganisations();

  const Document* document_ = nullptr;
  std::vector<Description> descriptions_;
  std::vector<std::string_view> roles_;  // per entity
  std::vector<Gender> genders_;          // per entity
  std::vector<uint32_t> first_tokens_;   // per entity
  int32_t first_person_ = Claim::kNoEntity;
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_DESCRIPTIONS_H_
