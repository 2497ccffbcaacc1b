#include "ingest/training/vector_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class VectorFileTest : public ::testing::Test {
 protected:
  absl::StatusOr<PublishedVectors> Read(const std::string& text, size_t max_words = 10) {
    return ReadVectors(folder_.Write("vectors.txt", text), max_words);
  }

  TemporaryFolder folder_;
};

TEST_F(VectorFileTest, ReadsGlove) {
  const auto vectors = Read("the 0.5 -1e-2\n, 1 2 \n");
  ASSERT_TRUE(vectors.ok()) << vectors.status();
  EXPECT_THAT(vectors->words, ElementsAre("the", ","));
  EXPECT_EQ(vectors->size, 2);
  EXPECT_THAT(vectors->values, ElementsAre(0.5F, -0.01F, 1, 2));
}

TEST_F(VectorFileTest, PassesOverCountsAndStopsInTime) {
  const auto vectors = Read("3 2\na 1 2\nb 3 4\nc 5\n", 2);
  ASSERT_TRUE(vectors.ok()) << vectors.status();
  EXPECT_THAT(vectors->words, ElementsAre("a", "b"));
}

TEST_F(VectorFileTest, FaultsNameTheirLine) {
  const auto error = [&](const std::string& text) {
    return std::string(Read(text).status().message());
  };
  EXPECT_THAT(error("a 1 2\nb 1\n"), HasSubstr("vectors.txt:2: no word with 2 numbers"));
  EXPECT_THAT(error("a 1 2\nb 1 x\n"), HasSubstr("vectors.txt:2"));
  EXPECT_THAT(error("a 1 nan\n"), HasSubstr("vectors.txt:1"));
  EXPECT_THAT(error("a 1  2\n"), HasSubstr("vectors.txt:1"));
  EXPECT_THAT(error("word\n"), HasSubstr("vectors.txt:1: no word with its numbers"));
  EXPECT_THAT(error(" 1 2\n"), HasSubstr("vectors.txt:1"));
}

}  // namespace
}  // namespace newsmill
