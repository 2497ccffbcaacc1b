#include "processors/entities.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "processors/sentences.h"

namespace newsmill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::string_view kTypes[] = {"PER", "ORG", "LOC", "MISC"};

class EntitiesTest : public testing::Test {
 protected:
  EntitiesTest() {
    OptionsReader empty = OptionsReader::Empty();
    sentences_ = (*NewSentences(empty))();
    entities_ = (*NewEntities(empty))();
  }

  const Document& Run(std::string_view text, std::string_view title = "",
                      std::string_view language = "en") {
    batch_.Clear();
    Document& doc = batch_.Add();
    doc.title = title;
    doc.text = text;
    doc.language.tag = language;
    EXPECT_TRUE(sentences_->Process(batch_).ok());
    EXPECT_TRUE(entities_->Process(batch_).ok());
    return batch_.docs()[0];
  }

  // "PER Petra Lind: Petra Lind, Lind" for each entity: its names and aliases in the text.
  std::vector<std::string> Entities(std::string_view text, std::string_view title = "",
                                    std::string_view language = "en") {
    const Document& doc = Run(text, title, language);
    std::vector<std::string> lines;
    for (const Entity& entity : doc.entities) {
      std::string line = std::string(kTypes[static_cast<size_t>(entity.type)]) + " " +
                         std::string(entity.name) + ":";
      const char* separator = " ";
      for (const Mention& mention : doc.mentions_of(entity)) {
        if (mention.kind == MentionKind::kDescription) continue;
        line += separator + std::string(doc.Text(mention.span));
        separator = ", ";
      }
      lines.push_back(line);
    }
    return lines;
  }

  const Entity* Find(const Document& doc, std::string_view name) {
    for (const Entity& entity : doc.entities) {
      if (entity.name == name) return &entity;
    }
    return nullptr;
  }

  DocumentBatch batch_;
  std::unique_ptr<Processor> sentences_, entities_;
};

TEST_F(EntitiesTest, TitlesAndPossessivesStayOutside) {
  EXPECT_THAT(Entities("Colonel Abdirashid Guled’s men met Dr. Isla McAndie, Mayor of Tbilisi."),
              ElementsAre("PER Abdirashid Guled: Abdirashid Guled",
                          "PER Isla McAndie: Isla McAndie", "LOC Tbilisi: Tbilisi"));
}

TEST_F(EntitiesTest, ThePhraseWithTheTitleIsADescription) {
  const Document& doc = Run("Then Foreign Minister Anja Verbič spoke.");
  ASSERT_EQ(doc.entities.size(), 1U);
  const auto mentions = doc.mentions_of(doc.entities[0]);
  ASSERT_EQ(mentions.size(), 2U);
  EXPECT_EQ(mentions[0].kind, MentionKind::kDescription);
  EXPECT_EQ(doc.Text(mentions[0].span), "Foreign Minister Anja Verbič");
  EXPECT_EQ(doc.Text(mentions[1].span), "Anja Verbič");
}

TEST_F(EntitiesTest, SurnamesAndFirstNamesAreAliases) {
  EXPECT_THAT(
      Entities("Ingrid van der Aalst left. Later van der Aalst said that Ingrid was tired."),
      ElementsAre("PER Ingrid van der Aalst: Ingrid van der Aalst, van der Aalst, Ingrid"));
}

TEST_F(EntitiesTest, AcronymsAndShortNamesAreAliases) {
  EXPECT_THAT(
      Entities(
          "The Malawi Electoral Commission (MEC) met. The MEC counted. Then the U.N. came, and "
          "the United Nations left."),
      ElementsAre("ORG Malawi Electoral Commission: Malawi Electoral Commission, MEC, MEC",
                  "ORG United Nations: U.N., United Nations"));
}

TEST_F(EntitiesTest, DemonymsAreEntitiesOfTheirOwnLinkedToTheCountry) {
  const Document& doc = Run("The Kenyan army left Kenya. Kenyans cheered.");
  ASSERT_EQ(doc.entities.size(), 2U);
  EXPECT_EQ(doc.entities[0].type, EntityType::kMisc);
  EXPECT_EQ(doc.entities[0].subtype, "norp");
  EXPECT_EQ(doc.entities[0].name, "Kenya");
  EXPECT_EQ(doc.entities[0].wikidata, "Q114");
  EXPECT_EQ(doc.mentions_of(doc.entities[0]).size(), 2U);
  EXPECT_EQ(doc.entities[1].type, EntityType::kLocation);
  EXPECT_EQ(doc.entities[1].wikidata, "Q114");
}

