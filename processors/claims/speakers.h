#ifndef NEWSMILL_PROCESSORS_CLAIMS_SPEAKERS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_SPEAKERS_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "processors/base/document.h"
#include "processors/claims/descriptions.h"
#include "processors/claims/draft.h"
#include "processors/claims/genders.h"
#include "processors/claims/reading.h"

namespace newsmill::claims {

// Who a source is. Views point into the document's text and names.
struct Speaker {
  int32_t entity = Claim::kNoEntity;
  std::string_view name;  // "" : nobody known; never a pronoun
  std::string_view role;
  float confidence = 0;
};

// Says who the sources of an article are: names by their entities, pronouns by who spoke or
// acted last, roles ("the minister") by who was described so. Scratch is kept between documents.
class SpeakerResolver {
 public:
  // Learns the descriptions of the article's people and bodies from the text's own level.
  void Start(const Document& document, const Reading& text);

  // Fills (*speakers)[i] for drafts[i], in the order of Extractor::Extract. `reading` must stand
  // at the field's own level.
  void Resolve(const Reading& reading, std::span<const Draft> drafts,
               std::vector<Speaker>* speakers);

 private:
  // What a later pronoun may stand for.
  struct Antecedent {
    uint32_t token = 0;
    uint32_t segment = 0;
    Speaker speaker;
    bool person = false;
    bool spoke = false;
  };

  void NoteSubject(const Reading& reading, const Segment& segment);
  void Remember(uint32_t token, const Speaker& speaker, bool person, bool spoke);
  Speaker ResolvePronoun(const Draft& draft, std::string_view pronoun,
                         std::span<const Speaker> speakers) const;
  const Antecedent* FindAntecedent(const Draft& draft, Gender gender, bool person) const;
  Speaker ResolvePhrase(const Reading& reading, const Source& source, uint8_t level) const;
  Speaker Interviewer(const Reading& reading) const;
  Speaker ResolveLabel(const Reading& reading, const Draft& draft) const;
  void LinkEarlierPhrase(const Reading& reading, std::span<const Draft> drafts, size_t index,
                         std::vector<Speaker>* speakers);
  Speaker OfEntity(uint32_t entity, float confidence) const;
  Speaker ResolveDraft(const Reading& reading, const Draft& draft,
                       std::span<const Speaker> speakers) const;
  static bool IsEmbedded(std::span<const Draft> drafts, size_t index);
  bool IsPerson(const Speaker& speaker) const;

  const Document* document_ = nullptr;
  Descriptions descriptions_;
  std::vector<Antecedent> antecedents_;
  uint32_t segment_ = 0;  // the one being resolved
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_SPEAKERS_H_
