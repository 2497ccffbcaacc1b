#include "processors/base/options_reader.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "processors/base/environment.h"
#include "processors/base/secrets.h"
#include "processors/base/status_macros.h"
#include "processors/base/strict_yaml.h"

namespace newsmill {
namespace {

constexpr std::string_view kMasked = "********";

std::string Quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

std::string Join(const std::vector<std::string>& items) {
  std::string joined;
  for (const std::string& item : items) joined += (joined.empty() ? "" : ", ") + item;
  return joined;
}

std::string Number(double value) {
  char buffer[32];
  const auto result = std::to_chars(buffer, buffer + sizeof(buffer), value);
  return {buffer, result.ptr};
}

}  // namespace

struct OptionsReader::State {
  std::string file;
  std::string path;  // "sinks[0].sqlite", "" at the top
  YAML::Node map;
  YAML::Node effective{YAML::NodeType::Map};
  int line = 1;
  mutable std::vector<std::string> asked;

  std::string PathOf(std::string_view key) const {
    return path.empty() ? std::string(key) : path + "." + std::string(key);
  }

  // A key that stands for a plain item of a list has no place of its own.
  int LineOf(std::string_view key) const {
    for (const auto& item : map) {
      const YAML::Mark mark = item.first.Mark();
      if (item.first.Scalar() == key) return mark.is_null() ? line : mark.line + 1;
    }
    return line;
  }

  absl::Status Error(std::string_view key, const std::string& what) const {
    return absl::InvalidArgumentError(file + ":" + std::to_string(LineOf(key)) + ": " +
                                      Quoted(PathOf(key)) + " " + what);
  }

  // The node under `key`, undefined where absent or null.
  YAML::Node Ask(std::string_view key) const {
    asked.emplace_back(key);
    for (const auto& item : map) {
      if (item.first.Scalar() == key && !item.second.IsNull()) return item.second;
    }
    return YAML::Node(YAML::NodeType::Undefined);
  }

  absl::Status Expand(std::string_view key, const YAML::Node& node, std::string* out) const {
    absl::StatusOr<std::string> expanded = ExpandEnvironment(node.Scalar());
    if (!expanded.ok()) return Error(key, std::string(expanded.status().message()));
    *out = *std::move(expanded);
    return absl::OkStatus();
  }

  // Expanded scalar under `key`; *present tells whether there is one.
  absl::Status Scalar(std::string_view key, std::string_view allowed, std::string* out,
                      bool* present) const {
    const YAML::Node node = Ask(key);
    *present = node.IsDefined();
    if (!*present) return absl::OkStatus();
    if (!node.IsScalar()) {
      return Error(key, std::string("is a ") + (node.IsMap() ? "map" : "list") +
                            "; allowed: " + std::string(allowed));
    }
    return Expand(key, node, out);
  }

  absl::Status CheckKnown(const std::vector<std::string>& known) const {
    for (const auto& item : map) {
      const std::string& key = item.first.Scalar();
      if (std::find(known.begin(), known.end(), key) != known.end()) continue;
      return Error(key, "is unknown; allowed here: " + (known.empty() ? "nothing" : Join(known)));
    }
    return absl::OkStatus();
  }

  template <typename T>
  void Record(std::string_view key, const T& value) {
    effective[std::string(key)] = value;
  }
  // Not 0.20000000000000001.
  void Record(std::string_view key, double value) { effective[std::string(key)] = Number(value); }

