#include "tests/quality/gold.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <simdjson.h>

#include <map>
#include <stdexcept>

#include "tests/quality/code_points.h"

namespace newsmill::quality {
namespace {

using Object = simdjson::dom::element;
using OffsetOf =
    std::vector<uint32_t>;  // code point of the annotated text -> byte of the emitted one

std::string Text(Object object, std::string_view key) {
  const auto value = object[key];
  return value.error() == simdjson::SUCCESS && value.is_string()
             ? std::string(std::string_view(value))
             : "";
}

Range ReadRange(Object span, const OffsetOf& offset_of) {
  return {offset_of.at(uint64_t{span["start"]}), offset_of.at(uint64_t{span["end"]})};
}

EntityType ReadType(std::string_view type) {
  if (type == "PER") return EntityType::kPerson;
  if (type == "ORG") return EntityType::kOrganisation;
  if (type == "LOC") return EntityType::kLocation;
  if (type == "MISC") return EntityType::kMisc;
  throw std::runtime_error("entity type " + std::string(type));
}

std::string FlatMessage(Object article) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  const auto member = [&](const char* name, std::string_view key) {
    const std::string value = Text(article, key);
    writer.Key(name);
    writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
  };
  writer.StartObject();
  member("id", "id");
  member("title", "title");
  member("body", "text");
  member("published_at", "published_at");
  member("language", "language");
  writer.EndObject();
  return buffer.GetString();
}

GoldArticle ReadArticle(Object json, OffsetOf* offset_of) {
  GoldArticle article;
  article.id = Text(json, "id");
  article.message = FlatMessage(json);
  const std::string annotated = Text(json, "text");
  article.text = Text(json, "text_emitted");
  if (article.text.empty()) article.text = annotated;
  *offset_of = OffsetMap(annotated, article.text);
  for (Object entity : json["entities"].get_array()) {
    article.entities.push_back({ReadRange(entity, *offset_of), ReadType(Text(entity, "type"))});
  }
  return article;
}

bool IsCombining(char32_t point) { return point >= 0x300 && point <= 0x36F; }

}  // namespace

std::vector<uint32_t> OffsetMap(std::string_view gold, std::string_view emitted) {
  std::vector<uint32_t> map;
  size_t to = 0;
  bool composed = false;  // the letter before stands for what combines with it
  for (size_t from = 0; from < gold.size();) {
    const char32_t point = NextCodePoint(gold, &from);
    map.push_back(static_cast<uint32_t>(to));
    size_t after = to;
    const char32_t other = to < emitted.size() ? NextCodePoint(emitted, &after) : 0;
    if (point != other && (point == 0xAD || (composed && IsCombining(point)))) continue;
    composed = point != other;
    to = after;
  }
  map.push_back(static_cast<uint32_t>(to));
  if (to != emitted.size()) throw std::runtime_error("the emitted text does not correspond");
  return map;
}

std::vector<GoldArticle> LoadGold(const std::string& directory) {
  std::vector<GoldArticle> articles;
  std::map<std::string, std::pair<size_t, OffsetOf>> by_id;
  simdjson::dom::parser parser;
  simdjson::dom::document_stream lines;
  simdjson::padded_string contents = simdjson::padded_string::load(directory + "/open.jsonl");
  if (parser.parse_many(contents).get(lines) != simdjson::SUCCESS)
    throw std::runtime_error(directory);
  for (Object json : lines) {
    OffsetOf offset_of;
    articles.push_back(ReadArticle(json, &offset_of));
    by_id[articles.back().id] = {articles.size() - 1, std::move(offset_of)};
  }
  contents = simdjson::padded_string::load(directory + "/open.checkworthy.jsonl");
  if (parser.parse_many(contents).get(lines) != simdjson::SUCCESS)
    throw std::runtime_error(directory);
  for (Object json : lines) {
    const auto& [index, offset_of] = by_id.at(Text(json, "doc"));
    articles[index].sentences.push_back(ReadRange(json, offset_of));
  }
  return articles;
}

}  // namespace newsmill::quality
