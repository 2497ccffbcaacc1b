#include "processors/entities/name_lists.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>
#include <unordered_map>
#include <utility>

#include "processors/base/status_macros.h"
#include "processors/text/tokenizer.h"

namespace newsmill {
namespace {

constexpr uint32_t kPrefix = 1U << 23;
constexpr uint64_t kBits = 0xffffff;
constexpr uint64_t kStart = 0x243f6a8885a308d3ULL;

uint64_t Extend(uint64_t hash, uint32_t word) {
  hash = (hash ^ word) * 0xff51afd7ed558ccdULL;
  return hash ^ (hash >> 31);
}

size_t SlotOf(uint64_t hash, size_t slots) { return (hash >> 24) & (slots - 1); }

// Names in a list of one word of a single letter, or in lower case, say nothing.
bool Tells(std::span<const Word> words) {
  if (words.empty() || words.size() > NameLists::kLongest) return false;
  return words.size() > 1 || (words[0].capitalised && words[0].end - words[0].begin > 1);
}

std::string EncodeSlots(const std::unordered_map<uint64_t, uint32_t>& names) {
  // Sorted, so that equal lists give equal bytes.
  std::vector<std::pair<uint64_t, uint32_t>> sorted(names.begin(), names.end());
  std::sort(sorted.begin(), sorted.end());
  std::vector<uint64_t> slots(std::bit_ceil(names.size() * 7 / 6 + 1), 0);
  for (const auto& [hash, bits] : sorted) {
    size_t at = SlotOf(hash, slots.size());
    while (slots[at] != 0) at = (at + 1) & (slots.size() - 1);
    slots[at] = (hash & ~kBits) | bits;
  }
  return {reinterpret_cast<const char*>(slots.data()), slots.size() * sizeof(slots[0])};
}

}  // namespace

absl::StatusOr<NameLists> NameLists::Load(std::shared_ptr<const ModelFile> file) {
  ASSIGN_OR_RETURN(const std::string_view bytes, file->Section("lists"));
  const size_t slots = bytes.size() / sizeof(Slot);
  NameLists lists;
  lists.slots_ = {reinterpret_cast<const Slot*>(bytes.data()), slots};
  if (!std::has_single_bit(slots) || slots * sizeof(Slot) != bytes.size() ||
      std::find(lists.slots_.begin(), lists.slots_.end(), 0) == lists.slots_.end()) {
    return absl::DataLossError(fmt::format("{}: section 'lists' is damaged", file->origin()));
  }
  lists.file_ = std::move(file);
  return lists;
}

uint32_t NameLists::Look(uint64_t hash) const {
  for (size_t at = SlotOf(hash, slots_.size());; at = (at + 1) & (slots_.size() - 1)) {
    const Slot slot = slots_[at];
    if (slot == 0) return 0;
    if ((slot & ~kBits) == (hash & ~kBits)) return static_cast<uint32_t>(slot & kBits);
  }
}

void NameLists::Match(std::span<const Word> words, bool capitals,
                      std::span<ListMatches> matches) const {
  std::fill(matches.begin(), matches.end(), ListMatches{});
  std::array<uint32_t, kMaxLists> taken_until{};  // for each list: the end of its last name
  for (size_t i = 0; i < words.size(); ++i) {
    if (!words[i].letters && !words[i].digits) continue;
    if (capitals && !words[i].capitalised && !words[i].digits) continue;
    std::array<uint32_t, kLongest> found{};  // the lists of the names of 1..kLongest words
    uint64_t hash = kStart;
    size_t longest = 0;
    for (size_t k = 0; k < kLongest && i + k < words.size(); ++k) {
      hash = Extend(hash, words[i + k].lower);
      const uint32_t bits = Look(hash);
      found[k] = bits & ~kPrefix;
      if (found[k] != 0) longest = k + 1;
      if ((bits & kPrefix) == 0) break;
    }
    uint32_t left = ~uint32_t{0};
    for (size_t size = longest; size > 0; --size) {
      for (uint32_t bits = found[size - 1] & left; bits != 0; bits &= bits - 1) {
        const auto list = static_cast<size_t>(std::countr_zero(bits));
        const uint32_t bit = 1U << list;
        left &= ~bit;
        if (taken_until[list] > i) continue;
        taken_until[list] = static_cast<uint32_t>(i + size);
        if (size == 1) {
          matches[i].single |= bit;
          continue;
        }
        matches[i].begins |= bit;
        for (size_t k = 1; k + 1 < size; ++k) matches[i + k].inside |= bit;
        matches[i + size - 1].ends |= bit;
      }
    }
  }
}

absl::StatusOr<std::string> NameLists::Encode(std::string_view lines) {
  const WordClasses none;
  DocumentWords words(none);
  Tokenizer tokenizer;
  std::vector<Token> tokens;
  std::map<std::string, uint32_t, std::less<>> lists;
  std::unordered_map<uint64_t, uint32_t> names;
  for (size_t number = 1; !lines.empty(); ++number) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
    if (line.empty()) continue;
    const size_t tab = line.find('\t');
    if (tab == std::string_view::npos) {
      return absl::InvalidArgumentError(
          fmt::format("line {}: no tab between list and name", number));
    }
    const auto [list, fresh] =
        lists.try_emplace(std::string(line.substr(0, tab)), static_cast<uint32_t>(lists.size()));
    if (lists.size() > kMaxLists) {
      return absl::InvalidArgumentError(fmt::format(
          "line {}: '{}' is one list too many, at most {}", number, list->first, kMaxLists));
    }
    const std::string_view name = line.substr(tab + 1);
    tokenizer.Tokenize(name, &tokens);
    words.Clear();
    for (const Token& token : tokens) words.Append(name, token, 0);
    if (!Tells(words.words())) continue;
    uint64_t hash = kStart;
    for (size_t i = 0; i < words.words().size(); ++i) {
      hash = Extend(hash, words.words()[i].lower);
      names[hash & ~kBits] |= i + 1 < words.words().size() ? kPrefix : 1U << list->second;
    }
  }
  return EncodeSlots(names);
}

}  // namespace newsmill
