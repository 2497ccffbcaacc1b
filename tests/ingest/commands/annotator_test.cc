#include "ingest/commands/annotator.h"

#include <gmock/gmock.h>
#include <simdjson.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

struct Result {
  AnnotatorCounts counts;
  std::string error;
  std::string records, dead_letters, dead_lines, outcomes;
};

class AnnotatorTest : public testing::Test {
 protected:
  Result Run(std::vector<std::string> files, int jobs, std::string_view config = "") {
    OptionsReader options = *OptionsReader::Parse(config, "c.yaml");
    const PipelineSpec spec = *PipelineSpec::Read(options, {});
    MessageFeed feed(std::move(files), FeedFormat::kAuto, 8 << 20);
    Result result;
    {
      const std::vector<File> out = Open({"records", "dead", "lines", "outcomes"});
      const absl::StatusOr<AnnotatorCounts> counts =
          Annotate(feed, spec, {}, {.jobs = jobs},
                   {out[0].get(), out[1].get(), out[2].get(), out[3].get()}, nullptr);
      result.error = counts.ok() ? "" : std::string(counts.status().message());
      if (counts.ok()) result.counts = *counts;
    }
    result.records = folder_.Read("records");
    result.dead_letters = folder_.Read("dead");
    result.dead_lines = folder_.Read("lines");
    result.outcomes = folder_.Read("outcomes");
    return result;
  }

  std::vector<File> Open(const std::vector<std::string>& names) const {
    std::vector<File> files;
    for (const std::string& name : names) {
      files.emplace_back(std::fopen(folder_.Path(name).c_str(), "wb"));
    }
    return files;
  }

  TemporaryFolder folder_;
};

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t start = 0; start < text.size();) {
    const size_t end = std::min(text.find('\n', start), text.size());
    lines.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

// Records without the member that holds the clock.
std::vector<std::string> WithoutIngest(const std::string& records) {
  std::vector<std::string> lines = Lines(records);
  for (std::string& line : lines) line.resize(line.find(R"(,"ingest":)"));
  return lines;
}

// Article number i; every seventh is broken.
std::string Article(int i) {
  if (i % 7 == 3) return "{\"id\":\"broken-" + std::to_string(i) + "\"";
  return R"({"id":")" + std::to_string(i) + R"(","title":"Title )" + std::to_string(i) +
         R"(","body":"“We will build it,” Mayor Ann Lee told reporters in Paris on day )" +
         std::to_string(i) + R"(."})";
}

TEST_F(AnnotatorTest, OutputDoesNotDependOnJobs) {
  std::string feed;
  for (int i = 0; i < 3000; ++i) feed += Article(i) + "\n";
  const std::string path = folder_.Write("feed", feed);
  const Result one = Run({path}, 1);
  EXPECT_EQ(one.error, "");
  EXPECT_EQ(one.counts.messages, 3000);
  EXPECT_EQ(one.counts.dead_lettered, 429);
  EXPECT_EQ(one.counts.delivered, 3000 - 429);
  const std::vector<std::string> records = WithoutIngest(one.records);
  ASSERT_EQ(records.size(), 2571U);
  EXPECT_THAT(records[3], HasSubstr(R"("id":"4")"));
  for (const int jobs : {2, 5}) {
    const Result many = Run({path}, jobs);
    EXPECT_EQ(WithoutIngest(many.records), records) << jobs;
    EXPECT_EQ(many.dead_lines, one.dead_lines) << jobs;
    EXPECT_EQ(many.outcomes, one.outcomes) << jobs;
  }
}

TEST_F(AnnotatorTest, FilesAreReadInOrderWhateverTheirPacking) {
  const std::string plain = folder_.Write("a", Article(0) + "\n\n" + Article(1));
  const std::string gzip = folder_.Write("b", Gzip(Article(2) + "\n"));
  const std::string zstd = folder_.Write("c", Zstd(Article(4) + "\n" + Article(5)));
  const Result result = Run({plain, gzip, zstd}, 2);
  std::string ids;
  for (const std::string& line : Lines(result.records)) {
    simdjson::dom::parser parser;
    ids += std::string(std::string_view(parser.parse(line)["id"])) + " ";
  }
  EXPECT_EQ(ids, "0 1 2 4 5 ");
}

TEST_F(AnnotatorTest, EveryMessageHasOneOutcome) {
  const std::string feed =
      R"({"id":"a","body":"The minister said on Monday that the bridge would open this year."})"
      "\n"
      R"({"topic":"t","partition":2,"offset":9,"key":"gone","payload":null})"
      "\n"
      R"({"id":"c","status":"withheld"})"
      "\n"
      R"({"topic":"t","key":"k\u0001y","payload":"bad"})"
      "\n"
      R"({"id":"e","body":"Die Ministerin sagte am Montag, die Brücke werde noch in diesem Jahr eröffnet."})"
      "\n";
  const Result result = Run({folder_.Write("feed", feed)}, 1, "filter: {languages: [en]}");
  EXPECT_THAT(
      Lines(result.outcomes),
      ElementsAre(
          R"({"index":0,"id":"a","outcome":"delivered","reason":null})",
          R"({"index":1,"id":"gone","outcome":"retracted","reason":"tombstone"})",
          R"({"index":2,"id":"c","outcome":"retracted","reason":"withheld"})",
          R"({"index":3,"id":"k\u0001y","outcome":"dead_lettered","reason":"invalid_json"})",
          R"({"index":4,"id":"e","outcome":"filtered","reason":"language"})"));
  EXPECT_THAT(result.dead_lines, StartsWith("3\tk y\tinvalid_json\t"));
  EXPECT_THAT(result.dead_letters, HasSubstr(R"("value_base64":"YmFk")"));
  EXPECT_EQ(Lines(result.records).size(), 3U);
  EXPECT_EQ(result.counts.retracted, 2);
  EXPECT_EQ(result.counts.filtered, 1);
}

TEST_F(AnnotatorTest, ALineOfAnyLengthIsADeadLetter) {
  const std::string feed =
      Article(0) + "\n" + std::string(40'000'000, 'x') + "\n" + Article(1) + "\n";
  const Result result = Run({folder_.Write("feed", feed)}, 2);
  EXPECT_THAT(result.dead_lines, StartsWith("1\t-\ttoo_large\t"));
  EXPECT_EQ(Lines(result.records).size(), 2U);
}

TEST_F(AnnotatorTest, WhatCameBeforeAnUnreadableFileIsWritten) {
  const Result result = Run({folder_.Write("feed", Article(0) + "\n"), folder_.Path("none")}, 2);
  EXPECT_THAT(result.error, HasSubstr("No such file"));
  EXPECT_EQ(Lines(result.records).size(), 1U);
}

}  // namespace
}  // namespace newsmill
