#ifndef NEWSMILL_SINKS_SINK_PLACES_H_
#define NEWSMILL_SINKS_SINK_PLACES_H_

#include <set>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "processors/base/options_reader.h"

namespace newsmill {

// The files and folders that sinks own. In one that two sinks write to, each would take the other's
// records for its own.
class SinkPlaces {
 public:
  // Takes `path`, the value of the option `key`; an error at that option where another sink has it.
  absl::Status Claim(const OptionsReader& reader, std::string_view key, const std::string& path);

 private:
  std::set<std::string> taken_;  // absolute, without links as far as they exist
};

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_SINK_PLACES_H_