  template <typename T>
  absl::Status ParseNumber(std::string_view key, T* value, T min, T max, const char* kind) {
    const std::string allowed = std::string(kind) + " from " + Number(static_cast<double>(min)) +
                                " to " + Number(static_cast<double>(max));
    std::string text;
    bool present = false;
    RETURN_IF_ERROR(Scalar(key, allowed, &text, &present));
    if (present) {
      T parsed{};
      const auto result = std::from_chars(text.data(), text.data() + text.size(), parsed);
      if (result.ptr != text.data() + text.size() || result.ec == std::errc::invalid_argument) {
        return Error(key, "is " + Quoted(text) + ", not a number; allowed: " + allowed);
      }
      if (result.ec != std::errc() || !(parsed >= min && parsed <= max)) {
        return Error(key, "is " + text + ", out of range; allowed: " + allowed);
      }
      *value = parsed;
    }
    Record(key, *value);
    return absl::OkStatus();
  }
};

OptionsReader::OptionsReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
OptionsReader::OptionsReader(OptionsReader&&) noexcept = default;
OptionsReader& OptionsReader::operator=(OptionsReader&&) noexcept = default;
OptionsReader::~OptionsReader() = default;

absl::StatusOr<OptionsReader> OptionsReader::Parse(std::string_view text, std::string_view file) {
  auto state = std::make_unique<State>();
  state->file = file;
  ASSIGN_OR_RETURN(state->map, ParseStrictYaml(text, state->file));
  return OptionsReader(std::move(state));
}

OptionsReader OptionsReader::Empty() {
  auto state = std::make_unique<State>();
  state->file = "(defaults)";
  state->map = YAML::Node(YAML::NodeType::Map);
  return OptionsReader(std::move(state));
}

bool OptionsReader::Has(std::string_view key) const {
  for (const auto& item : state_->map) {
    if (item.first.Scalar() == key) return !item.second.IsNull();
  }
  return false;
}

absl::Status OptionsReader::Optional(std::string_view key, bool* value) {
  std::string text;
  bool present = false;
  RETURN_IF_ERROR(state_->Scalar(key, "true or false", &text, &present));
  if (present) {
    if (text != "true" && text != "false") {
      return state_->Error(key, "is " + Quoted(text) + "; allowed: true or false");
    }
    *value = text == "true";
  }
  state_->Record(key, *value);
  return absl::OkStatus();
}

absl::Status OptionsReader::Optional(std::string_view key, std::string* value) {
  bool present = false;
  std::string text;
  RETURN_IF_ERROR(state_->Scalar(key, "text", &text, &present));
  if (present) *value = std::move(text);
  state_->Record(key, *value);
  return absl::OkStatus();
}

absl::Status OptionsReader::Optional(std::string_view key, int* value, int min, int max) {
  return state_->ParseNumber(key, value, min, max, "a whole number");
}

absl::Status OptionsReader::Optional(std::string_view key, int64_t* value, int64_t min,
                                     int64_t max) {
  return state_->ParseNumber(key, value, min, max, "a whole number");
}

absl::Status OptionsReader::Optional(std::string_view key, double* value, double min, double max) {
  return state_->ParseNumber(key, value, min, max, "a number");
}

absl::Status OptionsReader::Optional(std::string_view key, std::vector<std::string>* value) {
  const YAML::Node node = state_->Ask(key);
  if (node.IsDefined()) {
    if (!node.IsSequence()) {
      return state_->Error(key, "is not a list; allowed: [one, two, ...]");
    }
    value->clear();
    for (const auto& item : node) {
      if (!item.IsScalar()) return state_->Error(key, "has an item that is not plain text");
      RETURN_IF_ERROR(state_->Expand(key, item, &value->emplace_back()));
    }
  }
  state_->Record(key, *value);
  return absl::OkStatus();
}

absl::Status OptionsReader::OptionalOneOf(std::string_view key, std::string* value,
                                          std::initializer_list<std::string_view> allowed) {
  std::string text = *value;
  RETURN_IF_ERROR(Optional(key, &text));
  if (std::find(allowed.begin(), allowed.end(), text) == allowed.end()) {
    return state_->Error(
        key, "is " + Quoted(text) + "; allowed: " + Join({allowed.begin(), allowed.end()}));
  }
  *value = std::move(text);
  return absl::OkStatus();
}

absl::Status OptionsReader::Required(std::string_view key, std::string* value) {
  RETURN_IF_ERROR(Optional(key, value));
  if (value->empty()) return state_->Error(key, "is missing; it must be given");
  return absl::OkStatus();
}

absl::StatusOr<OptionsReader> OptionsReader::Section(std::string_view key) {
  const YAML::Node node = state_->Ask(key);
  auto child = std::make_unique<State>();
  child->file = state_->file;
  child->path = state_->PathOf(key);
  child->line = state_->LineOf(key);
  child->map = YAML::Node(YAML::NodeType::Map);
  if (node.IsDefined()) {
    if (!node.IsMap()) return state_->Error(key, "is not a map; allowed: `key: value` lines");
    child->map.reset(node);
  }
  state_->effective[std::string(key)] = child->effective;
  return OptionsReader(std::move(child));
}

absl::StatusOr<std::vector<OptionsReader>> OptionsReader::Sections(std::string_view key) {
  const YAML::Node node = state_->Ask(key);
  std::vector<OptionsReader> children;
  YAML::Node effective(YAML::NodeType::Sequence);
  state_->effective[std::string(key)] = effective;
  if (!node.IsDefined()) return children;
  if (!node.IsSequence()) return state_->Error(key, "is not a list; allowed: `- ...` items");
  for (const auto& item : node) {
    auto child = std::make_unique<State>();
    child->file = state_->file;
    child->path = state_->PathOf(key) + "[" + std::to_string(children.size()) + "]";
    child->line = item.Mark().line + 1;
    if (item.IsScalar()) {
      child->map = YAML::Node(YAML::NodeType::Map);
      child->map["name"] = item.Scalar();
    } else if (item.IsMap()) {
      child->map.reset(item);
    } else {
      return state_->Error(key, "has an item that is neither a map nor a name");
    }
    effective.push_back(child->effective);
    children.push_back(OptionsReader(std::move(child)));
  }
  return children;
}

absl::StatusOr<std::vector<std::pair<std::string, std::string>>> OptionsReader::Pairs(
    std::string_view key) {
  std::vector<std::pair<std::string, std::string>> pairs;
  ASSIGN_OR_RETURN(OptionsReader section, Section(key));
  for (const std::string& name : section.Keys()) {
    std::string value;
    bool present = false;
    RETURN_IF_ERROR(section.state_->Scalar(name, "text", &value, &present));
    section.state_->Record(name, IsSecretName(name) ? std::string(kMasked) : value);
    const std::string secret = SecretInFile(name);
    if (secret.empty()) {
      pairs.emplace_back(name, std::move(value));
      continue;
    }
    if (section.Has(secret)) {
      return section.ErrorAt(name, "stands beside " + Quoted(secret) + "; keep one of the two");
    }
    absl::StatusOr<std::string> contents = ReadSecretFile(value);
    if (!contents.ok()) return section.ErrorAt(name, std::string(contents.status().message()));
    pairs.emplace_back(secret, *std::move(contents));
  }
  return pairs;
}

std::vector<std::string> OptionsReader::Keys() const {
  std::vector<std::string> keys;
  for (const auto& item : state_->map) keys.push_back(item.first.Scalar());
  return keys;
}

std::string OptionsReader::EffectiveYaml() const {
  YAML::Emitter out;
  out << state_->effective;
  return std::string(out.c_str()) + "\n";
}

absl::Status OptionsReader::ErrorAt(std::string_view key, std::string_view what) const {
  return state_->Error(key, std::string(what));
}

absl::Status OptionsReader::PairErrorAt(std::string_view key, std::string_view name,
                                        std::string_view what) const {
  int line = state_->LineOf(key);
  for (const auto& item : state_->map) {
    if (item.first.Scalar() != key || !item.second.IsMap()) continue;
    for (const auto& pair : item.second) {
      const std::string& given = pair.first.Scalar();
      if (given == name || SecretInFile(given) == name) line = pair.first.Mark().line + 1;
    }
  }
  return absl::InvalidArgumentError(state_->file + ":" + std::to_string(line) + ": " +
                                    Quoted(state_->PathOf(key)) + " " + std::string(what));
}

absl::Status OptionsReader::AllowOnly(std::initializer_list<std::string_view> known) const {
  return state_->CheckKnown({known.begin(), known.end()});
}

absl::Status OptionsReader::Finish() const { return state_->CheckKnown(state_->asked); }

}  // namespace newsmill
