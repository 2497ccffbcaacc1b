#include "processors/entities.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>

#include "processors/sentences.h"

namespace newsmill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

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

TEST_F(EntitiesTest, OneWordNamesTwoThings) {
  EXPECT_THAT(
      Entities("Denis Paris of France spoke to reporters. Paris said that he had left. He then "
               "flew to Paris, France."),
      ElementsAre("PER Denis Paris: Denis Paris, Paris", "LOC France: France, France",
                  "LOC Paris: Paris"));
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
  EXPECT_THAT(
      Entities("Prosecutors asked. Turnout rose. When asked, nobody replied. Nyondo said so."),
      ElementsAre("PER Nyondo: Nyondo"));
}

TEST_F(EntitiesTest, CompoundWordsContainNames) {
  EXPECT_THAT(Entities("A group of pro-Russian fighters met."),
              ElementsAre("MISC Russia: Russian"));
}

TEST_F(EntitiesTest, AllCapitalsAreTheSameName) {
  EXPECT_THAT(Entities("LJUBLJANA (Adria Wire) – It rained in Ljubljana."),
              ElementsAre("LOC Ljubljana: LJUBLJANA, Ljubljana", "ORG Adria Wire: Adria Wire"));
}

TEST_F(EntitiesTest, ATitleRepeatsWhatIsKnown) {
  EXPECT_THAT(Entities("Joris de Wolde denied it.", "De Wolde denies opening the gate"),
              ElementsAre("PER Joris de Wolde: De Wolde, Joris de Wolde"));
}

TEST_F(EntitiesTest, OtherLanguagesGetOnlyKnownNames) {
  EXPECT_THAT(Entities("Der Umschlag im Hafen von Rotterdam sank im Herbst.", "", "de"),
              ElementsAre("LOC Rotterdam: Rotterdam"));
}

// Mentions are grouped by entity and sorted; names and aliases do not overlap.
void ExpectContract(const Document& doc) {
  uint32_t next = 0;
  for (uint32_t e = 0; e < doc.entities.size(); ++e) {
    const Entity& entity = doc.entities[e];
    ASSERT_EQ(entity.first_mention, next);
    ASSERT_GT(entity.end_mention, next);
    ASSERT_GE(entity.salience, 0);
    ASSERT_LE(entity.salience, 1);
    ASSERT_FALSE(entity.name.empty());
    for (const Mention& mention : doc.mentions_of(entity)) {
      ASSERT_EQ(mention.entity, e);
      ASSERT_LT(mention.span.begin, mention.span.end);
      ASSERT_LE(mention.span.end, doc.Text(mention.span.field).size());
      ASSERT_GT(mention.confidence, 0);
    }
    next = entity.end_mention;
  }
  ASSERT_EQ(next, doc.mentions.size());
  std::vector<TextSpan> names;
  for (const Mention& mention : doc.mentions) {
    if (mention.kind != MentionKind::kDescription) names.push_back(mention.span);
  }
  std::ranges::sort(names, {}, [](const TextSpan& s) { return std::pair(s.field, s.begin); });
  for (size_t i = 1; i < names.size(); ++i) {
    if (names[i].field != names[i - 1].field) continue;
    ASSERT_LE(names[i - 1].end, names[i].begin);
  }
}

TEST_F(EntitiesTest, MentionsKeepTheirContract) {
  ExpectContract(Run(
      "Kakha Kaladze, Mayor of Tbilisi, met President Vladimir Putin in Geneva. Putin told Reuters "
      "that Kaladze and the European Union agreed. “Geneva,” said U.S. envoy John Smith.",
      "Kaladze and Putin meet in Geneva"));
}

TEST_F(EntitiesTest, MentionsKeepTheirContractInASoupOfWords) {
  static constexpr std::string_view kPieces[] = {
      "Russian", "Minister", "of",    "Foreign",    "Affairs",    "Smith", "John",
      "(",       "UN)",      "“The",  "Book”",      "and",        "the",   "Bank",
      "al-Hadi", "van",      "Der",   "pro-Kenyan", "Rome-based", ".",     ",",
      "\n\n",    "U.S.",     "KENYA", "’s",         "Ministry",   "in",    "Paris",
      "J.",      "said",     "Ürün",  "New",        "York",       "X",     "Brown",
      "“",       "”",        "plc",   "King",       "Will",       "–"};
  uint32_t state = 11;
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (int i = 0; i < 80; ++i) {
      state = state * 1664525U + 1013904223U;
      text += std::string(kPieces[(state >> 16) % std::size(kPieces)]) + " ";
    }
    ExpectContract(Run(text, "", round % 5 == 0 ? "de" : "en"));
    if (HasFatalFailure()) FAIL() << text;
  }
}

TEST_F(EntitiesTest, ATitleOfAWorkIsOneName) {
  EXPECT_THAT(Entities("It is known to everyone as “The Mud Book” there."),
              ElementsAre("MISC The Mud Book: The Mud Book"));
  EXPECT_THAT(Entities("He called it “an honest mistake” then."), IsEmpty());
}

TEST_F(EntitiesTest, ASurnameThatIsAWordNeedsTheFullName) {
  EXPECT_THAT(Entities("Then John Brown spoke. Brown left."),
              ElementsAre("PER John Brown: John Brown, Brown"));
  EXPECT_THAT(Entities("Nobody spoke. Wood prices rose."), IsEmpty());
}

TEST_F(EntitiesTest, TitlesInsideInstitutionsArePartOfThem) {
  EXPECT_THAT(
      Entities("He visited the King Saud University and later the International Court of Justice."),
      ElementsAre("ORG King Saud University: King Saud University",
                  "ORG International Court of Justice: International Court of Justice"));
}

TEST_F(EntitiesTest, MinConfidenceLeavesOutTheUnsure) {
  absl::StatusOr<OptionsReader> options =
      OptionsReader::Parse("min_confidence: 0.9\n", "test.yaml");
  ASSERT_TRUE(options.ok());
  entities_ = (*NewEntities(*options))();
  EXPECT_THAT(Entities("Then Zorbax came to Kenya. Kenya won."),
              ElementsAre("LOC Kenya: Kenya, Kenya"));
}

TEST(EntitiesOptionsTest, AreChecked) {
  for (const char* text : {"min_confidence: 2\n", "nonsense: 1\n"}) {
    absl::StatusOr<OptionsReader> options = OptionsReader::Parse(text, "test.yaml");
    ASSERT_TRUE(options.ok());
    EXPECT_FALSE(NewEntities(*options).ok()) << text;
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
