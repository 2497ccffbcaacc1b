#include "sinks/sink_places.h"

#include <filesystem>
#include <system_error>

namespace newsmill {
namespace {

std::string Normalised(const std::string& path) {
  std::error_code error;
  std::filesystem::path absolute = std::filesystem::absolute(path, error);
  if (error) absolute = path;
  std::filesystem::path canonical = std::filesystem::weakly_canonical(absolute, error);
  if (error) canonical = absolute.lexically_normal();
  if (!canonical.has_filename()) canonical = canonical.parent_path();  // "folder/"
  return canonical.string();
}

}  // namespace

absl::Status SinkPlaces::Claim(const OptionsReader& reader, std::string_view key,
                               const std::string& path) {
  if (taken_.insert(Normalised(path)).second) return absl::OkStatus();
  return reader.ErrorAt(
      key,
      "is `" + path + "`, where another sink writes already; give each sink a place of its own");
}

}  // namespace newsmill
