#ifndef NEWSMILL_PROCESSORS_BASE_SECRETS_H_
#define NEWSMILL_PROCESSORS_BASE_SECRETS_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace newsmill {

// Whether the value of a property of this name must not be printed.
bool IsSecretName(std::string_view name);

// "sasl.password" of "sasl.password_file": the secret whose value stands in the file that the
// property `name` gives. "" where `name` is no such property.
std::string SecretInFile(std::string_view name);

// The contents of a secret's file, without the line end at their end. InvalidArgument, worded to
// follow a key's name: it cannot be read, or is empty.
absl::StatusOr<std::string> ReadSecretFile(const std::string& path);

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_BASE_SECRETS_H_
