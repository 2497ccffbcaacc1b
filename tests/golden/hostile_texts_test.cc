// Texts that nobody writes get a record whose parts fit, and what is made of them grows no faster
// than they do. How the time grows: tests/bench/hostile_bench.cc.
#include "tests/support/hostile_texts.h"

#include <gtest/gtest.h>

#include <string>

#include "ingest/pipeline.h"
#include "sinks/record_encoder.h"

namespace newsmill {
namespace {

constexpr size_t kSmall = size_t{8} << 10;
constexpr size_t kTimes = 4;
constexpr size_t kMostClaims = 4096;  // of one field

bool StartsCharacter(std::string_view text, uint32_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

void ExpectSpan(const Document& doc, const TextSpan& span) {
  const std::string_view text = doc.Text(span.field);
  ASSERT_LE(span.begin, span.end);
  ASSERT_LE(span.end, text.size());
  ASSERT_TRUE(StartsCharacter(text, span.begin));
  ASSERT_TRUE(StartsCharacter(text, span.end));
}

class HostileTextsTest : public testing::TestWithParam<HostileText> {
 protected:
  struct Made {
    size_t record_bytes = 0;
    size_t arena_bytes = 0;
    size_t claims = 0;
  };

  Made Make(size_t bytes) {
    static const PipelineSpec* const spec = [] {
      OptionsReader config = OptionsReader::Empty();
      return new PipelineSpec(*PipelineSpec::Read(config, {}));
    }();
    Pipeline pipeline(*spec);
    DocumentBatch batch;
    Document& doc = batch.Add();
    const std::string message = HostileMessage(GetParam().make(bytes));
    doc.message.value = batch.arena().CopyPadded(message, 64);
    EXPECT_TRUE(pipeline.Run(batch).ok());
    EXPECT_TRUE(doc.live()) << doc.failure.reason;
    for (const TextSpan& piece : doc.claim_spans) ExpectSpan(doc, piece);
    for (const Mention& mention : doc.mentions) ExpectSpan(doc, mention.span);
    for (const Claim& claim : doc.claims) {
      ExpectSpan(doc, claim.cue);
      ExpectSpan(doc, claim.source);
    }
    std::string record;
    RecordEncoder({}, OffsetUnit::kCodepoint).Append(doc, &record);
    return {record.size(), batch.arena().used_bytes(), doc.claims.size()};
  }
};

TEST_P(HostileTextsTest, GrowsNoFasterThanTheText) {
  const Made small = Make(kSmall);
  const Made large = Make(kTimes * kSmall);
  EXPECT_LE(large.record_bytes, kTimes * small.record_bytes * 5 / 4);
  EXPECT_LE(large.arena_bytes, kTimes * small.arena_bytes * 5 / 4);
  EXPECT_LE(large.claims, kMostClaims);
}

INSTANTIATE_TEST_SUITE_P(All, HostileTextsTest, testing::ValuesIn(HostileTexts()),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace newsmill
