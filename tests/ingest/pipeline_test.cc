#include "ingest/pipeline.h"

#include <gmock/gmock.h>

#include <string>

#include "processors/builtin.h"

namespace newsmill {
namespace {

using testing::HasSubstr;

absl::StatusOr<PipelineSpec> Read(std::string_view yaml) {
  absl::StatusOr<OptionsReader> config = OptionsReader::Parse(yaml, "c.yaml");
  if (!config.ok()) return config.status();
  return PipelineSpec::Read(*config, {});
}

std::string ErrorOf(std::string_view yaml) { return std::string(Read(yaml).status().message()); }

Document& AddMessage(DocumentBatch& batch, std::string_view value) {
  Document& document = batch.Add();
  document.message.value = batch.arena().CopyPadded(value, 64);
  return document;
}

TEST(PipelineTest, StandsWithoutConfiguration) {
  for (const char* yaml : {"", "processors:\n", "processors: {}\n", "filter: {languages: []}"}) {
    EXPECT_TRUE(Read(yaml).ok()) << ErrorOf(yaml);
  }
  for (const BuiltinProcessor& builtin : BuiltinProcessors()) {
    const std::string name(builtin.name);
    EXPECT_TRUE(Read("processors: {" + name + ": {}}").ok()) << name;
    EXPECT_TRUE(Read("processors:\n  " + name + ":\n").ok()) << name;
  }
}

TEST(PipelineTest, MistakesNameTheirLine) {
  EXPECT_THAT(ErrorOf("processors:\n  nonsense: {}\n"),
              HasSubstr("c.yaml:2: `processors.nonsense`"));
  EXPECT_THAT(ErrorOf("filter:\n  language: [en]\n"), HasSubstr("c.yaml:2: `filter.language`"));
  EXPECT_THAT(ErrorOf("filter:\n  languages: [English]\n"), HasSubstr("c.yaml:2: "));
  EXPECT_THAT(ErrorOf("filter: 3\n"), HasSubstr("c.yaml:1: "));
}

TEST(PipelineTest, UntilLeavesOutTheLaterStages) {
  EXPECT_THAT(ErrorOf("processors: {until: nonsense}"), HasSubstr("allowed: none or a stage"));
  EXPECT_THAT(ErrorOf("processors: {until: none}\nfilter: {languages: [en]}"),
              HasSubstr("c.yaml:2"));
  for (const char* until : {"none", "entities", "claims"}) {
    const auto spec = Read("processors: {until: " + std::string(until) + "}");
    ASSERT_TRUE(spec.ok()) << spec.status();
    DocumentBatch batch;
    const Document& document = AddMessage(
        batch, R"({"id":"a","title":"T","body":"“We go,” said Ann Lee of Graz.","language":"en"})");
    ASSERT_TRUE(Pipeline(*spec).Run(batch).ok());
    EXPECT_EQ(document.entities.empty(), std::string(until) == "none") << until;
    EXPECT_EQ(document.claims.empty(), std::string(until) != "claims") << until;
  }
}

TEST(PipelineTest, LimitsAreRead) {
  absl::StatusOr<OptionsReader> limits =
      OptionsReader::Parse("max_title_bytes: 100\nmax_depth: 4000\n", "c.yaml");
  ASSERT_TRUE(limits.ok());
  DecodeLimits read;
  EXPECT_THAT(std::string(ReadDecodeLimits(*limits, &read).message()),
              HasSubstr("`max_depth` is 4000"));
  EXPECT_EQ(read.max_title_bytes, 100);
}

TEST(PipelineTest, MarksBadMessagesAndStampsAll) {
  const absl::StatusOr<PipelineSpec> spec = Read("");
  ASSERT_TRUE(spec.ok());
  Pipeline pipeline(*spec);
  DocumentBatch batch;
  AddMessage(batch, R"({"id":"a","body":"The mayor spoke in Paris on Monday."})");
  AddMessage(batch, "nonsense");
  batch.Add();  // a tombstone without a key
  ASSERT_TRUE(pipeline.Run(batch).ok());
  EXPECT_TRUE(batch.docs()[0].live());
  EXPECT_EQ(batch.docs()[1].failure.code, "invalid_json");
  EXPECT_EQ(batch.docs()[2].failure.code, "missing_id");
  for (const Document& document : batch.docs()) EXPECT_GT(document.enriched_ms, 0);
}

TEST(PipelineTest, OtherLanguagesAreFiltered) {
  const absl::StatusOr<PipelineSpec> spec = Read("filter: {languages: [en, fr]}");
  ASSERT_TRUE(spec.ok());
  Pipeline pipeline(*spec);
  DocumentBatch batch;
  AddMessage(batch, R"({"id":"a","language":"en","body":"The minister said on Monday that the new )"
                    R"(bridge over the river would be opened before the end of the year."})");
  AddMessage(batch, R"({"id":"b","language":"de","body":"Die Ministerin sagte am Montag, die neue )"
                    R"(Brücke über den Fluss werde noch vor dem Ende des Jahres eröffnet."})");
  ASSERT_TRUE(pipeline.Run(batch).ok());
  EXPECT_EQ(batch.docs()[0].filtered, "");
  EXPECT_EQ(batch.docs()[1].filtered, "language");
  EXPECT_TRUE(batch.docs()[1].entities.empty());
}

}  // namespace
}  // namespace newsmill
