#include "processors/claims/identity.h"

#include <xxhash.h>

#include <algorithm>
#include <array>

namespace newsmill::claims {
namespace {

// U+2000..U+206F (dashes, quotation marks, spaces) and the Latin-1 signs separate words.
bool IsSeparator(std::string_view text, size_t i, size_t size) {
  const unsigned char first = static_cast<unsigned char>(text[i]);
  if (size == 1) {
    return !((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') ||
             (first >= '0' && first <= '9'));
  }
  const unsigned char second = static_cast<unsigned char>(text[i + 1]);
  if (size == 2) return first == 0xC2 && second >= 0x80;
  return size == 3 && first == 0xE2 && (second == 0x80 || second == 0x81);
}

// What a giant article may leave behind for the next.
constexpr size_t kRetainedSlots = 4096;

size_t SequenceSize(unsigned char first) {
  if (first < 0x80) return 1;
  if (first < 0xE0) return 2;
  return first < 0xF0 ? 3 : 4;
}

uint32_t Decode2(std::string_view text, size_t i) {
  return (static_cast<uint32_t>(text[i] & 0x1F) << 6) | static_cast<uint32_t>(text[i + 1] & 0x3F);
}

// Simple case folding of the two-byte alphabets of news in Latin, Greek and Cyrillic letters.
uint32_t Fold(uint32_t c) {
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  const bool even_upper = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) ||
                          (c >= 0x1DE && c <= 0x1EF) || (c >= 0x1F8 && c <= 0x21F);
  if (even_upper && c != 0x130 && c != 0x131) return c | 1;
  const bool odd_upper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
  if (odd_upper && (c & 1) != 0) return c + 1;
  if (c >= 0x391 && c <= 0x3A9) return c + 32;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  return c >= 0x400 && c <= 0x40F ? c + 80 : c;
}

}  // namespace

void AppendWording(std::string_view text, std::string* wording) {
  bool gap = !wording->empty();
  for (size_t i = 0; i < text.size();) {
    const unsigned char first = static_cast<unsigned char>(text[i]);
    const size_t size = std::min(SequenceSize(first), text.size() - i);
    const bool apostrophe = first == '\'' || (size == 3 && text.substr(i, 3) == "\xE2\x80\x99");
    if (apostrophe) {
      i += size;  // "don't" and "don’t" and the closing mark: nothing
      continue;
    }
    if (IsSeparator(text, i, size)) {
      gap = !wording->empty();
      i += size;
      continue;
    }
    if (gap) wording->push_back(' ');
    gap = false;
    if (size == 1) {
      wording->push_back(first >= 'A' && first <= 'Z' ? static_cast<char>(first + 32) : text[i]);
    } else if (size == 2) {
      const uint32_t c = Fold(Decode2(text, i));
      wording->push_back(static_cast<char>(0xC0 | (c >> 6)));
      wording->push_back(static_cast<char>(0x80 | (c & 0x3F)));
    } else {
      wording->append(text.substr(i, size));
    }
    i += size;
  }
}

uint64_t Fingerprint(std::string_view wording) {
  return XXH3_64bits(wording.data(), wording.size());
}

void ClaimIds::Start(std::string_view article_id) {
  article_ = XXH3_64bits(article_id.data(), article_id.size());
  used_ = 0;
  slots_.assign(std::max<size_t>(slots_.size(), 64), {});
  if (slots_.size() > kRetainedSlots) {
    slots_.resize(kRetainedSlots);
    slots_.shrink_to_fit();
  }
}

ClaimIds::Seen& ClaimIds::Find(uint64_t words) {
  const size_t mask = slots_.size() - 1;
  size_t slot = words & mask;
  while (slots_[slot].count != 0 && slots_[slot].words != words) slot = (slot + 1) & mask;
  return slots_[slot];
}

void ClaimIds::Grow() {
  std::vector<Seen> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Seen& seen : old) {
    if (seen.count != 0) Find(seen.words) = seen;
  }
}

uint64_t ClaimIds::Next(std::string_view wording) {
  const uint64_t words = Fingerprint(wording);
  if (used_ * 2 >= slots_.size()) Grow();
  Seen& seen = Find(words);
  if (seen.count == 0) ++used_;
  seen.words = words;
  const uint64_t ordinal = seen.count++;
  const std::array<uint64_t, 3> parts = {article_, words, ordinal};
  return XXH3_64bits(parts.data(), sizeof(parts));
}

}  // namespace newsmill::claims
