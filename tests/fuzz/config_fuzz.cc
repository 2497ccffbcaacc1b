// Any text as a configuration: read or refused with a message, never more.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "ingest/pipeline.h"

namespace newsmill {
namespace {

absl::Status ReadAll(std::string_view text) {
  absl::StatusOr<OptionsReader> config = OptionsReader::Parse(text, "config.yaml");
  if (!config.ok()) return config.status();
  absl::StatusOr<OptionsReader> limits = config->Section("limits");
  if (!limits.ok()) return limits.status();
  DecodeLimits decode_limits;
  if (absl::Status status = ReadDecodeLimits(*limits, &decode_limits); !status.ok()) return status;
  if (absl::Status status = limits->Finish(); !status.ok()) return status;
  const absl::StatusOr<PipelineSpec> spec = PipelineSpec::Read(*config, decode_limits);
  if (!spec.ok()) return spec.status();
  config->EffectiveYaml();
  return config->Finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::Status status = ReadAll({reinterpret_cast<const char*>(data), size});
  // Every refusal says where.
  if (!status.ok() && status.message().find("config.yaml:") != 0) std::abort();
  return 0;
}

}  // namespace newsmill
