#include "processors/base/secrets.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <sstream>

namespace newsmill {
namespace {

constexpr std::string_view kFileSuffix = "_file";

bool HasSecretWord(std::string_view name) {
  constexpr std::array<std::string_view, 6> kWords = {
      "password", "secret", "token", "key.pem", "oauthbearer.config", "jaas"};
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

}  // namespace

bool IsSecretName(std::string_view name) {
  return HasSecretWord(name) && !name.ends_with(kFileSuffix);
}

std::string SecretInFile(std::string_view name) {
  if (!name.ends_with(kFileSuffix) || !HasSecretWord(name)) return "";
  return std::string(name.substr(0, name.size() - kFileSuffix.size()));
}

absl::StatusOr<std::string> ReadSecretFile(const std::string& path) {
  std::ifstream input(path, std::ios::binary);
  std::ostringstream contents;
  if (!input || !(contents << input.rdbuf())) {
    return absl::InvalidArgumentError("names `" + path + "`, which cannot be read or is empty");
  }
  std::string text = contents.str();
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  return text;
}

}  // namespace newsmill
