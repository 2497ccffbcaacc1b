#include "ingest/decode/html.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

namespace newsmill {
namespace {

// Both sorted.
constexpr std::array<std::string_view, 46> kBlocks = {
    "address", "article", "aside",  "blockquote", "body",  "center",   "dd",         "details",
    "dialog",  "dir",     "div",    "dl",         "dt",    "fieldset", "figcaption", "figure",
    "footer",  "form",    "h1",     "h2",         "h3",    "h4",       "h5",         "h6",
    "head",    "header",  "hgroup", "hr",         "html",  "legend",   "li",         "main",
    "menu",    "nav",     "ol",     "p",          "pre",   "section",  "summary",    "table",
    "tbody",   "td",      "tfoot",  "th",         "thead", "tr"};
constexpr std::array<std::string_view, 12> kDropped = {
    "button", "figcaption", "head",  "iframe", "noscript", "object",
    "script", "select",     "style", "svg",    "template", "textarea"};

bool Contains(const auto& sorted, std::string_view name) {
  return std::binary_search(sorted.begin(), sorted.end(), name);
}

bool IsBlock(std::string_view name) { return Contains(kBlocks, name) || name == "ul"; }

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f'; }

// Receives libxml2's events and writes the text. Each block or <br> costs at least three bytes of
// markup and each character reference is longer than what it stands for, so `capacity` of the
// input's size is enough; Put() checks nevertheless.
class TextWriter {
 public:
  TextWriter(char* out, size_t capacity) : start_(out), out_(out), end_(out + capacity) {}

  void StartElement(std::string_view name) {
    if (Contains(kDropped, name)) ++dropped_;
    if (name == "br" || IsBlock(name)) Break();
  }

  void EndElement(std::string_view name) {
    if (Contains(kDropped, name) && dropped_ > 0) --dropped_;
    if (IsBlock(name)) Break();
  }

  void Text(std::string_view text) {
    if (dropped_ > 0) return;
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
  void Break() { pending_ = '\n'; }

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
  int dropped_ = 0;      // open elements whose content is left out
};

TextWriter& Writer(void* context) { return *static_cast<TextWriter*>(context); }

std::string_view View(const xmlChar* text) { return reinterpret_cast<const char*>(text); }

void OnStart(void* context, const xmlChar* name, const xmlChar** /*attributes*/) {
  Writer(context).StartElement(View(name));
}

void OnEnd(void* context, const xmlChar* name) { Writer(context).EndElement(View(name)); }

void OnText(void* context, const xmlChar* text, int size) {
  Writer(context).Text({reinterpret_cast<const char*>(text), static_cast<size_t>(size)});
}

htmlSAXHandler Handler() {
  htmlSAXHandler handler = {};
  handler.startElement = OnStart;
  handler.endElement = OnEnd;
  handler.characters = OnText;
  handler.ignorableWhitespace = OnText;
  return handler;
}

}  // namespace

std::string_view HtmlToText(std::string_view html, Arena& arena) {
  htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(html.data(), static_cast<int>(html.size()));
  if (parser == nullptr) return {};  // empty input
  const size_t capacity = html.size() + 1;
  char* const out = arena.Allocate(capacity);
  TextWriter writer(out, capacity);
  htmlSAXHandler handler = Handler();
  htmlSAXHandler* const own = parser->sax;
  parser->sax = &handler;
  parser->userData = &writer;
  xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
  htmlParseDocument(parser);
  parser->sax = own;
  htmlFreeParserCtxt(parser);
  arena.Shrink(out, capacity, writer.size());
  return {out, writer.size()};
}

}  // namespace newsmill
