#ifndef NEWSMILL_PROCESSORS_TEXT_STORY_FRAME_H_
#define NEWSMILL_PROCESSORS_TEXT_STORY_FRAME_H_

#include <string_view>
#include <vector>

#include "processors/base/annotations.h"

namespace newsmill {

// Sets Sentence::outside_story for the lines around a story of which only the form is known: a
// byline ("By Jane Doe and John Roe"), "EMBARGOED UNTIL …" and "FOR IMMEDIATE RELEASE". They are
// sought among the first and last few sentences, each a line of its own. A dateline ("GENEVA
// (Reuters) –") is part of the sentence that it opens.
void MarkStoryFrame(std::string_view text, TextLayout* layout);

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_TEXT_STORY_FRAME_H_
