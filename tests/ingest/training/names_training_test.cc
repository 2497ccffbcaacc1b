#include "ingest/training/names_training.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ingest/training/name_judge.h"
#include "processors/base/arena.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using ::testing::HasSubstr;

// Sentences "<person> flew to <place> for <company>." with every name marked.
std::string Corpus(bool persons_only) {
  const std::vector<std::string> people = {"Anna Berg", "Tom Lind", "Eva Sand", "Karl Holm"};
  const std::vector<std::string> places = {"Oslo", "Rome", "Lima", "Cairo"};
  const std::vector<std::string> companies = {"Acme Motors", "Globex Motors", "Initech Motors"};
  std::string lines;
  for (size_t i = 0; i < 24; ++i) {
    const std::string& person = people[i % people.size()];
    const std::string& place = places[(i / 2) % places.size()];
    const std::string& company = companies[(i / 3) % companies.size()];
    const std::string text = fmt::format("{} flew to {} for {}.", person, place, company);
    const auto mark = [&](const std::string& name, const char* type) {
      const size_t at = text.find(name);
      return fmt::format(R"({{"start":{},"end":{},"type":"{}"}})", at, at + name.size(), type);
    };
    lines += "{\"text\":\"" + text + "\",\"entities\":[" + mark(person, "PER");
    if (!persons_only) lines += "," + mark(place, "LOC") + "," + mark(company, "ORG");
    lines += "]}\n";
  }
  return lines;
}

class NamesTrainingTest : public ::testing::Test {
 protected:
  NamesTrainingTest() {
    options_.classes = std::make_shared<WordClasses>();
    options_.lists = "city\tOslo\ncity\tRome\n";
    options_.chain.min_count = 1;
    options_.chain.epochs = 8;
    options_.chain.step = 0.05;
  }

  NameCorpus Add(const std::string& name, const std::string& lines,
                 const std::string& options = "") {
    return *NameCorpus::Parse(folder_.Write(name, lines) + options);
  }

  std::string Train() {
    const auto model =
        TrainNames(options_, [this](const std::string& line) { said_ += line + "\n"; });
    EXPECT_TRUE(model.ok()) << model.status();
    return model.ok() ? model->Bytes() : "";
  }

  double F1(const std::string& bytes, const NameCorpus& dev) {
    const std::string_view aligned = arena_.CopyPadded(bytes, 64);
    const auto model = NameModel::Load(*ModelFile::FromBytes(aligned, NameModel::kKind, "memory"),
                                       options_.classes);
    EXPECT_TRUE(model.ok()) << model.status();
    NameTagger tagger(**model);
    return NameJudge::Load(dev)->Judge(tagger).f1();
  }

  TemporaryFolder folder_;
  Arena arena_;
  NamesTrainingOptions options_;
  std::string said_;
};

TEST_F(NamesTrainingTest, LearnsTheNamesAndReportsEachEpoch) {
  options_.corpora = {Add("train.jsonl", Corpus(false))};
  options_.dev = {Add("dev.jsonl", Corpus(false))};
  EXPECT_EQ(F1(Train(), options_.dev[0]), 1);
  EXPECT_THAT(said_, HasSubstr("train.jsonl: 24 texts, 72 names"));
  EXPECT_THAT(said_, HasSubstr("epoch  8 of 8"));
}

TEST_F(NamesTrainingTest, NamesWithoutCapitalsToo) {
  std::string lower = Corpus(false);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"\"per\"", "\"PER\""}, {"\"loc\"", "\"LOC\""}, {"\"org\"", "\"ORG\""}}) {
    for (size_t at = 0; (at = lower.find(from, at)) != std::string::npos;)
      lower.replace(at, from.size(), to);
  }
  options_.corpora = {Add("train.jsonl", Corpus(false))};
  options_.caseless = 1;
  EXPECT_GT(F1(Train(), Add("lower.jsonl", lower)), 0.9);
}

// A corpus that marks persons alone does not teach that places are no names.
TEST_F(NamesTrainingTest, CorporaWithFewerTypesAreReconciled) {
  options_.corpora = {
      Add("all.jsonl", Corpus(false)),
      Add("persons.jsonl", Corpus(true) + Corpus(true) + Corpus(true), ",complete=PER")};
  const NameCorpus dev = Add("dev.jsonl", Corpus(false));
  EXPECT_EQ(F1(Train(), dev), 1);
}

TEST_F(NamesTrainingTest, AModelWantsItsOwnWordClasses) {
  options_.corpora = {Add("train.jsonl", Corpus(false))};
  options_.chain.epochs = 1;
  const std::string_view bytes = arena_.CopyPadded(Train(), 64);
  const WordClasses::Table table{{{"oslo", {1, 2, 3, 4}}}, 4};
  const std::string_view words = arena_.CopyPadded(WordClasses::Encode(table, {}).Bytes(), 64);
  const auto others = WordClasses::Load(*ModelFile::FromBytes(words, WordClasses::kKind, "words"));
  const auto model =
      NameModel::Load(*ModelFile::FromBytes(bytes, NameModel::kKind, "names.bin"), *others);
  EXPECT_THAT(std::string(model.status().message()),
              HasSubstr("names.bin: was trained with other word classes"));
}

TEST_F(NamesTrainingTest, TextsHeldOutShowHowSureToBe) {
  options_.corpora = {Add("train.jsonl", Corpus(false))};
  options_.held_out = 4;
  const std::string_view bytes = arena_.CopyPadded(Train(), 64);
  EXPECT_THAT(said_, HasSubstr("train.jsonl: 18 texts, 54 names"));
  EXPECT_THAT(said_, HasSubstr("by 18 names of texts held out"));
  const auto model =
      NameModel::Load(*ModelFile::FromBytes(bytes, NameModel::kKind, "memory"), options_.classes);
  ASSERT_TRUE(model.ok()) << model.status();
  EXPECT_GT((*model)->confidence.Of(0.9F), 0.9);  // nothing was wrong
}

TEST_F(NamesTrainingTest, EqualInputGivesEqualBytes) {
  options_.corpora = {Add("train.jsonl", Corpus(false))};
  options_.chain.epochs = 2;
  EXPECT_EQ(Train(), Train());
}

TEST_F(NamesTrainingTest, FaultsInTheInputAreErrors) {
  options_.corpora = {Add("train.jsonl", "no json\n")};
  const auto model = TrainNames(options_, [](const std::string&) {});
  EXPECT_THAT(std::string(model.status().message()), HasSubstr("train.jsonl:1"));
  options_.lists = "no tab\n";
  EXPECT_THAT(std::string(TrainNames(options_, [](const std::string&) {}).status().message()),
              HasSubstr("line 1"));
}

}  // namespace
}  // namespace newsmill
