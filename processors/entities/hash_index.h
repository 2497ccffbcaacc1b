#ifndef NEWSMILL_PROCESSORS_ENTITIES_HASH_INDEX_H_
#define NEWSMILL_PROCESSORS_ENTITIES_HASH_INDEX_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace newsmill {

// Maps hashes to one or more numbers each; built anew for every document and keeps its memory.
class HashIndex {
 public:
  // Empties the index and makes room for `expected` entries.
  void Reset(size_t expected) {
    entries_.clear();
    heads_.assign(std::bit_ceil(expected * 2 + 16), -1);
  }

  void Add(uint64_t hash, uint32_t value) {
    int32_t& head = heads_[hash & (heads_.size() - 1)];
    entries_.push_back({hash, value, head});
    head = static_cast<int32_t>(entries_.size() - 1);
  }

  // Calls visit(value) for the values under `hash`, newest first, until it returns true. Looks at
  // no more than kMaxVisits entries, so that an odd text cannot make it slow.
  template <typename Visit>
  void ForEach(uint64_t hash, Visit visit) const {
    int visits = 0;
    for (int32_t at = heads_[hash & (heads_.size() - 1)]; at >= 0 && visits < kMaxVisits;
         ++visits) {
      const Entry& entry = entries_[static_cast<size_t>(at)];
      if (entry.hash == hash && visit(entry.value)) return;
      at = entry.next;
    }
  }

 private:
  static constexpr int kMaxVisits = 32;

  struct Entry {
    uint64_t hash;
    uint32_t value;
    int32_t next;
  };

  std::vector<int32_t> heads_;
  std::vector<Entry> entries_;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_ENTITIES_HASH_INDEX_H_
