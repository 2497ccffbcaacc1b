#include "ingest/decode/html.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "ingest/decode/boilerplate.h"
#include "ingest/decode/html_writer.h"

namespace newsmill {
namespace {

// All sorted.
constexpr std::array<std::string_view, 45> kBlocks = {
    "address", "article", "aside", "blockquote", "body",  "br",    "center",   "dd",     "details",
    "dialog",  "dir",     "div",   "dl",         "dt",    "embed", "fieldset", "figure", "footer",
    "form",    "h1",      "h2",    "h3",         "h4",    "h5",    "h6",       "header", "hr",
    "html",    "legend",  "li",    "main",       "menu",  "nav",   "ol",       "p",      "pre",
    "section", "summary", "table", "tbody",      "tfoot", "thead", "tr",       "ul",     "xmp"};
constexpr std::array<std::string_view, 18> kDropped = {
    "audio",    "button",   "canvas",   "figcaption", "iframe", "noembed",
    "noframes", "noscript", "object",   "script",     "select", "style",
    "svg",      "template", "textarea", "title",      "video",  "xml"};

bool Contains(const auto& sorted, std::string_view name) {
  return std::ranges::binary_search(sorted, name);
}

std::string_view View(const xmlChar* text) { return reinterpret_cast<const char*>(text); }

// An element around everything: outside all elements, libxml2 makes a paragraph of loose text,
// which would part it from the inline elements beside it.
constexpr std::string_view kWrapper = "<x-page>";

// No page comes near this; the parser's dictionary is slow beyond.
constexpr int kMaxNames = 4096;

// The text of one page, gathered from libxml2's events.
class HtmlReader {
 public:
  HtmlReader(std::string_view html, HtmlWriter& writer) : rest_(html), writer_(writer) {}

  HtmlResult Read();

 private:
  static HtmlReader& Self(void* reader) { return *static_cast<HtmlReader*>(reader); }
  static htmlSAXHandler Handler();
  static int Fill(void* reader, char* buffer, int size) {
    return Self(reader).Fill(buffer, static_cast<size_t>(size));
  }

  int Fill(char* buffer, size_t size);
  void CheckNames();
  void Start(std::string_view name, const xmlChar** attributes);
  void End(std::string_view name);
  void Text(std::string_view text);
  void Layout(std::string_view name);
  void Stop(HtmlResult why);

