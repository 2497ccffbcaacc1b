#include "ingest/decode/outlets.h"

#include <gtest/gtest.h>

#include <string>

#include "embedded/outlets.h"
#include "tests/support/decoded.h"

namespace newsmill {
namespace {

TEST(OutletsTest, TableIsSortedAndWhole) {
  const std::string_view table = embedded::Outlets();
  std::string previous;
  int rows = 0;
  for (size_t start = 0; start < table.size(); ++rows) {
    const size_t end = table.find('\n', start);
    ASSERT_NE(end, std::string_view::npos);
    const std::string row(table.substr(start, end - start));
    const size_t name = row.find('\t');
    const size_t country = row.rfind('\t');
    ASSERT_LT(name + 1, country) << row;
    EXPECT_EQ(row.size() - country, 3U) << row;
    EXPECT_LT(previous, row.substr(0, name)) << row;
    previous = row.substr(0, name);
    start = end + 1;
  }
  EXPECT_GT(rows, 300);
}

TEST(OutletsTest, HostsBelongToOutlets) {
  ASSERT_NE(FindOutlet("nytimes.com"), nullptr);
  EXPECT_EQ(FindOutlet("nytimes.com")->name, "The New York Times");
  EXPECT_EQ(FindOutlet("edition.cnn.com")->name, "CNN");
  EXPECT_EQ(FindOutlet("www.abc.net.au")->country, "AU");
  EXPECT_EQ(FindOutlet("abcnews.go.com")->name, "ABC News");
  for (const char* host : {"", "com", "notcnn.com", "co.uk", "cnn.com.evil.example", "."}) {
    EXPECT_EQ(FindOutlet(host), nullptr) << host;
  }
}

TEST(OutletsTest, SourceIsCompletedFromItsDomainOrTheUrl) {
  const auto source = [](std::string_view members) {
    const Decoded doc(R"({"id":"a","body":"b",)" + std::string(members) + "}");
    const ArticleSource& s = doc->source;
    return std::string(s.name) + "|" + std::string(s.domain) + "|" + std::string(s.country);
  };
  EXPECT_EQ(source(R"("source":{"domain":"dawn.com"})"), "Dawn|dawn.com|PK");
  EXPECT_EQ(source(R"("source":{"domain":"dawn.com","name":"D","country":"X"})"), "D|dawn.com|X");
  EXPECT_EQ(source(R"("url":"https://amp.CNN.com/x")"), "CNN|cnn.com|US");
  EXPECT_EQ(source(R"("url":"https://www.cnn.com/x","source":"CNN")"), "CNN|cnn.com|US");
  EXPECT_EQ(source(R"("url":"https://www.cnn.com/x","source":"Reuters")"), "Reuters||");
  EXPECT_EQ(source(R"("url":"https://unknown.example/x")"), "||");
}

}  // namespace
}  // namespace newsmill
