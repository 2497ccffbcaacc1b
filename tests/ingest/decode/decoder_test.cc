#include "ingest/decode/decoder.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "sinks/record_encoder.h"
#include "tests/support/decoded.h"

namespace newsmill {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string Repeat(std::string_view piece, size_t times) {
  std::string text;
  for (size_t i = 0; i < times; ++i) text += piece;
  return text;
}

// A flat article with these members instead of a title.
std::string With(std::string_view members) {
  return R"({"id":"a","body":"Text.",)" + std::string(members) + "}";
}

TEST(DecoderTest, ReadsEveryFlatField) {
  Decoded doc(R"({
    "id": "a-1", "version": 7, "url": "HTTPS://News.Example:443/x?utm_source=t&p=1#top",
    "title": " Two\u00A0words ", "body": "One.\r\nTwo “three”.", "content_type": "text/plain",
    "published_at": "2026-01-02", "updated_at": "2026-01-02T03:04:05.678Z",
    "embargo_until": "20990101T000000Z", "language": "EN_gb", "status": "usable",
    "source": {"id": "s", "name": "The S", "domain": "s.example", "country": "GB", "x": [1]},
    "authors": ["A. Writer", {"name": "B. Writer", "id": 3}, null, ""],
    "topics": ["politics", "medtop:20000763", {"scheme": "iptc", "code": "04", "name": "econ"}],
    "unknown": {"deep": [[{}]]}})");
  ASSERT_EQ(doc.code(), "") << doc.reason();
  EXPECT_EQ(doc->action, Action::kUpsert);
  EXPECT_EQ(doc->id, "a-1");
  EXPECT_EQ(doc->version, 7);
  EXPECT_EQ(doc->canonical_url, "https://news.example/x?p=1");
  EXPECT_EQ(doc->title, "Two words");
  EXPECT_EQ(doc->text, "One.\nTwo “three”.");
  EXPECT_EQ(doc->published_ms, 1767312000000);
  EXPECT_EQ(doc->updated_ms, 1767323045678);
  EXPECT_EQ(doc->embargo_ms, 4070908800000);
  EXPECT_EQ(doc->language.declared, "en-GB");
  EXPECT_EQ(doc->source.country, "GB");
  EXPECT_THAT(doc->authors, ElementsAre("A. Writer", "B. Writer"));
  ASSERT_EQ(doc->topics.size(), 3U);
  EXPECT_EQ(doc->topics[0].name, "politics");
  EXPECT_EQ(doc->topics[1].scheme, "medtop");
  EXPECT_EQ(doc->topics[1].code, "20000763");
  EXPECT_EQ(doc->topics[2].name, "econ");
  EXPECT_TRUE(doc->warnings.empty());
  EXPECT_NE(doc->content_hash[0], 0U);
}

TEST(DecoderTest, TextsAreWrittenAsTheyStoodInTheMessage) {
  Decoded doc(R"({"id":"a","title":"“A” \"b\"","body":"One.\n\tTwo \\ – naïve.\n"})");
  EXPECT_EQ(doc->title_json, R"(“A” \"b\")");
  EXPECT_EQ(doc->text_json, R"(One.\n\tTwo \\ – naïve.)");
  RecordEncoder encoder({}, OffsetUnit::kCodepoint);
  std::string as_stood, escaped_anew;
  encoder.Append(*doc, &as_stood);
  Document copy = *doc;
  copy.title_json = copy.text_json = {};
  encoder.Append(copy, &escaped_anew);
  EXPECT_EQ(as_stood, escaped_anew);
}

struct Odd {
  std::string name;
  std::string value;
  std::string code;         // "": the article passes
  std::string reason = "";  // what the reason must speak of
};

class OddMessageTest : public testing::TestWithParam<Odd> {};

TEST_P(OddMessageTest, EndsWithItsCode) {
  Decoded doc(GetParam().value);
  EXPECT_EQ(doc.code(), GetParam().code) << doc.reason();
  EXPECT_THAT(std::string(doc.reason()), HasSubstr(GetParam().reason));
  EXPECT_EQ(doc->failure.stage, GetParam().code.empty() ? "" : "decoder");
}

