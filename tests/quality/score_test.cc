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

TEST(OffsetMapTest, FollowsNormalisation) {
  // soft hyphen, no-break space, a letter with two marks; then as emitted.
  const std::string gold = "a\u00ADb\u00A0o\u0323\u0302c";
  const std::string emitted = "ab \u1ED9c";
  const std::vector<uint32_t> map = OffsetMap(gold, emitted);
  EXPECT_EQ(map, (std::vector<uint32_t>{0, 1, 1, 2, 3, 6, 6, 6, 7}));
}

}  // namespace
}  // namespace newsmill::quality
