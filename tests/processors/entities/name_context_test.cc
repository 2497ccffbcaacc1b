#include "processors/entities/name_context.h"

#include <gtest/gtest.h>

#include <string_view>

#include "processors/learning/hashing.h"
#include "processors/text/sentence_splitter.h"
#include "processors/text/tokenizer.h"

namespace newsmill {
namespace {

class NameContextTest : public ::testing::Test {
 protected:
  void Load(std::string_view text) {
    document_.Reset();
    document_.text = text;
    Tokenizer().Tokenize(text, &document_.text_layout.tokens);
    SplitSentences(text, document_.text_layout.tokens, &document_.text_layout.sentences);
    words_.Load(document_);
    context_.Load(words_.words(), words_.sentences());
  }

  const NameContext::Entry& Of(std::string_view word) {
    const NameContext::Entry* entry = context_.Find(HashText(word));
    EXPECT_NE(entry, nullptr) << word;
    return *entry;
  }

  const WordClasses classes_;
  Document document_;
  DocumentWords words_{classes_};
  NameContext context_;
};

TEST_F(NameContextTest, CountsHowAWordIsWritten) {
  Load("Reading is fun. He likes reading in Reading.");
  const auto& entry = Of("reading");
  EXPECT_EQ(entry.count, 2U);
  EXPECT_EQ(entry.inner_count, 1U);
  EXPECT_TRUE(entry.lower_case);
  EXPECT_EQ(entry.first, 0U);
  EXPECT_EQ(context_.Next(entry.first), 8U);
  EXPECT_EQ(context_.Next(8), NameContext::kNone);
  EXPECT_EQ(context_.Find(HashText("absent")), nullptr);
}

TEST_F(NameContextTest, KnowsTheLongestRun) {
  Load("The Bank said no. Then the European Central Bank staff met.");
  const auto& bank = Of("bank");
  EXPECT_EQ(bank.longest.size, 3U);
  EXPECT_EQ(bank.longest.place, 2U);
  EXPECT_EQ(Of("european").longest.place, 0U);
  EXPECT_EQ(Of("staff").longest.size, 0U);
}

TEST_F(NameContextTest, ExplainsAcronyms) {
  Load("The ECB met. The European Central Bank and the Bank of Spain agreed, the BS said.");
  EXPECT_EQ(Of("ecb").expansion, HashText("bank"));
  EXPECT_EQ(Of("bs").expansion, HashText("spain"));
  EXPECT_EQ(Of("bank").expansion, 0U);
}

TEST_F(NameContextTest, IgnoresSentencesInCapitals) {
  Load("MERKEL VISITS PARIS AGAIN\nThe chancellor spoke.");
  EXPECT_EQ(context_.Find(HashText("merkel")), nullptr);
  Load("");
  EXPECT_EQ(context_.Find(HashText("merkel")), nullptr);
}

}  // namespace
}  // namespace newsmill
