#include "ingest/dead_letters/letter_directory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/dead_letter_lines.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class LetterDirectoryTest : public ::testing::Test {
 protected:
  std::vector<int64_t> Offsets() const {
    std::vector<int64_t> offsets;
    const absl::Status status = VisitDirectory(folder_.Path("."), [&](DeadLetter& letter) {
      offsets.push_back(letter.offset);
      return absl::OkStatus();
    });
    EXPECT_TRUE(status.ok()) << status;
    return offsets;
  }

  int64_t Drop(const std::function<bool(const DeadLetter&)>& is_dropped) const {
    const auto dropped = DropFromDirectory(folder_.Path("."), is_dropped);
    EXPECT_TRUE(dropped.ok()) << dropped.status();
    return dropped.value_or(-1);
  }

  TemporaryFolder folder_;
};

TEST_F(LetterDirectoryTest, ReadsFinishedSegmentsInOrderOfTime) {
  folder_.Write("2.ndjson", DeadLetterLine(3));
  folder_.Write("1.ndjson.zst",
                Zstd(DeadLetterLine(1) + "{\"no\":\"letter\"}\n" + DeadLetterLine(2)));
  folder_.Write("notes.txt", DeadLetterLine(4));
  EXPECT_THAT(Offsets(), ElementsAre(1, 2, 3));
  EXPECT_TRUE(absl::IsNotFound(
      VisitDirectory(folder_.Path("gone"), [](DeadLetter&) { return absl::OkStatus(); })));
}

TEST_F(LetterDirectoryTest, StopsWithTheVisitorsError) {
  folder_.Write("1.ndjson", DeadLetterLine(1) + DeadLetterLine(2));
  folder_.Write("2.ndjson", DeadLetterLine(3));
  int seen = 0;
  EXPECT_TRUE(absl::IsCancelled(VisitDirectory(folder_.Path("."), [&](DeadLetter&) {
    return ++seen == 2 ? absl::CancelledError() : absl::OkStatus();
  })));
  EXPECT_EQ(seen, 2);
}

TEST_F(LetterDirectoryTest, DroppingKeepsTheOtherLinesAsTheyAre) {
  folder_.Write("1.ndjson", DeadLetterLine(1) + "not a letter\n" + DeadLetterLine(2));
  folder_.Write("2.ndjson.zst", Zstd(DeadLetterLine(3) + DeadLetterLine(4)));
  folder_.Write("3.ndjson", DeadLetterLine(5));
  EXPECT_EQ(Drop([](const DeadLetter& letter) { return letter.offset % 2 == 1; }), 3);
  EXPECT_EQ(folder_.Read("1.ndjson"), "not a letter\n" + DeadLetterLine(2));
  EXPECT_FALSE(std::filesystem::exists(folder_.Path("3.ndjson")));
  EXPECT_THAT(Offsets(), ElementsAre(2, 4));
  EXPECT_TRUE(std::filesystem::is_empty(folder_.Path(".newsmill")));
}

TEST_F(LetterDirectoryTest, WhatIsNotMeantIsNotTouched) {
  const std::string path = folder_.Write("1.ndjson", DeadLetterLine(1));
  const auto before = std::filesystem::last_write_time(path);
  EXPECT_EQ(Drop([](const DeadLetter&) { return false; }), 0);
  EXPECT_EQ(std::filesystem::last_write_time(path), before);
  EXPECT_EQ(Drop([](const DeadLetter&) { return true; }), 1);
  EXPECT_THAT(Offsets(), IsEmpty());
}

}  // namespace
}  // namespace newsmill
