#include "ingest/commands/dlq_output.h"

#include <string>

#include "ingest/commands/printable.h"
#include "sinks/json_output.h"
#include "sinks/utf8_text.h"

namespace newsmill {
namespace {

constexpr size_t kReasonWidth = 60;
constexpr size_t kValueHead = 2000;

size_t CodePoints(std::string_view text) {
  size_t count = 0;
  for (const char c : text) count += (c & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

void Column(std::string text, size_t width, std::ostream& out) {
  const size_t length = CodePoints(text);
  if (length < width) text.append(width - length, ' ');
  out << text << "  ";
}

std::string OneLine(std::string_view bytes, size_t size) {
  std::string text = Printable(Utf8OrReplaced(bytes));
  if (text.size() <= size) return text;
  return std::string(Utf8Prefix(text, size)) + "…";
}

int64_t ValueSize(const DeadLetter& letter) {
  return letter.value.has_value() ? static_cast<int64_t>(letter.value->size()) : letter.file_size;
}

std::string_view Where(const DeadLetter& letter) {
  return letter.sink.empty() ? letter.stage : letter.sink;
}

}  // namespace

void PrintLetterTableHead(std::ostream& out) {
  Column("POSITION", 28, out);
  Column("FAILED AT", 24, out);
  Column("CODE", 20, out);
  Column("WHERE", 12, out);
  Column("ARTICLE", 24, out);
  out << "REASON\n";
}

void PrintLetterRow(const DeadLetter& letter, std::string_view handled, std::ostream& out) {
  Column(OneLine(letter.position(), 200), 28, out);
  Column(OneLine(letter.failed_at, 24), 24, out);
  Column(OneLine(letter.code, 40), 20, out);
  Column(OneLine(Where(letter), 40), 12, out);
  Column(OneLine(ArticleId(letter), 60), 24, out);
  out << (handled.empty() ? "" : "(" + std::string(handled) + ") ")
      << OneLine(letter.reason, kReasonWidth) << '\n';
}

void PrintLetterJson(const DeadLetter& letter, std::string_view handled, std::ostream& out) {
  std::string line;
  StringOutput output;
  output.SetTarget(&line);
  JsonWriter json(output);
  json.StartObject();
  WriteMember(json, "position", Utf8OrReplaced(letter.position()));
  WriteMember(json, "topic", Utf8OrReplaced(letter.topic));
  WriteInteger(json, "partition", letter.partition);
  WriteInteger(json, "offset", letter.offset);
  WriteOptional(json, "timestamp", Utf8OrReplaced(letter.timestamp));
  WriteOptional(json, "id", ArticleId(letter));
  WriteOptional(json, "stage", Utf8OrReplaced(letter.stage));
  WriteOptional(json, "sink", Utf8OrReplaced(letter.sink));
  WriteMember(json, "class", Utf8OrReplaced(letter.kind));
  WriteMember(json, "code", Utf8OrReplaced(letter.code));
  WriteMember(json, "reason", Utf8OrReplaced(letter.reason));
  WriteInteger(json, "attempts", letter.attempts);
  WriteMember(json, "failed_at", Utf8OrReplaced(letter.failed_at));
  WriteInteger(json, "value_size", ValueSize(letter));
  WriteOptional(json, letter.all_in_file ? "message_file" : "value_file",
                Utf8OrReplaced(letter.file));
  WriteOptional(json, "handled", handled);
  json.EndObject();
  out << line << '\n';
}

void PrintLetterWhole(const DeadLetter& letter, std::string_view handled, std::ostream& out) {
  const auto line = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) out << name << OneLine(value, kValueHead) << '\n';
  };
  line("position   ", letter.position());
  line("failed at  ", letter.failed_at);
  line("code       ", letter.code);
  line("reason     ", letter.reason);
  line("stage      ", letter.stage);
  line("sink       ", letter.sink);
  line("class      ", letter.kind);
  line("attempts   ", std::to_string(letter.attempts));
  line("handled    ", handled);
  line("timestamp  ", letter.timestamp);
  line("article    ", ArticleId(letter));
  line("key        ", letter.key.value_or(""));
  for (const auto& [name, value] : letter.headers) {
    line("header     ", name + (value.has_value() ? ": " + *value : " (null)"));
  }
  line(letter.all_in_file ? "all in     " : "value in   ", letter.file);
  if (!letter.value.has_value() && letter.file_sha256.empty()) {
    out << "value      null: a tombstone\n";
    return;
  }
  line("value      ", std::to_string(ValueSize(letter)) + " bytes");
  if (letter.value.has_value()) out << OneLine(*letter.value, kValueHead) << '\n';
}

}  // namespace newsmill
