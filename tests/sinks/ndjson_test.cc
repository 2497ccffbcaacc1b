#include "sinks/ndjson.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "sinks/segment_file.h"
#include "sinks/written_offsets.h"
#include "tests/support/sample_documents.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

constexpr std::string_view kMarker = "\"ingest\":{\"topic\":\"";

std::unique_ptr<Sink> MakeSink(const std::string& directory, const std::string& options = "") {
  const std::string yaml = "directory: " + directory + "\n" + options;
  absl::StatusOr<OptionsReader> reader = OptionsReader::Parse(yaml, "test");
  EXPECT_TRUE(reader.ok());
  SinkContext context;
  context.provenance = SampleProvenance();
  const absl::StatusOr<SinkFactory> factory = NewNdjson(*reader, context);
  EXPECT_TRUE(factory.ok()) << factory.status();
  absl::StatusOr<std::unique_ptr<Sink>> sink = (*factory)(0);
  EXPECT_TRUE(sink.ok()) << sink.status();
  EXPECT_TRUE((*sink)->Assign({}).ok());
  return *std::move(sink);
}

// Articles at the given offsets of partition 0 of "news".
void Append(Sink& sink, DocumentBatch& batch, const std::vector<int64_t>& offsets,
            std::string_view topic = "news", size_t text_size = 10,
            int64_t timestamp_ms = 1'767'323'045'000) {
  batch.Clear();
  for (const int64_t offset : offsets) {
    Document& doc = AddPlainArticle(batch, "a", 1, "t", std::string(text_size, 'x'));
    SetPosition(doc, topic, 0, offset);
    doc.message.timestamp_ms = timestamp_ms;
  }
  std::vector<const Document*> documents;
  for (const Document& doc : batch.docs()) documents.push_back(&doc);
  ASSERT_TRUE(sink.Append(documents).ok());
}

// Returns how many of the `pending` were written.
size_t FlushAll(Sink& sink, size_t pending) {
  std::vector<Settled> settled;
  const absl::Status status = sink.Flush({}, &settled);
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(settled.size(), pending);
  return static_cast<size_t>(std::count_if(settled.begin(), settled.end(), [](const Settled& s) {
    EXPECT_EQ(s.code, s.outcome == SinkOutcome::kSuperseded ? "already_written" : "");
    return s.outcome == SinkOutcome::kDelivered;
  }));
}

// Appends, flushes, and returns how many were written.
size_t Write(Sink& sink, const std::vector<int64_t>& offsets, std::string_view topic = "news",
             size_t text_size = 10) {
  DocumentBatch batch;
  Append(sink, batch, offsets, topic, text_size);
  return FlushAll(sink, offsets.size());
}

