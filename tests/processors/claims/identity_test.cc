#include "processors/claims/identity.h"

#include <gtest/gtest.h>

namespace newsmill::claims {
namespace {

std::string Wording(std::string_view text) {
  std::string wording;
  AppendWording(text, &wording);
  return wording;
}

TEST(IdentityTest, WordingKeepsWordsOnly) {
  EXPECT_EQ(Wording("“We — all of us — DON’T know,”"), "we all of us dont know");
  EXPECT_EQ(Wording("  \"It's\n 3.5% \" "), "its 3 5");
  EXPECT_EQ(Wording("ÉTÉ Škoda ΑΒΓ Путин"), "été škoda αβγ путин");
  EXPECT_EQ(Wording("日本 🚢"), "日本 🚢");
  EXPECT_EQ(Wording("…!?"), "");
}

TEST(IdentityTest, PiecesAreOneWording) {
  std::string wording;
  AppendWording("“A bridge,”", &wording);
  AppendWording("“is safe.”", &wording);
  EXPECT_EQ(wording, "a bridge is safe");
}

TEST(IdentityTest, BrokenBytesAreKept) { EXPECT_NE(Wording("\xc3"), Wording("\xe2\x80")); }

TEST(IdentityTest, IdsCountEqualWordings) {
  ClaimIds ids;
  ids.Start("a");
  const uint64_t first = ids.Next("x");
  const uint64_t second = ids.Next("x");
  EXPECT_NE(first, second);
  ids.Start("a");
  EXPECT_EQ(ids.Next("x"), first);
  ids.Start("b");
  EXPECT_NE(ids.Next("x"), first);
}

}  // namespace
}  // namespace newsmill::claims
