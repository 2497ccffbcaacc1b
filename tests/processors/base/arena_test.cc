#include "processors/base/arena.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>

namespace newsmill {
namespace {

TEST(ArenaTest, CopiesStayIntactOverManyBlocks) {
  Arena arena;
  std::vector<std::string_view> views;
  for (int i = 0; i < 2000; ++i)
    views.push_back(arena.Copy(std::string(static_cast<size_t>(i), 'x')));
  for (size_t i = 0; i < views.size(); ++i) EXPECT_EQ(views[i], std::string(i, 'x'));
}

TEST(ArenaTest, PaddingIsReadableAndZero) {
  Arena arena;
  const std::string_view view = arena.CopyPadded("abc", 64);
  EXPECT_EQ(view, "abc");
  for (size_t i = 3; i < 3 + 64; ++i) EXPECT_EQ(view.data()[i], 0);
}

TEST(ArenaTest, ShrinkGivesBackTheTailOfTheNewestAllocation) {
  Arena arena;
  char* start = arena.Allocate(1000);
  arena.Shrink(start, 1000, 8);
  EXPECT_EQ(arena.used_bytes(), 8U);
  EXPECT_EQ(arena.Allocate(8), start + 8);
}

TEST(ArenaTest, ClearReusesMemoryAndGivesBackWhatAMonsterTook) {
  Arena arena;
  arena.Allocate(1000);
  const size_t small = arena.reserved_bytes();
  arena.Clear();
  arena.Allocate(1000);
  EXPECT_EQ(arena.reserved_bytes(), small);
  arena.Allocate(size_t{50} << 20);
  arena.Clear();
  EXPECT_LE(arena.reserved_bytes(), size_t{8} << 20);
  EXPECT_EQ(arena.used_bytes(), 0U);
}

}  // namespace
}  // namespace newsmill
