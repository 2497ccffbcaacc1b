#include "ingest/dead_letters/handled_letters.h"

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

TEST(HandledLettersTest, RemembersAcrossProcesses) {
  const TemporaryFolder folder;
  const std::string path = folder.Path("new/state");
  {
    auto handled = HandledLetters::Open(path);
    ASSERT_TRUE(handled.ok()) << handled.status();
    EXPECT_EQ(handled->WhatOf("0/1"), "");
    ASSERT_TRUE(handled->Add("replayed", {{"0/1", "0/2"}}).ok());
    ASSERT_TRUE(handled->Add("dropped", {{"0/3"}}).ok());
  }
  const auto handled = HandledLetters::Read(path);
  ASSERT_TRUE(handled.ok());
  EXPECT_EQ(handled->WhatOf("0/1"), "replayed");
  EXPECT_EQ(handled->WhatOf("0/3"), "dropped");
  EXPECT_EQ(handled->WhatOf("0/4"), "");
}

TEST(HandledLettersTest, OneProcessAtATimeMayChangeIt) {
  const TemporaryFolder folder;
  const auto first = HandledLetters::Open(folder.Path("state"));
  ASSERT_TRUE(first.ok());
  EXPECT_TRUE(absl::IsUnavailable(HandledLetters::Open(folder.Path("state")).status()));
  EXPECT_TRUE(HandledLetters::Read(folder.Path("state")).ok());
}

TEST(HandledLettersTest, HalfALineOfACrashHarmsNoOther) {
  const TemporaryFolder folder;
  folder.Write("state", "replayed\t0/1\nrepl");
  auto handled = HandledLetters::Open(folder.Path("state"));
  ASSERT_TRUE(handled.ok());
  ASSERT_TRUE(handled->Add("replayed", {{"0/2"}}).ok());
  const auto again = HandledLetters::Read(folder.Path("state"));
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->WhatOf("0/1"), "replayed");
  EXPECT_EQ(again->WhatOf("0/2"), "replayed");
}

}  // namespace
}  // namespace newsmill
