#include "ingest/feed/kcat.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "ingest/decode/json_text.h"

namespace newsmill {
namespace {

constexpr size_t kPadding = 64;

constexpr std::array<std::string_view, 9> kMembers = {
    "topic", "partition", "offset", "tstype", "ts", "broker", "headers", "key", "payload"};

class EnvelopeReader {
 public:
  EnvelopeReader(std::string_view line, Arena& arena, Message* message)
      : json_(line), arena_(arena), message_(message) {}

  KcatResult Read() {
    std::string_view name;
    if (json_.Peek() != '{') return KcatResult::kNoEnvelope;
    json_.EnterObject();
    while (json_.NextKey(&name)) {
      if (first_ && std::find(kMembers.begin(), kMembers.end(), name) == kMembers.end()) {
        return KcatResult::kNoEnvelope;
      }
      first_ = false;
      if (!Member(name)) return Broken();
    }
    if (!json_.ok() || !json_.AtEnd()) return Broken();
    return topic_ && payload_ ? KcatResult::kMessage : Broken();
  }

 private:
  // Articles have keys such as "offset" or "key" too, but never a topic and a payload.
  KcatResult Broken() const {
    return topic_ || payload_ ? KcatResult::kMalformed : KcatResult::kNoEnvelope;
  }

  bool Member(std::string_view name) {
    if (name == "topic") {
      topic_ = true;
      return String(&message_->position.topic);
    }
    if (name == "payload") {
      payload_ = true;
      return Bytes(&message_->value);
    }
    if (name == "key") return Bytes(&message_->key);
    if (name == "headers") return Headers();
    if (name == "ts") return Number(&message_->timestamp_ms);
    if (name == "partition") {
      int64_t partition = 0;
      if (!Number(&partition)) return false;
      message_->position.partition = Partition{static_cast<int32_t>(partition)};
      return true;
    }
    if (name == "offset") {
      int64_t offset = 0;
      if (!Number(&offset)) return false;
      message_->position.offset = Offset{offset};
      return true;
    }
    return json_.Skip();
  }

  bool String(std::string_view* out) {
    std::string_view raw;
    return json_.String(&raw) &&
           UnescapeJson(raw, arena_, out, kPadding) != UnescapeResult::kBadEscape;
  }

  bool Bytes(std::optional<std::string_view>* out) {
    std::string_view ignored;
    if (json_.Peek() == 'n') {
      out->reset();
      return json_.Scalar(&ignored) && ignored == "null";
    }
    return String(&out->emplace());
  }

  bool Number(int64_t* out) {
    std::string_view token;
    if (!json_.Scalar(&token)) return false;
    if (token == "null") return true;
    return std::from_chars(token.data(), token.data() + token.size(), *out).ec == std::errc();
  }

  // ["name", "value", "name", null, ...]
  bool Headers() {
    if (json_.Peek() != '[') return json_.Skip();
    json_.EnterArray();
    while (json_.NextElement()) {
      Header header;
      std::optional<std::string_view> value;
      if (!String(&header.name) || !json_.NextElement() || !Bytes(&value)) return false;
      header.value = value.value_or(std::string_view());
      message_->headers.push_back(header);
    }
    return json_.ok();
  }

  JsonCursor json_;
  Arena& arena_;
  Message* const message_;
  bool first_ = true;
  bool topic_ = false;
  bool payload_ = false;
};

}  // namespace

KcatResult ParseKcat(std::string_view line, Arena& arena, Message* message) {
  return EnvelopeReader(line, arena, message).Read();
}

}  // namespace newsmill
