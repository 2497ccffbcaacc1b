#ifndef NEWSMILL_PROCESSORS_BASE_STRICT_YAML_H_
#define NEWSMILL_PROCESSORS_BASE_STRICT_YAML_H_

#include <yaml-cpp/yaml.h>

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace newsmill {

// The one YAML document in `text`, a map (empty for an empty text), whose keys are plain words that
// stand once in their map, and whose depth and size are bounded however aliases are used. Otherwise
// InvalidArgument "file:line: what is wrong"; `file` is a name for that.
absl::StatusOr<YAML::Node> ParseStrictYaml(std::string_view text, const std::string& file);

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_BASE_STRICT_YAML_H_
