#include "ingest/dead_letters/dead_letter.h"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/escaping.h"
#include "ingest/decode/decoder.h"
#include "ingest/decode/json_text.h"
#include "processors/base/document.h"
#include "processors/base/reason_codes.h"
#include "sinks/sha256.h"
#include "sinks/utf8_text.h"

namespace newsmill {
namespace {

constexpr std::string_view kOurs = "newsmill.dlq.";
constexpr std::string_view kConnect = "__connect.errors.";
constexpr size_t kPadding = 64;

template <typename Number>
bool ParseNumber(std::string_view text, Number* number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *number);
  return error == std::errc() && end == text.data() + text.size();
}

bool DecodeBase64(std::string_view text, std::string* bytes) {
  return absl::Base64Unescape({text.data(), text.size()}, bytes);
}

class LineReader {
 public:
  explicit LineReader(std::string_view line) : json_(line) {}

  std::optional<DeadLetter> Read() {
    if (!ReadObject() || letter_.code.empty()) return std::nullopt;
    letter_.key_in_store = letter_.position() + "@" + letter_.failed_at;
    return std::move(letter_);
  }

  // As Read(), of a message alone: nothing says why it is dead.
  std::optional<DeadLetter> ReadMessage() {
    if (!ReadObject()) return std::nullopt;
    return std::move(letter_);
  }

 private:
  bool ReadObject() {
    if (!json_.EnterObject()) return false;
    std::string_view key;
    while (json_.NextKey(&key)) {
      if (!Member(key)) return false;
    }
    return json_.ok() && json_.AtEnd();
  }

  bool Member(std::string_view key) {
    if (key == "topic") return Text(&letter_.topic);
    if (key == "partition") return Number(&letter_.partition);
    if (key == "offset") return Number(&letter_.offset);
    if (key == "timestamp") return Text(&letter_.timestamp);
    if (key == "key_base64") return Bytes(&letter_.key.emplace());
    if (key == "value_base64") return Bytes(&letter_.value.emplace());
    if (key == "headers") return Headers();
    if (key == "stage") return Text(&letter_.stage);
    if (key == "sink") return Text(&letter_.sink);
    if (key == "class") return Text(&letter_.kind);
    if (key == "code") return Text(&letter_.code);
    if (key == "reason") return Text(&letter_.reason);
    if (key == "attempts") return Number(&letter_.attempts);
    if (key == "failed_at") return Text(&letter_.failed_at);
    return json_.Skip();
  }

  bool Headers() {
    if (!json_.EnterArray()) return false;
    while (json_.NextElement()) {
      auto& [name, value] = letter_.headers.emplace_back();
      if (!json_.EnterObject()) return false;
      std::string_view key;
      while (json_.NextKey(&key)) {
        const bool read = key == "name"           ? Text(&name)
                          : key == "name_base64"  ? Bytes(&name)
                          : key == "value"        ? Text(&value.emplace())
                          : key == "value_base64" ? Bytes(&value.emplace())
                                                  : json_.Skip();
        if (!read) return false;
      }
    }
    return json_.ok();
  }

  bool Text(std::string* text) {
    std::string_view raw;
    std::string_view unescaped;
    if (!json_.String(&raw) || UnescapeJson(raw, arena_, &unescaped) != UnescapeResult::kOk) {
      return false;
    }
    *text = unescaped;
    return true;
  }

  bool Bytes(std::string* bytes) {
    std::string_view raw;
    return json_.String(&raw) && DecodeBase64(raw, bytes);
  }

  template <typename Integer>
  bool Number(Integer* number) {
    std::string_view token;
    return json_.Scalar(&token) && ParseNumber(token, number);
  }

  JsonCursor json_;
  Arena arena_;
  DeadLetter letter_;
};

void TakeHeader(std::string_view name, std::string_view value, DeadLetter* letter) {
  if (name == "topic") letter->topic = value;
  if (name == "partition") ParseNumber(value, &letter->partition);
  if (name == "offset") ParseNumber(value, &letter->offset);
  if (name == "timestamp") letter->timestamp = value;
  if (name == "stage") letter->stage = value;
  if (name == "sink") letter->sink = value;
  if (name == "class") letter->kind = value;
  if (name == "code") letter->code = value;
  if (name == "reason") letter->reason = value;
  if (name == "attempts") ParseNumber(value, &letter->attempts);
  if (name == "failed_at") letter->failed_at = value;
  if (name == "value_sha256" || name == "message_sha256") letter->file_sha256 = value;
  if (name == "value_size" || name == "message_size") ParseNumber(value, &letter->file_size);
  if (name == "value_file" || name == "message_file") letter->file = value;
  if (name == "value_file") letter->all_in_file = false;
  if (name == "message_file") letter->all_in_file = true;
}

absl::StatusOr<std::string> ReadWhole(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  if (!file) return absl::NotFoundError(path + " cannot be read");
  return std::move(bytes).str();
}

}  // namespace

std::optional<DeadLetter> ParseDeadLetterLine(std::string_view line) {
  return LineReader(line).Read();
}

bool IsDeadLetterHeader(std::string_view name) {
  return name.starts_with(kOurs) || name.starts_with(kConnect);
}

bool TakeDeadLetterHeaders(DeadLetter* letter) {
  // The last of a name counts: a message may bring such headers of an earlier death along.
  for (const auto& [name, value] : letter->headers) {
    if (!name.starts_with(kOurs)) continue;
    TakeHeader(std::string_view(name).substr(kOurs.size()), value.value_or(""), letter);
  }
  std::erase_if(letter->headers,
                [](const auto& header) { return IsDeadLetterHeader(header.first); });
  return !letter->code.empty();
}

absl::Status LoadMessage(const std::string& overflow, DeadLetter* letter) {
  if (letter->value.has_value() || letter->file_sha256.empty()) return absl::OkStatus();
  absl::StatusOr<std::string> bytes = ReadWhole(letter->file);
  if (!bytes.ok() && !overflow.empty()) {
    const auto name = std::filesystem::path(letter->file).filename();
    bytes = ReadWhole((std::filesystem::path(overflow) / name).string());
  }
  if (!bytes.ok()) return bytes.status();
  if (Sha256Hex(*bytes) != letter->file_sha256) {
    return absl::DataLossError(letter->file + " does not hold the message's bytes");
  }
  letter->file_sha256.clear();
  if (!letter->all_in_file) {
    letter->value = *std::move(bytes);
    return absl::OkStatus();
  }
  std::optional<DeadLetter> message = LineReader(*bytes).ReadMessage();
  if (!message.has_value()) return absl::DataLossError(letter->file + " holds no message");
  letter->key = std::move(message->key);
  letter->value = std::move(message->value);
  letter->headers = std::move(message->headers);
  return absl::OkStatus();
}

std::string ArticleId(const DeadLetter& letter) {
  // What ended a process must not be processed here either.
  const bool safe = letter.code != kReasonStageCrash && letter.code != kReasonStageTimeout;
  if (safe && letter.value.has_value()) {
    DocumentBatch batch;
    Document& document = batch.Add();
    document.message.value = batch.arena().CopyPadded(*letter.value, kPadding);
    if (letter.key.has_value()) document.message.key = *letter.key;
    Decoder(DecodeLimits{}).Decode(batch, document);
    if (!document.id.empty()) return std::string(document.id);
  }
  return Utf8OrReplaced(letter.key.value_or(""));
}

}  // namespace newsmill
