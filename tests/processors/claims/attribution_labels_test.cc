#include "processors/claims/attribution_labels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace newsmill::claims {
namespace {

using ::testing::ElementsAre;

TEST(AttributionLabelsTest, PartsSurviveLabelling) {
  const std::vector<PartRange> parts = {{Part::kSource, {10, 12}},
                                        {Part::kCue, {12, 13}},
                                        {Part::kContent, {13, 17}},
                                        {Part::kContent, {17, 18}}};
  std::vector<uint8_t> labels(10);
  LabelParts(parts, 9, labels);
  EXPECT_THAT(labels,
              ElementsAre(kOutside, kFirstOfSource, kInSource, kFirstOfCue, kFirstOfContent,
                          kInContent, kInContent, kLastOfContent, kLastOfContent, kOutside));
  std::vector<PartRange> found;
  FindParts(labels, 9, &found);
  ASSERT_EQ(found.size(), parts.size());
  for (size_t i = 0; i < parts.size(); ++i) {
    EXPECT_EQ(found[i].part, parts[i].part) << i;
    EXPECT_EQ(found[i].words, parts[i].words) << i;
  }
}

TEST(AttributionLabelsTest, PartsBeyondTheWordsAreCut) {
  std::vector<uint8_t> labels(3);
  LabelParts(std::vector<PartRange>{{Part::kContent, {0, 6}}, {Part::kSource, {20, 22}}}, 4,
             labels);
  EXPECT_THAT(labels, ElementsAre(kFirstOfContent, kLastOfContent, kOutside));
}

TEST(AttributionLabelsTest, MendedLabelsAreAllowed) {
  std::vector<uint8_t> labels = {kInSource,  kInContent, kInContent,     kFirstOfCue,
                                 kInContent, kOutside,   kFirstOfContent};
  MendLabels(labels);
  EXPECT_THAT(labels, ElementsAre(kFirstOfSource, kFirstOfContent, kLastOfContent, kFirstOfCue,
                                  kLastOfContent, kOutside, kLastOfContent));
}

TEST(AttributionLabelsTest, LabelsOfACueAreNumberedWithoutThoseOfCues) {
  const LabelSet all = AttributionLabels();
  const LabelSet of_cue = CueLabels();
  for (uint8_t label = 0; label < of_cue.size(); ++label) {
    EXPECT_EQ(of_cue.names[label], all.names[OfCueLabel(label)]);
    EXPECT_EQ(ToCueLabel(OfCueLabel(label)), label);
  }
}

}  // namespace
}  // namespace newsmill::claims
