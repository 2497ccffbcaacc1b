#include "processors/claims/cue_odds.h"

#include <algorithm>
#include <bit>
#include <string_view>
#include <utility>
#include <vector>

#include "processors/base/status_macros.h"

namespace newsmill::claims {
namespace {

size_t FirstSlot(uint32_t word, size_t mask) {
  const uint32_t spread = word * 0x9e3779b1U;
  return spread & mask;
}

}  // namespace

absl::StatusOr<CueOdds> CueOdds::Load(std::shared_ptr<const ModelFile> file, const char* name) {
  ASSIGN_OR_RETURN(const std::string_view bytes, file->Section(name));
  const size_t count = bytes.size() / sizeof(Slot);
  CueOdds odds;
  odds.slots_ = {reinterpret_cast<const Slot*>(bytes.data()), count};
  const bool free = std::any_of(odds.slots_.begin(), odds.slots_.end(),
                                [](const Slot& slot) { return slot.word == 0; });
  if (bytes.size() % sizeof(Slot) != 0 || !std::has_single_bit(count) || !free) {
    return absl::DataLossError(file->origin() + ": section '" + name + "' is damaged");
  }
  odds.file_ = std::move(file);
  return odds;
}

uint8_t CueOdds::Find(uint32_t lower) const {
  if (slots_.empty()) return kUnknown;
  const size_t mask = slots_.size() - 1;
  for (size_t at = FirstSlot(lower, mask); slots_[at].word != 0; at = (at + 1) & mask) {
    if (slots_[at].word == lower) return static_cast<uint8_t>(slots_[at].step);
  }
  return kUnknown;
}

uint8_t CueOdds::Step(const Count& count) {
  if (count.all < 2) return kUnknown;
  const double odds = (count.cue + 0.1) / (count.all + 1.0);
  if (odds < 0.01) return 0;
  if (odds < 0.05) return 2;
  if (odds < 0.15) return 3;
  if (odds < 0.35) return kLikely;
  return odds < 0.6 ? 5 : 6;
}

std::string CueOdds::Encode(const Counts& counts) {
  std::vector<std::pair<uint32_t, uint8_t>> words;
  for (const auto& [word, count] : counts) {
    if (word != 0 && Step(count) != kUnknown) words.emplace_back(word, Step(count));
  }
  std::sort(words.begin(), words.end());
  std::vector<Slot> slots(std::bit_ceil(words.size() * 3 / 2 + 2), {0, 0});
  const size_t mask = slots.size() - 1;
  for (const auto& [word, step] : words) {
    size_t at = FirstSlot(word, mask);
    while (slots[at].word != 0) at = (at + 1) & mask;
    slots[at] = {word, step};
  }
  return {reinterpret_cast<const char*>(slots.data()), slots.size() * sizeof(Slot)};
}

}  // namespace newsmill::claims
