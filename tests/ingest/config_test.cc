#include "ingest/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/chain_config.h"

namespace newsmill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kGood = R"(source:
  kafka:
    brokers: ${NEWSMILL_TEST_BROKERS:-127.0.0.1:9092}
    topics: [news.articles]
    group: newsmill
    properties: {sasl.password: hunter2}
workers: 2
processors: {language: {}, claims: {}}
limits: {memory_mb: 512, batch_documents: 256, shutdown_timeout_s: 30}
filter: {languages: []}
sinks:
  - sqlite: {path: news.db, offset_unit: codepoint}
  - ndjson: {directory: enriched}
  - ndjson: {directory: second}
dead_letters:
  ndjson: {directory: dead}
admin:
  listen: 127.0.0.1:9464
)";

std::string Replaced(std::string_view from, std::string_view to) {
  std::string text(kGood);
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string ErrorOf(const std::string& text) {
  return std::string(ParseConfig(text, "news.yaml").status().message());
}

TEST(ConfigTest, ReadsTheWholeShape) {
  auto config = ParseConfig(kGood, "news.yaml");
  ASSERT_TRUE(config.ok()) << config.status();
  EXPECT_EQ(config->kafka.brokers, "127.0.0.1:9092");
  ASSERT_EQ(config->kafka.topics.size(), 1U);
  EXPECT_EQ(config->kafka.topics[0].name, "news.articles");
  EXPECT_EQ(config->workers, 2);
  ASSERT_EQ(config->sinks.size(), 3U);
  EXPECT_EQ(config->sinks[0].name, "sqlite");
  EXPECT_EQ(config->sinks[1].name, "ndjson");
  EXPECT_EQ(config->sinks[2].name, "ndjson-2");
}

TEST(ConfigTest, TheEffectiveOneHasDefaultsAndIsItselfAConfiguration) {
  auto config = ParseConfig(kGood, "news.yaml");
  ASSERT_TRUE(config.ok());
  EXPECT_THAT(config->effective_yaml, HasSubstr("max_message_bytes: 8388608"));
  EXPECT_THAT(config->effective_yaml, HasSubstr("brokers: 127.0.0.1:9092"));
  EXPECT_THAT(config->effective_yaml, Not(HasSubstr("hunter2")));
  auto again = ParseConfig(config->effective_yaml, "effective.yaml");
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->effective_yaml, config->effective_yaml);
}

TEST(ConfigTest, TheHashCoversWhatShapesRecordsAndNothingElse) {
  const auto hash = [](const std::string& text) {
    auto config = ParseConfig(text, "f");
    EXPECT_TRUE(config.ok()) << config.status();
    return config.ok() ? config->sink_context->provenance.config_hash : "";
  };
  const std::string base = hash(std::string(kGood));
  EXPECT_EQ(base.size(), 16U);
  EXPECT_EQ(hash(Replaced("workers: 2", "workers: 7")), base);
  EXPECT_EQ(hash(Replaced("memory_mb: 512", "memory_mb: 128")), base);
  EXPECT_NE(hash(Replaced("languages: []", "languages: [en]")), base);
  EXPECT_NE(hash(Replaced("memory_mb: 512", "memory_mb: 512, max_depth: 12")), base);
}

// As `annotate` reads it: the hash is the service's.
TEST(ConfigTest, TheChainAloneHasTheSameHash) {
  const std::string text = Replaced("[news.articles]", "[{name: ^news, format: eventregistry}]");
  auto root = OptionsReader::Parse(text, "f");
  auto limits = root->Section("limits");
  auto chain = ReadChainConfig(*root, *limits);
  ASSERT_TRUE(chain.ok()) << chain.status();
  EXPECT_EQ(chain->config_hash, ParseConfig(text, "f")->sink_context->provenance.config_hash);
}

struct Mistake {
  const char* from;
  const char* to;
  const char* message;
};

TEST(ConfigTest, ATopicsFormatReachesThePipelineAndTheHash) {
  const std::string forced = Replaced("[news.articles]", "[{name: ^news, format: eventregistry}]");
  for (const std::string& text : {std::string(kGood), forced}) {
    auto config = ParseConfig(text, "news.yaml");
    ASSERT_TRUE(config.ok()) << config.status();
    Pipeline pipeline(config->pipeline);
    DocumentBatch batch;
    Document& document = batch.Add();
    document.message.position.topic = "news.articles";
    document.message.value = batch.arena().CopyPadded(R"({"uri":"u","body":"b"})", 64);
    ASSERT_TRUE(pipeline.Run(batch).ok());
    EXPECT_EQ(document.failure.code, text == forced ? "" : "unknown_shape");
  }
  EXPECT_NE(ParseConfig(forced, "f")->sink_context->provenance.config_hash,
            ParseConfig(kGood, "f")->sink_context->provenance.config_hash);
  EXPECT_THAT(ErrorOf(Replaced("[news.articles]", "[{name: ^news(, format: flat}]")),
              HasSubstr("^news("));
}

