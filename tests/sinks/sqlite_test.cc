#include "sinks/sqlite.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <thread>

#include "sinks/sqlite_database.h"
#include "sinks/sqlite_schema.h"
#include "tests/support/sample_documents.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using testing::HasSubstr;

class SqliteTest : public testing::Test {
 protected:
  std::unique_ptr<Sink> MakeSink(const std::string& options = "", int pipeline = 1) {
    absl::StatusOr<OptionsReader> reader =
        OptionsReader::Parse("path: " + path_ + "\n" + options, "test");
    SinkContext context;
    context.provenance = SampleProvenance(pipeline);
    const absl::StatusOr<SinkFactory> factory = NewSqlite(*reader, context);
    EXPECT_TRUE(factory.ok()) << factory.status();
    return *(*factory)(0);
  }

  std::unique_ptr<Sink> OpenSink(const std::string& options = "", int pipeline = 1) {
    auto sink = MakeSink(options, pipeline);
    const absl::Status status = sink->Assign({});
    EXPECT_TRUE(status.ok()) << status;
    return sink;
  }

  static absl::Status Flush(Sink& sink, std::vector<Settled>* settled,
                            std::chrono::milliseconds time = std::chrono::seconds(5)) {
    return sink.Flush(std::chrono::steady_clock::now() + time, settled);
  }

  // Writes all of `batch` at once; the outcomes in order, as "delivered", "superseded:code", ...
  std::vector<std::string> Write(Sink& sink, const DocumentBatch& batch) {
    for (const Document& doc : batch.docs()) {
      const Document* document = &doc;
      EXPECT_TRUE(sink.Append({&document, 1}).ok());
    }
    std::vector<Settled> settled;
    const absl::Status status = Flush(sink, &settled);
    EXPECT_TRUE(status.ok()) << status;
    std::vector<std::string> outcomes;
    for (const Settled& one : settled) outcomes.push_back(Name(one));
    return outcomes;
  }

  std::string WriteOne(Sink& sink, const std::function<void(DocumentBatch&)>& add) {
    DocumentBatch batch;
    add(batch);
    return Write(sink, batch).at(0);
  }

  static std::string Name(const Settled& settled) {
    constexpr std::array kNames = {"delivered", "retracted", "superseded", "filtered", "rejected"};
    const std::string name = kNames.at(static_cast<size_t>(settled.outcome));
    return settled.code.empty() ? name : name + ":" + std::string(settled.code);
  }

  // The first column of every row, joined by '|'.
  std::string Query(const std::string& sql) {
    auto database = SqliteDatabase::OpenForReading(path_);
    EXPECT_TRUE(database.ok()) << database.status();
    auto statement = database->Prepare(sql);
    EXPECT_TRUE(statement.ok()) << statement.status();
    std::string result;
    while (*statement->Step()) {
      result += result.empty() ? "" : "|";
      result += statement->Text(0);
    }
    return result;
  }

  // Ids of the articles whose title, text or claims match.
  std::string Found(const std::string& words) {
    return Query(
        "SELECT DISTINCT id FROM (SELECT id FROM articles WHERE number IN (SELECT rowid "
        "FROM articles_fts WHERE articles_fts MATCH '" +
        words +
        "') UNION SELECT article_id "
        "FROM claims WHERE number IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH '" +
        words + "')) ORDER BY 1");
  }

  void ExpectIndexIntact() {
    auto database = SqliteDatabase::OpenForWriting(path_, std::chrono::seconds(5));
    for (const std::string& table : {std::string("articles_fts"), std::string("claims_fts")}) {
      EXPECT_TRUE(database
                      ->Execute("INSERT INTO " + table + "(" + table +
                                ", rank) VALUES "
                                "('integrity-check', 1)")
                      .ok())
          << table;
    }
  }

  // Everything of logical content, as one text.
  std::string Dump() {
    std::string all;
    for (const char* table : {"articles", "entities", "mentions", "claims", "settings"}) {
      const std::string name = table;
      const std::string columns = Query(
          "SELECT group_concat('quote(\"' || name || '\")', ' || ') "
          "FROM pragma_table_info('" +
          name + "')");
      all += Query("SELECT " + columns + " FROM " + name + " ORDER BY 1") + "\n";
    }
    return all;
  }

  TemporaryFolder directory_;
  std::string path_ = directory_.Path("data/news.db");
};

