#include "processors/base/document.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

TEST(DocumentTest, FirstFailureWinsAndEndsProcessing) {
  DocumentBatch batch;
  Document& doc = batch.Add();
  EXPECT_TRUE(doc.live());
  doc.Fail("decoder", "invalid_json", "cut off");
  doc.Fail("entities", "stage_failed", "later");
  EXPECT_FALSE(doc.live());
  EXPECT_EQ(doc.failure.code, "invalid_json");
  EXPECT_EQ(doc.failure.stage, "decoder");
}

TEST(DocumentBatchTest, RecycledDocumentsAreEmptyAndKeepTheirCapacity) {
  DocumentBatch batch;
  Document& doc = batch.Add();
  doc.id = batch.arena().Copy("a");
  doc.version = 7;
  doc.published_ms = 1;
  doc.mentions.resize(100);
  doc.text_layout.tokens.resize(100);
  doc.Fail("x", "y", "z");
  batch.Clear();
  EXPECT_TRUE(batch.empty());
  const Document& again = batch.Add();
  EXPECT_TRUE(again.live());
  EXPECT_EQ(again.id, "");
  EXPECT_EQ(again.version, 0);
  EXPECT_FALSE(again.published_ms.has_value());
  EXPECT_TRUE(again.mentions.empty());
  EXPECT_GE(again.mentions.capacity(), 100U);
  EXPECT_GE(again.text_layout.tokens.capacity(), 100U);
}

}  // namespace
}  // namespace newsmill
