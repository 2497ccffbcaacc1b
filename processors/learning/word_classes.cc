#include "processors/learning/word_classes.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <utility>

#include "processors/base/status_macros.h"
#include "processors/learning/hashing.h"

namespace newsmill {
namespace {

constexpr std::string_view kSlotsSection = "slots";
constexpr std::string_view kGrainsSection = "grains";  // one byte: how many

uint32_t KeyOf(uint32_t hash) { return hash == 0 ? 1 : hash; }

}  // namespace

absl::StatusOr<std::shared_ptr<const WordClasses>> WordClasses::Load(
    std::shared_ptr<const ModelFile> file) {
  ASSIGN_OR_RETURN(const std::string_view slots, file->Section(kSlotsSection));
  ASSIGN_OR_RETURN(const std::string_view grains, file->Section(kGrainsSection));
  auto classes = std::make_shared<WordClasses>();
  classes->slots_ = {reinterpret_cast<const Slot*>(slots.data()), slots.size() / sizeof(Slot)};
  classes->grains_ = grains.size() == 1 ? static_cast<unsigned char>(grains[0]) : kMaxGrains + 1;
  const bool has_room = std::any_of(classes->slots_.begin(), classes->slots_.end(),
                                    [](const Slot& slot) { return slot.hash == 0; });
  if (!std::has_single_bit(classes->slots_.size()) || slots.size() % sizeof(Slot) != 0 ||
      !has_room || classes->grains_ > kMaxGrains) {
    return absl::DataLossError(fmt::format("{}: the word classes are damaged", file->origin()));
  }
  classes->file_ = std::move(file);
  return classes;
}

bool WordClasses::Find(uint32_t hash, Classes* classes) const {
  if (slots_.empty()) return false;
  const uint32_t key = KeyOf(hash);
  for (size_t at = key & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
    const Slot& slot = slots_[at];
    if (slot.hash == 0) return false;
    if (slot.hash != key) continue;
    *classes = slot.classes;
    return true;
  }
}

void WordClasses::NormalForm(std::string_view word, std::string* form) {
  constexpr std::string_view kApostrophe = "\xe2\x80\x99";
  form->clear();
  for (size_t i = 0; i < word.size(); ++i) {
    if (word.substr(i).starts_with(kApostrophe)) {
      form->push_back('\'');
      i += kApostrophe.size() - 1;
    } else {
      form->push_back(word[i] >= '0' && word[i] <= '9' ? '0' : word[i]);
    }
  }
}

ModelFileWriter WordClasses::Encode(std::span<const Entry> entries, size_t grains) {
  std::vector<Slot> slots(std::bit_ceil(entries.size() * 4 / 3 + 1), Slot{});
  for (const Entry& entry : entries) {
    const uint32_t key = KeyOf(HashText(entry.word));
    size_t at = key & (slots.size() - 1);
    while (slots[at].hash != 0 && slots[at].hash != key) at = (at + 1) & (slots.size() - 1);
    if (slots[at].hash == 0) slots[at] = {key, entry.classes};
  }
  ModelFileWriter writer(kKind);
  writer.Add(kSlotsSection,
             {reinterpret_cast<const char*>(slots.data()), slots.size() * sizeof(Slot)});
  writer.Add(kGrainsSection, std::string(1, static_cast<char>(grains)));
  return writer;
}

}  // namespace newsmill
