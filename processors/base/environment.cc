#include "processors/base/environment.h"

#include <cstdlib>

#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

// The value of `inside`, which stands between the braces: VAR or VAR:-default.
absl::StatusOr<std::string> ValueOf(std::string_view inside) {
  const size_t separator = inside.find(":-");
  const std::string name(inside.substr(0, separator));
  const bool has_default = separator != std::string_view::npos;
  const char* value = std::getenv(name.c_str());
  if (value != nullptr && (*value != '\0' || !has_default)) return std::string(value);
  if (has_default) return std::string(inside.substr(separator + 2));
  return absl::InvalidArgumentError("uses ${" + name + "}, which is not set; set it, or write ${" +
                                    name + ":-default}");
}

}  // namespace

absl::StatusOr<std::string> ExpandEnvironment(std::string_view text) {
  std::string expanded;
  for (size_t i = 0; i < text.size(); ++i) {
    const std::string_view two = text.substr(i, 2);
    if (two == "$$") {
      expanded += '$';
      ++i;
    } else if (two == "${") {
      const size_t close = text.find('}', i);
      if (close == std::string_view::npos) {
        return absl::InvalidArgumentError(
            "has ${ without its }; write ${VAR} for a variable, $$ for a dollar sign");
      }
      ASSIGN_OR_RETURN(const std::string value, ValueOf(text.substr(i + 2, close - i - 2)));
      expanded += value;
      i = close;
    } else {
      expanded += text[i];
    }
  }
  return expanded;
}

}  // namespace newsmill
