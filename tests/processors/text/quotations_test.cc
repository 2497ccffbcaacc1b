#include "processors/text/quotations.h"

#include <gtest/gtest.h>

#include "processors/base/document.h"
#include "processors/sentences.h"

namespace newsmill {
namespace {

// Each quotation's text, behind one ">" for each around it.
std::vector<std::string> Quotations(std::string_view text) {
  DocumentBatch batch;
  Document& doc = batch.Add();
  doc.text = text;
  auto reader = OptionsReader::Empty();
  EXPECT_TRUE(NewSentences(reader).value()()->Process(batch).ok());
  QuotationScanner scanner;
  std::vector<Quotation> quotations;
  scanner.Scan(text, doc.text_layout, &quotations);
  std::vector<std::string> lines;
  for (const Quotation& quotation : quotations) {
    const uint32_t begin = doc.text_layout.tokens[quotation.first_token].begin;
    const uint32_t end = doc.text_layout.tokens[quotation.end_token - 1].end;
    std::string line;
    for (int32_t up = quotation.parent; up >= 0; up = quotations[static_cast<size_t>(up)].parent) {
      line += ">";
    }
    lines.push_back(line + std::string(text.substr(begin, end - begin)));
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(QuotationsTest, MarksOfManyKinds) {
  EXPECT_EQ(Quotations("He said “a b” and \"c d\"."), (Lines{"“a b”", "\"c d\""}));
  EXPECT_EQ(Quotations("Er sagte „a b“ und «c d»."), (Lines{"„a b“", "«c d»"}));
  EXPECT_EQ(Quotations("She called it ‘a b’ once."), (Lines{"‘a b’"}));
}

TEST(QuotationsTest, ApostrophesAreNoMarks) {
  EXPECT_EQ(Quotations("It’s the workers’ day, isn't it?"), Lines{});
  EXPECT_EQ(Quotations("‘The workers’ day isn’t over,’ he said."),
            (Lines{"‘The workers’ day isn’t over,’"}));
}

TEST(QuotationsTest, Nested) {
  EXPECT_EQ(Quotations("“I told him: ‘Go home.’ He went,” she said."),
            (Lines{"“I told him: ‘Go home.’ He went,”", ">‘Go home.’"}));
  EXPECT_EQ(Quotations("''I told him: 'Go home.''' She left."),
            (Lines{"''I told him: 'Go home.'''", ">'Go home.'"}));
}

TEST(QuotationsTest, MarksRepeatedAtParagraphs) {
  EXPECT_EQ(Quotations("“One two three.\n\n“Four five six,” she said."),
            (Lines{"“One two three.\n\n“Four five six,”"}));
  EXPECT_EQ(Quotations("\"One two three.\n\n\"Four five six,\" she said."),
            (Lines{"\"One two three.\n\n\"Four five six,\""}));
}

TEST(QuotationsTest, MarksBeforeTheLabelsOfATranscript) {
  const std::string turns = "\"ANN LEE: One two.\n\n\"TOM: Three.\n\n\"LEE: Four five.\n\n";
  EXPECT_EQ(Quotations(turns + "\"TOM: Six \"seven eight\".\""), Lines{"\"seven eight\""});
  // Three are too few.
  EXPECT_EQ(Quotations(turns + "He left."), Lines{turns.substr(0, turns.size() - 2)});
}

TEST(QuotationsTest, MissingMarkEndsWithTheParagraph) {
  EXPECT_EQ(Quotations("“One two three.\n\nShe left. “Four five,” he said."),
            (Lines{"“One two three.", "“Four five,”"}));
}

TEST(QuotationsTest, StrayMarksAreIgnored) {
  EXPECT_EQ(Quotations("“One two,” he said.’’"), (Lines{"“One two,”"}));
  EXPECT_EQ(Quotations("Not a \"platform but a chair.\n\n\"One two,\" he said."),
            (Lines{"\"One two,\""}));
  EXPECT_EQ(Quotations("One two” he said."), Lines{});
}

TEST(QuotationsTest, MarksOfTwoKindsAreOneQuotation) {
  EXPECT_EQ(Quotations("“One two,\" he said. “Three.”"), (Lines{"“One two,\"", "“Three.”"}));
  EXPECT_EQ(Quotations("\"One two,” he said. \"Three.\""), (Lines{"\"One two,”", "\"Three.\""}));
  EXPECT_EQ(Quotations("“One two.“ He left. “Three.“"), (Lines{"“One two.“", "“Three.“"}));
  EXPECT_EQ(Quotations("“He is 6'2\" tall,” she said."), (Lines{"“He is 6'2\" tall,”"}));
}

TEST(QuotationsTest, DepthIsBounded) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "“a ";
  for (int i = 0; i < 1000; ++i) text += "b” ";
  EXPECT_LE(Quotations(text).size(), QuotationScanner::kMaxDepth);
}

}  // namespace
}  // namespace newsmill
