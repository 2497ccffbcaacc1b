#include "sinks/record_encoder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include <filesystem>
#include <fstream>

#include "tests/support/sample_documents.h"

namespace newsmill {
namespace {

using simdjson::dom::element;

// `text` as the sequence of units that offsets count, each as the bytes it stands for: a UTF-16
// pair is the character and an empty second half.
std::vector<std::string> Units(std::string_view text, OffsetUnit unit) {
  std::vector<std::string> units;
  for (size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (unit == OffsetUnit::kUtf8) {
      for (size_t k = 0; k < size; ++k) units.emplace_back(text.substr(i + k, 1));
    } else {
      units.emplace_back(text.substr(i, size));
      if (unit == OffsetUnit::kUtf16 && size == 4) units.emplace_back();
    }
    i += size;
  }
  return units;
}

class Record {
 public:
  Record(const Document& doc, OffsetUnit unit) {
    RecordEncoder encoder(SampleProvenance(), unit);
    encoder.Append(doc, &json_);
    root_ = parser_.parse(json_);
    if (doc.action != Action::kUpsert) return;
    title_ = Units(Text(root_["title"]), unit);
    text_ = Units(Text(root_["text"]), unit);
  }

  static std::string Text(simdjson::simdjson_result<element> value) {
    return std::string(std::string_view(value.get_string()));
  }

  const std::string& json() const { return json_; }
  element root() const { return root_; }

  std::string Slice(std::string_view field, simdjson::simdjson_result<element> start,
                    simdjson::simdjson_result<element> end) const {
    const std::vector<std::string>& units = field == "title" ? title_ : text_;
    std::string words;
    for (uint64_t i = start.get_uint64(); i < end.get_uint64(); ++i) words += units.at(i);
    return words;
  }

  std::string Slice(std::string_view field, simdjson::simdjson_result<element> range) const {
    return Slice(field, range["start"], range["end"]);
  }

 private:
  std::string json_;
  simdjson::dom::parser parser_;
  element root_;
  std::vector<std::string> title_, text_;
};

void ExpectSpansSlice(const Document& doc, const Record& record) {
  const element root = record.root();
  for (size_t i = 0; i < doc.text_layout.sentences.size(); ++i) {
    const Sentence& sentence = doc.text_layout.sentences[i];
    const auto range = root["sentences"].at(i);
    EXPECT_EQ(record.Slice("text", range.at(0), range.at(1)),
              doc.text.substr(sentence.begin, sentence.end - sentence.begin));
  }
  for (size_t i = 0; i < doc.entities.size(); ++i) {
    const auto mentions = doc.mentions_of(doc.entities[i]);
    for (size_t k = 0; k < mentions.size(); ++k) {
      const auto mention = root["entities"].at(i)["mentions"].at(k);
      EXPECT_EQ(record.Slice(Record::Text(mention["field"]), mention), doc.Text(mentions[k].span));
    }
  }
  for (size_t i = 0; i < doc.claims.size(); ++i) {
    const Claim& claim = doc.claims[i];
    const auto json = root["claims"].at(i);
    const std::string field = Record::Text(json["field"]);
    for (size_t k = 0; k < doc.pieces(claim).size(); ++k) {
      EXPECT_EQ(record.Slice(field, json["content"].at(k)), doc.Text(doc.pieces(claim)[k]));
    }
    EXPECT_EQ(record.Slice(field, json["cue"]), doc.Text(claim.cue));
    EXPECT_EQ(record.Slice(field, json["source"]), doc.Text(claim.source));
    EXPECT_EQ(record.Slice(field, json["numbers"].at(0)),
              doc.Text(doc.claim_numbers[claim.first_number].span));
    EXPECT_EQ(Record::Text(json["text"]), ClaimText(doc, claim));
  }
}

constexpr OffsetUnit kUnits[] = {OffsetUnit::kCodepoint, OffsetUnit::kUtf8, OffsetUnit::kUtf16};

TEST(RecordEncoderTest, EveryOffsetOfRandomDocumentsSlicesToItsTextInEachUnit) {
  std::mt19937 random(20260102);
  DocumentBatch batch;
  for (int round = 0; round < 300; ++round) {
    batch.Clear();
    const Document& doc = AddRandomArticle(batch, random);
    for (const OffsetUnit unit : kUnits) {
      const Record record(doc, unit);
      EXPECT_EQ(Record::Text(record.root()["text"]), doc.text);
      EXPECT_EQ(Record::Text(record.root()["title"]), doc.title);
      ExpectSpansSlice(doc, record);
      ASSERT_FALSE(HasFailure()) << record.json();
    }
  }
}

TEST(RecordEncoderTest, WritesEveryField) {
  DocumentBatch batch;
  const Document& doc = AddFullArticle(batch, "a-1", 7);
  SetPosition(batch.docs()[0], "news", 3, 42);
  const Record record(doc, OffsetUnit::kCodepoint);
  EXPECT_EQ(
      record.json(),
      R"({"schema":"newsmill.enriched.v1","id":"a-1","version":7,)"
      R"("content_hash":"0123456789abcdeffedcba9876543210","url":"https://Example.org/a?utm_source=x",)"
      R"("canonical_url":"https://example.org/a","source":{"id":"ex","name":"Example",)"
      R"("domain":"example.org","country":"FR"},"authors":["A. Writer","B. \"Quote\" Öz"],)"
      R"("title":"Harbour “closed” – again","text":"Élodie Brun said 😀. “We lost 12 percent,” she )"
      R"(warned, “and more will follow.” The U.N. agreed.","published_at":"2026-01-02T03:04:05Z",)"
      R"("updated_at":"2026-01-02T03:04:05.678Z","embargo_until":"2026-01-02T03:19:59Z",)"
      R"("status":"usable","language":{"tag":"en","confidence":0.9877,"declared":"en-GB"},)"
      R"("offset_unit":"codepoint","sentences":[[0,94]],"entities":[{"id":"e1","type":"PER",)"
      R"("name":"Élodie Brun","salience":0.75,"mentions":[{"field":"text","start":0,"end":11,)"
      R"("kind":"name","confidence":0.9},{"field":"text","start":42,"end":45,"kind":"pronoun",)"
      R"("confidence":0.9}]},{"id":"e2","type":"ORG","subtype":"igo","name":"United Nations",)"
      R"("wikidata":"Q1065","link_confidence":0.95,"salience":0.25,"mentions":[{"field":"text",)"
      R"("start":82,"end":86,"kind":"alias","confidence":0.9}]}],"claims":[{"id":"00000000deadbeef",)"
      R"("kind":"direct","field":"text","content":[{"start":20,"end":41},{"start":54,"end":77}],)"
      R"("text":"“We lost 12 percent,” “and more will follow.”","cue":{"start":46,"end":52,)"
      R"("lemma":"warn"},"source":{"start":42,"end":45},"speaker":{"entity":"e1",)"
      R"("name":"Élodie Brun","role":"harbour master","confidence":0.8},"stance":"warns",)"
      R"("speech":true,"negated":false,"check_worthiness":0.6,"numbers":[{"start":29,"end":31,)"
      R"("value":12,"unit":"percent"}],"fingerprint":"0000000000000abc","confidence":0.7}],)"
      R"("topics":[{"scheme":"medtop","code":"04000000","name":"economy","confidence":1,)"
      R"("origin":"given"}],"warnings":[{"stage":"decoder","code":"future_date",)"
      R"("message":"published_at lies ahead"}],"provenance":{"pipeline":1,"build":"newsmill test",)"
      R"("config_hash":"0123456789abcdef","models":{"entities":"feed"}},"ingest":{"topic":"news",)"
      R"("partition":3,"offset":42,"timestamp":"2026-01-02T03:04:05Z",)"
      R"("received_at":"2026-01-02T03:04:06.789Z","enriched_at":"2026-01-02T03:04:06.790Z",)"
      R"("trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}})");
}

