#ifndef NEWSMILL_INGEST_DECODE_TOP_LEVEL_H_
#define NEWSMILL_INGEST_DECODE_TOP_LEVEL_H_

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace newsmill {

// Every top-level key that some shape knows, or that tells shapes apart. A new shape adds its keys
// here and to the table of names in top_level.cc, in the same order.
enum class Key : uint8_t {
  kAuthors,
  kBody,
  kContentType,
  kData,
  kEmbargoUntil,
  kGuid,
  kHeadline,
  kId,
  kLanguage,
  kPublishedAt,
  kSource,
  kStatus,
  kTitle,
  kTopics,
  kType,  // "@type"
  kUpdatedAt,
  kUri,
  kUrl,
  kVersion,
};
inline constexpr size_t kKeyCount = static_cast<size_t>(Key::kVersion) + 1;

std::string_view KeyName(Key key);

// The known top-level fields of a message, each as the text of its JSON value (white space cut
// off). Views point into the message.
struct TopLevel {
  std::array<std::string_view, kKeyCount> values;
  std::bitset<kKeyCount> present;
  std::bitset<kKeyCount> duplicate;  // stood there more than once; the first counts

  bool Has(Key key) const { return present[static_cast<size_t>(key)]; }
  // "" where absent.
  std::string_view Get(Key key) const { return values[static_cast<size_t>(key)]; }
};

struct ReadError {
  std::string_view code;  // a reason code, or "": no error
  std::string reason;
};

// Reads the top level of JSON objects with simdjson On-Demand, in one pass: known values are
// noted, others skipped after a look at their brackets and depth; all of it is checked for UTF-8.
// Owns the parser's index; one instance per thread.
class TopLevelReader {
 public:
  TopLevelReader();
  ~TopLevelReader();

  // 64 readable bytes follow `json`. `max_depth` counts the object itself.
  ReadError Read(std::string_view json, int max_depth, TopLevel* out);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_TOP_LEVEL_H_
