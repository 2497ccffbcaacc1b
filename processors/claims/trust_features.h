#ifndef NEWSMILL_PROCESSORS_CLAIMS_TRUST_FEATURES_H_
#define NEWSMILL_PROCESSORS_CLAIMS_TRUST_FEATURES_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "processors/claims/attribution_labels.h"
#include "processors/claims/attribution_text.h"
#include "processors/claims/draft.h"
#include "processors/learning/feature_rows.h"

namespace newsmill::claims {

// Whether a draft is right: the labels of AttributionModel::trust, one word a draft.
enum TrustLabel : uint8_t { kWrong, kRight };
inline const std::vector<std::string> kTrustLabelNames = {"wrong", "right"};

// *rows = one row, what tells whether a draft of the text's own level is a claim as people mark
// them: who found it and how surely, the words of the cue and around the content, where the parts
// lie.
void ExtractTrustFeatures(const AttributionText& text, std::span<const PartGuess> guesses,
                          const Draft& draft, FeatureRows* rows);

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_TRUST_FEATURES_H_
