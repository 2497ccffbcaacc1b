#include "ingest/commands/html_marks.h"

#include <algorithm>
#include <utility>

#include "sinks/utf8_text.h"

namespace newsmill {
namespace {

constexpr std::string_view kReplacement = "\uFFFD";

std::string_view EntityFor(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    case '\r':
      return "&#13;";
    default:
      return {};
  }
}

// U+0080 to U+009F, which no HTML may hold.
bool IsC1(std::string_view character) {
  return character.size() == 2 && character[0] == '\xC2' &&
         static_cast<unsigned char>(character[1]) < 0xA0;
}

void AppendAscii(char c, std::string* html) {
  const bool control =
      (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7F;
  const std::string_view entity = EntityFor(c);
  if (control) {
    html->append(kReplacement);
  } else if (!entity.empty()) {
    html->append(entity);
  } else {
    html->push_back(c);
  }
}

void AppendAttribute(std::string_view name, std::string_view value, std::string* html) {
  if (value.empty()) return;
  html->append(" ").append(name).append("=\"").append(value).append("\"");
}

void AppendJoined(std::string_view part, std::string_view glue, std::string* out) {
  if (part.empty()) return;
  if (!out->empty()) out->append(glue);
  out->append(part);
}

}  // namespace

void AppendEscaped(std::string_view text, std::string* html) {
  while (!text.empty()) {
    const size_t length = Utf8SequenceLength(text);
    const std::string_view character = text.substr(0, std::max<size_t>(length, 1));
    if (length == 1) {
      AppendAscii(text[0], html);
    } else {
      html->append(length == 0 || IsC1(character) ? kReplacement : character);
    }
    text.remove_prefix(character.size());
  }
}

bool MarkedText::BeginsEarlier::operator()(size_t a, size_t b) const {
  const HtmlMark& first = text->marks_[a];
  const HtmlMark& second = text->marks_[b];
  return first.begin != second.begin ? first.begin < second.begin : first.end > second.end;
}

MarkedText::MarkedText(std::string_view text, std::vector<HtmlMark> marks)
    : text_(text), marks_(std::move(marks)) {
  std::erase_if(marks_, [text](const HtmlMark& mark) {
    return mark.begin >= mark.end || mark.end > text.size();
  });
  std::stable_sort(marks_.begin(), marks_.end(),
                   [](const HtmlMark& a, const HtmlMark& b) { return a.begin < b.begin; });
  for (const HtmlMark& mark : marks_) {
    cuts_.push_back(mark.begin);
    cuts_.push_back(mark.end);
  }
  std::sort(cuts_.begin(), cuts_.end());
}

void MarkedText::Append(size_t begin, size_t end, std::string* html) {
  if (open_.empty()) open_.assign(kMarkLayers, OpenMarks(BeginsEarlier{this}));
  while (begin < end) {
    while (next_cut_ < cuts_.size() && cuts_[next_cut_] <= begin) ++next_cut_;
    const size_t cut = next_cut_ < cuts_.size() ? std::min<size_t>(cuts_[next_cut_], end) : end;
    OpenUntil(begin, html);
    AppendRun(begin, cut, html);
    begin = cut;
  }
}

void MarkedText::OpenUntil(size_t position, std::string* html) {
  for (; next_mark_ < marks_.size() && marks_[next_mark_].begin <= position; ++next_mark_) {
    const HtmlMark& mark = marks_[next_mark_];
    html->append(mark.before);
    open_[static_cast<size_t>(mark.layer)].push(next_mark_);
  }
}

const HtmlMark* MarkedText::Shown(MarkLayer layer, size_t position) {
  OpenMarks& open = open_[static_cast<size_t>(layer)];
  while (!open.empty() && marks_[open.top()].end <= position) open.pop();
  return open.empty() ? nullptr : &marks_[open.top()];
}

void MarkedText::AppendRun(size_t begin, size_t end, std::string* html) {
  std::string classes;
  std::string title;
  for (size_t layer = 0; layer < kMarkLayers; ++layer) {
    const HtmlMark* mark = Shown(static_cast<MarkLayer>(layer), begin);
    if (mark == nullptr) continue;
    AppendJoined(mark->classes, " ", &classes);
    AppendJoined(mark->title, "&#10;", &title);
  }
  const bool marked = !classes.empty();
  if (marked) {
    html->append("<span");
    AppendAttribute("class", classes, html);
    AppendAttribute("title", title, html);
    html->append(">");
  }
  AppendEscaped(text_.substr(begin, end - begin), html);
  if (marked) html->append("</span>");
}

}  // namespace newsmill