TEST_F(EntitiesTest, InstitutionsKeepTheirLinkingWords) {
  EXPECT_THAT(
      Entities("He left the Ministry of Health and Welfare for the University of Zurbania."),
      ElementsAre("ORG Ministry of Health and Welfare: Ministry of Health and Welfare",
                  "ORG University of Zurbania: University of Zurbania"));
}

TEST_F(EntitiesTest, TheFirstWordOfASentenceIsNoNameByItself) {
  EXPECT_THAT(Entities("Prosecutors asked. Turnout rose. When asked, nobody replied. Nyondo won."),
              ElementsAre("PER Nyondo: Nyondo"));
}

TEST_F(EntitiesTest, CompoundWordsContainNames) {
  EXPECT_THAT(Entities("A Rome-based group met pro-Russian fighters."),
              ElementsAre("LOC Rome: Rome", "MISC Russia: Russian"));
}

TEST_F(EntitiesTest, AllCapitalsAreTheSameName) {
  EXPECT_THAT(Entities("LJUBLJANA (Adria Wire) – It rained in Ljubljana."),
              ElementsAre("LOC Ljubljana: LJUBLJANA, Ljubljana", "ORG Adria Wire: Adria Wire"));
}

TEST_F(EntitiesTest, ATitleInCapitalsOnlyRepeatsWhatIsKnown) {
  EXPECT_THAT(Entities("Joris de Wolde denied it.", "Officer De Wolde Denies Opening Gate"),
              ElementsAre("PER Joris de Wolde: De Wolde, Joris de Wolde"));
}

TEST_F(EntitiesTest, OtherLanguagesGetOnlyKnownNames) {
  EXPECT_THAT(Entities("Der Umschlag im Hafen von Rotterdam sank im Herbst.", "", "de"),
              ElementsAre("LOC Rotterdam: Rotterdam"));
}

TEST_F(EntitiesTest, MentionsKeepTheirContract) {
  const Document& doc = Run(
      "Kakha Kaladze, Mayor of Tbilisi, met President Vladimir Putin in Geneva. Putin told Reuters "
      "that Kaladze and the European Union agreed. “Geneva,” said U.S. envoy John Smith.",
      "Kaladze and Putin meet in Geneva");
  ASSERT_THAT(doc.entities, Not(IsEmpty()));
  uint32_t next = 0;
  for (uint32_t e = 0; e < doc.entities.size(); ++e) {
    EXPECT_EQ(doc.entities[e].first_mention, next);
    EXPECT_GT(doc.entities[e].end_mention, next);
    EXPECT_GE(doc.entities[e].salience, 0);
    EXPECT_LE(doc.entities[e].salience, 1);
    for (const Mention& mention : doc.mentions_of(doc.entities[e])) EXPECT_EQ(mention.entity, e);
    next = doc.entities[e].end_mention;
  }
  EXPECT_EQ(next, doc.mentions.size());
  for (const Mention& a : doc.mentions) {
    for (const Mention& b : doc.mentions) {
      if (&a == &b || a.span.field != b.span.field) continue;
      if (a.kind == MentionKind::kDescription || b.kind == MentionKind::kDescription) continue;
      EXPECT_TRUE(a.span.end <= b.span.begin || b.span.end <= a.span.begin);
    }
  }
}

TEST_F(EntitiesTest, TheSubjectIsMoreSalientThanAPassingName) {
  const Document& doc =
      Run("Esther Nyondo won. Nyondo said she was glad. Nyondo thanked all. A plane left. A train "
          "left. "
          "A bus left. It came from Lisbon.",
          "Nyondo wins");
  const Entity* subject = Find(doc, "Esther Nyondo");
  const Entity* passing = Find(doc, "Lisbon");
  ASSERT_NE(subject, nullptr);
  ASSERT_NE(passing, nullptr);
  EXPECT_GT(subject->salience, 0.8F);
  EXPECT_LT(passing->salience, 0.4F);
}

TEST_F(EntitiesTest, SurvivesAnEndlessRunOfCapitals) {
  std::string text;
  for (int i = 0; i < 50000; ++i) text += i % 3 == 0 ? "Russian " : "Zorbax ";
  EXPECT_GT(Run(text).entities.size(), 0U);
  EXPECT_THAT(Run("").entities, IsEmpty());
}

}  // namespace
}  // namespace newsmill