TEST_F(SqliteTest, WritesAnArticleAndAllItsFindings) {
  auto sink = OpenSink();
  EXPECT_EQ(WriteOne(*sink, [](DocumentBatch& batch) { AddFullArticle(batch, "a", 7); }),
            "delivered");
  EXPECT_EQ(
      Query("SELECT id || ' ' || version || ' ' || status || ' ' || published_at FROM articles"),
      "a 7 usable 2026-01-02T03:04:05Z");
  EXPECT_THAT(Query("SELECT record FROM articles"),
              HasSubstr("\"schema\":\"newsmill.enriched.v1\""));
  EXPECT_EQ(Query("SELECT name || ' ' || type FROM entities ORDER BY id"),
            "Élodie Brun PER|United Nations ORG");
  EXPECT_EQ(
      Query(
          "SELECT text || ' ' || start || '-' || \"end\" FROM mentions ORDER BY entity_id, start"),
      "Élodie Brun 0-11|she 42-45|U.N. 82-86");
  EXPECT_EQ(
      Query("SELECT id || ' ' || speaker_name || ' ' || cue || ' ' || source || ' ' || stance "
            "FROM claims"),
      "00000000deadbeef Élodie Brun warned she warns");
  EXPECT_EQ(
      Query("SELECT substr(a.text, c.start + 1, c.\"end\" - c.start) FROM claims c JOIN articles a "
            "ON a.id = c.article_id"),
      "“We lost 12 percent,” she warned, “and more will follow.”");
  EXPECT_EQ(Query("SELECT check_worthiness FROM claims"), "0.6");
  EXPECT_EQ(Found("harbour"), "a");
  EXPECT_EQ(Found("elodie"), "a");
  EXPECT_EQ(Query("SELECT speaker || ': ' || quote FROM quotes"),
            "Élodie Brun: “We lost 12 percent,” “and more will follow.”");
}

TEST_F(SqliteTest, TheNewestRevisionWins) {
  auto sink = OpenSink();
  const auto write = [&](int64_t version, const std::string& title) {
    return WriteOne(
        *sink, [&](DocumentBatch& batch) { AddPlainArticle(batch, "a", version, title, "x"); });
  };
  EXPECT_EQ(write(2, "second"), "delivered");
  EXPECT_EQ(write(1, "first"), "superseded:older_revision");
  EXPECT_EQ(write(2, "again"), "superseded:same_revision");
  EXPECT_EQ(Query("SELECT title FROM articles"), "second");
  EXPECT_EQ(write(3, "third"), "delivered");
  EXPECT_EQ(Query("SELECT title FROM articles"), "third");
  EXPECT_EQ(Found("second"), "");
  EXPECT_EQ(Found("third"), "a");
  ExpectIndexIntact();
}

TEST_F(SqliteTest, AHigherPipelineReplacesAnEqualRevision) {
  const auto add = [](DocumentBatch& batch) { AddPlainArticle(batch, "a", 2, "t", "x"); };
  EXPECT_EQ(WriteOne(*OpenSink(), add), "delivered");
  EXPECT_EQ(WriteOne(*OpenSink("", 2), add), "delivered");
  EXPECT_EQ(WriteOne(*OpenSink("", 2), add), "superseded:same_revision");
  EXPECT_EQ(WriteOne(*OpenSink("", 1), add), "superseded:same_revision");
  EXPECT_EQ(Query("SELECT pipeline FROM articles"), "2");
}

TEST_F(SqliteTest, SeveralRevisionsInOneBatch) {
  DocumentBatch batch;
  for (const int64_t version : {1, 3, 2})
    AddPlainArticle(batch, "a", version, "t" + std::to_string(version), "x");
  AddTombstone(batch, "a");
  AddPlainArticle(batch, "a", 3, "late", "x");
  AddPlainArticle(batch, "a", 4, "back", "x");
  EXPECT_THAT(Write(*OpenSink(), batch),
              testing::ElementsAre("delivered", "delivered", "superseded:older_revision",
                                   "retracted", "superseded:deleted", "delivered"));
  EXPECT_EQ(Query("SELECT title || version || deleted FROM articles"), "back40");
}

