#ifndef NEWSMILL_PROCESSORS_TEXT_QUOTATIONS_H_
#define NEWSMILL_PROCESSORS_TEXT_QUOTATIONS_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "processors/base/annotations.h"

namespace newsmill {

// Words between quotation marks, marks included: a half-open range of tokens.
struct Quotation {
  static constexpr int32_t kNone = -1;

  uint32_t first_token = 0;
  uint32_t end_token = 0;
  int32_t parent = kNone;  // the quotation around it
  bool closed = true;      // false: the closing mark is missing
};

// Finds the quotations of a text: curly, straight, single, low („“) and angle («») marks, nested up
// to kMaxDepth, with the mark repeated at each paragraph of a long one, and with missing, stray or
// mixed marks (“…"). A mark before the label of a speaker ("LEE: Well, …) is none where the text
// has four such paragraphs: it is a transcript. Linear in the number of tokens. Scratch is kept
// between calls.
class QuotationScanner {
 public:
  static constexpr size_t kMaxDepth = 4;

  // Clears *quotations and fills it, in the order of their first tokens.
  void Scan(std::string_view text, const TextLayout& layout, std::vector<Quotation>* quotations);

 private:
  enum class Mark : uint8_t { kNone, kDouble, kStraight, kSingle, kStraightSingle, kLow, kAngle };
  struct MarkUse {
    Mark mark = Mark::kNone;
    bool opens = false;
    bool closes = false;
    bool ends_word = false;
  };
  struct Open {
    Mark mark;
    uint32_t quotation;  // index of the one being built
    bool inherited;      // still open from the paragraph before
  };

  bool IsLabelled(size_t token) const;
  bool IsTranscript() const;
  bool EndsWord(size_t token) const;
  MarkUse Classify(size_t token) const;
  bool Closes(Mark opened, const MarkUse& use) const;
  void StartParagraph(size_t token);
  void EndParagraph(size_t token);
  void Use(size_t token, const MarkUse& use);
  void Close(size_t depth, size_t token);
  void DropInvalid();
  char Before(size_t token) const;
  char After(size_t token) const;

  std::string_view text_;
  const TextLayout* layout_ = nullptr;
  std::vector<Quotation>* quotations_ = nullptr;
  std::vector<Open> open_;
  std::vector<int32_t> renumbered_;
  size_t paragraph_first_ = 0;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_TEXT_QUOTATIONS_H_
