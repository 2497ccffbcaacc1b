// Texts that nobody writes, from 64 KiB to the default limit of 1 MiB, through the whole chain from
// message bytes to record: the bytes a second must not fall with the size. The order of growth that
// fits best is printed behind each; that the small ones fit in the caches makes N lg N of some N.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>

#include "ingest/pipeline.h"
#include "processors/base/document.h"
#include "sinks/record_encoder.h"
#include "tests/support/hostile_texts.h"

namespace newsmill {
namespace {

constexpr int64_t kSmallest = int64_t{64} << 10;
constexpr int64_t kLargest = int64_t{1} << 20;

void Run(benchmark::State& state, const HostileText& text) {
  OptionsReader config = OptionsReader::Empty();
  const auto spec = PipelineSpec::Read(config, {});
  if (!spec.ok()) return state.SkipWithError("no pipeline");
  Pipeline pipeline(*spec);
  RecordEncoder encoder({}, OffsetUnit::kCodepoint);
  DocumentBatch batch;
  std::string record;
  const std::string message = HostileMessage(text.make(static_cast<size_t>(state.range(0))));
  for (auto _ : state) {
    batch.Clear();
    Document& doc = batch.Add();
    doc.message.value = batch.arena().CopyPadded(message, 64);
    if (!pipeline.Run(batch).ok() || !doc.live()) return state.SkipWithError("no record");
    record.clear();
    encoder.Append(doc, &record);
    benchmark::DoNotOptimize(record.data());
  }
  state.SetComplexityN(state.range(0));
  state.SetBytesProcessed(state.iterations() * state.range(0));
  state.counters["record_bytes"] = static_cast<double>(record.size());
}

}  // namespace
}  // namespace newsmill

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  for (const newsmill::HostileText& text : newsmill::HostileTexts()) {
    benchmark::RegisterBenchmark(std::string(text.name).c_str(), newsmill::Run, text)
        ->RangeMultiplier(4)
        ->Range(newsmill::kSmallest, newsmill::kLargest)
        ->Complexity(benchmark::oAuto)
        ->Unit(benchmark::kMillisecond)
        ->MinTime(0.1);
  }
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
