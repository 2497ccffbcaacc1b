#include "processors/entities/name_context.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string_view>

#include "processors/learning/hashing.h"

namespace newsmill {
namespace {

constexpr uint32_t kSpread = 0x9e3779b1U;
constexpr size_t kLongestAcronym = 7;

constexpr std::array kFunctionWords = {HashText("of"),  HashText("for"), HashText("the"),
                                       HashText("and"), HashText("on"),  HashText("&"),
                                       HashText("in")};

bool IsCapitalised(const Word& word) { return word.letters && word.capitalised; }

bool IsFunctionWord(const Word& word) {
  return std::find(kFunctionWords.begin(), kFunctionWords.end(), word.lower) !=
         kFunctionWords.end();
}

size_t SlotOf(uint32_t lower, size_t slots) { return (lower * kSpread >> 7) & (slots - 1); }

}  // namespace

void NameContext::Load(std::span<const Word> words, std::span<const WordSentence> sentences) {
  entries_.clear();
  table_.assign(std::bit_ceil(std::max<size_t>(words.size() * 4, 16)), kNone);
  next_.assign(words.size(), kNone);
  for (const WordSentence& sentence : sentences) {
    if (!sentence.caseless) LoadSentence(words, sentence);
  }
  for (const WordSentence& sentence : sentences) {
    if (sentence.caseless) continue;
    AddRuns(words, sentence);
    AddAcronyms(words, sentence);
  }
}

const NameContext::Entry* NameContext::Find(uint32_t lower) const {
  for (size_t at = SlotOf(lower, table_.size());; at = (at + 1) & (table_.size() - 1)) {
    const uint32_t entry = table_[at];
    if (entry == kNone) return nullptr;
    if (entries_[entry].lower == lower) return &entries_[entry];
  }
}

// The table has room for every word and its acronyms.
NameContext::Entry& NameContext::At(uint32_t lower) {
  size_t at = SlotOf(lower, table_.size());
  while (table_[at] != kNone) {
    if (entries_[table_[at]].lower == lower) return entries_[table_[at]];
    at = (at + 1) & (table_.size() - 1);
  }
  table_[at] = static_cast<uint32_t>(entries_.size());
  entries_.emplace_back().lower = lower;
  return entries_.back();
}

void NameContext::LoadSentence(std::span<const Word> words, const WordSentence& sentence) {
  for (uint32_t i = sentence.first; i < sentence.end; ++i) {
    if (!words[i].letters) continue;
    Entry& entry = At(words[i].lower);
    if (!words[i].capitalised) {
      entry.lower_case = true;
      continue;
    }
    if (entry.first == kNone) {
      entry.first = i;
    } else {
      next_[entry.last] = i;
    }
    entry.last = i;
    ++entry.count;
    entry.inner_count += i > sentence.first ? 1 : 0;
  }
}

void NameContext::AddRuns(std::span<const Word> words, const WordSentence& sentence) {
  for (uint32_t i = sentence.first; i < sentence.end;) {
    uint32_t end = i;
    while (end < sentence.end && IsCapitalised(words[end])) ++end;
    const uint32_t size = end - i;
    for (uint32_t k = i; size >= 2 && k < end; ++k) {
      Entry& entry = At(words[k].lower);
      if (entry.longest.size < size) entry.longest = {i, size, k - i};
    }
    i = std::max(end, i + 1);
  }
}

// "European Central Bank": marks an entry "ecb" that is there.
void NameContext::AddAcronyms(std::span<const Word> words, const WordSentence& sentence) {
  for (uint32_t i = sentence.first; i < sentence.end; ++i) {
    if (!IsCapitalised(words[i]) || words[i].upper) continue;
    std::array<char, kLongestAcronym> initials{};
    size_t size = 0;
    for (uint32_t k = i; k < sentence.end && size < kLongestAcronym; ++k) {
      if (IsCapitalised(words[k])) {
        initials[size++] = words[k].initial;
        if (size < 2) continue;
        const Entry* entry = Find(HashText({initials.data(), size}));
        if (entry != nullptr) {
          entries_[static_cast<size_t>(entry - entries_.data())].expansion = words[k].lower;
        }
      } else if (!IsFunctionWord(words[k])) {
        break;
      }
    }
  }
}

}  // namespace newsmill
