#include "ingest/training/rewritten_text.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

// The text, with its names in brackets.
std::string Shown(const AnnotatedText& text) {
  std::string shown = text.text;
  for (size_t i = text.names.size(); i-- > 0;) {
    shown.insert(text.names[i].end, "]");
    shown.insert(text.names[i].begin, "[");
  }
  return shown;
}

AnnotatedText Text(const std::string& text, const std::string& name) {
  const auto at = static_cast<uint32_t>(text.find(name));
  return {"1", text, {{at, at + static_cast<uint32_t>(name.size()), EntityType::kLocation}}};
}

TEST(RewrittenTextTest, ChangesLetterCaseAndKeepsNamesInPlace) {
  const AnnotatedText text = Text("Über İzmir nach Łódź!", "Łódź");
  EXPECT_EQ(Shown(Rewrite(text, Writing::kAsIs)), "Über İzmir nach [Łódź]!");
  EXPECT_EQ(Shown(Rewrite(text, Writing::kLowerCase)), "über izmir nach [łódź]!");
  EXPECT_EQ(Shown(Rewrite(text, Writing::kCapitals)), "ÜBER İZMIR NACH [ŁÓDŹ]!");
}

TEST(RewrittenTextTest, ChangesTypography) {
  EXPECT_EQ(Shown(Rewrite(Text("\"Oslo's\" - he said, “no”. It’s", "Oslo"), Writing::kTypography)),
            "“[Oslo]’s” – he said, \"no\". It's");
  const AnnotatedText many = Text("a, b, c, d, e, f, g, h, i, j, Oslo", "Oslo");
  EXPECT_EQ(Shown(Rewrite(many, Writing::kTypography)), "a, b, c, d, e, f, g, h, i, j,[Oslo]");
}

TEST(RewrittenTextTest, BytesThatAreNoTextStay) {
  const AnnotatedText text{"1", "A\xff B", {{0, 4, EntityType::kPerson}}};
  EXPECT_EQ(Shown(Rewrite(text, Writing::kLowerCase)), "[a\xff b]");
}

}  // namespace
}  // namespace newsmill
