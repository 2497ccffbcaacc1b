// The stages one by one, and the first three together, on the articles of
// tests/golden/articles/open.jsonl, all in one batch that is reused. Bytes are those of the text
// alone; items are words: what stands between white space.
#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "processors/builtin.h"
#include "processors/entities/gazetteer.h"

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

int64_t CountWords(std::string_view text) {
  int64_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n';
    words += !inside && !space ? 1 : 0;
    inside = !space;
  }
  return words;
}

void Fill(DocumentBatch& batch) {
  batch.Clear();
  for (const std::string& text : Texts()) {
    Document& doc = batch.Add();
    doc.id = "article";
    doc.text = text;
  }
}

// The stages before `first` have run; each round runs `first` to `last`.
void RunStages(benchmark::State& state, std::string_view first, std::string_view last) {
  std::vector<std::unique_ptr<Processor>> before, timed;
  for (const BuiltinProcessor& builtin : BuiltinProcessors()) {
    auto options = OptionsReader::Empty();
    auto factory = builtin.build(options);
    if (!factory.ok()) return state.SkipWithError("a stage cannot be built");
    const bool started = builtin.name == first || !timed.empty();
    (started ? timed : before).push_back((*factory)());
    if (builtin.name == last) break;
  }
  if (timed.empty() || Texts().empty()) return state.SkipWithError("no stage or no articles");
  DocumentBatch batch;
  for (auto _ : state) {
    state.PauseTiming();
    Fill(batch);
    for (const auto& stage : before) (void)stage->Process(batch);
    state.ResumeTiming();
    for (const auto& stage : timed) (void)stage->Process(batch);
  }
  int64_t bytes = 0;
  int64_t words = 0;
  for (const std::string& text : Texts()) {
    bytes += static_cast<int64_t>(text.size());
    words += CountWords(text);
  }
  state.SetBytesProcessed(state.iterations() * bytes);
  state.SetItemsProcessed(state.iterations() * words);
}

void BM_Language(benchmark::State& state) { RunStages(state, "language", "language"); }
void BM_Sentences(benchmark::State& state) { RunStages(state, "sentences", "sentences"); }
void BM_Entities(benchmark::State& state) { RunStages(state, "entities", "entities"); }
void BM_LanguageToEntities(benchmark::State& state) { RunStages(state, "language", "entities"); }
void BM_Claims(benchmark::State& state) { RunStages(state, "claims", "claims"); }
BENCHMARK(BM_Language);
BENCHMARK(BM_Sentences);
BENCHMARK(BM_Entities);
BENCHMARK(BM_LanguageToEntities);
BENCHMARK(BM_Claims);

// Once for each process.
void BM_ParseGazetteer(benchmark::State& state) {
  simdjson::padded_string table;
  if (simdjson::padded_string::load(NEWSMILL_GAZETTEER_FILE).get(table) != simdjson::SUCCESS) {
    return state.SkipWithError("no gazetteer");
  }
  for (auto _ : state) benchmark::DoNotOptimize(Gazetteer::Parse(table));
}
BENCHMARK(BM_ParseGazetteer)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace newsmill