std::vector<Odd> OddMessages() {
  using namespace std::string_literals;
  return {
      {"empty", "", "empty_message"},
      {"white_space", " \n\t", "empty_message"},
      {"only_bom", "\xEF\xBB\xBF", "empty_message"},
      {"bom", "\xEF\xBB\xBF" + With(R"("title":"t")"), ""},
      {"word", "hello", "invalid_json"},
      {"number", "12", "invalid_json"},
      {"array", R"([{"id":"a","body":"b"}])", "unknown_shape", "array"},
      {"open_array", "[1,", "invalid_json"},
      {"empty_object", "{}", "unknown_shape"},
      {"sensor", R"({"sensor":"x","readings":[1,2,3]})", "unknown_shape"},
      {"missing_colon", R"({"id":"a","title" "x","body":"b"})", "invalid_json", "byte"},
      {"missing_comma", R"({"id":"a" "body":"b"})", "invalid_json", "byte"},
      {"trailing_comma", R"({"id":"a","body":"b",})", "invalid_json"},
      {"trailing_word", R"({"id":"a","body":"b"} x)", "invalid_json", "byte 22"},
      {"trailing_brace", R"({"id":"a","body":"b"}})", "invalid_json", "byte 21"},
      {"two_objects", R"({"id":"a","body":"b"}{"id":"c","body":"d"})", "invalid_json", "byte 21"},
      {"truncated_string", R"({"id":"a","body":"b)", "invalid_json", "byte 19"},
      {"truncated_object", R"({"id":"a","body":"b")", "invalid_json", "byte 20"},
      {"mismatched", R"({"id":"a","x":[1},"body":"b"})", "invalid_json", "byte 16"},
      {"mismatched_end", R"({"id":"a","body":"b"])", "invalid_json"},
      {"single_quotes", "{'id':'a','body':'b'}", "invalid_json"},
      {"nan", With(R"("version":NaN)"), "invalid_json"},
      {"skipped_nan", With(R"("x":NaN)"), "invalid_json"},
      {"bad_literal", With(R"("x":nul)"), "invalid_json"},
      {"leading_zero", With(R"("version":012)"), "invalid_json"},
      {"raw_newline", "{\"id\":\"a\",\"body\":\"b\nc\"}", "invalid_json", "byte 19"},
      {"bad_escape", R"({"id":"a","body":"b\x"})", "invalid_json", "body"},
      {"bad_unicode_escape", R"({"id":"a","body":"b\u12"})", "invalid_json", "body"},
      {"invalid_utf8", "{\"id\":\"a\",\"body\":\"caf\xE9\"}", "invalid_text", "byte 21"},
      {"overlong_utf8", "{\"id\":\"a\",\"body\":\"\xC0\xAF\"}", "invalid_text"},
      {"utf8_surrogate", "{\"id\":\"a\",\"body\":\"\xED\xA0\x80\"}", "invalid_text"},
      {"invalid_utf8_skipped", "{\"id\":\"a\",\"body\":\"b\",\"x\":\"\xFF\"}", "invalid_text"},
      {"lone_surrogate", R"({"id":"a","body":"b\ud83d"})", "invalid_text", "body"},
      {"low_surrogate", R"({"id":"a","title":"\udc00","body":"b"})", "invalid_text", "title"},
      {"pair", R"({"id":"a","body":"\ud83d\ude4f"})", ""},
      {"nul_in_body", R"({"id":"a","body":"b\u0000c"})", "invalid_text", "body"},
      {"nul_in_title", R"({"id":"a","title":"\u0000","body":"b"})", "invalid_text", "title"},
      {"nul_in_id", R"({"id":"a\u0000","body":"b"})", "invalid_text", "id"},
      {"raw_nul", "{\"id\":\"a\",\"body\":\"b\0\"}"s, "invalid_json"},
      {"id_number", R"({"id":5,"body":"b"})", "invalid_field", "`id`"},
      {"id_object", R"({"id":{},"body":"b"})", "invalid_field", "`id`"},
      {"id_long", R"({"id":")" + Repeat("x", 3000) + R"(","body":"b"})", "invalid_field", "`id`"},
      {"title_number", With(R"("title":42)"), "invalid_field", "`title`"},
      {"title_null", With(R"("title":null)"), ""},
      {"title_empty", With(R"("title":"")"), ""},
      {"body_array", R"({"id":"a","body":["b"]})", "invalid_field", "`body`"},
      {"body_null", R"({"id":"a","title":"t","body":null})", "empty_body"},
      {"body_blank", R"({"id":"a","body":" \n\u00a0 "})", "empty_body"},
      {"body_missing", R"({"id":"a","title":"t"})", "empty_body"},
      {"body_zero_width", R"({"id":"a","body":"\u200b\ufeff"})", "empty_body"},
      {"version_object", With(R"("version":{"n":1})"), "invalid_field", "`version`"},
      {"version_huge", With(R"("version":99999999999999999999)"), "invalid_field", "`version`"},
      {"version_exponent", With(R"("version":1e400)"), "invalid_field", "`version`"},
      {"version_fraction", With(R"("version":1.5)"), "invalid_field", "`version`"},
      {"version_word", With(R"("version":"one")"), "invalid_field", "`version`"},
      {"version_string", With(R"("version":"12")"), ""},
      {"date_number", With(R"("published_at":17)"), "invalid_field", "`published_at`"},
      {"language_array", With(R"("language":["en"])"), "invalid_field", "`language`"},
      {"authors_number", With(R"("authors":3)"), "invalid_field", "`authors`"},
      {"authors_nested", With(R"("authors":[["x"]])"), "invalid_field", "`authors`"},
      {"authors_string", With(R"("authors":"A. Writer")"), ""},
      {"source_number", With(R"("source":1)"), "invalid_field", "`source`"},
      {"source_string", With(R"("source":"The S")"), ""},
      {"source_name_number", With(R"("source":{"name":1})"), "invalid_field", "`source.name`"},
      {"topics_string", With(R"("topics":"x")"), "invalid_field", "`topics`"},
      {"broken_authors", With(R"("authors":["a" "b"])"), "invalid_json", "`authors`"},
      {"no_id_no_url", R"({"title":"t","body":"b"})", "missing_id"},
      {"blank_id", R"({"id":" ","body":"b"})", "missing_id"},
      {"unusable_url", R"({"url":"ftp://x/y","body":"b"})", "missing_id"},
      {"confluent", "\0\0\0\4\x12"s + R"({"id":"a","body":"b"})", ""},
      {"confluent_avro",
       "\0\0\0\4\x12\x0e"
       "bad"s,
       "unsupported_encoding"},
      {"confluent_short", "\0\0"s, "unsupported_encoding"},
      {"gzip", "\x1F\x8B\x08"s, "unsupported_encoding", "gzip"},
      {"zstd", "\x28\xB5\x2F\xFD"s, "unsupported_encoding", "zstd"},
      {"utf16", "\xFF\xFE{\0"s, "unsupported_encoding", "UTF-16"},
      {"deep", R"({"id":"a","x":)" + Repeat("[", 20000) + Repeat("]", 20000) + R"(,"body":"b"})",
       "too_deep"},
      {"deep_root", Repeat("[", 1000000), "too_deep"},
      {"deep_field", R"({"id":"a","body":)" + Repeat("[", 20000), "too_deep"},
      {"deep_objects", Repeat(R"({"a":)", 20000), "too_deep"},
      {"depth_64", R"({"id":"a","body":"b","x":)" + Repeat("[", 63) + Repeat("]", 63) + "}", ""},
      {"depth_65", R"({"id":"a","body":"b","x":)" + Repeat("[", 64) + Repeat("]", 64) + "}",
       "too_deep"},
      {"title_large", With(R"("title":")" + Repeat("t", 4097) + "\""), "too_large", "`title`"},
      {"body_large", R"({"id":"a","body":")" + Repeat("t", (1 << 20) + 1) + "\"}", "too_large"},
      {"body_just_fits", R"({"id":"a","body":")" + Repeat("t", 1 << 20) + "\"}", ""},
      {"message_large", R"({"id":"a","x":")" + Repeat("t", 8 << 20) + "\"}", "too_large"},
      // ninjs
      {"ninjs1_no_body", R"({"uri":"u","headline":"h"})", "empty_body"},
      {"ninjs1_empty_body_text", R"({"uri":"u","headline":"h","body_text":"","body_html":"<p>b"})",
       ""},
      {"ninjs1_body_variant", R"({"uri":"u","body_sv":"b"})", "empty_body"},
      {"ninjs1_guid_only", R"({"guid":"tag:x","headline":"h","body_html":"b"})", ""},
      {"ninjs1_uri_number", R"({"uri":5,"headline":"h","body_text":"b"})", "invalid_field",
       "`uri`"},
      {"ninjs1_no_id_but_link",
       R"({"uri":"","headline":"h","body_text":"b",)"
       R"("link":"https://a.example/x"})",
       ""},
      {"ninjs1_headline_array", R"({"uri":"u","headline":["h"],"body_text":"b"})", "invalid_field",
       "`headline`"},
      {"ninjs1_subject_object", R"({"uri":"u","headline":"h","body_text":"b","subject":{}})",
       "invalid_field", "`subject`"},
      {"ninjs1_subject_code_number",
       R"({"uri":"u","headline":"h","body_text":"b","subject":[{"code":4}]})", "invalid_field",
       "`subject.code`"},
      {"ninjs1_infosource_number", R"({"uri":"u","headline":"h","body_text":"b","infosource":[7]})",
       "invalid_field", "`infosource`"},
      {"ninjs1_kill_without_text", R"({"uri":"u","pubstatus":"canceled"})", ""},
      {"ninjs1_usable_without_text", R"({"uri":"u","pubstatus":"usable"})", "empty_body"},
      {"ninjs_both_versions", R"({"uri":"u","headline":"h","headlines":[{"value":"h"}]})",
       "ambiguous_shape", "ninjs1 and ninjs2"},
      {"ninjs_both_spellings",
       R"({"uri":"u","bodies":[{"value":"b"}],"versioncreated":"2026","versionCreated":"2026"})",
       "ambiguous_shape", "ninjs2 and ninjs3"},
      {"ninjs2_no_spelling", R"({"uri":"u","bodies":[{"value":"b"}]})", ""},
      {"ninjs2_bodies_object", R"({"uri":"u","bodies":{"value":"b"}})", "invalid_field",
       "`bodies`"},
      {"ninjs2_bodies_number", R"({"uri":"u","bodies":[5]})", "invalid_field", "`bodies`"},
      {"ninjs2_value_number", R"({"uri":"u","bodies":[{"value":5}]})", "invalid_field",
       "`bodies.value`"},
      {"ninjs2_role_number", R"({"uri":"u","bodies":[{"role":1,"value":"b"}]})", "invalid_field",
       "`bodies.role`"},
      {"ninjs2_null_items", R"({"uri":"u","bodies":[null,{"value":null},{"value":"b"}]})", ""},
      {"ninjs2_no_bodies", R"({"uri":"u","bodies":[],"headlines":[{"value":"h"}]})", "empty_body"},
      {"ninjs2_bodies_broken", R"({"uri":"u","bodies":[{"value":"b"},{,}]})", "invalid_json",
       "`bodies`"},
      {"ninjs2_large",
       R"({"uri":"u","bodies":[{"value":")" + Repeat("t", (1 << 20) + 1) + R"("}]})", "too_large"},
      {"ninjs3_withheld", R"({"uri":"u","pubStatus":"withheld"})", ""},
      // schema.org
      {"jsonld_other_type", R"({"@context":"https://schema.org","@type":"Event","name":"n"})",
       "unknown_shape"},
      {"jsonld_article_is_no_news", R"({"@type":"Article","headline":"h","articleBody":"b"})",
       "unknown_shape"},
      {"jsonld_other_context",
       R"({"@context":"https://x.example","@type":"NewsArticle","@id":"i","articleBody":"b"})",
       "unknown_shape"},
      {"jsonld_no_context", R"({"@type":"NewsArticle","@id":"i","articleBody":"b"})", ""},
      {"jsonld_type_array", R"({"@type":["Thing","NewsArticle"],"@id":"i","articleBody":"b"})", ""},
      {"jsonld_type_number", R"({"@type":5,"@id":"i","articleBody":"b"})", "unknown_shape"},
      {"jsonld_escaped_slashes",
       R"({"@context":"http:\/\/schema.org\/","@type":"http:\/\/schema.org\/NewsArticle",)"
       R"("@id":"i","articleBody":"b"})",
       ""},
      {"jsonld_no_id", R"({"@type":"NewsArticle","headline":"h","articleBody":"b"})", "missing_id"},
      {"jsonld_local_id", R"({"@type":"NewsArticle","@id":"_:b0","articleBody":"b"})",
       "missing_id"},
      {"jsonld_no_body", R"({"@type":"NewsArticle","@id":"i","headline":"h"})", "empty_body"},
      {"jsonld_body_object", R"({"@type":"NewsArticle","@id":"i","articleBody":{"x":1}})",
       "invalid_field", "`articleBody`"},
      {"jsonld_empty_array_value", R"({"@type":"NewsArticle","@id":"i","articleBody":[]})",
       "empty_body"},
      {"jsonld_author_number", R"({"@type":"NewsArticle","@id":"i","articleBody":"b","author":5})",
       "invalid_field", "`author`"},
      {"jsonld_author_name_number",
       R"({"@type":"NewsArticle","@id":"i","articleBody":"b","author":{"name":5}})",
       "invalid_field", "`author.name`"},
      {"jsonld_author_dangling",
       R"({"@type":"NewsArticle","@id":"i","articleBody":"b","author":{"@id":"#x"}})", ""},
      {"jsonld_main_entity_true",
       R"({"@type":"NewsArticle","@id":"i","articleBody":"b","mainEntityOfPage":true})", ""},
      {"jsonld_and_flat", R"({"@type":"NewsArticle","id":"a","body":"b","articleBody":"b"})",
       "ambiguous_shape", "flat and jsonld"},
      {"graph_empty", R"({"@graph":[]})", "unknown_shape", "NewsArticle"},
      {"graph_object", R"({"@graph":{}})", "unknown_shape"},
      {"graph_two_articles",
       R"({"@graph":[{"@type":"NewsArticle","@id":"i"},{"@type":"NewsArticle","@id":"j"}]})",
       "ambiguous_shape", "several"},
      {"graph_broken_item", R"({"@graph":[{"@type":"NewsArticle" "@id":"i"}]})", "invalid_json"},
      {"graph_broken_article",
       R"({"@graph":[{"@type":"NewsArticle","@id":"i","articleBody":"b" "x":1}]})", "invalid_json"},
      {"array_empty", "[]", "unknown_shape", "NewsArticle"},
      {"array_of_articles", R"([{"@type":"NewsArticle","@id":"i","articleBody":"b"}])", ""},
      {"array_trailing", R"([{"@type":"NewsArticle","@id":"i","articleBody":"b"}] x)",
       "invalid_json"},
      {"array_invalid_utf8",
       "[\"\xFF\",{\"@type\":\"NewsArticle\",\"@id\":\"i\",\"articleBody\":\"b\"}]",
       "invalid_text"},
      {"many_references",
       R"({"@graph":[{"@type":"NewsArticle","@id":"i","articleBody":"b","author":[)" +
           Repeat(R"({"@id":"#x"},)", 200) + "null]}," + Repeat(R"({"@id":"#y"},)", 5000) + "{}]}",
       ""},
      {"many_keywords",
       R"({"@type":"NewsArticle","@id":"i","articleBody":"b","keywords":")" +
           Repeat("a,b,c,", 100000) + "\"}",
       ""},
      // Event Registry
      {"eventregistry_lang_only", R"({"uri":"1","body":"b","lang":"eng"})", ""},
      {"eventregistry_no_sign", R"({"uri":"1","body":"b"})", "unknown_shape"},
      {"eventregistry_and_flat", R"({"id":"a","uri":"1","body":"b","lang":"eng"})",
       "ambiguous_shape", "flat and eventregistry"},
      {"eventregistry_source_array", R"({"uri":"1","body":"b","lang":"eng","source":[]})",
       "invalid_field", "`source`"},
      {"eventregistry_lang_number", R"({"uri":"1","body":"b","lang":5})", "invalid_field",
       "`lang`"},
      {"eventregistry_category_label_number",
       R"({"uri":"1","body":"b","lang":"eng","categories":[{"label":1}]})", "invalid_field",
       "`categories.label`"},
      {"cloud_event_without_header",
       R"({"specversion":"1.0","id":"e","source":"s","type":"t","data":{"id":"a","body":"b"}})",
       "unknown_shape", "content-type"},
      {"escaped_key", R"({"\u0069d":"a","body":"b"})", ""},
      {"many_keys", "{" + Repeat(R"("k":1,)", 100000) + R"("id":"a","body":"b"})", ""},
  };
}

