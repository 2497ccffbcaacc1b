#ifndef NEWSMILL_INGEST_COMMANDS_HTML_MARKS_H_
#define NEWSMILL_INGEST_COMMANDS_HTML_MARKS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <queue>
#include <string>
#include <string_view>
#include <vector>

namespace newsmill {

// Appends text to HTML, fit for elements and for attributes in double quotes, whatever the bytes:
// what is not UTF-8 and what HTML does not allow (control characters) becomes U+FFFD.
void AppendEscaped(std::string_view text, std::string* html);

// What a mark says of its words. Marks of different layers may lie over the same words.
enum class MarkLayer : uint8_t { kEntity, kClaim, kCue, kSource };
inline constexpr size_t kMarkLayers = 4;

struct HtmlMark {
  uint32_t begin = 0;  // byte range in the text
  uint32_t end = 0;
  MarkLayer layer = MarkLayer::kEntity;
  std::string classes;  // of the element, as HTML
  std::string title;    // what a pointer over the words shows, as HTML
  std::string before;   // put before the first of the words, as HTML; no element is left open in it
};

// A text with marks that may overlap in any way. The text is cut wherever a mark begins or ends and
// each cut is one element, so that the result is well-formed. Of several marks of one layer over
// the same words the one that begins last is shown. Time n log n in the marks, output linear in
// text and marks. `text` must outlive it.
class MarkedText {
 public:
  // Marks that are empty or not inside the text are left out.
  MarkedText(std::string_view text, std::vector<HtmlMark> marks);

  MarkedText(const MarkedText&) = delete;
  MarkedText& operator=(const MarkedText&) = delete;

  // Appends the part [begin, end); parts are asked for in the order of the text.
  void Append(size_t begin, size_t end, std::string* html);

 private:
  struct BeginsEarlier {
    const MarkedText* text;
    bool operator()(size_t a, size_t b) const;
  };
  using OpenMarks = std::priority_queue<size_t, std::vector<size_t>, BeginsEarlier>;

  void OpenUntil(size_t position, std::string* html);
  const HtmlMark* Shown(MarkLayer layer, size_t position);
  void AppendRun(size_t begin, size_t end, std::string* html);

  std::string_view text_;
  std::vector<HtmlMark> marks_;  // by begin
  std::vector<uint32_t> cuts_;   // begins and ends, sorted
  std::vector<OpenMarks> open_;  // of each layer; ended ones are dropped when they come up
  size_t next_mark_ = 0;
  size_t next_cut_ = 0;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_COMMANDS_HTML_MARKS_H_
