#include "sinks/segment_writer.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

constexpr std::string_view kMarker = "{\"topic\":\"";

size_t FinishedSegments(const std::string& directory) {
  size_t count = 0;
  for (const auto& entry : fs::directory_iterator(directory)) {
    count += entry.path().filename() == ".newsmill" ? 0 : 1;
  }
  return count;
}

class SegmentWriterTest : public testing::TestWithParam<const char*> {
 protected:
  std::unique_ptr<SegmentWriter> MakeWriter() {
    absl::StatusOr<std::unique_ptr<SegmentWriter>> writer =
        SegmentWriter::Create({.directory = folder_.Path("out"),
                               .max_segment_s = 1,
                               .compression = GetParam(),
                               .now = [this] { return now_; }},
                              kMarker);
    EXPECT_TRUE(writer.ok()) << writer.status();
    EXPECT_TRUE((*writer)->Assign().ok());
    return *std::move(writer);
  }

  void Write(SegmentWriter& writer, int64_t offset) {
    Message message;
    message.position = {"news", Partition{0}, Offset{offset}};
    *writer.line() += R"({"topic":"news","partition":0,"offset":)" + std::to_string(offset) +
                      ",\"timestamp\":\"2026-01-02T03:04:05Z\"}";
    writer.EndLine(message);
    ASSERT_TRUE(writer.Flush().ok());
  }

  TemporaryFolder folder_;
  std::chrono::steady_clock::time_point now_{};
};

INSTANTIATE_TEST_SUITE_P(Compressions, SegmentWriterTest, testing::Values("none", "zstd"));

TEST_P(SegmentWriterTest, ASegmentIsFinishedByAgeWithoutNewLines) {
  const auto writer = MakeWriter();
  Write(*writer, 1);
  now_ += milliseconds(999);
  ASSERT_TRUE(writer->Flush().ok());
  EXPECT_EQ(FinishedSegments(folder_.Path("out")), 0U);
  now_ += milliseconds(1);
  ASSERT_TRUE(writer->Flush().ok());
  EXPECT_EQ(FinishedSegments(folder_.Path("out")), 1U);
}

TEST_P(SegmentWriterTest, AgeCountsFromTheFirstLineOfEachSegment) {
  const auto writer = MakeWriter();
  now_ += milliseconds(5'000);
  Write(*writer, 1);
  EXPECT_EQ(FinishedSegments(folder_.Path("out")), 0U);
  now_ += milliseconds(1'000);
  Write(*writer, 2);
  EXPECT_EQ(FinishedSegments(folder_.Path("out")), 1U);
  Write(*writer, 3);
  now_ += milliseconds(999);
  ASSERT_TRUE(writer->Flush().ok());
  EXPECT_EQ(FinishedSegments(folder_.Path("out")), 1U);
}

}  // namespace
}  // namespace newsmill
