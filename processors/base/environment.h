#ifndef NEWSMILL_PROCESSORS_BASE_ENVIRONMENT_H_
#define NEWSMILL_PROCESSORS_BASE_ENVIRONMENT_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace newsmill {

// `text` with ${VAR} and ${VAR:-default} replaced from the process's environment; "$$" stands for
// one "$". InvalidArgument, worded to follow a key's name: a variable that is not set and has no
// default, or a ${ without its }.
absl::StatusOr<std::string> ExpandEnvironment(std::string_view text);

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_BASE_ENVIRONMENT_H_
