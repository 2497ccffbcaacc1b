#ifndef NEWSMILL_PROCESSORS_CLAIMS_CUE_VERBS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_CUE_VERBS_H_

#include <span>
#include <string_view>

#include "processors/claims/lexicon.h"

namespace newsmill::claims {

// A verb of the cue lexicon. Empty forms are regular.
struct CueVerbRow {
  CueVerb cue;
  std::string_view past;    // past tense and participles, separated by one space
  std::string_view gerund;  // only where it is not made by dropping "e"
};

// A verb with a particle that is a cue of its own.
struct PhrasalRow {
  std::string_view verb;  // lemma of a CueVerbRow
  CueVerb cue;
};

std::span<const CueVerbRow> CueVerbs();
std::span<const PhrasalRow> PhrasalCues();

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_CUE_VERBS_H_
