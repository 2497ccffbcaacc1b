// tests/golden/cases: NAME.message.json is a message's value (`null`: a tombstone),
// NAME.record.json the record, or the dead letter's code and reason. NEWSMILL_UPDATE_GOLDEN=1
// rewrites the latter: look at the difference before committing it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "ingest/pipeline.h"
#include "sinks/record_encoder.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

constexpr std::string_view kMessageSuffix = ".message.json";
constexpr int64_t kClockMs = 1796803215000;

std::string CasesFolder() { return std::string(NEWSMILL_GOLDEN) + "/cases/"; }

std::vector<std::string> CaseNames() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(CasesFolder())) {
    const std::string file = entry.path().filename().string();
    if (file.ends_with(kMessageSuffix)) {
      names.push_back(file.substr(0, file.size() - kMessageSuffix.size()));
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

void FillMessage(const std::string& value, DocumentBatch& batch, Document& document) {
  Message& message = document.message;
  message.position = {"news.articles", Partition{2}, Offset{41}};
  message.key = "the-key";
  message.timestamp_ms = kClockMs;
  message.received_ms = kClockMs + 10;
  if (value != "null\n") message.value = batch.arena().CopyPadded(value, 64);
}

struct Result {
  std::string suffix;
  std::string bytes;
};

// What the service makes of a message, with a clock that stands still.
Result ResultOf(const std::string& value) {
  OptionsReader config = OptionsReader::Empty();
  Pipeline pipeline(*PipelineSpec::Read(config, {}));
  DocumentBatch batch;
  Document& document = batch.Add();
  FillMessage(value, batch, document);
  EXPECT_TRUE(pipeline.Run(batch).ok());
  document.enriched_ms = kClockMs + 20;
  if (!document.failure.empty()) {
    return {".dead-letter.txt", std::string(document.failure.code) + ": " +
                                    std::string(document.failure.reason) + "\n"};
  }
  Provenance provenance;
  provenance.build = "golden";
  std::string record;
  RecordEncoder(provenance, OffsetUnit::kCodepoint).Append(document, &record);
  return {".record.ndjson", record + "\n"};
}

class GoldenTest : public testing::TestWithParam<std::string> {};

TEST_P(GoldenTest, GivesItsRecord) {
  const std::string path = CasesFolder() + GetParam();
  const Result result = ResultOf(ReadFile(path + std::string(kMessageSuffix)));
  if (std::getenv("NEWSMILL_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path + result.suffix, std::ios::binary) << result.bytes;
  }
  EXPECT_EQ(result.bytes, ReadFile(path + result.suffix));
}

INSTANTIATE_TEST_SUITE_P(Cases, GoldenTest, testing::ValuesIn(CaseNames()), [](const auto& param) {
  std::string name = param.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace newsmill
