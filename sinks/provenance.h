#ifndef NEWSMILL_SINKS_PROVENANCE_H_
#define NEWSMILL_SINKS_PROVENANCE_H_

#include <string>
#include <utility>
#include <vector>

namespace newsmill {

// Raised with each release that changes the output for equal input: a store takes an equal
// revision again only from a higher pipeline number.
inline constexpr int kPipelineVersion = 1;

// What made a record; the same for every record of a process.
struct Provenance {
  int pipeline = kPipelineVersion;
  std::string build;        // "newsmill 0.1.0 (abc123)"
  std::string config_hash;  // hex, of the effective configuration's processors and limits
  std::vector<std::pair<std::string, std::string>> models;  // name, hash
};

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_PROVENANCE_H_
