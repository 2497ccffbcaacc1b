// tests/golden/shapes: NAME.message.json is an article as its specification writes it, NAME.headers
// the message's headers, NAME.record.ndjson what the decoder alone makes of it (no stage has run).
// NEWSMILL_UPDATE_GOLDEN=1 rewrites the latter: look at the difference before committing it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "sinks/record_encoder.h"
#include "tests/support/decoded.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

constexpr std::string_view kMessageSuffix = ".message.json";

std::string Folder() { return std::string(NEWSMILL_GOLDEN) + "/shapes/"; }

std::vector<std::string> Names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(Folder())) {
    const std::string file = entry.path().filename().string();
    if (file.ends_with(kMessageSuffix)) {
      names.push_back(file.substr(0, file.size() - kMessageSuffix.size()));
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::pair<std::string, std::string>> Headers(const std::string& path) {
  std::vector<std::pair<std::string, std::string>> headers;
  if (!std::filesystem::exists(path)) return headers;
  std::istringstream lines(ReadFile(path));
  for (std::string line; std::getline(lines, line);) {
    const size_t colon = line.find(": ");
    headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
  }
  return headers;
}

class ShapesTest : public testing::TestWithParam<std::string> {};

TEST_P(ShapesTest, IsReadAsItsSpecificationMeansIt) {
  const std::string path = Folder() + GetParam();
  const Decoded doc(ReadFile(path + std::string(kMessageSuffix)), {}, "key", 1796803215000,
                    Headers(path + ".headers"));
  ASSERT_EQ(doc.code(), "") << doc.reason();
  std::string record;
  RecordEncoder({}, OffsetUnit::kCodepoint).Append(*doc, &record);
  record += '\n';
  if (std::getenv("NEWSMILL_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path + ".record.ndjson", std::ios::binary) << record;
  }
  EXPECT_EQ(record, ReadFile(path + ".record.ndjson"));
}

INSTANTIATE_TEST_SUITE_P(Examples, ShapesTest, testing::ValuesIn(Names()), [](const auto& param) {
  std::string name = param.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace newsmill
