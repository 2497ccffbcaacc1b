#include "processors/base/options_reader.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "processors/base/status_macros.h"

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

bool IsSecretName(std::string_view name) {
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const std::string_view word :
       {"password", "secret", "token", "key.pem", "oauthbearer.config", "jaas"}) {
    if (lower.find(word) != std::string::npos) return true;
  }
  return false;
}

// Expands ${VAR} and ${VAR:-default}; "$$" stands for one "$". Returns the name of the first
// variable that is not set and has no default, or "" if all went well.
std::string ExpandEnvironment(std::string_view text, std::string* out) {
  out->clear();
  for (size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) == "$$") {
      *out += '$';
      ++i;
      continue;
    }
    const size_t close = text.substr(i, 2) == "${" ? text.find('}', i) : std::string_view::npos;
    if (close == std::string_view::npos) {
      *out += text[i];
      continue;
    }
    const std::string_view inside = text.substr(i + 2, close - i - 2);
    const size_t separator = inside.find(":-");
    const std::string name(inside.substr(0, separator));
    const char* value = std::getenv(name.c_str());
    if (value != nullptr && (*value != '\0' || separator == std::string_view::npos)) {
      *out += value;
    } else if (separator != std::string_view::npos) {
      *out += inside.substr(separator + 2);
    } else {
      return name;
    }
    i = close;
  }
  return "";
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

  int LineOf(std::string_view key) const {
    for (const auto& item : map) {
      if (item.first.Scalar() == key) return item.first.Mark().line + 1;
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
    const std::string unset = ExpandEnvironment(node.Scalar(), out);
    if (unset.empty()) return absl::OkStatus();
    return Error(
        key, "uses ${" + unset + "}, which is not set; set it, or write ${" + unset + ":-default}");
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

namespace {

// Aliases can make a small text endless, or very large.
constexpr int kMaxDepth = 32;
constexpr int kMaxNodes = 100'000;

// A map given twice the same key would silently lose one of them. *nodes counts those seen.
absl::Status CheckKeys(const YAML::Node& node, const std::string& file, int depth, int* nodes) {
  if (depth > kMaxDepth || ++*nodes > kMaxNodes) {
    return absl::InvalidArgumentError(
        file + ":" + std::to_string(node.Mark().line + 1) +
        ": too large or nested too deep; does an alias refer to itself?");
  }
  if (node.IsSequence()) {
    for (const auto& item : node) RETURN_IF_ERROR(CheckKeys(item, file, depth + 1, nodes));
  }
  if (!node.IsMap()) return absl::OkStatus();
  std::vector<std::string> seen;
  for (const auto& item : node) {
    const std::string where = file + ":" + std::to_string(item.first.Mark().line + 1) + ": ";
    if (!item.first.IsScalar()) {
      return absl::InvalidArgumentError(where + "a key must be a plain word");
    }
    if (std::find(seen.begin(), seen.end(), item.first.Scalar()) != seen.end()) {
      return absl::InvalidArgumentError(where + Quoted(item.first.Scalar()) +
                                        " stands twice in the same map; keep one");
    }
    seen.push_back(item.first.Scalar());
    RETURN_IF_ERROR(CheckKeys(item.second, file, depth + 1, nodes));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<OptionsReader> OptionsReader::Parse(std::string_view text, std::string_view file) {
  auto state = std::make_unique<State>();
  state->file = file;
  try {
    state->map = YAML::Load(std::string(text));
  } catch (const YAML::Exception& error) {
    return absl::InvalidArgumentError(state->file + ":" + std::to_string(error.mark.line + 1) +
                                      ": not YAML: " + error.msg);
  }
  if (state->map.IsNull()) state->map = YAML::Node(YAML::NodeType::Map);
  if (!state->map.IsMap()) {
    return absl::InvalidArgumentError(state->file +
                                      ":1: expected a map of sections (`source:`, "
                                      "`sinks:`, ...)");
  }
  int nodes = 0;
  RETURN_IF_ERROR(CheckKeys(state->map, state->file, 0, &nodes));
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

absl::Status OptionsReader::OptionalSecret(std::string_view key, std::string* value) {
  const std::string file_key = std::string(key) + "_file";
  std::string text;
  std::string path;
  bool given = false;
  bool from_file = false;
  RETURN_IF_ERROR(state_->Scalar(key, "text", &text, &given));
  RETURN_IF_ERROR(state_->Scalar(file_key, "a file's path", &path, &from_file));
  if (given && from_file) {
    return state_->Error(file_key, "stands beside " + Quoted(key) + "; keep one of the two");
  }
  if (from_file) {
    std::ifstream input(path, std::ios::binary);
    if (!input) return state_->Error(file_key, "names " + Quoted(path) + ", which cannot be read");
    std::ostringstream contents;
    contents << input.rdbuf();
    text = contents.str();
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  }
  if (given || from_file) *value = std::move(text);
  state_->Record(key, std::string(value->empty() ? "" : kMasked));
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
    pairs.emplace_back(name, std::move(value));
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

absl::Status OptionsReader::Finish() const {
  const std::vector<std::string>& asked = state_->asked;
  for (const std::string& key : Keys()) {
    if (std::find(asked.begin(), asked.end(), key) != asked.end()) continue;
    const std::string known = asked.empty() ? "nothing" : Join(asked);
    return state_->Error(key, "is unknown; allowed here: " + known);
  }
  return absl::OkStatus();
}

}  // namespace newsmill
