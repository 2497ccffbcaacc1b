#include "ingest/decode/topics.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace newsmill {
namespace {

constexpr std::string_view kNewsCodes = "://cv.iptc.org/newscodes/";

// Vocabularies whose short name differs from the last part of their address.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kShortNames = {{
    {"mediatopic", "medtop"},
    {"mediatopics", "medtop"},
    {"subjectcode", "subj"},
}};

// "medtop:20000763" and the like: a scheme of letters, a code without spaces.
bool SplitCode(std::string_view text, Topic* topic) {
  const size_t colon = text.find(':');
  if (colon == 0 || colon == std::string_view::npos || colon + 1 == text.size()) return false;
  for (const char c : text.substr(0, colon)) {
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) return false;
  }
  if (text.find_first_of(" /", colon) != std::string_view::npos) return false;
  topic->scheme = text.substr(0, colon);
  topic->code = text.substr(colon + 1);
  return true;
}

// The vocabulary and code of an address in the IPTC's NewsCodes; the code may be missing.
bool SplitNewsCode(std::string_view address, Topic* topic) {
  const size_t start = address.find(kNewsCodes);
  if (start == std::string_view::npos) return false;
  const std::string_view path = address.substr(start + kNewsCodes.size());
  const size_t slash = std::min(path.find('/'), path.size());
  topic->scheme = path.substr(0, slash);
  for (const auto& [folder, name] : kShortNames) {
    if (topic->scheme == folder) topic->scheme = name;
  }
  if (slash + 1 < path.size()) topic->code = path.substr(slash + 1);
  return true;
}

void Normalise(Topic* topic) {
  if (topic->scheme.empty()) {
    if (!SplitNewsCode(topic->code, topic)) SplitCode(topic->code, topic);
    return;
  }
  SplitNewsCode(topic->scheme, topic);
  if (Topic split; SplitCode(topic->code, &split) && split.scheme == topic->scheme) {
    topic->code = split.code;
  }
}

// As `topics.name` where the field is `topics`: names that live as long as a failure.
bool ReadMember(FieldReader& fields, Key key, const TopicMembers& members, std::string_view name,
                std::string_view value, Topic* topic, std::string_view* uri) {
  if (name.empty()) return true;
  const auto field = [&] { return std::string(KeyName(key)) + "." + std::string(name); };
  if (name == members.scheme) return fields.Identifier(field(), value, &topic->scheme);
  if (name == members.code) return fields.Identifier(field(), value, &topic->code);
  if (name == members.uri) return fields.Identifier(field(), value, uri);
  return name != members.name || fields.Text(field(), value, &topic->name);
}

bool ReadTopic(FieldReader& fields, Key key, const TopicMembers& members, std::string_view raw) {
  if (!raw.starts_with('{')) {
    std::string_view text;
    if (!fields.Text(KeyName(key), raw, &text)) return false;
    AddTopicText(fields, text);
    return true;
  }
  Topic topic;
  std::string_view uri;
  const bool ok =
      fields.ForEachMember(KeyName(key), raw, [&](std::string_view name, std::string_view value) {
        return ReadMember(fields, key, members, name, value, &topic, &uri);
      });
  if (!ok) return false;
  if (Topic coded; SplitNewsCode(uri, &coded) || SplitCode(uri, &coded)) {
    topic.scheme = coded.scheme;
    topic.code = coded.code;
  } else if (topic.code.empty()) {
    topic.code = uri;
  }
  AddTopic(fields, topic);
  return true;
}

}  // namespace

bool ReadTopics(FieldReader& fields, Key key, const TopicMembers& members, bool single) {
  return fields.ForEachItem(key, single, "an array of names or objects", [&](std::string_view raw) {
    return ReadTopic(fields, key, members, raw);
  });
}

void AddTopic(FieldReader& fields, Topic topic) {
  Normalise(&topic);
  if (topic.code.empty() && topic.name.empty()) return;
  std::vector<Topic>& topics = fields.document().topics;
  const bool known = std::any_of(topics.begin(), topics.end(), [&](const Topic& other) {
    return other.scheme == topic.scheme && other.code == topic.code && other.name == topic.name;
  });
  if (!known) topics.push_back(topic);
}

void AddTopicText(FieldReader& fields, std::string_view text) {
  Topic topic;
  if (!SplitNewsCode(text, &topic) && !SplitCode(text, &topic)) topic.name = text;
  AddTopic(fields, topic);
}

}  // namespace newsmill
