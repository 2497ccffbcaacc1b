#ifndef NEWSMILL_PROCESSORS_TEXT_SENTENCE_SPLITTER_H_
#define NEWSMILL_PROCESSORS_TEXT_SENTENCE_SPLITTER_H_

#include <span>
#include <string_view>
#include <vector>

#include "processors/base/annotations.h"

namespace newsmill {

// Groups `tokens` of `text` into sentences: replaces *sentences. Linear in the tokens.
//
// - A blank line always ends a sentence, a line break does behind terminal punctuation, before a
//   list item and before a line that does not go on in the middle of a sentence; otherwise it is
//   looked through.
// - Closing quotation marks and brackets behind the full stop belong to the sentence.
// - A sentence that follows a line break starts a paragraph.
// - Where none ends, one of 1,000 tokens does.
void SplitSentences(std::string_view text, std::span<const Token> tokens,
                    std::vector<Sentence>* sentences);

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_TEXT_SENTENCE_SPLITTER_H_
