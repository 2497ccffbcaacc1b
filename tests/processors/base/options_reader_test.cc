#include "processors/base/options_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace newsmill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;

OptionsReader Parsed(std::string_view text) {
  auto reader = OptionsReader::Parse(text, "news.yaml");
  EXPECT_TRUE(reader.ok()) << reader.status();
  return *std::move(reader);
}

std::string Message(const absl::Status& status) { return std::string(status.message()); }

TEST(OptionsReaderTest, ReadsValuesAndKeepsDefaults) {
  OptionsReader reader = Parsed("a: 5\nb: 0.5\nc: text\nd: true\ne: [x, y]\n");
  int a = 1;
  int missing = 42;
  double b = 0;
  std::string c;
  bool d = false;
  std::vector<std::string> e;
  EXPECT_TRUE(reader.Optional("a", &a, 0, 10).ok());
  EXPECT_TRUE(reader.Optional("missing", &missing, 0, 100).ok());
  EXPECT_TRUE(reader.Optional("b", &b, 0.0, 1.0).ok());
  EXPECT_TRUE(reader.Optional("c", &c).ok());
  EXPECT_TRUE(reader.Optional("d", &d).ok());
  EXPECT_TRUE(reader.Optional("e", &e).ok());
  EXPECT_TRUE(reader.Finish().ok());
  EXPECT_EQ(a, 5);
  EXPECT_EQ(missing, 42);
  EXPECT_EQ(b, 0.5);
  EXPECT_EQ(c, "text");
  EXPECT_TRUE(d);
  EXPECT_THAT(e, ::testing::ElementsAre("x", "y"));
}

TEST(OptionsReaderTest, ErrorsNameFileLinePathAndWhatIsAllowed) {
  OptionsReader root =
      Parsed("a: 1\nlimits:\n  batch: 9000\n  size: many\n  flag: yes\n  extra: 1\n");
  auto limits = root.Section("limits");
  ASSERT_TRUE(limits.ok());
  int value = 0;
  bool flag = false;
  EXPECT_EQ(
      Message(limits->Optional("batch", &value, 1, 4096)),
      "news.yaml:3: `limits.batch` is 9000, out of range; allowed: a whole number from 1 to 4096");
  EXPECT_EQ(
      Message(limits->Optional("size", &value, 1, 9)),
      "news.yaml:4: `limits.size` is `many`, not a number; allowed: a whole number from 1 to 9");
  EXPECT_EQ(Message(limits->Optional("flag", &flag)),
            "news.yaml:5: `limits.flag` is `yes`; allowed: true or false");
  EXPECT_EQ(Message(limits->Finish()),
            "news.yaml:6: `limits.extra` is unknown; allowed here: batch, size, flag");
  std::string unit = "codepoint";
  EXPECT_THAT(Message(root.OptionalOneOf("a", &unit, {"codepoint", "utf8"})),
              HasSubstr("news.yaml:1: `a` is `1`; allowed: codepoint, utf8"));
}

TEST(OptionsReaderTest, RefusesWhatIsNotAStrictMap) {
  EXPECT_THAT(Message(OptionsReader::Parse("a: [1", "f").status()), HasSubstr("f:"));
  EXPECT_THAT(Message(OptionsReader::Parse("- a\n", "f").status()), HasSubstr("expected a map"));
  EXPECT_THAT(Message(OptionsReader::Parse("x:\n  a: 1\n  a: 2\n", "f").status()),
              HasSubstr("f:3: `a` stands twice"));
  EXPECT_THAT(Message(OptionsReader::Parse("a: &x {b: *x}\n", "f").status()),
              HasSubstr("f:1: too large or nested too deep"));
  OptionsReader reader = Parsed("a: {x: 1}\nb: 1\nc: {}\n");
  std::string text;
  EXPECT_THAT(Message(reader.Optional("a", &text)), HasSubstr("is a map; allowed: text"));
  EXPECT_THAT(Message(reader.Section("b").status()), HasSubstr("news.yaml:2: `b` is not a map"));
  EXPECT_THAT(Message(reader.Sections("c").status()), HasSubstr("news.yaml:3: `c` is not a list"));
  EXPECT_THAT(Message(reader.Required("none", &text)), HasSubstr("`none` is missing"));
}

