#include "processors/learning/word_classes_trainer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "processors/base/arena.h"
#include "processors/learning/hashing.h"
#include "tests/processors/learning/toy_language.h"

namespace newsmill {
namespace {

using ::testing::HasSubstr;

WordClassesOptions Options(std::vector<uint32_t> exchange, std::vector<uint32_t> vectors) {
  WordClassesOptions options;
  options.exchange = std::move(exchange);
  options.vectors = std::move(vectors);
  options.epochs = 1;
  options.published_classes.clear();
  return options;
}

absl::StatusOr<TrainedWordClasses> Train(WordClassesOptions options) {
  WordCorpus corpus;
  corpus.Add(ToyText(400));
  return TrainWordClasses(corpus, options);
}

TEST(WordClassesTrainerTest, ExchangeFindsTheKindsOfWords) {
  const auto trained = Train(Options({3}, {}));
  ASSERT_TRUE(trained.ok()) << trained.status();
  ASSERT_EQ(trained->induced.words.size(), 12);
  std::map<std::string_view, uint16_t> class_of;
  for (size_t w = 0; w < 12; ++w)
    class_of[trained->induced.words[w]] = trained->induced.grains[0].class_of[w];
  std::set<uint16_t> classes;
  for (const auto& kind : kToyWords) {
    for (const std::string_view word : kind) {
      EXPECT_EQ(class_of[word], class_of[kind[0]]) << word;
    }
    classes.insert(class_of[kind[0]]);
  }
  EXPECT_EQ(classes.size(), 3);
}

TEST(WordClassesTrainerTest, EqualInputGivesEqualBytes) {
  const auto bytes = [] {
    const auto trained = Train(Options({2, 5}, {4}));
    return trained.ok() ? trained->Encode().Bytes() : "";
  };
  const std::string first = bytes();
  EXPECT_FALSE(first.empty());
  EXPECT_TRUE(first == bytes());
}

TEST(WordClassesTrainerTest, WhatWasTrainedCanBeRead) {
  const auto trained = Train(Options({3}, {5}));
  ASSERT_TRUE(trained.ok()) << trained.status();
  Arena arena;
  const std::string_view bytes = arena.CopyPadded(trained->Encode().Bytes(), 64);
  const auto table = WordClasses::Load(*ModelFile::FromBytes(bytes, WordClasses::kKind, "words"));
  ASSERT_TRUE(table.ok()) << table.status();
  EXPECT_EQ((*table)->grains(), 2);
  for (size_t w = 0; w < trained->induced.words.size(); ++w) {
    WordClasses::Classes classes{};
    EXPECT_TRUE((*table)->Find(HashText(trained->induced.words[w]), &classes));
    EXPECT_EQ(classes[0], trained->induced.grains[0].class_of[w]);
    EXPECT_EQ(classes[1], trained->induced.grains[1].class_of[w]);
    EXPECT_EQ(classes[2], 0);
  }
}

// The commonest of words that differ in letter case counts; joined words are left out; how long a
// vector is, and what all have in common, does not count.
TEST(WordClassesTrainerTest, DividesPublishedVectors) {
  WordClassesOptions options = Options({3}, {});
  options.published = {
      {"Oslo", "oslo", "lima", "ran", "co-op", "walked"}, 2, {9, 5, 0, 0, 7, 5, 1, 5, 0, 0, 3, 5}};
  options.published_classes = {2};
  const auto trained = Train(options);
  ASSERT_TRUE(trained.ok()) << trained.status();
  EXPECT_THAT(trained->published.words, ::testing::ElementsAre("oslo", "lima", "ran", "walked"));
  const std::vector<uint16_t>& classes = trained->published.grains[0].class_of;
  EXPECT_EQ(classes[0], classes[1]);
  EXPECT_EQ(classes[2], classes[3]);
  EXPECT_NE(classes[0], classes[2]);
  Arena arena;
  const std::string_view bytes = arena.CopyPadded(trained->Encode().Bytes(), 64);
  const auto table = WordClasses::Load(*ModelFile::FromBytes(bytes, WordClasses::kKind, "words"));
  ASSERT_TRUE(table.ok()) << table.status();
  WordClasses::Classes found{};
  EXPECT_TRUE((*table)->FindFolded(HashText("ran"), &found));
  EXPECT_EQ(found[1], classes[2]);
}

TEST(WordClassesTrainerTest, TellsHowFarItIs) {
  std::vector<std::string> messages;
  WordClassesOptions options = Options({3}, {2});
  options.on_progress = [&](const std::string& what) { messages.push_back(what); };
  ASSERT_TRUE(Train(options).ok());
  EXPECT_THAT(messages, ::testing::Contains("word vectors: epoch 1 of 1"));
  EXPECT_THAT(messages, ::testing::Contains(HasSubstr("3 classes by exchange: round 1, ")));
}

TEST(WordClassesTrainerTest, SaysWhatIsWrong) {
  const auto error = [](const WordClassesOptions& options) {
    return std::string(Train(options).status().message());
  };
  EXPECT_THAT(error(Options({13}, {})), HasSubstr("13 classes of 12 words: read more text"));
  EXPECT_THAT(error(Options({}, {})), HasSubstr("0 grains; 1 to 8 are possible"));
  EXPECT_THAT(error(Options({0}, {})), HasSubstr("0 classes; 1 to 65534 are possible"));
  WordClassesOptions published = Options({3}, {});
  published.published_classes = {5};
  EXPECT_THAT(error(published), HasSubstr("5 classes of 0 words"));
  EXPECT_THAT(error(Options({70000}, {})), HasSubstr("70000 classes"));
}

}  // namespace
}  // namespace newsmill
