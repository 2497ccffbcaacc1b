#include "ingest/decode/json_ld_nodes.h"

#include <algorithm>
#include <array>

#include "ingest/decode/json_text.h"

namespace newsmill {
namespace {

// Deeper wrapping than this means nothing.
constexpr int kMaxWrappers = 4;

constexpr std::array<std::string_view, 7> kNewsArticles = {
    "NewsArticle",        "AnalysisNewsArticle",  "AskPublicNewsArticle", "BackgroundNewsArticle",
    "OpinionNewsArticle", "ReportageNewsArticle", "ReviewNewsArticle"};

// `raw` is a JSON string: "NewsArticle", "schema:NewsArticle" or
// "https:\/\/schema.org\/NewsArticle".
bool IsNewsArticleName(std::string_view raw) {
  if (!raw.starts_with('"') || raw.size() < 2) return false;
  std::string_view name = raw.substr(1, raw.size() - 2);
  name.remove_prefix(name.find_last_of(":/") + 1);  // npos + 1 is 0
  return std::find(kNewsArticles.begin(), kNewsArticles.end(), name) != kNewsArticles.end();
}

// Calls found(item) for each item of the array, until it returns true.
template <typename Found>
void ForEachNode(std::string_view array, Found found) {
  JsonCursor json(array);
  std::string_view item;
  json.EnterArray();
  while (json.NextElement() && json.Skip(&item)) {
    if (found(item)) return;
  }
}

std::string_view FirstItem(std::string_view array) {
  std::string_view first;
  ForEachNode(array, [&](std::string_view item) {
    first = item;
    return true;
  });
  return first;
}

}  // namespace

bool IsNewsArticleType(std::string_view type) {
  if (!type.starts_with('[')) return IsNewsArticleName(type);
  bool found = false;
  ForEachNode(type, [&](std::string_view item) { return found = IsNewsArticleName(item); });
  return found;
}

std::string_view MemberOf(std::string_view node, std::string_view member) {
  if (!node.starts_with('{')) return {};
  JsonCursor json(node);
  std::string_view name;
  std::string_view value;
  json.EnterObject();
  while (json.NextKey(&name) && json.Skip(&value)) {
    if (name == member) return value;
  }
  return {};
}

std::string_view Unwrap(std::string_view value, std::initializer_list<std::string_view> members) {
  for (int i = 0; i < kMaxWrappers; ++i) {
    if (value.starts_with('[')) {
      const std::string_view first = FirstItem(value);
      value = first.empty() ? "null" : first;
    } else if (value.starts_with('{')) {
      std::string_view inner;
      for (const std::string_view member : members) {
        if (inner.empty()) inner = MemberOf(value, member);
      }
      if (inner.empty()) return value;
      value = inner;
    } else {
      return value;
    }
  }
  return value;
}

std::string_view FindNewsArticle(std::string_view nodes, size_t* count) {
  std::string_view article;
  *count = 0;
  ForEachNode(nodes, [&](std::string_view node) {
    if (!IsNewsArticleType(MemberOf(node, "@type"))) return false;
    if (article.empty()) article = node;
    ++*count;
    return false;
  });
  return article;
}

std::string_view FindNode(std::string_view nodes, std::string_view id) {
  std::string_view found;
  ForEachNode(nodes, [&](std::string_view node) {
    if (MemberOf(node, "@id") != id) return false;
    found = node;
    return true;
  });
  return found;
}

}  // namespace newsmill
