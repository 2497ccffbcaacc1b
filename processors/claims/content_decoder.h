#ifndef NEWSMILL_PROCESSORS_CLAIMS_CONTENT_DECODER_H_
#define NEWSMILL_PROCESSORS_CLAIMS_CONTENT_DECODER_H_

#include <cstdint>
#include <span>
#include <vector>

#include "processors/learning/chain_lattice.h"

namespace newsmill::claims {

// Finds the best labels of a cue's window that have a content, and by how much they beat the best
// ones without. Holds scratch: one instance a thread.
class ContentDecoder {
 public:
  // `emissions` as LinearChain::Emissions gives them, of CueLabels(); at least one word.
  // *labels = AttributionLabels. Returns the difference of the two scores.
  float Decode(const ChainScores& scores, std::span<const float> emissions,
               std::vector<uint8_t>* labels);

 private:
  void Step(const ChainScores& scores, const float* emission, int32_t* from);

  std::vector<float> best_, next_;  // [has content * stride + label]
  std::vector<int32_t> from_;       // of each word, likewise
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_CONTENT_DECODER_H_
