#ifndef NEWSMILL_PROCESSORS_TEXT_LETTER_CASE_H_
#define NEWSMILL_PROCESSORS_TEXT_LETTER_CASE_H_

#include <string>
#include <string_view>

namespace newsmill {

// *folded = `word` in lower case, letter by letter (Unicode's simple mapping).
void FoldCase(std::string_view word, std::string* folded);

// *folded = `word` with the first letter of each hyphenated part as it is and the others in lower
// case: "LJUBLJANA" to "Ljubljana".
void TitleCase(std::string_view word, std::string* folded);

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_TEXT_LETTER_CASE_H_