TEST(RecordEncoderTest, AbsentFieldsAreLeftOut) {
  DocumentBatch batch;
  Document& doc = AddPlainArticle(batch, "b", 1, "", "x");
  doc.published_ms.reset();
  doc.message.timestamp_ms = -1;
  const std::string json = Record(doc, OffsetUnit::kUtf8).json();
  for (const char* absent : {"\"url\"", "published_at", "source", "authors", "topics", "warnings",
                             "language", "timestamp", "trace_id"}) {
    EXPECT_THAT(json, testing::Not(testing::HasSubstr(absent)));
  }
  EXPECT_THAT(json, testing::HasSubstr(R"("title":"","text":"x")"));
  EXPECT_THAT(json, testing::HasSubstr(R"("entities":[],"claims":[])"));
}

TEST(RecordEncoderTest, RetractionsAndTombstonesAreSmall) {
  DocumentBatch batch;
  const Document& withheld = AddRetraction(batch, "w", 5);
  const std::string json = Record(withheld, OffsetUnit::kCodepoint).json();
  EXPECT_THAT(json, testing::StartsWith(R"({"schema":"newsmill.enriched.v1","id":"w","version":5,)"
                                        R"("status":"withheld","provenance":)"));
  const Document& gone = AddTombstone(batch, "key\xFF");
  EXPECT_THAT(Record(gone, OffsetUnit::kCodepoint).json(),
              testing::HasSubstr("\"id\":\"key\uFFFD\",\"version\":0,\"status\":\"canceled\","
                                 "\"deleted\":true,"));
}

TEST(RecordEncoderTest, EqualDocumentsGiveEqualBytesButForIngest) {
  DocumentBatch batch;
  AddFullArticle(batch, "same", 1);
  Document& other = AddFullArticle(batch, "same", 1);
  other.enriched_ms += 5000;
  RecordEncoder encoder(SampleProvenance(), OffsetUnit::kUtf16);
  std::string first;
  std::string second;
  encoder.Append(batch.docs()[0], &first);
  encoder.Append(batch.docs()[1], &second);
  const size_t ingest = first.find(",\"ingest\":");
  ASSERT_NE(ingest, std::string::npos);
  EXPECT_EQ(first.substr(0, ingest), second.substr(0, ingest));
  EXPECT_NE(first, second);
}

// The file is validated against the schema by tests/validate_records.py.
TEST(RecordEncoderTest, WritesRecordsForTheSchemaTest) {
  std::filesystem::create_directories(NEWSMILL_EMITTED_RECORDS);
  std::ofstream file(NEWSMILL_EMITTED_RECORDS "/record_encoder_test.ndjson", std::ios::binary);
  std::mt19937 random(1);
  DocumentBatch batch;
  AddFullArticle(batch, "full", 1);
  AddPlainArticle(batch, "plain", 1, "", "x").published_ms.reset();
  AddTombstone(batch, "gone");
  AddRetraction(batch, "withheld", 2);
  for (int i = 0; i < 100; ++i) AddRandomArticle(batch, random);
  for (const OffsetUnit unit : kUnits) {
    RecordEncoder encoder(SampleProvenance(), unit);
    for (const Document& doc : batch.docs()) {
      std::string line;
      encoder.Append(doc, &line);
      EXPECT_EQ(line.find('\n'), std::string::npos);
      file << line << '\n';
    }
  }
  EXPECT_TRUE(file.flush().good());
}

}  // namespace
}  // namespace newsmill
