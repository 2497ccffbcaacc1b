#include "ingest/training/same_speaker.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

TEST(SameSpeakerTest, OneWithinTheOther) {
  EXPECT_TRUE(SameSpeaker("Ann Lee", "Lee"));
  EXPECT_TRUE(SameSpeaker("ann lee", "Senator Ann Lee’s"));
  EXPECT_TRUE(SameSpeaker("the president", "The President"));  // titles alone are compared
  EXPECT_FALSE(SameSpeaker("Ann Lee",
                           "Ann"
                           " Ray"));
  EXPECT_FALSE(SameSpeaker("Ann Lee", "Bob Lee"));
  EXPECT_FALSE(SameSpeaker("Ann Lee", ""));
  EXPECT_FALSE(SameSpeaker("Lee", "Leeds"));
}

TEST(SameSpeakerTest, InitialsAndMiddleNames) {
  EXPECT_TRUE(SameSpeaker("John Smith", "J. Smith"));
  EXPECT_TRUE(SameSpeaker("John Smith", "John A. Smith"));
  EXPECT_FALSE(SameSpeaker("John Smith", "Jo Smith"));
  EXPECT_TRUE(SameSpeaker("Émile Roy", "É. Roy"));
}

TEST(SameSpeakerTest, WhatIsAddedToANameMayBeLeftOut) {
  EXPECT_TRUE(SameSpeaker("Jan de Wit, the mayor", "Jan P. de Wit"));
  EXPECT_TRUE(SameSpeaker("two officials of the ministry", "officials who saw it"));
  EXPECT_FALSE(SameSpeaker("Ann Lee, the mayor", "Bob Ray, the mayor"));
}

}  // namespace
}  // namespace newsmill
