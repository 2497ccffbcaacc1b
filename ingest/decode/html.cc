#include "ingest/decode/html.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <string>

namespace newsmill {
namespace {

constexpr size_t kNotFound = std::string_view::npos;
constexpr size_t kMaxNameBytes = 10;  // of elements that matter here

// All sorted.
constexpr std::array<std::string_view, 47> kBlocks = {
    "address", "article", "aside", "blockquote", "body",    "br",      "center",   "dd",
    "details", "dialog",  "dir",   "div",        "dl",      "dt",      "fieldset", "figcaption",
    "figure",  "footer",  "form",  "h1",         "h2",      "h3",      "h4",       "h5",
    "h6",      "header",  "hr",    "html",       "legend",  "li",      "main",     "menu",
    "nav",     "ol",      "p",     "pre",        "section", "summary", "table",    "tbody",
    "td",      "tfoot",   "th",    "thead",      "title",   "tr",      "ul"};
// Left out up to their end tag; tags inside count.
constexpr std::array<std::string_view, 6> kDropped = {"button", "figcaption", "noscript",
                                                      "select", "svg",        "template"};
// Left out up to their end tag; nothing inside is markup.
constexpr std::array<std::string_view, 7> kRaw = {"iframe", "noembed",  "noframes", "script",
                                                  "style",  "textarea", "title"};

bool Contains(const auto& sorted, std::string_view name) {
  return std::binary_search(sorted.begin(), sorted.end(), name);
}

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f'; }
char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool IsLetter(char c) { return Lower(c) >= 'a' && Lower(c) <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::string Utf8(uint32_t c) {
  const auto byte = [](uint32_t value) { return static_cast<char>(value); };
  const auto tail = [&](int shift) { return byte(0x80 | ((c >> shift) & 0x3F)); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xC0 | (c >> 6)), tail(0)};
  if (c < 0x10000) return {byte(0xE0 | (c >> 12)), tail(6), tail(0)};
  return {byte(0xF0 | (c >> 18)), tail(12), tail(6), tail(0)};
}

// What a numeric reference stands for by HTML's rules: those into the C1 controls mean
// Windows-1252.
uint32_t NumericReference(uint32_t c) {
  static constexpr std::array<uint16_t, 32> kWindows1252 = {
      0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  if (c >= 0x80 && c < 0xA0) return kWindows1252[c - 0x80];
  if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return 0xFFFD;
  return c;
}

// Collects words and breaks.
class TextWriter {
 public:
  TextWriter(char* out, size_t capacity) : start_(out), out_(out), end_(out + capacity) {}

  void Break() { pending_ = '\n'; }

  // Text between tags; white space collapses.
  void Text(std::string_view text) {
    for (size_t i = 0; i < text.size();) {
      const size_t start = i;
      if (IsSpace(text[i])) {
        while (i < text.size() && IsSpace(text[i])) ++i;
        if (pending_ == '\0') pending_ = ' ';
        continue;
      }
      while (i < text.size() && !IsSpace(text[i])) ++i;
      Put(text.substr(start, i - start));
    }
  }

  size_t size() const { return static_cast<size_t>(out_ - start_); }

 private:
  // No output is longer than the markup that it stands for, so there is room; if that were ever
  // wrong, words would be lost rather than memory overwritten.
  void Put(std::string_view word) {
    if (static_cast<size_t>(end_ - out_) <= word.size()) return;
    if (pending_ != '\0' && out_ != start_) *out_++ = pending_;
    pending_ = '\0';
    std::memcpy(out_, word.data(), word.size());
    out_ += word.size();
  }

  char* const start_;
  char* out_;
  char* const end_;
  char pending_ = '\0';  // white space owed before the next word
};

// Reads tags one after the other, without a tree: every byte is looked at a bounded number of
// times, which libxml2's own parser does not promise for hostile pages.
class HtmlReader {
 public:
  HtmlReader(std::string_view html, TextWriter& writer) : html_(html), writer_(writer) {}

  void Read() {
    while (at_ < html_.size()) {
      const size_t next = std::min(html_.find_first_of("<&", at_), html_.size());
      Text(html_.substr(at_, next - at_));
      at_ = next;
      if (at_ == html_.size()) return;
      if (html_[at_] == '&') {
        Reference();
      } else {
        Markup();
      }
    }
  }

 private:
  char Peek(size_t ahead) const { return at_ + ahead < html_.size() ? html_[at_ + ahead] : '\0'; }

  void Text(std::string_view text) {
    if (dropped_depth_ == 0) writer_.Text(text);
  }

  void SkipTo(std::string_view end, size_t from) {
    const size_t found = html_.find(end, from);
    at_ = found == kNotFound ? html_.size() : found + end.size();
  }

  // A character reference, or an ampersand that is just one.
  void Reference() {
    const size_t start = at_ + 1;
    size_t end = start;
    if (Peek(1) == '#') {
      if (NumericReference(&end)) return;
    } else {
      while (end < html_.size() && end < start + 32 &&
             (IsLetter(html_[end]) || IsDigit(html_[end]))) {
        ++end;
      }
      const std::string name(html_.substr(start, end - start));
      const bool closed = end < html_.size() && html_[end] == ';';
      const htmlEntityDesc* known =
          closed ? htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str())) : nullptr;
      if (known != nullptr || (closed && name == "apos")) {
        at_ = end + 1;
        Text(Utf8(known == nullptr ? '\'' : known->value));
        return;
      }
    }
    Text("&");
    ++at_;
  }

