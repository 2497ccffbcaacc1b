// Decoding, and the whole chain from message bytes to record, on the articles of
// tests/golden/articles/open.jsonl as flat messages. "text" is the normalised body; a word is
// what stands between white space.

#include <benchmark/benchmark.h>
#include <libxml/HTMLparser.h>
#include <simdjson.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/decode/decoder.h"
#include "ingest/decode/html.h"
#include "ingest/decode/plain_text.h"
#include "ingest/pipeline.h"
#include "ingest/poison_marker.h"
#include "sinks/record_encoder.h"

namespace newsmill {
namespace {

using simdjson::dom::element;

struct Corpus {
  std::vector<std::string> messages;
  std::vector<std::string> texts;
  std::vector<std::string> html;
  size_t message_bytes = 0;
  size_t text_bytes = 0;
  size_t html_bytes = 0;
  size_t words = 0;
};

size_t CountWords(std::string_view text) {
  size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n';
    words += inside && space ? 1 : 0;
    inside = !space;
  }
  return words + (inside ? 1 : 0);
}

std::string Message(const element& article) {
  return R"({"id":)" + simdjson::minify(article["id"]) + R"(,"version":1,"title":)" +
         simdjson::minify(article["title"]) + R"(,"body":)" + simdjson::minify(article["text"]) +
         R"(,"published_at":)" + simdjson::minify(article["published_at"]) + R"(,"language":)" +
         simdjson::minify(article["language"]) +
         R"(,"source":{"id":"bench","name":"Bench"},"authors":["A. Writer"],"topics":["x"]})";
}

const Corpus& Articles() {
  static const Corpus corpus = [] {
    Corpus read;
    simdjson::dom::parser parser;
    for (const element article : parser.load_many(NEWSMILL_GOLDEN "/articles/open.jsonl")) {
      const std::string_view text = article["text"];
      read.texts.emplace_back(text);
      read.text_bytes += text.size();
      read.words += CountWords(text);
      read.messages.push_back(Message(article));
      read.message_bytes += read.messages.back().size();
      std::string_view html;
      if (article["body_html"].get(html) != simdjson::SUCCESS) continue;
      read.html.emplace_back(html);
      read.html_bytes += html.size();
    }
    return read;
  }();
  return corpus;
}

void FillBatch(const Corpus& corpus, DocumentBatch& batch) {
  batch.Clear();
  for (const std::string& message : corpus.messages) {
    batch.Add().message.value = batch.arena().CopyPadded(message, 64);
  }
}

void Report(benchmark::State& state, size_t bytes) {
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(bytes));
}

void ReportWords(benchmark::State& state) {
  Report(state, Articles().text_bytes);
  state.counters["words"] = benchmark::Counter(
      static_cast<double>(state.iterations()) * static_cast<double>(Articles().words),
      benchmark::Counter::kIsRate);
}

// The floor under BM_Decode: simdjson's own index of the same bytes.
void BM_SimdjsonIterate(benchmark::State& state) {
  DocumentBatch batch;
  FillBatch(Articles(), batch);
  simdjson::ondemand::parser parser;
  for (auto _ : state) {
    for (const Document& document : batch.docs()) {
      const std::string_view json = *document.message.value;
      simdjson::ondemand::document parsed;
      const auto error =
          parser.iterate(simdjson::padded_string_view(json.data(), json.size(), json.size() + 64))
              .get(parsed);
      benchmark::DoNotOptimize(error);
    }
  }
  Report(state, Articles().message_bytes);
}
BENCHMARK(BM_SimdjsonIterate);

void BM_Decode(benchmark::State& state) {
  DocumentBatch batch;
  Decoder decoder({});
  for (auto _ : state) {
    FillBatch(Articles(), batch);
    for (Document& document : batch.docs()) decoder.Decode(batch, document);
    benchmark::DoNotOptimize(batch.docs().data());
  }
  Report(state, Articles().message_bytes);
}
BENCHMARK(BM_Decode);

void BM_NormalisePlainText(benchmark::State& state) {
  Arena arena;
  for (auto _ : state) {
    arena.Clear();
    for (const std::string& text : Articles().texts) {
      std::string_view out;
      benchmark::DoNotOptimize(NormalisePlainText(text, arena, &out));
    }
  }
  Report(state, Articles().text_bytes);
}
BENCHMARK(BM_NormalisePlainText);