// Upserts and retractions of three articles in any order, in batches of any size, some twice.
TEST_F(SqliteTest, TheNewestRevisionWinsInWhateverOrderTheyCome) {
  struct Revision {
    std::string id;
    int64_t version;
    bool retracted;
  };
  std::mt19937 random(20'260'105);
  for (int round = 0; round < 40; ++round) {
    std::vector<Revision> revisions;
    std::string expected;
    for (const std::string id : {"a", "b", "c"}) {
      for (int64_t version = 1; version <= 6; ++version) {
        revisions.push_back({id, version, random() % 4 == 0});
        if (random() % 3 == 0) revisions.push_back(revisions.back());
      }
      const bool retracted = revisions.back().retracted;
      expected += id + (retracted ? "60;" : "60t6;");
    }
    std::shuffle(revisions.begin(), revisions.end(), random);
    path_ = directory_.Path("round" + std::to_string(round) + ".db");
    auto sink = OpenSink();
    for (size_t next = 0; next < revisions.size();) {
      DocumentBatch batch;
      for (size_t left = 1 + random() % 8; left > 0 && next < revisions.size(); --left, ++next) {
        const Revision& revision = revisions[next];
        if (revision.retracted) {
          AddRetraction(batch, revision.id, revision.version);
        } else {
          AddPlainArticle(batch, revision.id, revision.version,
                          "t" + std::to_string(revision.version), "x");
        }
      }
      Write(*sink, batch);
    }
    EXPECT_EQ(Query("SELECT group_concat(id || version || deleted || title || ';', '') "
                    "FROM (SELECT * FROM articles ORDER BY id)"),
              expected);
    ExpectIndexIntact();
  }
}

// One key's messages come in the order of their partition, but after a crash some come again.
TEST_F(SqliteTest, TombstonesAndRevivalsReadAgainFromAnywhereChangeNothing) {
  std::mt19937 random(7);
  for (int round = 0; round < 40; ++round) {
    path_ = directory_.Path("round" + std::to_string(round) + ".db");
    auto sink = OpenSink();
    std::vector<std::function<void(DocumentBatch&)>> log;
    for (int offset = 0; offset < 12; ++offset) {
      const bool tombstone = random() % 3 == 0;
      log.push_back([offset, tombstone](DocumentBatch& batch) {
        Document& document =
            tombstone ? AddTombstone(batch, "a")
                      : AddPlainArticle(batch, "a", offset + 1, "t" + std::to_string(offset), "x");
        SetPosition(document, "news", 0, offset);
        document.message.timestamp_ms = 1'000 + offset;
      });
    }
    for (const auto& add : log) WriteOne(*sink, add);
    const std::string query = "SELECT id || version || deleted || \"offset\" FROM articles";
    const std::string after = Query(query);
    for (size_t i = random() % log.size(); i < log.size(); ++i) WriteOne(*sink, log[i]);
    EXPECT_EQ(Query(query), after) << "round " << round;
    ExpectIndexIntact();
  }
}

TEST_F(SqliteTest, ARevisionThatDropsAClaimRemovesItsRows) {
  auto sink = OpenSink();
  WriteOne(*sink, [](DocumentBatch& batch) { AddFullArticle(batch, "a", 1); });
  EXPECT_EQ(Found("follow"), "a");
  WriteOne(*sink,
           [](DocumentBatch& batch) { AddPlainArticle(batch, "a", 2, "Short", "Nothing said."); });
  EXPECT_EQ(Query("SELECT (SELECT count(*) FROM claims) + (SELECT count(*) FROM entities) + "
                  "(SELECT count(*) FROM mentions)"),
            "0");
  EXPECT_EQ(Found("follow"), "");
  EXPECT_EQ(Found("brun"), "");
  ExpectIndexIntact();
}

TEST_F(SqliteTest, RetractionsKeepAnEmptyRowThatSearchDoesNotFind) {
  auto sink = OpenSink();
  WriteOne(*sink, [](DocumentBatch& batch) { AddFullArticle(batch, "a", 1); });
  EXPECT_EQ(WriteOne(*sink, [](DocumentBatch& batch) { AddRetraction(batch, "a", 2); }),
            "retracted");
  EXPECT_EQ(Query("SELECT status || version || '[' || title || text || ']' FROM articles"),
            "withheld2[]");
  EXPECT_EQ(Query("SELECT url IS NULL AND published_at IS NULL FROM articles"), "1");
  EXPECT_EQ(Found("harbour"), "");
  EXPECT_EQ(Query("SELECT count(*) FROM claims"), "0");
  ExpectIndexIntact();
}

