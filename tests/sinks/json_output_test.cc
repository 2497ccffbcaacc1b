#include "sinks/json_output.h"

#include <gtest/gtest.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <string>

namespace newsmill {
namespace {

std::string Written(std::string_view text) {
  std::string out;
  JsonWriter json(&out);
  json.StartArray();
  WriteString(json, text);
  json.EndArray();
  return out;
}

// The same by RapidJSON's own writer.
std::string Expected(std::string_view text) {
  rapidjson::StringBuffer out;
  rapidjson::Writer<rapidjson::StringBuffer> json(out);
  json.StartArray();
  json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  json.EndArray();
  return {out.GetString(), out.GetSize()};
}

TEST(JsonOutputTest, EveryByteAtEveryPlaceIsWrittenAsRapidJsonDoes) {
  for (int byte = 0; byte < 256; ++byte) {
    for (const size_t length : {1U, 7U, 8U, 9U, 31U, 32U, 33U, 70U}) {
      for (size_t at = 0; at < length; ++at) {
        std::string text(length, '\xC3');
        text[at] = static_cast<char>(byte);
        ASSERT_EQ(Written(text), Expected(text)) << "byte " << byte << " at " << at;
      }
    }
  }
}

TEST(JsonOutputTest, NeighboursOfEscapesAreLeftAlone) {
  for (const char* text : {"", "\"!\"!#\"", "\\]\\]\\[", "\x1f \x1f!\x1f\x7f", "\n\n\n\n\n\n\n\n\n",
                           "Graz\t\"“ä”\"\r\n\x01\x02 ends with \\"}) {
    EXPECT_EQ(Written(text), Expected(text));
  }
}

TEST(JsonOutputTest, CommasStandBetweenMembersAndElements) {
  std::string out;
  JsonWriter json(&out);
  json.StartObject();
  json.Key("empty");
  json.StartArray();
  json.EndArray();
  json.Key("lists");
  json.StartArray();
  for (const int number : {-1, 20}) {
    json.StartArray();
    json.Int(number);
    json.String("s");
    json.EndArray();
  }
  json.StartObject();
  json.EndObject();
  json.EndArray();
  WriteBool(json, "yes", true);
  WriteNumber(json, "number", 0.5);
  json.EndObject();
  EXPECT_EQ(out, R"({"empty":[],"lists":[[-1,"s"],[20,"s"],{}],"yes":true,"number":0.5})");
}

TEST(JsonOutputTest, StringsLargerThanTheBufferKeepTheirOrder) {
  const std::string large(5000, 'x');
  std::string twice = large;
  twice.append("\n").append(large);
  for (const size_t before : {0U, 1U, 508U, 509U, 510U, 1000U, 1021U, 1022U, 1023U, 1024U, 1025U}) {
    std::string out = "kept:";
    JsonWriter json(&out);
    json.StartObject();
    WriteMember(json, "a", std::string(before, 'y'));
    WriteMember(json, "b", twice);
    WriteRaw(json, "c", "[1]");
    json.EndObject();
    std::string expected = R"(kept:{"a":")";
    expected.append(before, 'y').append(R"(","b":")").append(large).append("\\n");
    expected.append(large).append(R"(","c":[1]})");
    EXPECT_EQ(out, expected);
  }
}

}  // namespace
}  // namespace newsmill
