#include "processors/base/strict_yaml.h"

#include <algorithm>
#include <vector>

#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

// Aliases can make a small text endless, or very large.
constexpr int kMaxDepth = 32;
constexpr int kMaxNodes = 100'000;

absl::Status ErrorAt(const std::string& file, int line, const std::string& what) {
  return absl::InvalidArgumentError(file + ":" + std::to_string(line) + ": " + what);
}

// A map given twice the same key would silently lose one of them. *nodes counts those seen.
absl::Status CheckKeys(const YAML::Node& node, const std::string& file, int depth, int* nodes) {
  if (depth > kMaxDepth || ++*nodes > kMaxNodes) {
    return ErrorAt(file, node.Mark().line + 1,
                   "too large or nested too deep; does an alias refer to itself?");
  }
  if (node.IsSequence()) {
    for (const auto& item : node) RETURN_IF_ERROR(CheckKeys(item, file, depth + 1, nodes));
  }
  if (!node.IsMap()) return absl::OkStatus();
  std::vector<std::string> seen;
  for (const auto& item : node) {
    const int line = item.first.Mark().line + 1;
    if (!item.first.IsScalar()) return ErrorAt(file, line, "a key must be a plain word");
    if (std::find(seen.begin(), seen.end(), item.first.Scalar()) != seen.end()) {
      return ErrorAt(file, line,
                     "`" + item.first.Scalar() + "` stands twice in the same map; keep one");
    }
    seen.push_back(item.first.Scalar());
    RETURN_IF_ERROR(CheckKeys(item.second, file, depth + 1, nodes));
  }
  return absl::OkStatus();
}

// The first line of those up to `last` that is indented with a tab; 0: none is.
int TabbedLine(std::string_view text, int last) {
  for (int line = 1; line <= last && !text.empty(); ++line) {
    const size_t word = text.find_first_not_of(' ');
    if (word != std::string_view::npos && text[word] == '\t') return line;
    const size_t end = text.find('\n');
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return 0;
}

absl::Status SyntaxError(const YAML::Exception& error, std::string_view text,
                         const std::string& file) {
  const int line = error.mark.line + 1;
  if (const int tabbed = TabbedLine(text, line); tabbed > 0) {
    return ErrorAt(file, tabbed, "not YAML: indented with a tab; indent with spaces, not tabs");
  }
  return ErrorAt(file, line, "not YAML: " + error.msg);
}

// The line of a document marker behind some content; 0: none. (A marker at the left margin ends
// whatever it stands in, so no value can hold one.)
int SecondDocumentLine(std::string_view text) {
  bool content = false;
  for (int line = 1; !text.empty(); ++line) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view here = text.substr(0, end);
    if (here == "---" || here.starts_with("--- ")) {
      if (content) return line;
      content = here.size() > 4;
    } else {
      const size_t word = here.find_first_not_of(" \t\r");
      content = content || (word != std::string_view::npos && here[word] != '#');
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return 0;
}

}  // namespace

absl::StatusOr<YAML::Node> ParseStrictYaml(std::string_view text, const std::string& file) {
  // Not LoadAll: the library may loop for ever between broken documents.
  if (const int line = SecondDocumentLine(text); line > 0) {
    return ErrorAt(file, line,
                   "a second YAML document begins; keep one, without `---` lines in between");
  }
  YAML::Node document;
  try {
    document = YAML::Load(std::string(text));
  } catch (const YAML::Exception& error) {
    return SyntaxError(error, text, file);
  }
  if (document.IsNull()) return YAML::Node(YAML::NodeType::Map);
  if (!document.IsMap()) {
    return ErrorAt(file, 1, "expected a map of sections (`source:`, `sinks:`, ...)");
  }
  int nodes = 0;
  RETURN_IF_ERROR(CheckKeys(document, file, 0, &nodes));
  return document;
}

}  // namespace newsmill
