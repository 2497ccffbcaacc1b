#ifndef NEWSMILL_PROCESSORS_CLAIMS_SPEAKERS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_SPEAKERS_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "processors/base/document.h"
#include "processors/claims/draft.h"
#include "processors/claims/reading.h"

namespace newsmill::claims {

// Who a source is. Views point into the document's text and names.
struct Speaker {
  int32_t entity = Claim::kNoEntity;
  std::string_view name;  // "" : nobody known; never a pronoun
  std::string_view role;
  float confidence = 0;
};

// Says who the sources of an article are: names by their entities, pronouns and descriptions ("the
// minister") by what the stage `coreference` found, "I" by who speaks, labels and quotations
// without a source by the article's order. Scratch is kept between documents.
class SpeakerResolver {
 public:
  // Reads the text's own level.
  void Start(const Document& document, const Reading& text);

  // Fills (*speakers)[i] for drafts[i], in the order of Extractor::Extract. `reading` must stand
  // at the field's own level.
  void Resolve(const Reading& reading, std::span<const Draft> drafts,
               std::vector<Speaker>* speakers);

  // Adds mentions for the "I" inside the quotations of those drafts whose speaker is an entity, and
  // for the "we" of bodies, to *mentions. The innermost draft counts.
  void AddFirstPersons(const Reading& reading, std::span<const Draft> drafts,
                       std::span<const Speaker> speakers, std::vector<Mention>* mentions);

 private:
  // Who spoke last at the field's own level.
  struct Last {
    bool known = false;
    Speaker speaker;
  };

  Speaker ResolveDraft(const Reading& reading, const Draft& draft, std::span<const Draft> drafts,
                       std::span<const Speaker> speakers) const;
  Speaker ResolvePronoun(const Reading& reading, const Draft& draft, std::span<const Draft> drafts,
                         std::span<const Speaker> speakers) const;
  Speaker ResolvePhrase(const Reading& reading, const Draft& draft) const;
  Speaker ResolveLabel(const Reading& reading, const Draft& draft) const;
  Speaker Interviewer(const Reading& reading) const;
  Speaker OfIntroduced(const Reading& reading, const Reference& reference,
                       std::span<const Draft> drafts, std::span<const Speaker> speakers) const;
  Speaker OfEntity(uint32_t entity, float confidence) const;
  static bool IsEmbedded(std::span<const Draft> drafts, size_t index);
  bool IsPerson(uint32_t entity) const;

  const Document* document_ = nullptr;
  int32_t first_person_ = Claim::kNoEntity;  // the first one named in the text
  Last last_;
  std::vector<int32_t> words_of_;  // per token: the draft whose content it is, or Draft::kNone
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_SPEAKERS_H_
