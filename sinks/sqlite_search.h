#ifndef NEWSMILL_SINKS_SQLITE_SEARCH_H_
#define NEWSMILL_SINKS_SQLITE_SEARCH_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace newsmill {

// What to look for; every condition that is not empty must hold.
struct SearchQuery {
  std::string words;    // words and "phrases", all of which must occur
  std::string speaker;  // somebody whose name has these words says something in it
  std::string entity;   // a name with these words occurs in it
  std::string since;    // published at or after: 2026-01-02, or with a time as in RFC 3339
  int limit = 20;
};

struct SearchHit {
  std::string id, title, published_at, source, url;
  // The claim that fits best: by the speaker asked for, with the words asked for. Empty: none.
  std::string claim, speaker, role, stance;
  std::string passage;  // where there is no claim: some of the text around the words
};

// Searches the store at `path`, best first (without words: newest first). Case and diacritics do
// not count. Only usable articles are found, and in a public store only those whose embargo is
// over. kNotFound: no such file. kInvalidArgument: an empty query or a `since` that is no date.
absl::StatusOr<std::vector<SearchHit>> SearchStore(const std::string& path,
                                                   const SearchQuery& query);

// `words` as an FTS5 query that cannot be malformed: each word and "phrase" quoted.
std::string FullTextQuery(std::string_view words);

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_SQLITE_SEARCH_H_