INSTANTIATE_TEST_SUITE_P(Table, OddMessageTest, testing::ValuesIn(OddMessages()),
                         [](const auto& param) { return param.param.name; });

TEST(DecoderTest, FirstOfDuplicateKeysWins) {
  Decoded doc(R"({"id":"a","title":"one","body":"b","title":"two"})");
  EXPECT_EQ(doc->title, "one");
  EXPECT_EQ(doc.warning(), "duplicate_key");
}

TEST(DecoderTest, UrlTakesThePlaceOfAMissingId) {
  Decoded doc(R"({"url":"http://News.example?utm_medium=x","body":"b"})");
  EXPECT_EQ(doc.code(), "");
  EXPECT_EQ(doc->id, "http://news.example/");
}

TEST(DecoderTest, NullValueIsATombstone) {
  Decoded doc(std::nullopt);
  EXPECT_EQ(doc.code(), "");
  EXPECT_EQ(doc->action, Action::kDelete);
  EXPECT_EQ(doc->id, "the-key");
  EXPECT_EQ(Decoded(std::nullopt, {}, std::nullopt).code(), "missing_id");
  EXPECT_EQ(Decoded(std::nullopt, {}, "\xFF").code(), "invalid_text");
}

TEST(DecoderTest, WithdrawnArticlesAreRetractedEvenWithoutText) {
  for (const char* status : {"withheld", "canceled", "cancelled", "stat:canceled"}) {
    Decoded doc(R"({"id":"a","status":")" + std::string(status) + "\"}");
    EXPECT_EQ(doc.code(), "") << status;
    EXPECT_EQ(doc->action, Action::kRetract) << status;
  }
  EXPECT_EQ(Decoded(With(R"("status":"draft")")).warning(), "status");
}

