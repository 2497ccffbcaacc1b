#ifndef NEWSMILL_PROCESSORS_LEARNING_HASHING_H_
#define NEWSMILL_PROCESSORS_LEARNING_HASHING_H_

#include <cstdint>
#include <string_view>

namespace newsmill {

// Hashes of words and of features. They are part of every model file: a change needs new models.

// A word's value (FNV-1a), the seed of all features that look at it.
constexpr uint32_t HashText(std::string_view text) {
  uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3ULL;
  }
  return static_cast<uint32_t>(hash ^ (hash >> 32));
}

// The pair (a, b), in this order.
constexpr uint32_t Mix(uint32_t a, uint32_t b) {
  const uint64_t product = ((uint64_t{a} << 32) | (b ^ 0x9e3779b9U)) * 0xff51afd7ed558ccdULL;
  return static_cast<uint32_t>(product >> 32) ^ static_cast<uint32_t>(product >> 13);
}

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LEARNING_HASHING_H_
