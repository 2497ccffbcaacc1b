#include "sinks/dead_letter_encoder.h"

#include <string>

#include "absl/strings/escaping.h"
#include "sinks/json_output.h"
#include "sinks/utf8_text.h"

namespace newsmill {
namespace {

void WriteBase64(JsonWriter& json, std::string_view name, std::string_view bytes) {
  std::string text;
  absl::Base64Escape({bytes.data(), bytes.size()}, &text);
  WriteRaw(json, name, '"' + text + '"');
}

void WriteText(JsonWriter& json, std::string_view name, std::string_view base64_name,
               std::string_view text) {
  if (IsUtf8(text)) {
    WriteMember(json, name, text);
  } else {
    WriteBase64(json, base64_name, text);
  }
}

void WriteHeaders(JsonWriter& json, const Message& message) {
  json.Key("headers");
  json.StartArray();
  for (const Header& header : message.headers) {
    json.StartObject();
    WriteText(json, "name", "name_base64", header.name);
    if (header.value.data() != nullptr) {
      WriteText(json, "value", "value_base64", header.value);
    }
    json.EndObject();
  }
  json.EndArray();
}

void WriteMessage(JsonWriter& json, const Message& message) {
  WriteMember(json, "topic", message.position.topic);
  WriteInteger(json, "partition", static_cast<int32_t>(message.position.partition));
  WriteInteger(json, "offset", static_cast<int64_t>(message.position.offset));
  if (message.timestamp_ms >= 0) WriteTime(json, "timestamp", message.timestamp_ms);
  if (message.key.has_value()) WriteBase64(json, "key_base64", *message.key);
  if (message.value.has_value()) WriteBase64(json, "value_base64", *message.value);
  WriteHeaders(json, message);
}

}  // namespace

DeadLetterReason ReasonOf(const Document& document) {
  const Failure& failure = document.failure;
  const bool refused = !failure.sink.empty();
  return {.stage = failure.stage,
          .sink = failure.sink,
          .kind = refused                      ? "sink"
                  : failure.stage == "decoder" ? "decode"
                                               : "stage",
          .code = failure.code,
          .reason = std::string(Utf8Prefix(Utf8OrReplaced(failure.reason), kMaxReasonBytes))};
}

void AppendMessage(const Message& message, std::string* out) {
  StringOutput output;
  output.SetTarget(out);
  JsonWriter json(output);
  json.StartObject();
  WriteMessage(json, message);
  json.EndObject();
}

void AppendDeadLetter(const Document& document, int64_t failed_ms, std::string* out) {
  const DeadLetterReason why = ReasonOf(document);
  StringOutput output;
  output.SetTarget(out);
  JsonWriter json(output);
  json.StartObject();
  WriteMessage(json, document.message);
  WriteOptional(json, "stage", why.stage);
  WriteOptional(json, "sink", why.sink);
  WriteMember(json, "class", why.kind);
  WriteMember(json, "code", why.code);
  WriteMember(json, "reason", why.reason);
  WriteInteger(json, "attempts", document.failure.attempts);
  WriteTime(json, "failed_at", failed_ms);
  json.EndObject();
}

}  // namespace newsmill
