#include "ingest/decode/envelope.h"

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/support/decoded.h"

namespace newsmill {
namespace {

using testing::HasSubstr;

using Headers = std::vector<std::pair<std::string, std::string>>;

const Headers kStructured = {{"content-type", "application/cloudevents+json; charset=UTF-8"}};
const Headers kBinary = {
    {"ce_specversion", "1.0"}, {"ce_id", "e"}, {"ce_source", "/s"}, {"ce_type", "t"}};

Decoded With(std::string_view value, const Headers& headers) {
  return Decoded(value, {}, "the-key", -1, headers);
}

std::string Event(std::string_view members) {
  return R"({"specversion":"1.0","id":"e","source":"/s","type":"t",)" + std::string(members) + "}";
}

TEST(EnvelopeTest, StructuredModeCarriesTheArticleInItsData) {
  const Decoded doc = With(Event(R"("data":{"id":"a","body":"b"})"), kStructured);
  EXPECT_EQ(doc.code(), "") << doc.reason();
  EXPECT_EQ(doc->id, "a");
  const Decoded shouted = With("\xEF\xBB\xBF " + Event(R"("data":{"id":"a","body":"b"})"),
                               {{"Content-Type", "Application/CloudEvents"}});
  EXPECT_EQ(shouted->id, "a");
}

TEST(EnvelopeTest, StructuredModeInBase64) {
  // {"id":"a","body":"b"}, as it is and behind a schema-registry frame
  for (const char* data :
       {"eyJpZCI6ImEiLCJib2R5IjoiYiJ9", "AAAABBJ7ImlkIjoiYSIsImJvZHkiOiJiIn0="}) {
    const Decoded doc = With(Event(R"("data_base64":")" + std::string(data) + '"'), kStructured);
    EXPECT_EQ(doc.code(), "") << doc.reason();
    EXPECT_EQ(doc->id, "a");
  }
}

struct Odd {
  std::string value;
  Headers headers;
  std::string code, reason;
};

TEST(EnvelopeTest, OddEnvelopesEndWithTheirCode) {
  const std::string article = R"({"id":"a","body":"b"})";
  const Headers avro = {{"content-type", "application/cloudevents+avro"}};
  const Headers batch = {{"content-type", "application/cloudevents-batch+json"}};
  Headers binary_avro = kBinary;
  binary_avro.emplace_back("content-type", "application/avro");
  Headers half_binary(kBinary.begin(), kBinary.begin() + 2);
  half_binary.emplace_back("content-type", "application/avro");
  const std::vector<Odd> table = {
      {Event(R"("data":{})"), kStructured, "unknown_shape", "no known"},
      {Event(R"("data":[])"), kStructured, "unknown_shape", "NewsArticle"},
      {Event(R"("data":"text")"), kStructured, "invalid_field", "`data`"},
      {Event(R"("data":5)"), kStructured, "invalid_field", "`data`"},
      {Event(R"("data":null)"), kStructured, "empty_message", "without data"},
      {Event(R"("time":"x")"), kStructured, "empty_message", "without data"},
      {Event(R"("data_base64":"")"), kStructured, "empty_message", ""},
      {Event(R"("data_base64":"?")"), kStructured, "invalid_field", "base64"},
      {Event(R"("data_base64":[1])"), kStructured, "invalid_field", "base64"},
      {Event(R"("data_base64":"aGVsbG8=")"), kStructured, "invalid_json", "{"},
      {Event(R"("data_base64":"AAAAAE0OYmFk")"), kStructured, "unsupported_encoding", "frame"},
      {Event(R"("data_base64":"e30=","data":{})"), kStructured, "invalid_field", "both"},
      {Event(R"("data":{"id":"a" "body":"b"})"), kStructured, "invalid_json", "byte"},
      {Event(R"("data":{"id":"a","body":"b","x":)" + std::string(70, '[') + std::string(70, ']') +
             "}"),
       kStructured, "too_deep", ""},
      {"[" + Event(R"("data":{})") + "]", kStructured, "unsupported_encoding", "batch"},
      {"hello", kStructured, "invalid_json", ""},
      {"", kStructured, "empty_message", ""},
      {article, avro, "unsupported_encoding", "+avro"},
      {"[]", batch, "unsupported_encoding", "batch"},
      {article, kBinary, "", ""},
      {article, binary_avro, "", ""},
      {"\x02"
       "abc",
       binary_avro, "unsupported_encoding", "application/avro"},
      {"\x02"
       "abc",
       half_binary, "invalid_json", ""},
      {"\x02"
       "abc",
       kBinary, "invalid_json", ""},
      {article, {{"content-type", "text/plain"}}, "", ""},
  };
  for (const Odd& odd : table) {
    const Decoded doc = With(odd.value, odd.headers);
    EXPECT_EQ(doc.code(), odd.code) << odd.value << " " << doc.reason();
    EXPECT_THAT(std::string(doc.reason()), HasSubstr(odd.reason)) << odd.value;
    EXPECT_EQ(*doc->message.value, odd.value) << "the dead letter keeps what came";
  }
}

TEST(EnvelopeTest, ATombstoneNeedsNoEnvelope) {
  const Decoded doc(std::nullopt, {}, "the-key", -1, kStructured);
  EXPECT_EQ(doc->action, Action::kDelete);
}

}  // namespace
}  // namespace newsmill
