#ifndef NEWSMILL_PROCESSORS_TEXT_TOKENIZER_H_
#define NEWSMILL_PROCESSORS_TEXT_TOKENIZER_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "processors/base/annotations.h"
#include "processors/text/characters.h"

namespace newsmill {

// Cuts a text into tokens (annotations.h says what a token is). Every byte that is not white space
// lies in exactly one token. Any bytes are accepted; time is linear in the text.
//
// - An abbreviation keeps its full stop ("Mr.", "U.S.", "J."); at a sentence's end it is both.
// - An apostrophe is a quotation mark only where it opens or closes one; "s’" is a word and a
//   clitic. « and » count by their position, so that »this« is a quotation too.
// - URLs, mail addresses, @handles and #tags are one symbol each.
// - Runs of ... , -- , '' and `` are one token each.
//
// Holds the state of open quotations while it runs: one instance a thread.
class Tokenizer {
 public:
  // Replaces *tokens.
  void Tokenize(std::string_view text, std::vector<Token>* tokens);

 private:
  void Reset(std::string_view text, std::vector<Token>* tokens);
  void Next();
  void SkipSpace();
  void Word(uint32_t begin, bool capitalised);
  void Number(uint32_t begin);
  void Quote(Character mark);
  void StraightMarks();
  void SingleMark(Character mark);
  void Guillemet(Character mark);
  void Terminator(Character mark);
  void Symbol(Character mark);
  void RunOf(char c, TokenKind kind);

  uint32_t ScanWord(uint32_t at);
  uint32_t ScanInner(uint32_t at, Character joint) const;
  uint32_t WithFullStop(uint32_t begin, uint32_t end) const;
  bool BehindPlace(uint32_t begin, std::string_view state) const;
  bool EndsInAddress(uint32_t begin, uint32_t end, uint32_t* address_end) const;
  bool PossessiveFollows(uint32_t at) const;
  bool ClosesLater(uint32_t at) const;
  void Emit(uint32_t begin, uint32_t end, TokenKind kind);

  std::string_view text_;
  std::vector<Token>* tokens_ = nullptr;
  uint32_t at_ = 0;
  bool space_ = true;         // white space before at_
  bool open_single_ = false;  // a ‘ waits for its ’
  bool open_low_ = false;     // a „ waits for its “
  bool open_guillemet_ = false;
  uint32_t letters_ = 0;  // of the word being scanned
  uint32_t uppers_ = 0;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_TEXT_TOKENIZER_H_