  std::string_view wrapper_ = kWrapper;
  std::string_view rest_;
  HtmlWriter& writer_;
  htmlParserCtxtPtr parser_ = nullptr;
  HtmlResult result_ = HtmlResult::kOk;
  // Depths count open elements; 0: not inside one.
  int depth_ = -1;  // the wrapper is at 0
  int dropped_at_ = 0;
  int doubtful_at_ = 0;
  int links_ = 0;
  int preformatted_ = 0;
};

// Stops where the parser would take quadratic time: it compares the attributes of a tag with one
// another, in a table that doubles from 22 places on (two for each, two spare), and its dictionary
// stops growing.
void HtmlReader::CheckNames() {
  if (parser_->maxatts > 2 * kMaxHtmlAttributes + 2 || xmlDictSize(parser_->dict) > kMaxNames) {
    result_ = HtmlResult::kTooManyNames;
  }
}

// Hands the parser the next bytes. A tag without end is noticed here, since it makes no event.
int HtmlReader::Fill(char* buffer, size_t size) {
  constexpr size_t kChunkBytes = 4096;
  CheckNames();
  if (result_ != HtmlResult::kOk) return 0;
  std::string_view& source = wrapper_.empty() ? rest_ : wrapper_;
  const size_t bytes = std::min({size, source.size(), kChunkBytes});
  std::memcpy(buffer, source.data(), bytes);
  source.remove_prefix(bytes);
  return static_cast<int>(bytes);
}

void HtmlReader::Stop(HtmlResult why) {
  result_ = why;
  xmlStopParser(parser_);
}

// Whether the element says by its class or id that it is boilerplate.
bool NamesBoilerplate(const xmlChar** attributes) {
  for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2) {
    const std::string_view name = View(attributes[0]);
    if ((name == "class" || name == "id") && attributes[1] != nullptr &&
        IsBoilerplateBlock(View(attributes[1]))) {
      return true;
    }
  }
  return false;
}

// What an element's start and end do to the text around it.
void HtmlReader::Layout(std::string_view name) {
  if (name == "td" || name == "th") {
    writer_.Cell();
  } else if (Contains(kBlocks, name)) {
    writer_.Break();
  }
}

void HtmlReader::Start(std::string_view name, const xmlChar** attributes) {
  if (++depth_ > kMaxHtmlDepth) Stop(HtmlResult::kTooDeep);
  if (dropped_at_ != 0) return;
  Layout(name);
  if (Contains(kDropped, name)) {
    dropped_at_ = depth_;
  } else if (doubtful_at_ == 0 && Contains(kBlocks, name) && NamesBoilerplate(attributes)) {
    doubtful_at_ = depth_;
    writer_.StartDoubtfulBlock();
  } else if (name == "a") {
    ++links_;
  } else if (name == "pre") {
    ++preformatted_;
  } else if (name == "q") {
    Text("“");
  }
}

void HtmlReader::End(std::string_view name) {
  const int depth = depth_--;
  if (dropped_at_ != 0) {
    if (depth == dropped_at_) dropped_at_ = 0;
    return;
  }
  if (doubtful_at_ != 0 && depth == doubtful_at_) {
    doubtful_at_ = 0;
    writer_.EndDoubtfulBlock();
  } else if (name == "a") {
    --links_;
  } else if (name == "pre") {
    --preformatted_;
  } else if (name == "q") {
    Text("”");
  }
  Layout(name);
}

void HtmlReader::Text(std::string_view text) {
  if (dropped_at_ != 0) return;
  writer_.Text(text, links_ > 0, preformatted_ > 0);
  if (writer_.overflowed()) Stop(HtmlResult::kTooLarge);
}

// Without error handlers: complaints about the markup go nowhere.
htmlSAXHandler HtmlReader::Handler() {
  htmlSAXHandler handler = {};
  handler.startElement = [](void* reader, const xmlChar* name, const xmlChar** attributes) {
    Self(reader).Start(View(name), attributes);
  };
  handler.endElement = [](void* reader, const xmlChar* name) { Self(reader).End(View(name)); };
  handler.characters = [](void* reader, const xmlChar* text, int size) {
    Self(reader).Text({reinterpret_cast<const char*>(text), static_cast<size_t>(size)});
  };
  handler.ignorableWhitespace = handler.characters;
  return handler;
}

HtmlResult HtmlReader::Read() {
  [[maybe_unused]] static const bool kInitialised = (xmlInitParser(), true);
  const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(htmlNewParserCtxt(),
                                                                              &htmlFreeParserCtxt);
  parser_ = parser.get();
  htmlCtxtUseOptions(parser_, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                  HTML_PARSE_IGNORE_ENC | HTML_PARSE_NOIMPLIED | HTML_PARSE_NONET);
  *parser_->sax = Handler();
  parser_->userData = this;
  parser_->charset = XML_CHAR_ENCODING_UTF8;
  xmlParserInputBufferPtr buffer =
      xmlParserInputBufferCreateIO(&HtmlReader::Fill, nullptr, this, XML_CHAR_ENCODING_NONE);
  inputPush(parser_, xmlNewIOInputStream(parser_, buffer, XML_CHAR_ENCODING_NONE));
  htmlParseDocument(parser_);
  CheckNames();
  writer_.Break();
  return result_;
}

// Tags that nobody writes in plain text, both lower case as editors write them.
bool HasTags(std::string_view text) {
  for (const std::string_view tag : {"</p>", "<br>", "<br/>", "<br />", "</div>"}) {
    if (text.find(tag) != std::string_view::npos) return true;
  }
  return false;
}

bool HasEscapedTags(std::string_view text) {
  for (const std::string_view tag : {"&lt;/p&gt;", "&lt;/div&gt;"}) {
    if (text.find(tag) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

HtmlResult HtmlToText(std::string_view html, size_t max_bytes, Arena& arena,
                      std::string_view* out) {
  static_assert(std::ranges::is_sorted(kBlocks) && std::ranges::is_sorted(kDropped));
  // Text may be longer than its markup: `<q>` stands for two quotation marks, a raw C1 control
  // for three bytes.
  const size_t capacity = std::min(2 * html.size(), max_bytes) + 4;
  char* const start = arena.Allocate(capacity);
  HtmlWriter writer(start, capacity);
  const HtmlResult result = HtmlReader(html, writer).Read();
  const size_t size = result == HtmlResult::kOk ? writer.size() : 0;
  arena.Shrink(start, capacity, size);
  if (result == HtmlResult::kOk) *out = {start, size};
  return result;
}

HtmlResult MaybeHtmlToText(std::string_view text, size_t max_bytes, Arena& arena,
                           std::string_view* out) {
  std::string_view html = text;
  if (!HasTags(text)) {
    if (!HasEscapedTags(text)) {
      *out = text;
      return HtmlResult::kOk;
    }
    const HtmlResult result = HtmlToText(text, 2 * text.size(), arena, &html);
    if (result != HtmlResult::kOk) return result;
  }
  return HtmlToText(html, max_bytes, arena, out);
}

}  // namespace newsmill