TEST(OptionsReaderTest, ExpandsTheEnvironment) {
  setenv("NEWSMILL_TEST_SET", "value", 1);
  unsetenv("NEWSMILL_TEST_UNSET");
  OptionsReader reader = Parsed(
      "a: ${NEWSMILL_TEST_SET}-${NEWSMILL_TEST_UNSET:-fall back}\nb: ${NEWSMILL_TEST_UNSET}\n"
      "c: 5$$ and $x\nd: ${NEWSMILL_TEST_UNSET:-7}\n");
  std::string text;
  EXPECT_TRUE(reader.Optional("a", &text).ok());
  EXPECT_EQ(text, "value-fall back");
  EXPECT_THAT(Message(reader.Optional("b", &text)),
              HasSubstr("news.yaml:2: `b` uses ${NEWSMILL_TEST_UNSET}, which is not set"));
  EXPECT_TRUE(reader.Optional("c", &text).ok());
  EXPECT_EQ(text, "5$ and $x");
  int number = 0;
  EXPECT_TRUE(reader.Optional("d", &number, 0, 10).ok());
  EXPECT_EQ(number, 7);
  OptionsReader open = Parsed("a: 1\nb: '${NEWSMILL_TEST_SET'\n");
  EXPECT_THAT(Message(open.Optional("b", &text)), HasSubstr("news.yaml:2: `b` has ${ without"));
}

TEST(OptionsReaderTest, RefusesASecondDocumentAndTabs) {
  EXPECT_TRUE(OptionsReader::Parse("---\na: 1\n", "f").ok());
  EXPECT_THAT(Message(OptionsReader::Parse("a: 1\n---\nb: 2\n", "f").status()),
              HasSubstr("f:2: a second YAML document"));
  EXPECT_THAT(Message(OptionsReader::Parse("a:\n  b: 1\n\tc: 2\nd: 3\n", "f").status()),
              HasSubstr("f:3: not YAML: indented with a tab; indent with spaces"));
}

TEST(OptionsReaderTest, AMistakeIsFoundAtItsOwnLine) {
  OptionsReader reader = Parsed("list:\n  - x\n  - ''\npairs:\n  a: 1\n  b: 2\ntypo: 1\n");
  auto items = reader.Sections("list");
  ASSERT_TRUE(items.ok());
  std::string name;
  EXPECT_THAT(Message((*items)[1].Required("name", &name)),
              HasSubstr("news.yaml:3: `list[1].name` is missing"));
  EXPECT_EQ(Message(reader.PairErrorAt("pairs", "b", "is odd")), "news.yaml:6: `pairs` is odd");
  EXPECT_EQ(Message(reader.AllowOnly({"list", "pairs"})),
            "news.yaml:7: `typo` is unknown; allowed here: list, pairs");
  EXPECT_TRUE(reader.AllowOnly({"list", "pairs", "typo", "more"}).ok());
}

TEST(OptionsReaderTest, ASecretMayStandInAFile) {
  const std::string path = ::testing::TempDir() + "/newsmill_secret";
  std::ofstream(path) << "hunter2\n";
  OptionsReader reader = Parsed("good: {sasl.password_file: " + path +
                                ", log_file: x}\nboth: {a.password: x, a.password_file: " + path +
                                "}\nnone: {a.password_file: /no/such/file}\n");
  auto pairs = reader.Pairs("good");
  ASSERT_TRUE(pairs.ok()) << pairs.status();
  EXPECT_THAT(*pairs,
              ::testing::ElementsAre(Pair("sasl.password", "hunter2"), Pair("log_file", "x")));
  EXPECT_THAT(reader.EffectiveYaml(), HasSubstr("sasl.password_file: " + path));
  EXPECT_THAT(reader.EffectiveYaml(), Not(HasSubstr("hunter2")));
  EXPECT_THAT(Message(reader.Pairs("both").status()),
              HasSubstr("news.yaml:2: `both.a.password_file` stands beside `a.password`"));
  EXPECT_THAT(Message(reader.Pairs("none").status()),
              HasSubstr("news.yaml:3: `none.a.password_file` names `/no/such/file`"));
}

TEST(OptionsReaderTest, EffectiveYamlHasDefaultsAndNoSecrets) {
  OptionsReader reader = Parsed("kafka:\n  properties: {sasl.password: hunter3, linger.ms: 5}\n");
  int depth = 64;
  ASSERT_TRUE(reader.Optional("depth", &depth, 1, 100).ok());
  auto kafka = reader.Section("kafka");
  ASSERT_TRUE(kafka.ok());
  auto pairs = kafka->Pairs("properties");
  ASSERT_TRUE(pairs.ok());
  EXPECT_THAT(*pairs,
              ::testing::ElementsAre(Pair("sasl.password", "hunter3"), Pair("linger.ms", "5")));
  const std::string yaml = reader.EffectiveYaml();
  EXPECT_THAT(yaml, HasSubstr("depth: 64"));
  EXPECT_THAT(yaml, HasSubstr("linger.ms: 5"));
  EXPECT_THAT(yaml, Not(HasSubstr("hunter")));
  EXPECT_THAT(yaml, HasSubstr("********"));
}

}  // namespace
}  // namespace newsmill