TEST(DecoderTest, VersionFollowsTheDatesWhereNoneIsGiven) {
  EXPECT_EQ(Decoded(With(R"("version":"12")"))->version, 12);
  EXPECT_EQ(Decoded(With(R"("version":3.0)"))->version, 3);
  EXPECT_EQ(Decoded(With(R"("version":-9223372036854775808)"))->version, INT64_MIN);
  EXPECT_EQ(Decoded(With(R"("published_at":"1970-01-02")"))->version, 86400000);
  EXPECT_EQ(Decoded(With(R"("published_at":"1970-01-02","updated_at":"1970-01-03")"))->version,
            172800000);
  EXPECT_EQ(Decoded(With(R"("x":1)"))->version, 0);
}

TEST(DecoderTest, OddValuesAreWarnedOf) {
  EXPECT_EQ(Decoded(With(R"("published_at":"yesterday")")).warning(), "invalid_date");
  EXPECT_EQ(Decoded(With(R"("language":"not a language")")).warning(), "language");
  EXPECT_EQ(Decoded(With(R"("url":"not a url")")).warning(), "invalid_url");
  EXPECT_EQ(Decoded(With(R"("content_type":"text/markdown")")).warning(), "content_type");
  const std::string authors = R"("authors":[)" + Repeat(R"("x",)", 300) + R"("y"])";
  Decoded many(With(authors));
  EXPECT_EQ(many.warning(), "truncated_list");
  EXPECT_EQ(many->authors.size(), 256U);
}

