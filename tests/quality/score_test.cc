#include "tests/quality/score.h"

#include <gtest/gtest.h>

namespace newsmill::quality {
namespace {

// An article and what was found in it, for hand-made cases.
struct Case {
  GoldArticle gold;
  Document document;

  explicit Case(std::string text) {
    gold.text = std::move(text);
    document.text = gold.text;
  }

  Range Find(std::string_view part) const {
    const size_t begin = gold.text.find(part);
    EXPECT_NE(begin, std::string::npos) << part;
    return {static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + part.size())};
  }

  void AddMention(std::string_view part, EntityType type, MentionKind kind = MentionKind::kName) {
    const Range range = Find(part);
    document.entities.emplace_back().type = type;
    Mention& mention = document.mentions.emplace_back();
    mention.span = {range.begin, range.end};
    mention.entity = static_cast<uint32_t>(document.entities.size() - 1);
    mention.kind = kind;
  }

  void AddClaim(std::string_view part, std::string_view speaker) {
    const Range range = Find(part);
    Claim claim;
    claim.first_piece = static_cast<uint32_t>(document.claim_spans.size());
    document.claim_spans.push_back({range.begin, range.end});
    claim.end_piece = claim.first_piece + 1;
    claim.speaker_name = speaker;
    document.claims.push_back(claim);
  }
};

TEST(ScoreTest, EntitiesCountBySpanAndType) {
  Case c("Ada Lind met Bern officials in Oslo.");
  c.gold.entities = {{c.Find("Ada Lind"), EntityType::kPerson},
                     {c.Find("Bern"), EntityType::kLocation},
                     {c.Find("Oslo"), EntityType::kLocation}};
  c.AddMention("Ada Lind", EntityType::kPerson);
  c.AddMention("Bern", EntityType::kOrganisation);
  c.AddMention("officials", EntityType::kPerson, MentionKind::kDescription);
  Scores scores;
  AddEntities(c.gold, c.document, &scores);
  EXPECT_EQ(scores.entities.hits, 1);
  EXPECT_EQ(scores.entities.predicted, 2);
  EXPECT_EQ(scores.entities.gold, 3);
  EXPECT_EQ(scores.entity_spans.hits, 2);
  EXPECT_DOUBLE_EQ(scores.entities.f1(), 0.4);
}

TEST(ScoreTest, AClaimMatchesOnceAndByHalfOfItsWords) {
  Case c("one two three four five six seven eight");
  c.gold.claims = {{{c.Find("one two three four")}, "Ada Lind"}, {{c.Find("seven eight")}, ""}};
  c.AddClaim("two three four", "Lind");
  c.AddClaim("one two three four five", "Nobody");
  c.AddClaim("six seven", "x");
  Scores scores;
  AddClaims(c.gold, c.document, &scores);
  EXPECT_EQ(scores.claims.hits, 2);  // 5 words against 4; and one word of two, Dice 0.5
  EXPECT_EQ(scores.claims.predicted, 3);
  EXPECT_EQ(scores.speakers.gold, 1);
  EXPECT_EQ(scores.speakers.hits, 0);  // the better match has the wrong speaker
}

TEST(ScoreTest, SpeakersAreTheSameByTheirWords) {
  EXPECT_TRUE(SameSpeaker("Anja Verbič", "verbič"));
  EXPECT_TRUE(SameSpeaker("Anja Verbič", "Finance Minister Anja Verbič"));
  EXPECT_TRUE(SameSpeaker("Bank of Canada", "the Bank of Canada’s"));
  EXPECT_FALSE(SameSpeaker("Anja Verbič", "Anja Oražem"));
  EXPECT_FALSE(SameSpeaker("Anja Verbič", ""));
}

TEST(OffsetMapTest, FollowsNormalisation) {
  // soft hyphen, no-break space, a letter with two marks; then as emitted.
  const std::string gold = "a\u00ADb\u00A0o\u0323\u0302c";
  const std::string emitted = "ab \u1ED9c";
  const std::vector<uint32_t> map = OffsetMap(gold, emitted);
  EXPECT_EQ(map, (std::vector<uint32_t>{0, 1, 1, 2, 3, 6, 6, 6, 7}));
}

}  // namespace
}  // namespace newsmill::quality
