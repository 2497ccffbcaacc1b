#ifndef NEWSMILL_PROCESSORS_BASE_OPTIONS_READER_H_
#define NEWSMILL_PROCESSORS_BASE_OPTIONS_READER_H_

#include <cstdint>
#include <initializer_list>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace newsmill {

// Strict reader of one YAML map. Each key is asked for once; Finish() rejects keys that nobody
// asked for. Every error reads `file:line: what is wrong; what is allowed`. Not thread-safe.
//
//   EntitiesOptions options;
//   RETURN_IF_ERROR(reader.Optional("min_score", &options.min_score, 0.0, 1.0));
//   RETURN_IF_ERROR(reader.Finish());
class OptionsReader {
 public:
  // Parses `text`, the contents of `file` (a name for messages): one YAML document, a map; an empty
  // text is an empty map. ${VAR} and ${VAR:-default} are expanded from the environment inside
  // scalar values.
  static absl::StatusOr<OptionsReader> Parse(std::string_view text, std::string_view file);

  // A reader of an empty map: every option keeps its default.
  static OptionsReader Empty();

  OptionsReader(OptionsReader&&) noexcept;
  OptionsReader& operator=(OptionsReader&&) noexcept;
  ~OptionsReader();

  bool Has(std::string_view key) const;

  // Sets *value if the key is present; leaves the default otherwise.
  absl::Status Optional(std::string_view key, bool* value);
  absl::Status Optional(std::string_view key, std::string* value);
  absl::Status Optional(std::string_view key, int* value, int min, int max);
  absl::Status Optional(std::string_view key, int64_t* value, int64_t min, int64_t max);
  absl::Status Optional(std::string_view key, double* value, double min, double max);
  absl::Status Optional(std::string_view key, std::vector<std::string>* value);
  // The value must be one of `allowed`.
  absl::Status OptionalOneOf(std::string_view key, std::string* value,
                             std::initializer_list<std::string_view> allowed);
  // As Optional, but the key must be there and not empty.
  absl::Status Required(std::string_view key, std::string* value);

  // The map under `key` (empty where absent or null), to be read and finished by the caller.
  absl::StatusOr<OptionsReader> Section(std::string_view key);
  // The items of a list under `key`, each a map; a scalar item `x` counts as `{name: x}`.
  absl::StatusOr<std::vector<OptionsReader>> Sections(std::string_view key);
  // All scalar pairs of the map under `key`, in file order (for pass-through properties). A value
  // whose name speaks of a password, secret or token is masked in EffectiveYaml(), and may stand in
  // a file of its own: `NAME_file: path` comes out as NAME with the file's contents, without the
  // line end at their end.
  absl::StatusOr<std::vector<std::pair<std::string, std::string>>> Pairs(std::string_view key);
  // The keys of this map, in file order.
  std::vector<std::string> Keys() const;

  // Everything asked for so far in this reader and its sections, with defaults filled in and
  // secrets masked, as YAML: what is really in force.
  std::string EffectiveYaml() const;

  // An error at this key's line (or the map's own), for checks that span several keys.
  absl::Status ErrorAt(std::string_view key, std::string_view what) const;

  // The same at the line of the pair `name` of the map under `key`.
  absl::Status PairErrorAt(std::string_view key, std::string_view name,
                           std::string_view what) const;

  // Fails on the first key that is not `known`: for a map whose missing keys would otherwise be
  // complained about before the misspelt one.
  absl::Status AllowOnly(std::initializer_list<std::string_view> known) const;

  // Fails on the first key that was never asked for, naming those that exist.
  absl::Status Finish() const;

 private:
  struct State;
  explicit OptionsReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_BASE_OPTIONS_READER_H_