TEST(ConfigTest, EveryMistakeIsAnsweredWithLineAndRemedy) {
  const Mistake mistakes[] = {
      {"workers: 2", "worker: 2", "news.yaml:7: `worker` is unknown; allowed here: "},
      {"workers: 2", "workers: two",
       "news.yaml:7: `workers` is `two`, not a number; allowed: a whole"},
      {"workers: 2", "workers: 0",
       "news.yaml:7: `workers` is 0, out of range; allowed: a whole number from 1"},
      {"workers: 2", "workers: [2]", "news.yaml:7: `workers` is a list"},
      {"topics: [news.articles]", "topics: []",
       "news.yaml:4: `source.kafka.topics` is missing or empty"},
      {"topics: [news.articles]", "topics: [{format: flat}]",
       "news.yaml:4: `source.kafka.topics[0].name` is missing"},
      {"group: newsmill", "group: ''", "news.yaml:5: `source.kafka.group` is empty"},
      {"{sasl.password: hunter2}", "{enable.auto.commit: true}",
       "news.yaml:6: `source.kafka.properties` sets `enable.auto.commit`, which newsmill owns"},
      {"{sasl.password: hunter2}", "{no.such.option: 1}",
       "news.yaml:6: `source.kafka.properties` has `no.such.option`"},
      {"language: {}", "languag: {}", "news.yaml:8: "},
      {"{languages: []}", "{languages: en}", "news.yaml:10: `filter.languages` is not a list"},
      {"offset_unit: codepoint", "offset_unit: bytes",
       "news.yaml:12: `sinks[0].sqlite.offset_unit` is `bytes`; allowed: "},
      {"  - sqlite:", "  - mysql:",
       "news.yaml:12: `sinks[0].mysql` is not one kind of sink; allowed: one of "},
      {"dead_letters:\n  ndjson: {directory: dead}\n", "",
       "news.yaml:1: `dead_letters` is missing"},
      {"sinks:", "sinkz:", "news.yaml:11: `sinkz` is unknown; allowed here: source, "},
      {"[news.articles]", "[news.articles, '']",
       "news.yaml:4: `source.kafka.topics[1].name` is missing"},
      {"[news.articles]", "[my news]", "news.yaml:4: `source.kafka.topics[0].name` is `my news`"},
      {"[news.articles]", "[a, a]",
       "news.yaml:4: `source.kafka.topics[1].name` is `a`, which stands twice"},
      {"[news.articles]", "[{name: '^news('}]",
       "news.yaml:4: `source.kafka.topics[0].name` is no topic `^news(`"},
      {"${NEWSMILL_TEST_BROKERS:-127.0.0.1:9092}", "user:secret@host:9092",
       "news.yaml:3: `source.kafka.brokers` has the character `@`"},
      {"{sasl.password: hunter2}", "\n      linger.ms: 5\n      receive.message.max.bytes: 2000",
       "news.yaml:6: `source.kafka.properties` do not go together: "},
      {"{sasl.password: hunter2}", "{session.timeout.ms: 90000, max.poll.interval.ms: 60000}",
       "`source.kafka.properties` do not go together: "},
      {"{sasl.password: hunter2}", "\n      linger.ms: 5\n      no.such.option: 1",
       "news.yaml:8: `source.kafka.properties` has `no.such.option`"},
      {"workers: 2", "workers: 256", "news.yaml:9: `limits.memory_mb` is 512, too little for 256"},
      {"memory_mb: 512", "memory_mb: 64, max_message_bytes: 104857600",
       "news.yaml:9: `limits.memory_mb` is 64, too little for 2 workers and messages of 104857600 "
       "bytes; give at least 800"},
      {"{directory: dead}", "{}", "news.yaml:16: `dead_letters.ndjson.directory` is missing"},
      {"{directory: second}", "{directory: ./x/../enriched/}",
       "news.yaml:14: `sinks[2].ndjson.directory` is `./x/../enriched/`, where another sink "
       "writes"},
      {"{directory: dead}", "{directory: enriched}",
       "news.yaml:16: `dead_letters.ndjson.directory` is `enriched`, where another sink writes"},
      {"  - ndjson: {directory: second}", "  - sqlite: {}",
       "news.yaml:14: `sinks[2].sqlite.path` is `news.db`, where another sink writes already; "
       "give"},
      {"127.0.0.1:9464", "9464", "news.yaml:18: `admin.listen` is `9464`; allowed: HOST:PORT"},
      {"${NEWSMILL_TEST_BROKERS:-127.0.0.1:9092}", "${NEWSMILL_TEST_BROKERS}",
       "news.yaml:3: `source.kafka.brokers` uses ${NEWSMILL_TEST_BROKERS}, which is not set"},
      {"workers: 2", "workers: 2\nworkers: 3", "news.yaml:8: `workers` stands twice"},
      {"workers: 2", "workers: 2\n  x: 1", "news.yaml:8: not YAML"},
  };
  for (const Mistake& mistake : mistakes) {
    EXPECT_THAT(ErrorOf(Replaced(mistake.from, mistake.to)), HasSubstr(mistake.message));
  }
}

TEST(ConfigTest, DeadLettersMustNotComeBack) {
  for (const auto& [source, dead] : std::vector<std::pair<std::string, std::string>>{
           {"[news.articles]", "{topic: news.articles}"},
           {"[^news]", "{topic: news.dead}"},
           {"[a, ^dead$]", "{topic: dead, brokers: 'other:9092, 127.0.0.1'}"}}) {
    std::string text = Replaced("[news.articles]", source);
    text.replace(text.find("ndjson: {directory: dead}"), 25, "kafka: " + dead);
    EXPECT_THAT(ErrorOf(text), HasSubstr("news.yaml:16: `dead_letters.kafka.topic` is `")) << dead;
  }
  for (const char* dead : {"{topic: dead.articles}", "{topic: news.articles, brokers: other}"}) {
    EXPECT_EQ(ErrorOf(Replaced("ndjson: {directory: dead}", "kafka: " + std::string(dead))), "");
  }
}

TEST(ConfigTest, AMissingFileIsNamed) {
  EXPECT_THAT(std::string(LoadConfig("/no/such/file.yaml").status().message()),
              HasSubstr("/no/such/file.yaml: cannot be read"));
  EXPECT_THAT(std::string(LoadConfig(::testing::TempDir()).status().message()),
              HasSubstr("is a directory"));
}

}  // namespace
}  // namespace newsmill
