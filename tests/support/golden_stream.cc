#include "tests/support/golden_stream.h"

#include <simdjson.h>

#include <array>

namespace newsmill {
namespace {

using simdjson::dom::element;

std::string FromBase64(std::string_view text) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    if (c == '=') break;
    bits = (bits << 6) | static_cast<uint32_t>(kDigits.find(c));
    if ((count += 6) < 8) continue;
    count -= 8;
    bytes += static_cast<char>((bits >> count) & 0xFF);
  }
  return bytes;
}

std::string FromParts(const element& parts) {
  std::string bytes;
  for (const element part : parts) {
    std::string_view text;
    if (part.get(text) == simdjson::SUCCESS) {
      bytes += text;
      continue;
    }
    const int64_t times = part["times"];
    for (int64_t i = 0; i < times; ++i) bytes += std::string_view(part["repeat"]);
  }
  return bytes;
}

std::optional<std::string> ValueOf(const element& message) {
  std::string_view text;
  element parts;
  if (message["value_base64"].get(text) == simdjson::SUCCESS) return FromBase64(text);
  if (message["value_parts"].get(parts) == simdjson::SUCCESS) return FromParts(parts);
  if (message["value"].get(text) == simdjson::SUCCESS) return std::string(text);
  return std::nullopt;
}

// The string under `key`, or the strings of the array there, or nothing.
void AddStrings(const element& object, std::string_view key, std::set<std::string>* out) {
  element value;
  std::string_view text;
  if (object[key].get(value) != simdjson::SUCCESS) return;
  if (value.get(text) == simdjson::SUCCESS) out->emplace(text);
  if (!value.is_array()) return;
  for (const element item : value) out->emplace(std::string_view(item));
}

}  // namespace

std::string GoldenArticles(std::string_view name) {
  return std::string(NEWSMILL_GOLDEN) + "/articles/" + std::string(name);
}

std::vector<StreamMessage> GoldenStream() {
  std::vector<StreamMessage> messages;
  simdjson::dom::parser parser;
  for (const element line : parser.load_many(GoldenArticles("stream.jsonl"))) {
    StreamMessage& message = messages.emplace_back();
    message.n = line["n"];
    message.timestamp_ms = line["timestamp_ms"];
    message.shape = std::string_view(line["shape"]);
    std::string_view key;
    if (line["key"].get(key) == simdjson::SUCCESS) message.key = std::string(key);
    for (const auto header : simdjson::dom::object(line["headers"])) {
      message.headers.emplace_back(header.key, std::string_view(header.value));
    }
    message.value = ValueOf(line);
  }
  size_t i = 0;
  for (const element gold : parser.load_many(GoldenArticles("stream.gold.jsonl"))) {
    StreamMessage& message = messages.at(i++);
    AddStrings(gold, "alone", &message.outcomes);
    AddStrings(gold, "accept", &message.outcomes);
    AddStrings(gold, "reason", &message.reasons);
    AddStrings(gold, "reason_accept", &message.reasons);
    std::string_view warning;
    if (gold["warning"].get(warning) == simdjson::SUCCESS) message.warning = warning;
  }
  return messages;
}

}  // namespace newsmill
