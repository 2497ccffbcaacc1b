#include "sinks/sqlite_search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sinks/sqlite.h"
#include "sinks/sqlite_database.h"
#include "tests/support/sample_documents.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using testing::ElementsAre;

TEST(FullTextQueryTest, QuotesWordsAndPhrases) {
  EXPECT_EQ(FullTextQuery("grain  harbour"), R"("grain" "harbour")");
  EXPECT_EQ(FullTextQuery(R"("cease-fire talks" now)"), R"("cease-fire talks" "now")");
  EXPECT_EQ(FullTextQuery(R"(a"b c"d)"), R"("a" "b c" "d")");
  EXPECT_EQ(FullTextQuery(R"("open)"), R"("open")");
  EXPECT_EQ(FullTextQuery(" \"\" \t"), "");
}

class SqliteSearchTest : public testing::Test {
 protected:
  void SetUp() override {
    AddFullArticle(batch_, "full", 1);
    Document& bridge =
        AddPlainArticle(batch_, "bridge", 1, "The bridge", "Traffic was slow. Élan.");
    bridge.published_ms = 1'700'000'000'000;
    Document& talks = AddPlainArticle(batch_, "talks", 1, "Talks", "We will rebuild the bridge.");
    AddClaim(batch_, talks, "Ana Öztürk", 1);
    AddRetraction(batch_, "gone", 1);
    AddTombstone(batch_, "deleted");
    Store("");
  }

  void Store(const std::string& options) {
    absl::StatusOr<OptionsReader> reader =
        OptionsReader::Parse("path: " + path_ + "\n" + options, "test");
    auto sink = (*NewSqlite(*reader, {}))(0);
    ASSERT_TRUE((*sink)->Assign({}).ok());
    for (const Document& doc : batch_.docs()) {
      const Document* document = &doc;
      ASSERT_TRUE((*sink)->Append({&document, 1}).ok());
    }
    std::vector<Settled> settled;
    ASSERT_TRUE(
        (*sink)->Flush(std::chrono::steady_clock::now() + std::chrono::seconds(5), &settled).ok());
    ASSERT_TRUE((*sink)->Close().ok());
  }

  std::vector<SearchHit> Hits(const SearchQuery& query) {
    const auto hits = SearchStore(path_, query);
    EXPECT_TRUE(hits.ok()) << hits.status();
    return hits.ok() ? *hits : std::vector<SearchHit>();
  }

  std::vector<std::string> Ids(const SearchQuery& query) {
    std::vector<std::string> ids;
    for (const SearchHit& hit : Hits(query)) ids.push_back(hit.id);
    return ids;
  }

  static SearchQuery Words(const std::string& words) {
    SearchQuery query;
    query.words = words;
    return query;
  }

  TemporaryFolder directory_;
  const std::string path_ = directory_.Path("news.db");
  DocumentBatch batch_;
};

TEST_F(SqliteSearchTest, FindsTitlesTextsNamesClaimsAndSpeakers) {
  EXPECT_THAT(Ids(Words("harbour")), ElementsAre("full"));
  EXPECT_THAT(Ids(Words("traffic slow")), ElementsAre("bridge"));
  EXPECT_THAT(Ids(Words("united nations")), ElementsAre("full"));  // a name that the text lacks
  EXPECT_THAT(Ids(Words("rebuild ozturk")), ElementsAre("talks"));
  EXPECT_THAT(Ids(Words("\"lost 12 percent\"")), ElementsAre("full"));
  EXPECT_THAT(Ids(Words("\"12 lost\"")), ElementsAre());
  EXPECT_THAT(Ids(Words("ELAN")), ElementsAre("bridge"));
}

TEST_F(SqliteSearchTest, AFittingClaimComesWithItsSpeaker) {
  const std::vector<SearchHit> hits = Hits(Words("bridge"));
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[0].id, "talks");
  EXPECT_EQ(hits[0].claim, "We will rebuild the bridge.");
  EXPECT_EQ(hits[0].speaker, "Ana Öztürk");
  EXPECT_EQ(hits[0].stance, "says");
  EXPECT_EQ(hits[1].claim, "");
  EXPECT_THAT(Hits(Words("traffic"))[0].passage, testing::HasSubstr("Traffic was slow."));
}

TEST_F(SqliteSearchTest, ConditionsHoldTogether) {
  SearchQuery query;
  query.speaker = "brun";
  EXPECT_THAT(Ids(query), ElementsAre("full"));
  EXPECT_EQ(Hits(query)[0].role, "harbour master");
  query.words = "bridge";
  EXPECT_THAT(Ids(query), ElementsAre());
  query = {};
  query.entity = "nations united";
  EXPECT_THAT(Ids(query), ElementsAre("full"));
  query = Words("bridge");
  query.since = "2025-01-01";
  EXPECT_THAT(Ids(query), ElementsAre("talks"));
  query = Words("bridge");
  query.limit = 1;
  EXPECT_EQ(Ids(query).size(), 1U);
}

TEST_F(SqliteSearchTest, ASpeakersOtherClaimIsShownWhereTheWordsStandElsewhere) {
  SearchQuery query = Words("closed");  // in the title only
  query.speaker = "Brun";
  const std::vector<SearchHit> hits = Hits(query);
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_THAT(hits[0].claim, testing::HasSubstr("We lost 12 percent"));
}

TEST_F(SqliteSearchTest, NoQueryIsASyntaxError) {
  for (const char* words :
       {"AND", "NOT", "a OR", "(", "*", "title:", "^x", "-", "\"", "a\"b", "NEAR(a b)", "{x} : y",
        "'; DROP TABLE articles", "\xFF\xFE", "+", "…"}) {
    for (const bool as_speaker : {false, true}) {
      SearchQuery query;
      (as_speaker ? query.speaker : query.words) = words;
      query.entity = "x";
      EXPECT_TRUE(SearchStore(path_, query).ok()) << words << SearchStore(path_, query).status();
    }
  }
}

TEST_F(SqliteSearchTest, MistakesAreExplained) {
  EXPECT_EQ(SearchStore(path_, {}).status().code(), absl::StatusCode::kInvalidArgument);
  SearchQuery query = Words("x");
  for (const char* since : {"yesterday", "2026", "2026-1-2", "2026-01-02 10:00"}) {
    query.since = since;
    EXPECT_EQ(SearchStore(path_, query).status().code(), absl::StatusCode::kInvalidArgument)
        << since;
  }
  EXPECT_EQ(SearchStore(directory_.Path("none.db"), Words("x")).status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_FALSE(std::filesystem::exists(directory_.Path("none.db")));
}

TEST_F(SqliteSearchTest, EmbargoedArticlesArePublicOnlyAfterTheirTime) {
  batch_.docs()[0].embargo_ms = 253'402'300'799'000;
  batch_.docs()[0].version = 2;
  Store("public: true");
  EXPECT_THAT(Ids(Words("harbour")), ElementsAre());
  Store("public: false");
  EXPECT_THAT(Ids(Words("harbour")), ElementsAre("full"));
}

}  // namespace
}  // namespace newsmill
