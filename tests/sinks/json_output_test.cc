#include "sinks/json_output.h"

#include <gtest/gtest.h>
#include <rapidjson/stringbuffer.h>

#include <string>

#include "tests/support/processor_kinds.h"

namespace newsmill {
namespace {

std::string Written(std::string_view text) {
  std::string out;
  StringOutput output;
  output.SetTarget(&out);
  JsonWriter json(output);
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
  ForEachProcessorKind([] {
    for (int byte = 0; byte < 256; ++byte) {
      for (const size_t length : {1U, 7U, 8U, 9U, 31U, 32U, 33U, 70U, 400U}) {
        for (size_t at = 0; at < length; ++at) {
          std::string text(length, '\xC3');
          text[at] = static_cast<char>(byte);
          ASSERT_EQ(Written(text), Expected(text)) << "byte " << byte << " at " << at;
        }
      }
    }
  });
}

TEST(JsonOutputTest, NeighboursOfEscapesAreLeftAlone) {
  for (const char* text : {"", "\"!\"!#\"", "\\]\\]\\[", "\x1f \x1f!\x1f\x7f", "\n\n\n\n\n\n\n\n\n",
                           "Graz\t\"“ä”\"\r\n\x01\x02 ends with \\"}) {
    EXPECT_EQ(Written(text), Expected(text));
  }
}

TEST(JsonOutputTest, StringsLargerThanTheBufferKeepTheirOrder) {
  const std::string large(5000, 'x');
  std::string twice = large;
  twice.append("\n").append(large);
  for (const size_t before : {0U, 1U, 1000U, 1021U, 1022U, 1023U, 1024U, 1025U}) {
    std::string out = "kept:";
    StringOutput output;
    output.SetTarget(&out);
    JsonWriter json(output);
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