std::vector<std::string> FinishedSegments(const std::string& directory) {
  std::vector<std::string> paths;
  for (const auto& entry : fs::directory_iterator(directory)) {
    if (entry.path().filename() == ".newsmill") continue;
    EXPECT_THAT(entry.path().filename().string(), testing::MatchesRegex(".*\\.ndjson(\\.zst)?"));
    paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::vector<int64_t> OffsetsIn(const std::string& path) {
  std::vector<int64_t> offsets;
  EXPECT_TRUE(ForEachLine(path, [&](std::string_view line) {
                const auto position = LinePosition(line, kMarker);
                EXPECT_TRUE(position.has_value()) << line;
                if (position.has_value()) offsets.push_back(static_cast<int64_t>(position->offset));
                return true;
              }).ok());
  return offsets;
}

std::vector<int64_t> FinishedOffsets(const std::string& directory) {
  std::vector<int64_t> offsets;
  for (const std::string& path : FinishedSegments(directory)) {
    EXPECT_EQ(*ValidSize(path) > 0, true);
    const std::vector<int64_t> some = OffsetsIn(path);
    offsets.insert(offsets.end(), some.begin(), some.end());
  }
  std::sort(offsets.begin(), offsets.end());
  return offsets;
}

std::vector<std::string> OpenFiles(const std::string& directory) {
  std::vector<std::string> paths;
  for (const auto& entry : fs::directory_iterator(directory + "/.newsmill/open")) {
    paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

// Runs `body` in a child process that then ends as if killed: nothing is closed or finished.
void InDyingProcess(const std::function<void()>& body) {
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    body();
    ::_exit(testing::Test::HasFailure() ? 1 : 0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_EQ(status, 0);
}

void AppendBytes(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary | std::ios::app) << bytes;
}

class NdjsonTest : public testing::TestWithParam<const char*> {
 protected:
  std::string options() const { return std::string("compression: ") + GetParam(); }
  bool zstd() const { return options().ends_with("zstd"); }

  TemporaryFolder directory_;
  const std::string path_ = directory_.Path("out");
};

INSTANTIATE_TEST_SUITE_P(Compressions, NdjsonTest, testing::Values("none", "zstd"));

TEST_P(NdjsonTest, SegmentsAppearFinishedOnly) {
  auto sink = MakeSink(path_, options());
  EXPECT_EQ(Write(*sink, {1, 2}), 2U);
  EXPECT_TRUE(FinishedSegments(path_).empty());
  EXPECT_EQ(Write(*sink, {3}), 1U);
  ASSERT_TRUE(sink->Close().ok());
  EXPECT_THAT(FinishedOffsets(path_), ElementsAre(1, 2, 3));
  EXPECT_EQ(FinishedSegments(path_).size(), 1U);
  EXPECT_TRUE(OpenFiles(path_).empty());
}

TEST_P(NdjsonTest, AReplayAddsNoLine) {
  ASSERT_TRUE([&] {
    auto sink = MakeSink(path_, options());
    Write(*sink, {5, 6, 7});
    return sink->Close().ok();
  }());
  auto again = MakeSink(path_, options());
  EXPECT_EQ(Write(*again, {5, 6, 7}), 0U);
  EXPECT_EQ(Write(*again, {8}), 1U);
  EXPECT_EQ(Write(*again, {7}, "other"), 1U);
  ASSERT_TRUE(again->Close().ok());
  EXPECT_THAT(FinishedOffsets(path_), ElementsAre(5, 6, 7, 7, 8));
}

TEST_P(NdjsonTest, AReplayAddsWhatWasLeftOut) {
  for (const char* stop : {"closed", "killed"}) {
    fs::remove_all(path_);
    InDyingProcess([&] {
      auto sink = MakeSink(path_, options());
      Write(*sink, {1, 4, 5});  // the others were filtered, or became dead letters
      if (stop == std::string("closed")) {
        ASSERT_TRUE(sink->Close().ok());
      }
      static_cast<void>(sink.release());
    });
    auto again = MakeSink(path_, options());
    EXPECT_EQ(Write(*again, {0, 1, 2, 3, 4, 5, 6}), 4U) << stop;
    ASSERT_TRUE(again->Close().ok());
    EXPECT_THAT(FinishedOffsets(path_), ElementsAre(0, 1, 2, 3, 4, 5, 6)) << stop;
  }
}

TEST_P(NdjsonTest, ATopicMadeAnewIsWrittenFromItsStart) {
  constexpr int64_t kMadeAnewMs = 1'800'000'000'000;  // later than the samples
  for (const char* stop : {"closed", "killed"}) {
    fs::remove_all(path_);
    Write(*MakeSink(path_, options()), {0, 1, 2, 3});
    for (const size_t written : {3U, 0U}) {  // the new topic, and its replay
      InDyingProcess([&] {
        auto sink = MakeSink(path_, options());
        DocumentBatch batch;
        Append(*sink, batch, {0, 1, 2}, "news", 10, kMadeAnewMs);
        EXPECT_EQ(FlushAll(*sink, 3), written) << stop;
        if (stop == std::string("closed")) {
          ASSERT_TRUE(sink->Close().ok());
        }
        static_cast<void>(sink.release());
      });
    }
    MakeSink(path_, options());
    EXPECT_THAT(FinishedOffsets(path_), ElementsAre(0, 0, 1, 1, 2, 2, 3)) << stop;
  }
}

TEST_P(NdjsonTest, FilesThatWereMovedAwayAreRemembered) {
  ASSERT_TRUE([&] {
    auto sink = MakeSink(path_, options());
    Write(*sink, {5});
    return sink->Close().ok();
  }());
  for (const std::string& segment : FinishedSegments(path_)) fs::remove(segment);
  EXPECT_EQ(Write(*MakeSink(path_, options()), {5, 6}), 1U);
}

TEST_P(NdjsonTest, LostStateIsReadAgainFromTheSegments) {
  ASSERT_TRUE([&] {
    auto sink = MakeSink(path_, options());
    Write(*sink, {5});
    return sink->Close().ok();
  }());
  for (const char* damage : {"removed", "garbage"}) {
    fs::remove(path_ + "/.newsmill/offsets.ndjson");
    if (damage == std::string("garbage")) {
      AppendBytes(path_ + "/.newsmill/offsets.ndjson", "{\"topic\":\"ne");
      AppendBytes(path_ + "/.newsmill/offsets.ndjson", "\n");
    }
    EXPECT_EQ(Write(*MakeSink(path_, options()), {5}), 0U) << damage;
  }
}

TEST_P(NdjsonTest, AKilledWritersSegmentIsFinishedAndItsTornTailCutOff) {
  for (const std::string& tail : {std::string(), std::string(R"({"schema":"newsmill.enr)"),
                                  std::string(4096, '\0'), std::string("{\"a\":1\n{}\n")}) {
    fs::remove_all(path_);
    InDyingProcess([&] { Write(*MakeSink(path_, options()).release(), {1, 2, 3}); });
    ASSERT_EQ(OpenFiles(path_).size(), 1U);
    AppendBytes(OpenFiles(path_)[0], tail);
    auto sink = MakeSink(path_, options());
    EXPECT_THAT(FinishedOffsets(path_), ElementsAre(1, 2, 3));
    EXPECT_TRUE(OpenFiles(path_).empty());
    EXPECT_EQ(Write(*sink, {1, 2, 3, 4}), 1U);
    ASSERT_TRUE(sink->Close().ok());
    EXPECT_THAT(FinishedOffsets(path_), ElementsAre(1, 2, 3, 4));
  }
}

TEST_P(NdjsonTest, AKillAtAnyMomentLosesAndDoublesNothing) {
  int64_t acknowledged = 0;
  for (int round = 0; round < 4; ++round) {
    int pipe_ends[2];
    ASSERT_EQ(::pipe(pipe_ends), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      auto sink = MakeSink(path_, options() + "\nmax_segment_mb: 1");
      // As a consumer does that never committed: from the start, in batches of ten.
      for (int64_t first = 0;; first += 10) {
        std::vector<int64_t> offsets;
        offsets.reserve(10);
        for (int64_t i = 0; i < 10; ++i) offsets.push_back(first + i);
        Write(*sink, offsets, "news", 20'000);
        const int64_t done = first + 10;
        if (::write(pipe_ends[1], &done, sizeof(done)) < 0) ::_exit(1);
      }
    }
    ::close(pipe_ends[1]);
    const int64_t goal = acknowledged + 60 + int64_t{7} * round;
    int64_t done = 0;
    while (::read(pipe_ends[0], &done, sizeof(done)) == sizeof(done) && done < goal) {
    }
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    while (::read(pipe_ends[0], &done, sizeof(done)) == sizeof(done)) {
    }
    ::close(pipe_ends[0]);
    acknowledged = done;
    ASSERT_GE(acknowledged, goal);
    MakeSink(path_, options());
    const std::vector<int64_t> offsets = FinishedOffsets(path_);
    ASSERT_GE(static_cast<int64_t>(offsets.size()), acknowledged);
    for (size_t i = 0; i < offsets.size(); ++i) ASSERT_EQ(offsets[i], static_cast<int64_t>(i));
  }
}

TEST(NdjsonZstdTest, EachStepOfFinishingCanBeTakenUpAgain) {
  const std::string options = "compression: zstd";
  for (const char* step : {"temporary copy", "copy ready", "plain one removed"}) {
    TemporaryFolder directory;
    InDyingProcess([&] { Write(*MakeSink(directory.Path(""), options).release(), {1, 2}); });
    const std::string open = OpenFiles(directory.Path("")).at(0);
    if (step == std::string("temporary copy")) {
      AppendBytes(open + ".zst.tmp", "half");
    } else {
      ASSERT_TRUE(CompressFile(open, open + ".zst.ready").ok());
      AppendBytes(directory.Path(".newsmill/offsets.ndjson"),
                  "{\"topic\":\"news\",\"partition\":0,\"offset\":2}\n");
      if (step == std::string("plain one removed")) fs::remove(open);
    }
    auto sink = MakeSink(directory.Path(""), options);
    EXPECT_THAT(FinishedOffsets(directory.Path("")), ElementsAre(1, 2)) << step;
    EXPECT_EQ(Write(*sink, {1, 2, 3}), 1U) << step;
    ASSERT_TRUE(sink->Close().ok());
    EXPECT_TRUE(OpenFiles(directory.Path("")).empty()) << step;
    EXPECT_THAT(FinishedOffsets(directory.Path("")), ElementsAre(1, 2, 3)) << step;
  }
}

TEST_P(NdjsonTest, WritersOfOneDirectoryKnowOfEachOther) {
  auto first = MakeSink(path_, options());
  auto second = MakeSink(path_, options());
  EXPECT_EQ(Write(*first, {1, 2}), 2U);
  ASSERT_TRUE(second->Assign({}).ok());  // first still has it open, and keeps it
  EXPECT_EQ(Write(*second, {1, 2, 3}), 1U);
  EXPECT_EQ(Write(*first, {10}, "other"), 1U);
  ASSERT_TRUE(first->Assign({}).ok());
  EXPECT_EQ(FinishedSegments(path_).size(), 1U);
  ASSERT_TRUE(first->Close().ok());
  ASSERT_TRUE(second->Close().ok());
  EXPECT_THAT(FinishedOffsets(path_), ElementsAre(1, 2, 3, 10));
}

TEST_P(NdjsonTest, SegmentsAreFinishedBySize) {
  auto sink = MakeSink(path_, options() + "\nmax_segment_mb: 1");
  for (int64_t offset = 0; offset < 5; ++offset) Write(*sink, {offset}, "news", 400'000);
  EXPECT_EQ(FinishedSegments(path_).size(), 1U);
  ASSERT_TRUE(sink->Close().ok());
  EXPECT_EQ(FinishedSegments(path_).size(), 2U);
  EXPECT_THAT(FinishedOffsets(path_), ElementsAre(0, 1, 2, 3, 4));
}

TEST_P(NdjsonTest, ABatchIsWrittenInOrderOfPosition) {
  auto sink = MakeSink(path_, options());
  EXPECT_EQ(Write(*sink, {9, 3, 5}), 3U);
  EXPECT_EQ(Write(*sink, {4}), 1U);  // what was written since Assign() does not count
  ASSERT_TRUE(sink->Close().ok());
  EXPECT_THAT(OffsetsIn(FinishedSegments(path_)[0]), ElementsAre(3, 5, 9, 4));
}

TEST_P(NdjsonTest, MessagesWithoutATopicAreAlwaysWritten) {
  for (int round = 0; round < 2; ++round) {
    auto sink = MakeSink(path_, options());
    EXPECT_EQ(Write(*sink, {0, 1}, ""), 2U);
    ASSERT_TRUE(sink->Close().ok());
  }
  EXPECT_THAT(FinishedOffsets(path_), ElementsAre(0, 0, 1, 1));
}

TEST_P(NdjsonTest, AFullDiskBlocksAndLeavesNoHalfBatch) {
  InDyingProcess([&] {
    ::signal(SIGXFSZ, SIG_IGN);
    auto sink = MakeSink(path_, options());
    EXPECT_EQ(Write(*sink, {1}, "news", 1'000), 1U);
    const rlimit small{20'000, RLIM_INFINITY};
    ::setrlimit(RLIMIT_FSIZE, &small);
    DocumentBatch batch;
    Append(*sink, batch, {2, 3}, "news", 15'000);
    std::vector<Settled> settled;
    for (int attempt = 0; attempt < 3; ++attempt) {
      EXPECT_EQ(sink->Flush({}, &settled).code(), absl::StatusCode::kResourceExhausted);
      EXPECT_TRUE(settled.empty());
      EXPECT_THAT(OffsetsIn(OpenFiles(path_)[0]), ElementsAre(1));
    }
    const rlimit none{RLIM_INFINITY, RLIM_INFINITY};
    ::setrlimit(RLIMIT_FSIZE, &none);
    EXPECT_TRUE(sink->Flush({}, &settled).ok());
    EXPECT_EQ(settled.size(), 2U);
    EXPECT_TRUE(sink->Close().ok());
    EXPECT_THAT(FinishedOffsets(path_), ElementsAre(1, 2, 3));
  });
}

TEST_P(NdjsonTest, ASegmentThatCannotBeFinishedNowIsFinishedLater) {
  auto sink = MakeSink(path_, options() + "\nmax_segment_mb: 1");
  const std::string state = path_ + "/.newsmill";
  fs::create_directory(state + "/offsets.ndjson.tmp");  // in the way
  EXPECT_EQ(Write(*sink, {1}, "news", 1'200'000), 1U);  // durable all the same
  EXPECT_TRUE(FinishedSegments(path_).empty());
  DocumentBatch batch;
  Append(*sink, batch, {2});
  std::vector<Settled> settled;
  EXPECT_EQ(sink->Flush({}, &settled).code(), absl::StatusCode::kUnavailable);
  fs::remove(state + "/offsets.ndjson.tmp");
  EXPECT_TRUE(sink->Flush({}, &settled).ok());
  EXPECT_EQ(settled.size(), 1U);
  EXPECT_THAT(FinishedOffsets(path_), ElementsAre(1));
  ASSERT_TRUE(sink->Close().ok());
  EXPECT_THAT(FinishedOffsets(path_), ElementsAre(1, 2));
}

TEST_P(NdjsonTest, WhatIsDiscardedIsNotWritten) {
  auto sink = MakeSink(path_, options());
  DocumentBatch batch;
  Append(*sink, batch, {1, 2});
  sink->Discard();
  EXPECT_EQ(Write(*sink, {3}), 1U);
  ASSERT_TRUE(sink->Close().ok());
  EXPECT_THAT(FinishedOffsets(path_), ElementsAre(3));
}

TEST_P(NdjsonTest, RetractionsSettleAsRetracted) {
  auto sink = MakeSink(path_, options());
  DocumentBatch batch;
  const Document* document = &AddTombstone(batch, "gone");
  ASSERT_TRUE(sink->Append({&document, 1}).ok());
  std::vector<Settled> settled;
  ASSERT_TRUE(sink->Flush({}, &settled).ok());
  EXPECT_EQ(settled.at(0).outcome, SinkOutcome::kRetracted);
}

TEST_P(NdjsonTest, APublicSinkLeavesOutWhatIsUnderEmbargo) {
  DocumentBatch batch;
  AddPlainArticle(batch, "past", 1, "t", "x").embargo_ms = 1;
  AddPlainArticle(batch, "future", 1, "t", "x").embargo_ms = 253'402'300'799'000;
  const Document* documents[] = {&batch.docs()[0], &batch.docs()[1]};
  for (const bool is_public : {true, false}) {
    const std::string path = path_ + (is_public ? "-public" : "");
    auto sink = MakeSink(path, options() + (is_public ? "\npublic: true" : ""));
    ASSERT_TRUE(sink->Append(documents).ok());
    std::vector<Settled> settled;
    ASSERT_TRUE(sink->Flush({}, &settled).ok());
    ASSERT_EQ(settled.size(), 2U);
    EXPECT_EQ(settled[1].code, is_public ? "embargoed" : "");
    EXPECT_EQ(settled[1].outcome, is_public ? SinkOutcome::kFiltered : SinkOutcome::kDelivered);
    ASSERT_TRUE(sink->Close().ok());
    EXPECT_EQ(FinishedOffsets(path).size(), is_public ? 1U : 2U);
  }
}

TEST(NdjsonOptionsTest, MistakesNameTheLine) {
  for (const char* yaml : {"offset_unit: codepoint", "directory: d\ncompression: gzip",
                           "directory: d\nmax_segment_mb: 0", "directory: d\nsize: 1"}) {
    absl::StatusOr<OptionsReader> reader = OptionsReader::Parse(yaml, "f.yaml");
    const auto factory = NewNdjson(*reader, {});
    EXPECT_THAT(std::string(factory.status().message()), testing::HasSubstr("f.yaml:"));
  }
}

}  // namespace
}  // namespace newsmill