TEST_F(SqliteTest, ATombstoneTakesTheHighestVersionHeld) {
  auto sink = OpenSink();
  const auto tombstone = [](int64_t offset) {
    return [offset](DocumentBatch& batch) {
      SetPosition(AddTombstone(batch, "a"), "news", 0, offset);
    };
  };
  EXPECT_EQ(WriteOne(*sink, tombstone(0)), "retracted");  // of an article never seen
  EXPECT_EQ(Query("SELECT version || deleted FROM articles"), "01");
  WriteOne(*sink, [](DocumentBatch& batch) {
    SetPosition(AddPlainArticle(batch, "a", 5, "t", "x"), "news", 0, 1);
  });
  EXPECT_EQ(WriteOne(*sink, tombstone(2)), "retracted");
  EXPECT_EQ(Query("SELECT version || deleted || title FROM articles"), "51");
  EXPECT_EQ(WriteOne(*sink, tombstone(3)), "superseded:deleted");
  EXPECT_EQ(WriteOne(*sink, [](DocumentBatch& batch) { AddPlainArticle(batch, "a", 5, "t", "x"); }),
            "superseded:deleted");
  EXPECT_EQ(WriteOne(*sink, [](DocumentBatch& batch) { AddPlainArticle(batch, "a", 6, "t", "x"); }),
            "delivered");
  EXPECT_EQ(Query("SELECT version || deleted || title FROM articles"), "60t");
}

TEST_F(SqliteTest, AReplayChangesNothing) {
  DocumentBatch batch;
  AddFullArticle(batch, "a", 1);
  AddTombstone(batch, "a");
  AddFullArticle(batch, "a", 2);  // revived: the tombstone must not strike again
  AddPlainArticle(batch, "b", 1, "B", "text");
  AddRetraction(batch, "b", 2);
  AddPlainArticle(batch, "c", 1, "C", "text");
  AddTombstone(batch, "c");
  Write(*OpenSink(), batch);
  const std::string before = Dump();
  EXPECT_THAT(before, HasSubstr("Brun"));
  const std::vector<std::string> outcomes = Write(*OpenSink(), batch);
  EXPECT_EQ(outcomes.size(), 7U);
  for (const std::string& outcome : outcomes)
    EXPECT_THAT(outcome, testing::StartsWith("superseded:"));
  EXPECT_EQ(Dump(), before);
}

TEST_F(SqliteTest, ATombstoneOfATopicMadeAnewIsNotAReplay) {
  auto sink = OpenSink();
  WriteOne(*sink, [](DocumentBatch& batch) {
    SetPosition(AddPlainArticle(batch, "a", 1, "t", "x"), "news", 0, 90);
  });
  EXPECT_EQ(WriteOne(*sink,
                     [](DocumentBatch& batch) {
                       Document& doc = AddTombstone(batch, "a");
                       SetPosition(doc, "news", 0, 3);
                       doc.message.timestamp_ms += 1'000;
                     }),
            "retracted");
}

TEST_F(SqliteTest, ALockedDatabaseIsUnavailableAndKeepsEverything) {
  auto sink = OpenSink();
  auto other = SqliteDatabase::OpenForWriting(path_, std::chrono::seconds(1));
  ASSERT_TRUE(other->Execute("BEGIN IMMEDIATE").ok());
  DocumentBatch batch;
  const Document* document = &AddFullArticle(batch, "a", 1);
  ASSERT_TRUE(sink->Append({&document, 1}).ok());
  std::vector<Settled> settled;
  for (int attempt = 0; attempt < 2; ++attempt) {
    EXPECT_EQ(Flush(*sink, &settled, std::chrono::milliseconds(50)).code(),
              absl::StatusCode::kUnavailable);
    EXPECT_TRUE(settled.empty());
  }
  ASSERT_TRUE(other->Execute("COMMIT").ok());
  ASSERT_TRUE(Flush(*sink, &settled).ok());
  ASSERT_EQ(settled.size(), 1U);
  EXPECT_EQ(settled[0].outcome, SinkOutcome::kDelivered);
}

TEST_F(SqliteTest, ARefusedRecordFailsAlone) {
  auto sink = OpenSink();
  auto other = SqliteDatabase::OpenForWriting(path_, std::chrono::seconds(1));
  // Refuses a late row of the record, so that the rows before it must be taken back.
  ASSERT_TRUE(
      other
          ->Execute("CREATE TRIGGER policy BEFORE INSERT ON claims WHEN new.article_id = 'bad' "
                    "BEGIN SELECT RAISE(ABORT, 'not here'); END")
          .ok());
  DocumentBatch batch;
  AddFullArticle(batch, "good", 1);
  AddFullArticle(batch, "bad", 1);
  AddFullArticle(batch, "fine", 1);
  EXPECT_THAT(Write(*sink, batch),
              testing::ElementsAre("delivered", "rejected:sink_refused", "delivered"));
  EXPECT_EQ(Query("SELECT id FROM articles ORDER BY id"), "fine|good");
  EXPECT_EQ(Query("SELECT DISTINCT article_id FROM mentions ORDER BY 1"), "fine|good");
  ExpectIndexIntact();
}

