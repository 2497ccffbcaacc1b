#include "ingest/decode/envelope.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "ingest/decode/json_text.h"
#include "processors/base/reason_codes.h"

namespace newsmill {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr size_t kConfluentFrameBytes = 5;  // 0x00 and the schema's id
constexpr size_t kReadableBehind = 64;

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return Lower(x) == Lower(y); });
}

std::string_view HeaderValue(const Message& message, std::string_view name) {
  for (const Header& header : message.headers) {
    if (EqualsIgnoringCase(header.name, name)) return header.value;
  }
  return {};
}

// "application/cloudevents+json" of "application/CloudEvents+JSON; charset=utf-8".
std::string MediaType(std::string_view content_type) {
  content_type = content_type.substr(0, content_type.find_first_of("; \t"));
  std::string type(content_type);
  std::transform(type.begin(), type.end(), type.begin(), Lower);
  return type;
}

bool IsBinaryMode(const Message& message) {
  for (const char* name : {"ce_specversion", "ce_id", "ce_source", "ce_type"}) {
    if (HeaderValue(message, name).empty()) return false;
  }
  return true;
}

bool IsJsonType(std::string_view type) {
  return type.empty() || type == "application/json" || type == "text/json" ||
         type.ends_with("+json");
}

Payload Opened(std::string_view json) {
  return {.json = json, .cloud_event = false, .code = {}, .reason = {}};
}

Payload Failed(std::string_view code, std::string reason) {
  return {.json = {}, .cloud_event = false, .code = code, .reason = std::move(reason)};
}

// What bytes that cannot begin JSON look like, or "".
std::string_view ForeignEncoding(std::string_view value) {
  using namespace std::string_view_literals;
  if (value.starts_with("\x1F\x8B"sv)) return "gzip; let Kafka compress instead";
  if (value.starts_with("\x28\xB5\x2F\xFD"sv)) return "zstd; let Kafka compress instead";
  if (value.starts_with("\xFF\xFE"sv) || value.starts_with("\xFE\xFF"sv)) return "UTF-16";
  return {};
}

// Takes frame, byte order mark and white space off.
Payload Unframe(std::string_view value) {
  const bool framed = value.starts_with('\0');
  if (framed) value.remove_prefix(std::min(kConfluentFrameBytes, value.size()));
  if (value.starts_with(kByteOrderMark)) value.remove_prefix(kByteOrderMark.size());
  value.remove_prefix(std::min(value.find_first_not_of(" \t\r\n"), value.size()));
  if (value.starts_with('{') || value.starts_with('[')) return Opened(value);
  if (framed) {
    return Failed(kReasonUnsupportedEncoding,
                  "a schema-registry frame around something else than JSON");
  }
  if (value.empty()) return Failed(kReasonEmptyMessage, "the value is empty or white space");
  const std::string_view foreign = ForeignEncoding(value);
  if (foreign.empty()) return Failed(kReasonInvalidJson, "does not begin with `{`");
  return Failed(kReasonUnsupportedEncoding, "is " + std::string(foreign));
}

Payload OpenBase64(std::string_view raw, Arena& arena) {
  std::string_view text;
  std::string bytes;
  const bool ok =
      raw.starts_with('"') &&
      UnescapeJson(raw.substr(1, raw.size() - 2), arena, &text) == UnescapeResult::kOk &&
      absl::Base64Unescape({text.data(), text.size()}, &bytes);
  if (!ok) return Failed(kReasonInvalidField, "`data_base64` is not a string of base64");
  return Unframe(arena.CopyPadded(bytes, kReadableBehind));
}

bool IsGiven(const TopLevel& event, Key key) { return event.Has(key) && event.Get(key) != "null"; }

}  // namespace

Payload OpenEnvelope(const Message& message) {
  const std::string type = MediaType(HeaderValue(message, "content-type"));
  const bool structured = type.starts_with("application/cloudevents");
  if (structured && !IsJsonType(type) && type != "application/cloudevents") {
    return Failed(kReasonUnsupportedEncoding, "a CloudEvent as " + type + "; allowed: JSON");
  }
  if (type.starts_with("application/cloudevents-batch")) {
    return Failed(kReasonUnsupportedEncoding, "a batch of CloudEvents; allowed: one a message");
  }
  Payload payload = Unframe(*message.value);
  payload.cloud_event = structured;
  if (payload.code == kReasonInvalidJson && !IsJsonType(type) && IsBinaryMode(message)) {
    return Failed(kReasonUnsupportedEncoding, "a CloudEvent's data as " + type + "; allowed: JSON");
  }
  if (structured && payload.json.starts_with('[')) {
    return Failed(kReasonUnsupportedEncoding, "a batch of CloudEvents; allowed: one a message");
  }
  return payload;
}

Payload OpenCloudEvent(const TopLevel& event, Arena& arena) {
  const bool data = IsGiven(event, Key::kData);
  const bool base64 = IsGiven(event, Key::kDataBase64);
  if (data && base64) {
    return Failed(kReasonInvalidField, "both `data` and `data_base64`; allowed: one of them");
  }
  if (base64) return OpenBase64(event.Get(Key::kDataBase64), arena);
  if (!data) return Failed(kReasonEmptyMessage, "a CloudEvent without data");
  const std::string_view raw = event.Get(Key::kData);
  if (raw.starts_with('{') || raw.starts_with('[')) return Opened(raw);
  return Failed(kReasonInvalidField, "`data` of the CloudEvent is neither object nor array");
}

}  // namespace newsmill
