#ifndef NEWSMILL_PROCESSORS_CLAIMS_CUE_ODDS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_CUE_ODDS_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>

#include "absl/status/statusor.h"
#include "processors/learning/model_file.h"

namespace newsmill::claims {

// How often each word was part of a cue in the texts that a model learnt from, in steps. Immutable
// and thread-safe; read in place.
class CueOdds {
 public:
  static constexpr uint8_t kUnknown = 1;  // seen once at most
  // From here on a word is a cue more often than one time in three.
  static constexpr uint8_t kLikely = 4;

  struct Count {
    uint32_t cue = 0;
    uint32_t all = 0;
  };
  // By Word::lower.
  using Counts = std::unordered_map<uint32_t, Count>;

  // No words at all.
  CueOdds() = default;
  // From section `name`.
  static absl::StatusOr<CueOdds> Load(std::shared_ptr<const ModelFile> file, const char* name);
  // The section's bytes.
  static std::string Encode(const Counts& counts);

  // 0 hardly ever a cue, then kUnknown, then ever likelier up to 6.
  uint8_t Find(uint32_t lower) const;
  static uint8_t Step(const Count& count);

 private:
  struct Slot {
    uint32_t word;  // 0: free
    uint32_t step;
  };

  std::shared_ptr<const ModelFile> file_;
  std::span<const Slot> slots_;  // open addressing, a power of two
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_CUE_ODDS_H_
