#include "processors/language.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

constexpr std::string_view kEnglish =
    "The minister told reporters on Thursday that the government would not raise taxes this year, "
    "and that the opposition had been informed of the decision before the vote in parliament.";
constexpr std::string_view kGerman =
    "Die Wirtschaftssenatorin hat am Donnerstag vor einem Stillstand im Hafen gewarnt. Wenn wir "
    "die Fahrrinne nicht vertiefen, fahren die großen Schiffe in andere Häfen, sagte sie.";

class LanguageTest : public testing::Test {
 protected:
  const Document& Run(std::string_view text, std::string_view declared) {
    OptionsReader options = OptionsReader::Empty();
    batch_.Clear();
    Document& doc = batch_.Add();
    doc.text = text;
    doc.language.declared = declared;
    const std::unique_ptr<Processor> stage = (*NewLanguage(options))();
    EXPECT_TRUE(stage->Process(batch_).ok());
    return batch_.docs()[0];
  }

  DocumentBatch batch_;
};

TEST_F(LanguageTest, DetectsWithoutADeclaration) {
  EXPECT_EQ(Run(kEnglish, "").language.tag, "en");
  EXPECT_GT(Run(kEnglish, "").language.confidence, 0.9F);
  EXPECT_EQ(Run(kGerman, "").language.tag, "de");
}

TEST_F(LanguageTest, AShortTextTakesTheDeclaredLanguage) {
  EXPECT_EQ(Run("Nej.", "da").language.tag, "da");
  EXPECT_EQ(Run("Nej.", "").language.tag, "und");
  EXPECT_EQ(Run("", "").language.tag, "und");
}

TEST_F(LanguageTest, ASureMismatchIsAWarning) {
  const Document& doc = Run(kGerman, "en");
  EXPECT_EQ(doc.language.tag, "de");
  ASSERT_EQ(doc.warnings.size(), 1U);
  EXPECT_EQ(doc.warnings[0].stage, "language");
  EXPECT_EQ(doc.warnings[0].code, "language_mismatch");
}

TEST_F(LanguageTest, RegionsAreNoMismatch) {
  EXPECT_TRUE(Run(kEnglish, "en-GB").warnings.empty());
  EXPECT_EQ(Run(kEnglish, "en-GB").language.tag, "en");
}

TEST_F(LanguageTest, BoundsItsOption) {
  absl::StatusOr<OptionsReader> options = OptionsReader::Parse("max_bytes: 1\n", "test.yaml");
  ASSERT_TRUE(options.ok());
  EXPECT_FALSE(NewLanguage(*options).ok());
}

}  // namespace
}  // namespace newsmill