TEST(DecoderTest, FutureIsCountedFromTheMessagesOwnTime) {
  const std::string value = With(R"("published_at":"1970-01-05")");
  const int64_t day_ms = 86400000;
  EXPECT_EQ(Decoded(value, {}, "k", 2 * day_ms).warning(), "");
  EXPECT_EQ(Decoded(value, {}, "k", 2 * day_ms - 1).warning(), "future_date");
  EXPECT_EQ(Decoded(value, {}, "k", -1).warning(), "");
}

TEST(DecoderTest, HtmlBodyBecomesText) {
  Decoded doc(R"({"id":"a","content_type":"text/html; charset=utf-8","body":)"
              R"("<p>One &amp; <b>two</b>.<script>x()</script><p>Three<br>four"})");
  EXPECT_EQ(doc->text, "One & two.\nThree\nfour");
}

TEST(DecoderTest, RepairedEncodingIsAWarning) {
  Decoded doc(R"({"id":"a","title":"Plain","body":"He didn\u00e2\u20ac\u2122t."})");
  EXPECT_EQ(doc->text, "He didn’t.");
  EXPECT_EQ(doc.warning(), "repaired_encoding");
}

TEST(DecoderTest, HtmlOverItsLimitsIsADeadLetter) {
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "<b>";
  Decoded doc(R"({"id":"a","content_type":"text/html","body":")" + deep + R"(x"})");
  EXPECT_EQ(doc.code(), "too_deep");
  std::string tag = "<a";
  for (int i = 0; i < 300; ++i) tag += " a" + std::to_string(i);
  Decoded wide(R"({"id":"a","content_type":"text/html","body":")" + tag + R"(>x"})");
  EXPECT_EQ(wide.code(), "too_large");
}

