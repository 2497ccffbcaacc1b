#include "ingest/training/treebank.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "processors/learning/words.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

std::string Row(const std::string& id, const std::string& form, const std::string& tag,
                const std::string& misc = "_") {
  return id + "\t" + form + "\t_\t_\t" + tag + "\t_\t_\t_\t_\t" + misc + "\n";
}

const std::string kTreebank =
    "# newdoc id = one\n# newpar\n# text = I don't.\n" + Row("1", "I", "PRP") +
    Row("2-3", "don't", "_", "SpaceAfter=No") + Row("2", "do", "VBP") + Row("3", "n't", "RB") +
    Row("4", ".", ".") + "\n# text = Re-led it.\n" + Row("1", "Re-led", "JJ") +
    Row("1.1", "gone", "VBN") + Row("2", "it", "_", "SpaceAfter=No") + Row("3", ".", ".") +
    "\n# newpar\n" + Row("1-2", "Ann's", "_") + Row("1", "Ann", "NNP") + Row("2", "'s", "POS") +
    "\n# newdoc id = two\n" + Row("1", "End", "NN") + "\n";

class TreebankTest : public ::testing::Test {
 protected:
  absl::StatusOr<std::vector<TreebankDocument>> Read(const std::string& text) {
    return ReadTreebank(folder_.Write("a.conllu", text));
  }

  static std::vector<std::string> Tokens(const Document& doc) {
    std::vector<std::string> tokens;
    tokens.reserve(doc.text_layout.tokens.size());
    for (const Token& t : doc.text_layout.tokens) {
      tokens.emplace_back(doc.text.substr(t.begin, t.end - t.begin));
    }
    return tokens;
  }

  TemporaryFolder folder_;
};

TEST_F(TreebankTest, ReadsTextWordsAndTags) {
  const auto documents = Read(kTreebank);
  ASSERT_TRUE(documents.ok()) << documents.status();
  ASSERT_THAT(*documents, SizeIs(2));
  const TreebankDocument& one = (*documents)[0];
  EXPECT_EQ(one.id, "one");
  EXPECT_EQ(one.text, "I don't. Re-led it.\n\nAnn's");
  ASSERT_THAT(one.words, SizeIs(9));
  ASSERT_THAT(one.sentences, SizeIs(3));
  EXPECT_EQ(one.words[2].tag, PartOfSpeech::kRB);
  EXPECT_TRUE(one.words[2].continues);
  EXPECT_FALSE(one.words[1].continues);
  EXPECT_EQ(one.words[5].tag, std::nullopt);
  EXPECT_EQ((*documents)[1].text, "End");
}

TEST_F(TreebankTest, LaysOutTheMarkedWordsOrThoseThatWeWouldCut) {
  const auto documents = Read(kTreebank);
  const TreebankDocument& one = (*documents)[0];
  Document doc;
  std::vector<uint32_t> words;
  LayOutTreebank(one, TreebankCut::kMarked, &doc, &words);
  EXPECT_THAT(Tokens(doc), ElementsAre("I", "do", "n't", ".", "Re-led", "it", ".", "Ann", "'s"));
  const WordClasses classes;
  DocumentWords loaded(classes);
  loaded.Load(doc);
  EXPECT_THAT(loaded.words(), SizeIs(9));
  LayOutTreebank(one, TreebankCut::kOurs, &doc, &words);
  EXPECT_THAT(Tokens(doc), ElementsAre("I", "don't", ".", "Re-led", "it", ".", "Ann", "'s"));
  EXPECT_THAT(words, ElementsAre(0, 1, 3, 4, 5, 6, 7, 8));
  loaded.Load(doc);
  EXPECT_THAT(loaded.words(), SizeIs(10));
}

TEST_F(TreebankTest, FaultsNameTheLine) {
  EXPECT_THAT(std::string(Read("\n" + Row("1", "a", "VERB")).status().message()),
              HasSubstr("a.conllu:2: unknown tag 'VERB'"));
  EXPECT_THAT(std::string(Read("1\ta\tb\n").status().message()), HasSubstr("ten columns"));
  EXPECT_THAT(std::string(Read(Row("1", "", "NN")).status().message()), HasSubstr("form"));
  EXPECT_FALSE(ReadTreebank(folder_.Path("none")).ok());
  EXPECT_THAT(*Read(""), SizeIs(0));
}

}  // namespace
}  // namespace newsmill