TEST_F(SqliteTest, VacuumKeepsTheIndexRight) {
  auto sink = OpenSink();
  for (const char* id : {"a", "b", "c"}) {
    WriteOne(*sink, [&](DocumentBatch& batch) {
      Document& doc = AddPlainArticle(batch, id, 1, std::string("title") + id, "equal text");
      AddClaim(batch, doc, std::string("speaker") + id, 1);
    });
  }
  auto other = SqliteDatabase::OpenForWriting(path_, std::chrono::seconds(1));
  ASSERT_TRUE(other->Execute("DELETE FROM articles WHERE id = 'a'; VACUUM").ok());
  EXPECT_EQ(Found("titlea"), "");
  EXPECT_EQ(Found("speakera"), "");
  EXPECT_EQ(Found("titlec"), "c");
  EXPECT_EQ(Found("speakerb"), "b");
  EXPECT_EQ(Found("equal"), "b|c");
  ExpectIndexIntact();
}

TEST_F(SqliteTest, PublicStoresHideEmbargoedArticlesInTheirViews) {
  const auto add = [](DocumentBatch& batch) {
    AddFullArticle(batch, "past", 1).embargo_ms = 1;
    AddFullArticle(batch, "future", 1).embargo_ms = 253'402'300'799'000;
  };
  DocumentBatch batch;
  add(batch);
  Write(*OpenSink("public: true"), batch);
  EXPECT_EQ(Query("SELECT id FROM shown_articles ORDER BY id"), "past");
  EXPECT_EQ(Query("SELECT article_id FROM quotes"), "past");
  EXPECT_EQ(Query("SELECT DISTINCT article_id FROM names"), "past");
  OpenSink("public: false");
  EXPECT_EQ(Query("SELECT id FROM shown_articles ORDER BY id"), "future|past");
}

TEST_F(SqliteTest, OffsetsCountInTheChosenUnit) {
  DocumentBatch batch;
  AddFullArticle(batch, "a", 1);
  Write(*OpenSink("offset_unit: utf16"), batch);
  EXPECT_EQ(Query("SELECT start FROM mentions WHERE text = 'she'"),
            "43");  // one more for the emoji
  EXPECT_EQ(Query("SELECT offset_unit FROM articles"), "utf16");
}