TEST(DecoderTest, TakesTheTraceIdFromItsHeader) {
  DocumentBatch batch;
  for (const char* parent : {"00-14c37002f278edd1bef6920e27b181a2-14c37002f278edd1-01",
                             "00-00000000000000000000000000000000-14c37002f278edd1-01", "x"}) {
    Document& document = batch.Add();
    document.message.value = batch.arena().CopyPadded(R"({"id":"a","body":"b"})", 64);
    document.message.headers.push_back({"traceparent", parent});
    Decoder({}).Decode(batch, document);
  }
  EXPECT_EQ(batch.docs()[0].trace_id, "14c37002f278edd1bef6920e27b181a2");
  EXPECT_EQ(batch.docs()[1].trace_id, "");
  EXPECT_EQ(batch.docs()[2].trace_id, "");
}

TEST(DecoderTest, EqualWordsHaveEqualHashes) {
  Decoded plain(R"({"id":"a","title":"T","body":"caf\u00e9"})");
  Decoded decomposed(R"({"id":"b","title":"T ","body":"cafe\u0301\r\n"})");
  Decoded moved(R"({"id":"a","title":"T c","body":"af\u00e9"})");
  EXPECT_EQ(plain->content_hash[0], decomposed->content_hash[0]);
  EXPECT_EQ(plain->content_hash[1], decomposed->content_hash[1]);
  EXPECT_NE(plain->content_hash[0], moved->content_hash[0]);
}

TEST(DecoderTest, LeavesAFailedDocumentAlone) {
  DocumentBatch batch;
  Document& document = batch.Add();
  document.Fail("feed", "too_large", "the line is too long");
  Decoder({}).Decode(batch, document);
  EXPECT_EQ(document.failure.stage, "feed");
}

}  // namespace
}  // namespace newsmill
