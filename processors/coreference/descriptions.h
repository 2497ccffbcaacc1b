#ifndef NEWSMILL_PROCESSORS_COREFERENCE_DESCRIPTIONS_H_
#define NEWSMILL_PROCESSORS_COREFERENCE_DESCRIPTIONS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "processors/base/document.h"
#include "processors/coreference/genders.h"
#include "processors/coreference/passage.h"

namespace newsmill::coreference {

// The head noun of tokens [first, end), "minister" of "finance minister of France";
// UINT32_MAX if there is none.
uint32_t HeadNoun(const Passage& passage, uint32_t first, uint32_t end);

// What an article's text says of its people and bodies: titles, appositions, gender. Views point
// into the document's text and names. Scratch is kept between documents.
class Descriptions {
 public:
  // Tokens [first_token, end_token) of the text describe an entity.
  struct Description {
    std::string_view head;  // as written
    uint32_t first_token = 0;
    uint32_t end_token = 0;  // 0: taken from the entity's name
    uint32_t entity = 0;
  };

  // Reads the text. `text` must stay as it is while descriptions are asked for. Linear.
  void Start(const Passage& text);

  // The entity whose description fits the head and the words before it in [first, head): the last
  // described before `token`, else the first later one; with `anywhere` the first of all.
  // Reference::kNoEntity if none fits.
  int32_t Find(const Passage& passage, uint32_t first, uint32_t head, uint32_t token,
               bool anywhere) const;

  // Notes that tokens [first_token, end_token) of the text describe the entity.
  void Add(uint32_t first_token, uint32_t end_token, uint32_t entity);

  // The entity beside whose name a description with its noun at `token` stands, or
  // Reference::kNoEntity.
  int32_t described_by(uint32_t token) const {
    return token < described_by_.size() ? described_by_[token] : Reference::kNoEntity;
  }
  // How the text describes the entity first; "" if not at all.
  std::string_view role(size_t entity) const { return roles_[entity]; }
  Gender gender(size_t entity) const { return genders_[entity]; }
  // Takes the gender of a pronoun that stood for the entity, where none is known.
  void LearnGender(size_t entity, Gender gender) {
    if (genders_[entity] == Gender::kUnknown) genders_[entity] = gender;
  }

 private:
  void DescribeBefore(const NameTokens& name);
  void DescribeBehind(const NameTokens& name);
  void DescribeAcrossComma(const NameTokens& name);
  void DescribeOrganisations();
  bool Fits(const Description& description, const Passage& passage, uint32_t first,
            uint32_t head) const;
  bool IsNoun(uint32_t token) const;
  bool IsApposed(uint32_t token) const;

  const Passage* text_ = nullptr;
  const Document* document_ = nullptr;
  std::vector<Description> descriptions_;
  std::vector<std::string_view> roles_;  // per entity
  std::vector<Gender> genders_;          // per entity
  std::vector<int32_t> described_by_;    // per token
};

}  // namespace newsmill::coreference

#endif  // NEWSMILL_PROCESSORS_COREFERENCE_DESCRIPTIONS_H_
