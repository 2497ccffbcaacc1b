#include "ingest/feed/line_reader.h"

#include <gmock/gmock.h>

#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using testing::ElementsAre;

constexpr size_t kMaxLine = 1000;

// Every line; a long one as "too long: " and its first letters, an error as "error: ...".
std::vector<std::string> LinesOf(const std::string& path, size_t max_line = kMaxLine) {
  std::vector<std::string> lines;
  absl::StatusOr<std::unique_ptr<LineReader>> reader = LineReader::Open(path, max_line);
  if (!reader.ok()) return {"error: " + std::string(reader.status().message())};
  LineReader::Line line;
  for (;;) {
    const absl::StatusOr<bool> more = (*reader)->Next(&line);
    if (!more.ok()) lines.push_back("error: " + std::string(more.status().message()));
    if (!more.ok() || !*more) return lines;
    lines.push_back(line.too_long ? "too long: " + std::string(line.text.substr(0, 3))
                                  : std::string(line.text));
  }
}

TEST(LineReaderTest, LineEnds) {
  const TemporaryFolder folder;
  EXPECT_THAT(LinesOf(folder.Write("a", "one\ntwo\r\n\nthree")),
              ElementsAre("one", "two", "", "three"));
  EXPECT_THAT(LinesOf(folder.Write("b", "one\n")), ElementsAre("one"));
  EXPECT_THAT(LinesOf(folder.Write("c", "")), ElementsAre());
}

TEST(LineReaderTest, PackedFilesReadTheSame) {
  const TemporaryFolder folder;
  std::string text;
  for (int i = 0; i < 50000; ++i) text += "line " + std::to_string(i) + "\n";
  const std::vector<std::string> expected = LinesOf(folder.Write("plain", text));
  ASSERT_EQ(expected.size(), 50000U);
  EXPECT_EQ(LinesOf(folder.Write("gz", Gzip(text))), expected);
  EXPECT_EQ(LinesOf(folder.Write("zst", Zstd(text))), expected);
  const std::string head = text.substr(0, 100000);
  const std::string tail = text.substr(100000);
  EXPECT_EQ(LinesOf(folder.Write("two.gz", Gzip(head) + Gzip(tail))), expected);
  EXPECT_EQ(LinesOf(folder.Write("two.zst", Zstd(head) + Zstd(tail))), expected);
}

TEST(LineReaderTest, LongLinesAreSkippedToTheirEnd) {
  const TemporaryFolder folder;
  const std::string fits(kMaxLine, 'f');
  const std::string over(kMaxLine + 1, 'o');
  const std::string huge(5'000'000, 'h');
  const std::string text = "a\n" + huge + "\n" + fits + "\n" + over + "\nb\n" + huge;
  EXPECT_THAT(LinesOf(folder.Write("a", text)),
              ElementsAre("a", "too long: hhh", fits, "too long: ooo", "b", "too long: hhh"));
}

TEST(LineReaderTest, DamageIsAnError) {
  const TemporaryFolder folder;
  const std::string text(100000, 'x');
  std::string gzip = Gzip(text);
  EXPECT_EQ(LinesOf(folder.Write("cut.gz", gzip.substr(0, gzip.size() / 2)), 1 << 20).back(),
            "error: " + folder.Path("cut.gz") + ": the compressed data is cut off");
  gzip[20] = static_cast<char>(~gzip[20]);
  gzip[21] = static_cast<char>(~gzip[21]);
  EXPECT_EQ(LinesOf(folder.Write("bad.gz", gzip), 1 << 20).back(),
            "error: " + folder.Path("bad.gz") + ": damaged gzip data");
  const std::string zstd = Zstd(text);
  EXPECT_EQ(LinesOf(folder.Write("cut.zst", zstd.substr(0, zstd.size() - 2)), 1 << 20).back(),
            "error: " + folder.Path("cut.zst") + ": the compressed data is cut off");
  EXPECT_EQ(LinesOf(folder.Path("none"))[0],
            "error: " + folder.Path("none") + ": No such file or directory");
}

}  // namespace
}  // namespace newsmill