void BM_HtmlToText(benchmark::State& state) {
  Arena arena;
  for (auto _ : state) {
    arena.Clear();
    for (const std::string& html : Articles().html) {
      std::string_view out;
      benchmark::DoNotOptimize(HtmlToText(html, size_t{1} << 20, arena, &out));
    }
  }
  Report(state, Articles().html_bytes);
}
BENCHMARK(BM_HtmlToText);

// The floor under BM_HtmlToText: libxml2's own events of the same bytes, made into nothing.
void BM_LibxmlSax(benchmark::State& state) {
  for (auto _ : state) {
    for (const std::string& html : Articles().html) {
      htmlSAXHandler events = {};
      events.startElement = [](void*, const xmlChar* name, const xmlChar**) {
        benchmark::DoNotOptimize(name);
      };
      events.endElement = [](void*, const xmlChar* name) { benchmark::DoNotOptimize(name); };
      events.characters = [](void*, const xmlChar* text, int) { benchmark::DoNotOptimize(text); };
      htmlParserCtxtPtr context =
          htmlCreatePushParserCtxt(&events, nullptr, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8);
      htmlParseChunk(context, html.data(), static_cast<int>(html.size()), 1);
      htmlFreeParserCtxt(context);
    }
  }
  Report(state, Articles().html_bytes);
}
BENCHMARK(BM_LibxmlSax);

// Of this process, in MiB: models, libraries, the batch and what the stages keep.
double ResidentMib() {
  long long total = 0;
  long long resident = 0;
  std::ifstream("/proc/self/statm") >> total >> resident;
  return static_cast<double>(resident * ::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

PipelineSpec DefaultPipeline() {
  OptionsReader config = OptionsReader::Empty();
  return *PipelineSpec::Read(config, {});
}

void BM_DecodeAndStages(benchmark::State& state) {
  Pipeline pipeline(DefaultPipeline());
  DocumentBatch batch;
  for (auto _ : state) {
    FillBatch(Articles(), batch);
    if (!pipeline.Run(batch).ok()) state.SkipWithError("a stage is broken");
  }
  ReportWords(state);
}
BENCHMARK(BM_DecodeAndStages)->Unit(benchmark::kMillisecond);

void BM_WholeChain(benchmark::State& state) {
  Pipeline pipeline(DefaultPipeline());
  RecordEncoder encoder({}, OffsetUnit::kCodepoint);
  DocumentBatch batch;
  std::string records;
  for (auto _ : state) {
    FillBatch(Articles(), batch);
    if (!pipeline.Run(batch).ok()) state.SkipWithError("a stage is broken");
    records.clear();
    for (const Document& document : batch.docs()) encoder.Append(document, &records);
    benchmark::DoNotOptimize(records.data());
  }
  ReportWords(state);
  state.counters["resident_MiB"] = ResidentMib();
}
BENCHMARK(BM_WholeChain)->Unit(benchmark::kMillisecond);

// What the marker of poison messages costs: a batch of so many messages of four partitions, through
// five stages.
void BM_PoisonMarker(benchmark::State& state) {
  constexpr std::string_view kStages[] = {"decoder", "language", "sentences", "entities", "claims"};
  const std::string path = "poison-marker-" + std::to_string(::getpid());
  auto marker = PoisonMarker::Create(path);
  if (!marker.ok()) return state.SkipWithError("no marker can be made here");
  (*marker)->WatchThread();
  DocumentBatch batch;
  for (int64_t i = 0; i < state.range(0); ++i) {
    batch.Add().message.position = {"news", static_cast<Partition>(i % 4), Offset{i}};
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize((*marker)->Begin(batch.docs(), /*alone=*/false));
    for (const std::string_view stage : kStages) (*marker)->EnterStage(stage);
    (*marker)->End();
  }
  const auto messages = static_cast<double>(state.iterations() * state.range(0));
  state.counters["per_message"] =
      benchmark::Counter(messages, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(BM_PoisonMarker)->Arg(1)->Arg(256)->Arg(1024);

}  // namespace
}  // namespace newsmill

BENCHMARK_MAIN();
