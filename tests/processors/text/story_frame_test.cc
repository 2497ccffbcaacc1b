#include "processors/text/story_frame.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "processors/text/sentence_splitter.h"
#include "processors/text/tokenizer.h"

namespace newsmill {
namespace {

// The sentences that are not part of the story.
std::vector<std::string> Outside(std::string_view text) {
  Tokenizer tokenizer;
  TextLayout layout;
  tokenizer.Tokenize(text, &layout.tokens);
  SplitSentences(text, layout.tokens, &layout.sentences);
  MarkStoryFrame(text, &layout);
  std::vector<std::string> found;
  for (const Sentence& sentence : layout.sentences) {
    if (!sentence.outside_story) continue;
    found.emplace_back(text.substr(sentence.begin, sentence.end - sentence.begin));
  }
  return found;
}

using Lines = std::vector<std::string>;

TEST(StoryFrameTest, BylinesAreNotPartOfTheStory) {
  EXPECT_EQ(Outside("By Petra Lind\nLJUBLJANA (Adria Wire) – The minister spoke.\nShe left."),
            Lines{"By Petra Lind"});
  EXPECT_EQ(Outside("The talks failed.\nBy Jan van der Berg and Ana Ruiz in Geneva"),
            Lines{"By Jan van der Berg and Ana Ruiz in Geneva"});
  EXPECT_EQ(Outside("BY JANE DOE, JOHN ROE\n\nThe talks failed."), Lines{"BY JANE DOE, JOHN ROE"});
}

TEST(StoryFrameTest, ReleaseNotesAreNotPartOfTheStory) {
  EXPECT_EQ(Outside("EMBARGOED UNTIL 21 August 2026, 09:00 GMT\nYeast was found.\nIt was old."),
            Lines{"EMBARGOED UNTIL 21 August 2026, 09:00 GMT"});
  EXPECT_EQ(Outside("FOR IMMEDIATE RELEASE\nThe firm hires."), Lines{"FOR IMMEDIATE RELEASE"});
}

TEST(StoryFrameTest, SentencesStay) {
  for (const std::string_view text :
       {"By Friday the talks had failed.\nThey went home.",
        "By Friday Geneva was quiet\nThey went home.",
        "By Jane Doe. She writes.\nThe talks failed.", "By the Sea\nA novel.", "By Petra Lind",
        "GENEVA (Reuters) – Talks failed.\nThey left.",
        "The report is embargoed until May.\nNobody has read it."}) {
    EXPECT_EQ(Outside(text), Lines{}) << text;
  }
}

TEST(StoryFrameTest, OnlyNearTheEnds) {
  std::string text = "Talks failed.\n";
  for (int i = 0; i < 6; ++i) text += "They went home.\n";
  text += "By Jane Doe\n";
  for (int i = 0; i < 6; ++i) text += "They went home.\n";
  EXPECT_EQ(Outside(text), Lines{});
}

TEST(StoryFrameTest, ADatelineOpensItsSentence) {
  for (const std::string_view text :
       {"GENEVA (Reuters) – At least 38 people were killed.", "OSLO, Nov. 3 (AP) — He left.",
        "WASHINGTON, D.C. (AP) — The vote failed.", "OTTAWA (Northern Cable) -- Rates stay."}) {
    Tokenizer tokenizer;
    TextLayout layout;
    tokenizer.Tokenize(text, &layout.tokens);
    SplitSentences(text, layout.tokens, &layout.sentences);
    EXPECT_EQ(layout.sentences.size(), 1U) << text;
  }
}

}  // namespace
}  // namespace newsmill