TEST_F(SqliteTest, SeveralWritersShareAFile) {
  OpenSink();
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 3; ++writer) {
    writers.emplace_back([&, writer] {
      auto sink = OpenSink();
      for (int i = 0; i < 20; ++i) {
        WriteOne(*sink, [&](DocumentBatch& batch) {
          AddFullArticle(batch, "w" + std::to_string(writer) + "-" + std::to_string(i), 1);
          AddFullArticle(batch, "shared", writer * 100 + i);
        });
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(Query("SELECT count(*) FROM articles"), "61");
  EXPECT_EQ(Query("SELECT version FROM articles WHERE id = 'shared'"), "219");
  ExpectIndexIntact();
}

// Readers that overlap keep the log from being read to its end between two commits.
TEST_F(SqliteTest, TheLogIsBoundedThoughSomebodyAlwaysReads) {
  constexpr size_t kTransactions = 110;  // of a little more than 1 MiB
  auto writer = SqliteDatabase::OpenForWriting(path_, std::chrono::seconds(5));
  ASSERT_TRUE(writer.ok()) << writer.status();
  ASSERT_TRUE(writer->Execute("CREATE TABLE blobs (bytes BLOB)").ok());
  std::array readers = {SqliteDatabase::OpenForReading(path_),
                        SqliteDatabase::OpenForReading(path_)};
  const auto begin = [](SqliteDatabase& reader) {
    EXPECT_TRUE(reader.Execute("BEGIN; SELECT count(*) FROM blobs").ok());
  };
  begin(*readers[0]);
  std::atomic<bool> stop = false;
  std::thread reading([&] {
    for (size_t i = 1; !stop; ++i) {
      begin(*readers[i % 2]);
      EXPECT_TRUE(readers[(i + 1) % 2]->Execute("COMMIT").ok());
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  });
  for (size_t i = 0; i < kTransactions; ++i) {
    EXPECT_TRUE(writer->Execute("INSERT INTO blobs VALUES (zeroblob(1 << 20))").ok());
  }
  stop = true;
  reading.join();
  EXPECT_LT(std::filesystem::file_size(path_ + "-wal"), size_t{80} << 20);
}

TEST_F(SqliteTest, WhatIsDiscardedIsNotWritten) {
  auto sink = OpenSink();
  DocumentBatch batch;
  const Document* document = &AddFullArticle(batch, "a", 1);
  ASSERT_TRUE(sink->Append({&document, 1}).ok());
  sink->Discard();
  std::vector<Settled> settled;
  ASSERT_TRUE(Flush(*sink, &settled).ok());
  EXPECT_EQ(Query("SELECT count(*) FROM articles"), "0");
}

TEST_F(SqliteTest, ANewerSchemaIsRefused) {
  OpenSink();
  {
    auto other = SqliteDatabase::OpenForWriting(path_, std::chrono::seconds(1));
    ASSERT_TRUE(other->Execute("PRAGMA user_version = 99").ok());
  }
  const absl::Status status = MakeSink()->Assign({});
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr("newer newsmill"));
}

TEST_F(SqliteTest, OtherProgramsFilesAreRefused) {
  {
    auto other = SqliteDatabase::OpenForWriting(path_, std::chrono::seconds(1));
    ASSERT_TRUE(other->Execute("CREATE TABLE mine (x)").ok());
  }
  EXPECT_EQ(MakeSink()->Assign({}).code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(Query("SELECT name FROM sqlite_schema"), "mine");
}

TEST_F(SqliteTest, AFileThatIsNoDatabaseIsFatal) {
  const std::string path = directory_.Path("text.db");
  {
    std::ofstream(path) << std::string(5'000, 'x');
  }
  absl::StatusOr<OptionsReader> reader = OptionsReader::Parse("path: " + path, "test");
  auto sink = (*NewSqlite(*reader, {}))(0);
  EXPECT_EQ((*sink)->Assign({}).code(), absl::StatusCode::kDataLoss);
}

TEST_F(SqliteTest, MigrationsRunOnceInOrderAndAllOrNothing) {
  auto database = SqliteDatabase::OpenForWriting(path_, std::chrono::seconds(1));
  ASSERT_TRUE(database.ok()) << database.status();
  constexpr std::array<std::string_view, 3> kSteps = {
      "CREATE TABLE t (x)", "INSERT INTO t VALUES (1); INSERT INTO t VALUES (2)", "not SQL"};
  ASSERT_TRUE(Migrate(*database, path_, std::span(kSteps).first(1)).ok());
  EXPECT_FALSE(Migrate(*database, path_, kSteps).ok());
  EXPECT_EQ(*database->QueryInteger("SELECT count(*) FROM t"), 0);
  EXPECT_EQ(*database->QueryInteger("PRAGMA user_version"), 1);
  for (int i = 0; i < 2; ++i)
    ASSERT_TRUE(Migrate(*database, path_, std::span(kSteps).first(2)).ok());
  EXPECT_EQ(*database->QueryInteger("SELECT count(*) FROM t"), 2);
}

TEST_F(SqliteTest, AFileThatWasTakenAwayBlocksAndLosesNothing) {
  for (const std::string suffix : {"", "-wal"}) {
    auto sink = OpenSink();
    DocumentBatch batch;
    const Document* document = &AddPlainArticle(batch, "a" + suffix, 1, "t", "x");
    ASSERT_TRUE(sink->Append({&document, 1}).ok());
    const std::string file = path_ + suffix;
    std::filesystem::rename(file, file + ".away");
    std::vector<Settled> settled;
    for (int attempt = 0; attempt < 2; ++attempt) {
      const absl::Status status = Flush(*sink, &settled);
      EXPECT_TRUE(IsBlocked(status)) << status;
      EXPECT_THAT(std::string(status.message()), testing::HasSubstr("put it back"));
      EXPECT_TRUE(settled.empty());
    }
    std::filesystem::rename(file + ".away", file);
    EXPECT_TRUE(Flush(*sink, &settled).ok());
    ASSERT_EQ(settled.size(), 1U);
    EXPECT_EQ(settled[0].outcome, SinkOutcome::kDelivered);
    ASSERT_TRUE(sink->Close().ok());
  }
}

}  // namespace
}  // namespace newsmill
