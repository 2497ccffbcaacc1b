// The stages one by one, on the articles of tests/golden/articles/open.jsonl, all in one batch that
// is reused. Bytes are those of the text alone.
#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "processors/builtin.h"

namespace newsmill {
namespace {

const std::vector<std::string>& Texts() {
  static const std::vector<std::string> texts = [] {
    std::vector<std::string> all;
    simdjson::dom::parser parser;
    simdjson::dom::document_stream stream;
    const std::string path = std::string(NEWSMILL_GOLDEN) + "/articles/open.jsonl";
    if (parser.load_many(path).get(stream) != simdjson::SUCCESS) return all;
    for (auto article : stream) {
      std::string_view text;
      if (article["text"].get(text) == simdjson::SUCCESS) all.emplace_back(text);
    }
    return all;
  }();
  return texts;
}

// The stages before `name` have run; each round runs `name` alone.
void RunStage(benchmark::State& state, std::string_view name) {
  std::unique_ptr<Processor> stage;
  DocumentBatch batch;
  std::vector<std::unique_ptr<Processor>> before;
  for (const BuiltinProcessor& builtin : BuiltinProcessors()) {
    auto options = OptionsReader::Empty();
    auto factory = builtin.build(options);
    if (!factory.ok()) return state.SkipWithError("a stage cannot be built");
    if (builtin.name == name) {
      stage = (*factory)();
      break;
    }
    before.push_back((*factory)());
  }
  if (stage == nullptr || Texts().empty()) return state.SkipWithError("no stage or no articles");
  size_t bytes = 0;
  for (auto _ : state) {
    state.PauseTiming();
    batch.Clear();
    for (const std::string& text : Texts()) {
      Document& doc = batch.Add();
      doc.id = "article";
      doc.text = text;
      bytes += text.size();
    }
    for (const auto& earlier : before) (void)earlier->Process(batch);
    state.ResumeTiming();
    (void)stage->Process(batch);
  }
  state.SetBytesProcessed(static_cast<int64_t>(bytes));
}

void BM_Claims(benchmark::State& state) { RunStage(state, "claims"); }
BENCHMARK(BM_Claims);

}  // namespace
}  // namespace newsmill
