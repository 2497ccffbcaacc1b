#ifndef NEWSMILL_TESTS_SUPPORT_GOLDEN_STREAM_H_
#define NEWSMILL_TESTS_SUPPORT_GOLDEN_STREAM_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsmill {

// The path of a file of tests/golden/articles.
std::string GoldenArticles(std::string_view name);

// A message of stream.jsonl with what stream.gold.jsonl expects of it where no store remembers
// revisions.
struct StreamMessage {
  int64_t n = 0;
  int64_t timestamp_ms = 0;
  std::optional<std::string> key;
  std::vector<std::pair<std::string, std::string>> headers;
  std::optional<std::string> value;
  std::string shape;
  std::set<std::string> outcomes;  // deliver, dead-letter, retract, filter
  std::set<std::string> reasons;   // for dead letters
  std::string warning;
};

std::vector<StreamMessage> GoldenStream();

}  // namespace newsmill

#endif  // NEWSMILL_TESTS_SUPPORT_GOLDEN_STREAM_H_
