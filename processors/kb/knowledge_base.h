#ifndef NEWSMILL_PROCESSORS_KB_KNOWLEDGE_BASE_H_
#define NEWSMILL_PROCESSORS_KB_KNOWLEDGE_BASE_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "processors/base/annotations.h"

namespace newsmill {

// The file, all numbers little-endian:
//   KbHeader | entries: KbEntry[] | buckets: uint32[2^bucket_bits + 1] | forms: KbForm[] | strings
// A string is a length byte and its bytes; a string's number is its offset in `strings`, and 0 is
// "". Forms are sorted by (hash, greater prior first); bucket b holds the range of those whose
// highest bucket_bits bits are b.
struct KbHeader {
  char magic[8];
  uint32_t version;
  uint32_t entries;
  uint32_t bucket_bits;
  uint32_t forms;
  uint64_t string_bytes;
  uint64_t checksum;  // XXH64 of all that follows the header
  uint64_t reserved[3];
};

struct KbEntry {
  uint32_t name;      // strings, by number
  uint32_t subtype;   // "city", ...
  uint32_t wikidata;  // "Q30"
  uint32_t geonames;  // GeoNames number, 0: none
  float weight;       // how well known: about the number of Wikipedias with an article
  int32_t country;    // entry of its country; -1: none stated
  uint8_t type;       // EntityType
  uint8_t reserved[3];
};

struct KbForm {
  uint64_t hash;  // KnowledgeBase::FormHash of a name or alias
  uint32_t entry;
  float prior;  // weight of the entry under this name
};

// Things with their names and identifiers: views into a file in memory. Immutable, thread-safe.
class KnowledgeBase {
 public:
  static constexpr char kMagic[8] = {'N', 'M', 'K', 'B', '\r', '\n', '\x1a', '\n'};
  static constexpr uint32_t kVersion = 1;

  // Maps `path`. A file that is missing, no knowledge base, of another version or damaged is an
  // error that says which.
  static absl::StatusOr<std::shared_ptr<const KnowledgeBase>> Open(const std::string& path);
  // `bytes`, aligned to 8, must outlive the result; `name` is for messages.
  static absl::StatusOr<std::shared_ptr<const KnowledgeBase>> Parse(std::string_view bytes,
                                                                    std::string_view name);
  ~KnowledgeBase();
  KnowledgeBase(const KnowledgeBase&) = delete;
  KnowledgeBase& operator=(const KnowledgeBase&) = delete;

  // Hash of a name that does not tell letter case, periods, white space and a leading "the" apart;
  // *scratch is overwritten.
  static uint64_t FormHash(std::string_view form, std::string* scratch);

  // What may be called so, likeliest first.
  std::span<const KbForm> Find(uint64_t form_hash) const;

  size_t size() const { return entries_.size(); }
  size_t forms() const { return forms_.size(); }
  const KbEntry& entry(uint32_t index) const { return entries_[index]; }
  EntityType type(uint32_t index) const { return static_cast<EntityType>(entries_[index].type); }
  std::string_view name(uint32_t index) const { return String(entries_[index].name); }
  std::string_view subtype(uint32_t index) const { return String(entries_[index].subtype); }
  std::string_view wikidata(uint32_t index) const { return String(entries_[index].wikidata); }

 private:
  KnowledgeBase() = default;
  absl::Status Read(std::string_view bytes);
  absl::Status Check() const;
  bool IsString(uint32_t number) const;
  std::string_view String(uint32_t number) const {
    return strings_.substr(number + 1, static_cast<uint8_t>(strings_[number]));
  }

  void* mapping_ = nullptr;  // of Open
  size_t mapped_ = 0;
  std::span<const KbEntry> entries_;
  std::span<const uint32_t> buckets_;
  std::span<const KbForm> forms_;
  std::string_view strings_;
  uint32_t bucket_bits_ = 0;
};

// The one at `path`; where that is empty, the one that ships with the program.
absl::StatusOr<std::shared_ptr<const KnowledgeBase>> LoadKnowledgeBase(const std::string& path);

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_KB_KNOWLEDGE_BASE_H_
