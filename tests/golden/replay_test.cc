// Equal bytes in give equal bytes out: whatever batch a message comes in, after whatever others,
// and in whichever worker.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "ingest/pipeline.h"
#include "sinks/record_encoder.h"
#include "tests/support/golden_stream.h"

namespace newsmill {
namespace {

using Records = std::map<int64_t, std::string>;  // by StreamMessage::n

const PipelineSpec& Spec() {
  static const PipelineSpec spec = [] {
    OptionsReader config = OptionsReader::Empty();
    return *PipelineSpec::Read(config, {});
  }();
  return spec;
}

void Fill(const StreamMessage& message, DocumentBatch& batch) {
  Message& out = batch.Add().message;
  out.position = {"news", Partition{0}, static_cast<Offset>(message.n)};
  out.timestamp_ms = message.timestamp_ms;
  if (message.key.has_value()) out.key = batch.arena().Copy(*message.key);
  if (message.value.has_value()) out.value = batch.arena().CopyPadded(*message.value, 64);
  for (const auto& [name, value] : message.headers) {
    out.headers.push_back({batch.arena().Copy(name), batch.arena().Copy(value)});
  }
}

// The record, or the failure, but for the clock.
std::string Outcome(Document& document) {
  document.enriched_ms = 0;
  const Failure& failure = document.failure;
  if (!failure.empty()) return std::string(failure.code) + ": " + std::string(failure.reason);
  std::string record;
  RecordEncoder({}, OffsetUnit::kCodepoint).Append(document, &record);
  return record;
}

// One worker's pass over `messages` in batches of `size`.
Records Process(const std::vector<const StreamMessage*>& messages, size_t size) {
  Pipeline pipeline(Spec());
  DocumentBatch batch;
  Records records;
  for (size_t start = 0; start < messages.size(); start += size) {
    batch.Clear();
    const size_t end = std::min(start + size, messages.size());
    for (size_t i = start; i < end; ++i) Fill(*messages[i], batch);
    EXPECT_TRUE(pipeline.Run(batch).ok());
    for (size_t i = start; i < end; ++i) {
      records[messages[i]->n] = Outcome(batch.docs()[i - start]);
    }
  }
  return records;
}

class ReplayTest : public testing::Test {
 protected:
  ReplayTest() : stream_(GoldenStream()) {
    for (const StreamMessage& message : stream_) messages_.push_back(&message);
  }

  const std::vector<StreamMessage> stream_;
  std::vector<const StreamMessage*> messages_;
};

TEST_F(ReplayTest, NeitherOrderNorBatchSizeMatters) {
  const Records expected = Process(messages_, messages_.size());
  ASSERT_EQ(expected.size(), 82U);
  std::mt19937 random(7);
  for (const size_t size : {1U, 3U, 7U, 50U, 82U}) {
    std::shuffle(messages_.begin(), messages_.end(), random);
    EXPECT_EQ(Process(messages_, size), expected) << size;
  }
}

TEST_F(ReplayTest, TheNumberOfWorkersDoesNotMatter) {
  const Records expected = Process(messages_, 16);
  for (const size_t workers : {2U, 5U}) {
    std::vector<std::vector<const StreamMessage*>> shares(workers);
    for (size_t i = 0; i < messages_.size(); ++i) shares[i % workers].push_back(messages_[i]);
    std::vector<Records> results(workers);
    std::vector<std::thread> threads;
    for (size_t i = 0; i < workers; ++i) {
      threads.emplace_back([&, i] { results[i] = Process(shares[i], 4); });
    }
    for (std::thread& thread : threads) thread.join();
    Records together;
    for (Records& result : results) together.merge(result);
    EXPECT_EQ(together, expected) << workers;
  }
}

}  // namespace
}  // namespace newsmill
