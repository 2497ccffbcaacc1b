#include "tests/support/message_generator.h"

#include <algorithm>
#include <map>

namespace newsmill {
namespace {

// KEY=KINDMEMBERS; "!" at the end: always there.
const std::map<std::string, std::vector<std::string>>& Keys() {
  static const std::map<std::string, std::vector<std::string>> keys = {
      {"flat",
       {"id=t!", "title=w", "body=w!", "url=u", "published_at=d", "updated_at=d", "embargo_until=d",
        "source=oname,domain", "authors=lname", "topics=lcode,name"}},
      {"ninjs1",
       {"uri=t!", "headline=w!", "body_text=w!", "altids=W", "firstcreated=d", "versioncreated=d",
        "embargoed=d", "infosource=lname", "source=t", "byline=t", "by=t", "subject=lcode,name"}},
      {"ninjs2",
       {"uri=t!", "headlines=lvalue", "title=w", "bodies=Lvalue!", "altids=U", "firstcreated=d",
        "versioncreated=d", "embargoed=d", "infosources=lname", "by=t", "subjects=lliteral,name"}},
      {"ninjs3",
       {"uri=t!", "headlines=lvalue", "title=w", "bodies=Lvalue!", "altIds=U", "firstCreated=d",
        "versionCreated=d!", "embargoedUntil=d", "infoSources=lname", "by=t",
        "subjects=lliteral,name"}},
      {"jsonld",
       {"@type=gNewsArticle!", "@id=t!", "headline=w", "name=t", "articleBody=w!", "url=u",
        "datePublished=d", "dateModified=d", "publisher=oname", "author=lname",
        "about=ltermCode,name", "keywords=lname", "articleSection=lname"}},
      {"eventregistry",
       {"uri=t!", "title=w", "body=w!", "lang=geng!", "url=u", "dateTimePub=d", "dateTime=d",
        "source=ouri,title", "authors=lname", "categories=luri,label"}},
  };
  return keys;
}

std::string Quote(const std::string& text) { return '"' + text + '"'; }

}  // namespace

MessageGenerator::MessageGenerator(std::string_view shape, uint32_t seed)
    : keys_(Keys().at(std::string(shape))), random_(seed) {}

std::string MessageGenerator::Space() {
  return Below(3) == 0 ? std::string(1, " \t\n\r"[Below(4)]) : "";
}

std::string MessageGenerator::Next() {
  std::vector<std::string> members;
  for (std::string key : keys_) {
    const size_t equals = key.find('=');
    const bool required = key.ends_with('!');
    if (required) key.pop_back();
    if (!required && Below(4) == 0) continue;
    members.push_back(Quote(key.substr(0, equals)) + Space() + ":" + Space() +
                      Value(key[equals + 1], key.substr(equals + 2)));
  }
  while (Below(2) == 0) members.push_back("\"x" + std::to_string(Below(1000)) + "\":" + Noise(4));
  std::shuffle(members.begin(), members.end(), random_);
  std::string message = "{";
  for (const std::string& member : members) {
    message += (message.size() > 1 ? "," : "") + Space() + member + Space();
  }
  return message + "}";
}

std::string MessageGenerator::Words() {
  static const std::vector<std::string> kWords = {
      "harbour",    "caf\u00e9", "\\u0107evap", "\\ud83d\\ude4f", "\U0001F600", "a\\/b",
      "\\\"so\\\"", "x\\\\y",    "{[",          "]},:",           "1,2",        "«oui»",
      "null",       "\\u0041bc"};
  std::string text;
  for (uint32_t i = 0; i <= Below(6); ++i) {
    text += (text.empty() ? "" : " ") + kWords[Below(static_cast<uint32_t>(kWords.size()))];
  }
  return text;
}

std::string MessageGenerator::Noise(int depth) {
  switch (Below(depth > 0 ? 8 : 5)) {
    case 0:
      return "-1.5e3";
    case 1:
      return "true";
    case 2:
      return "null";
    case 3:
    case 4:
      return Quote(Words());
    case 5:
      return "[" + Noise(depth - 1) + "," + Noise(depth - 1) + "]";
    case 6:
      return "[]";
    default:
      return "{\"id\":" + Noise(depth - 1) + ",\"value\":" + Noise(depth - 1) + "}";
  }
}

std::string MessageGenerator::List(const std::string& members) {
  std::string list = "[";
  for (uint32_t i = Below(4); i > 0; --i) list += Object(members) + (i > 1 ? "," : "");
  return list + "]";
}

std::string MessageGenerator::Object(const std::string& members) {
  if (Below(6) == 0) return "null";
  std::string text = "{";
  for (size_t start = 0; start < members.size();) {
    const size_t end = std::min(members.find(',', start), members.size());
    text += Quote(members.substr(start, end - start)) + ":" + Quote(Words()) + ",";
    start = end + 1;
  }
  return text + "\"zz\":" + Noise(2) + "}";
}

std::string MessageGenerator::Value(char kind, const std::string& members) {
  switch (kind) {
    case 't':  // text
      return Below(12) == 0 ? "null" : Quote(Words());
    case 'w':  // text, now and then of the wrong type
      return Below(25) == 0 ? "17" : Quote(Words());
    case 'd':
      return Quote("2026-0" + std::to_string(1 + Below(9)) + "-11T10:00:00Z");
    case 'u':
      return Quote("https://a.example/" + std::to_string(Below(99)));
    case 'o':
      return Object(members);
    case 'l':
      return List(members);
    case 'L':  // never empty, never null
      return "[" + Value('O', members) + "]";
    case 'O':
      return "{" + Quote(members) + ":" + Quote(Words()) + ",\"zz\":" + Noise(1) + "}";
    case 'U':
      return R"([{"role":"web","value":)" + Value('u', "") + "}]";
    case 'W':
      return R"({"internal":"17","web":)" + Value('u', "") + "}";
    default:  // a given text
      return Quote(members);
  }
}

}  // namespace newsmill
