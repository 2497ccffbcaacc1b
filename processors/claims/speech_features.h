#ifndef NEWSMILL_PROCESSORS_CLAIMS_SPEECH_FEATURES_H_
#define NEWSMILL_PROCESSORS_CLAIMS_SPEECH_FEATURES_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "processors/claims/attribution_text.h"
#include "processors/learning/feature_rows.h"

namespace newsmill::claims {

// Labels of the chain that tells whether an attribution reports speech; a sequence is one word.
enum SpeechLabel : uint8_t { kThoughtLabel, kSpeechLabel };
inline const std::vector<std::string> kSpeechLabelNames = {"thought", "speech"};

// *rows = one row: what tells speech from thought in an attribution of `text` with a cue.
void ExtractSpeechFeatures(const AttributionText& text, const WordRange& cue,
                           const WordRange& source, std::span<const WordRange> content,
                           FeatureRows* rows);

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_SPEECH_FEATURES_H_