  bool NumericReference(size_t* end) {
    const bool hex = Lower(Peek(2)) == 'x';
    const char* const first = html_.data() + at_ + (hex ? 3 : 2);
    const char* const last = html_.data() + html_.size();
    if (first >= last) return false;
    uint32_t value = 0;
    const auto result = std::from_chars(first, last, value, hex ? 16 : 10);
    if (result.ec == std::errc::invalid_argument) return false;
    if (result.ec != std::errc()) value = 0;  // out of range
    *end = static_cast<size_t>(result.ptr - html_.data());
    at_ = *end + (*end < html_.size() && html_[*end] == ';' ? 1 : 0);
    Text(Utf8(newsmill::NumericReference(value)));
    return true;
  }

  void Markup() {
    const bool end_tag = Peek(1) == '/';
    if (IsLetter(Peek(end_tag ? 2 : 1))) {
      at_ += end_tag ? 2 : 1;
      Tag(end_tag);
    } else if (html_.substr(at_, 4) == "<!--") {
      SkipTo("-->", at_ + 2);  // "<!-->" is a whole comment
    } else if (end_tag || Peek(1) == '!' || Peek(1) == '?') {
      SkipTo(">", at_);
    } else {
      Text("<");
      ++at_;
    }
  }

  // The name at at_, in lower case; the reader then stands behind it.
  std::string_view Name() {
    name_size_ = 0;
    bool fits = true;
    for (; at_ < html_.size(); ++at_) {
      const char c = html_[at_];
      if (IsSpace(c) || c == '/' || c == '>') break;
      fits = name_size_ < kMaxNameBytes;
      if (fits) name_[name_size_++] = Lower(c);
    }
    return fits ? std::string_view(name_.data(), name_size_) : std::string_view();
  }

  // Skips attributes up to the tag's ">". Quotes count only behind "=".
  void SkipAttributes() {
    while (at_ < html_.size()) {
      const char c = html_[at_++];
      if (c == '>') return;
      if (c != '=') continue;
      while (at_ < html_.size() && IsSpace(html_[at_])) ++at_;
      const char quote = Peek(0);
      if (quote == '"' || quote == '\'') SkipTo(std::string_view(&html_[at_], 1), at_ + 1);
    }
  }

  void Tag(bool end_tag) {
    const std::string_view name = Name();
    SkipAttributes();
    if (dropped_depth_ > 0) {
      InsideDropped(name, end_tag);
    } else if (!end_tag && Contains(kDropped, name)) {
      dropped_ = *std::lower_bound(kDropped.begin(), kDropped.end(), name);
      dropped_depth_ = 1;
    }
    if (Contains(kBlocks, name)) writer_.Break();
    if (!end_tag && Contains(kRaw, name)) SkipRaw(name);
  }

  void InsideDropped(std::string_view name, bool end_tag) {
    if (name == dropped_) dropped_depth_ += end_tag ? -1 : 1;
    // The caption's end tag may be left out.
    if (end_tag && name == "figure" && dropped_ == "figcaption") dropped_depth_ = 0;
  }

  // Skips to the end tag `name`, whatever stands before it.
  void SkipRaw(std::string_view name) {
    for (;;) {
      SkipTo("</", at_);
      if (at_ == html_.size()) return;
      const std::string_view found = html_.substr(at_, name.size());
      const bool same = std::equal(found.begin(), found.end(), name.begin(), name.end(),
                                   [](char a, char b) { return Lower(a) == b; });
      if (same) {
        SkipTo(">", at_);
        return;
      }
    }
  }

  const std::string_view html_;
  TextWriter& writer_;
  size_t at_ = 0;
  std::array<char, kMaxNameBytes> name_ = {};
  size_t name_size_ = 0;
  std::string_view dropped_;  // the element being left out
  int dropped_depth_ = 0;     // how many of that name are open
};

}  // namespace

std::string_view HtmlToText(std::string_view html, Arena& arena) {
  const size_t capacity = html.size() + 1;
  char* const out = arena.Allocate(capacity);
  TextWriter writer(out, capacity);
  HtmlReader(html, writer).Read();
  arena.Shrink(out, capacity, writer.size());
  return {out, writer.size()};
}

}  // namespace newsmill
