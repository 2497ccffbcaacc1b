#include "ingest/decode/html_writer.h"

#include <cstdint>
#include <cstring>

#include "ingest/decode/boilerplate.h"
#include "ingest/decode/windows_1252.h"

namespace newsmill {
namespace {

constexpr size_t kShortBlockBytes = 300;
constexpr std::string_view kNoBreakSpace = "\u00A0";

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f'; }

uint8_t Byte(char c) { return static_cast<uint8_t>(c); }

}  // namespace

void HtmlWriter::Break() {
  if (out_ != finished_) FinishLine();
  pending_ = '\0';
}

void HtmlWriter::Cell() {
  if (out_ != finished_) pending_ = '\t';
}

void HtmlWriter::FinishLine() {
  const auto ends_with_space = [this](std::string_view space) {
    return static_cast<size_t>(out_ - line_) >= space.size() &&
           std::memcmp(out_ - space.size(), space.data(), space.size()) == 0;
  };
  while (ends_with_space(kNoBreakSpace) || ends_with_space(" ")) {
    out_ -= ends_with_space(" ") ? 1 : kNoBreakSpace.size();
  }
  const std::string_view line(line_, static_cast<size_t>(out_ - line_));
  if (line.empty() || IsBoilerplateLine(line, line_linked_)) {
    out_ = finished_;
    total_linked_ -= line_linked_;
  }
  finished_ = out_;
  line_linked_ = 0;
}

// Appends bytes that are no white space.
void HtmlWriter::Put(const char* bytes, size_t size, bool linked) {
  if (static_cast<size_t>(end_ - out_) <= size) {
    overflowed_ = true;
    return;
  }
  if (out_ == finished_) {
    if (std::string_view(bytes, size) == kNoBreakSpace) return;  // indents are not text
    if (out_ != start_) *out_++ = '\n';
    line_ = out_;
  } else if (pending_ != '\0') {
    *out_++ = pending_;
  }
  pending_ = '\0';
  std::memcpy(out_, bytes, size);
  out_ += size;
  if (linked) {
    line_linked_ += size;
    total_linked_ += size;
  }
}

void HtmlWriter::Text(std::string_view text, bool linked, bool preformatted) {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    if (IsSpace(*at)) {
      if (preformatted && *at == '\n') {
        Break();
      } else if (pending_ == '\0') {
        pending_ = ' ';
      }
      ++at;
      continue;
    }
    const char* const word = at;
    while (at != end && !IsSpace(*at) && Byte(*at) != 0xC2) ++at;
    if (at != word) Put(word, static_cast<size_t>(at - word), linked);
    if (at == end || Byte(*at) != 0xC2 || at + 1 == end) continue;
    // U+0080 to U+00BF: references to C1 controls mean Windows-1252, by HTML's rules; and Put()
    // shall see no-break spaces by themselves.
    const uint8_t tail = Byte(at[1]);
    const std::string_view meant = tail < 0xA0 ? kWindows1252[tail - 0x80] : "";
    Put(meant.empty() ? at : meant.data(), meant.empty() ? 2 : meant.size(), linked);
    at += 2;
  }
}

void HtmlWriter::StartDoubtfulBlock() {
  Break();
  block_begin_ = size();
  block_linked_ = total_linked_;
}

void HtmlWriter::EndDoubtfulBlock() {
  Break();
  const size_t bytes = size() - block_begin_;
  const size_t linked = total_linked_ - block_linked_;
  if (bytes > kShortBlockBytes && linked * 10 < bytes * 7) return;  // without spaces
  out_ = finished_ = start_ + block_begin_;
  total_linked_ = block_linked_;
}

}  // namespace newsmill
