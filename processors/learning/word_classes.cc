#include "processors/learning/word_classes.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "processors/base/status_macros.h"
#include "processors/learning/hashing.h"

namespace newsmill {
namespace {

constexpr std::string_view kCasedSection = "slots";
constexpr std::string_view kFoldedSection = "folded";
constexpr std::string_view kGrainsSection = "grains";  // a byte for each table: how many

uint32_t KeyOf(uint32_t hash) { return hash == 0 ? 1 : hash; }

}  // namespace

absl::StatusOr<std::shared_ptr<const WordClasses>> WordClasses::Load(
    std::shared_ptr<const ModelFile> file) {
  ASSIGN_OR_RETURN(const std::string_view cased, file->Section(kCasedSection));
  ASSIGN_OR_RETURN(const std::string_view folded, file->Section(kFoldedSection));
  ASSIGN_OR_RETURN(const std::string_view grains, file->Section(kGrainsSection));
  auto classes = std::make_shared<WordClasses>();
  if (grains.size() == 2) {
    classes->cased_.grains = static_cast<unsigned char>(grains[0]);
    classes->folded_.grains = static_cast<unsigned char>(grains[1]);
  }
  if (grains.size() != 2 || classes->grains() > kMaxGrains || !classes->cased_.Read(cased) ||
      !classes->folded_.Read(folded)) {
    return absl::DataLossError(fmt::format("{}: the word classes are damaged", file->origin()));
  }
  classes->file_ = std::move(file);
  return classes;
}

uint32_t WordClasses::Slots::HashAt(size_t slot) const {
  uint32_t hash = 0;
  std::memcpy(&hash, bytes + slot * size(), sizeof(hash));
  return hash;
}

bool WordClasses::Slots::Read(std::string_view section) {
  const size_t slots = section.size() / size();
  if (slots * size() != section.size() || !std::has_single_bit(slots)) return false;
  bytes = section.data();
  mask = slots - 1;
  for (size_t slot = 0; slot < slots; ++slot) {
    if (HashAt(slot) == 0) return true;
  }
  return false;
}

bool WordClasses::Slots::Find(uint32_t hash, size_t first_grain, Classes* classes) const {
  if (bytes == nullptr) return false;
  const uint32_t key = KeyOf(hash);
  for (size_t at = key & mask;; at = (at + 1) & mask) {
    const uint32_t found = HashAt(at);
    if (found == 0) return false;
    if (found != key) continue;
    std::memcpy(&(*classes)[first_grain], bytes + at * size() + sizeof(uint32_t),
                grains * sizeof(uint16_t));
    return true;
  }
}

std::string WordClasses::IdBytes() const {
  const uint64_t id = this->id();
  return {reinterpret_cast<const char*>(&id), sizeof(id)};
}

absl::Status WordClasses::CheckTrainedWithThese(const ModelFile& model) const {
  ASSIGN_OR_RETURN(const std::string_view id, model.Section(kIdSection));
  if (id == IdBytes()) return absl::OkStatus();
  return absl::FailedPreconditionError(
      model.origin() +
      ": was trained with other word classes than those given: use both of one training (--words "
      "of `newsmill train`)");
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

std::string WordClasses::Encode(const Table& table) {
  const size_t size = sizeof(uint32_t) + table.grains * sizeof(uint16_t);
  const size_t slots = std::bit_ceil(table.entries.size() * 8 / 7 + 1);
  std::vector<uint32_t> keys(slots, 0);
  std::string bytes(slots * size, '\0');
  for (const Entry& entry : table.entries) {
    const uint32_t key = KeyOf(HashText(entry.word));
    size_t at = key & (slots - 1);
    while (keys[at] != 0 && keys[at] != key) at = (at + 1) & (slots - 1);
    if (keys[at] != 0) continue;
    keys[at] = key;
    std::memcpy(&bytes[at * size], &key, sizeof(key));
    std::memcpy(&bytes[at * size + sizeof(key)], entry.classes.data(),
                table.grains * sizeof(uint16_t));
  }
  return bytes;
}

ModelFileWriter WordClasses::Encode(const Table& cased, const Table& folded) {
  ModelFileWriter writer(kKind);
  writer.Add(kCasedSection, Encode(cased));
  writer.Add(kFoldedSection, Encode(folded));
  writer.Add(kGrainsSection, {static_cast<char>(cased.grains), static_cast<char>(folded.grains)});
  return writer;
}

}  // namespace newsmill
