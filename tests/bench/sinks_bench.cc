// Encoding and storing, on documents as the chain leaves them: an article of 3 kB with 12 entities,
// 40 mentions and 10 claims. bytes_per_second counts article text.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <string>
#include <vector>

#include "sinks/ndjson.h"
#include "sinks/record_encoder.h"
#include "sinks/sqlite.h"
#include "tests/support/sample_documents.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

constexpr int kBatch = 256;

// Every `accent`th word has a letter outside ASCII; 0: none.
std::string ArticleText(int seed, int accent) {
  static constexpr const char* kWords[] = {"harbour", "minister", "talks",  "percent", "winter",
                                           "grain",   "council",  "border", "report",  "election"};
  std::string text;
  for (int i = 0; text.size() < 3'000; ++i) {
    text += kWords[static_cast<size_t>(i * 7 + seed) % 10];
    text += std::to_string((i * 13 + seed) % 400);
    if (accent > 0 && i % accent == 0) text += "“é”";
    text += i % 12 == 11 ? ". " : " ";
  }
  return text;
}

TextSpan Words(const Document& doc, size_t from, size_t size) {
  const auto boundary = [&](size_t at) {
    while (at < doc.text.size() && (doc.text[at] & 0xC0) == 0x80) ++at;
    return static_cast<uint32_t>(std::min(at, doc.text.size()));
  };
  return {boundary(from), boundary(from + size), Field::kText};
}

void AddFindings(Document& doc) {
  doc.text_layout.sentences.clear();
  for (uint32_t i = 0; i < 20; ++i) {
    const TextSpan span = Words(doc, i * 145, 140);
    doc.text_layout.sentences.push_back({.begin = span.begin,
                                         .end = span.end,
                                         .first_token = 0,
                                         .end_token = 0,
                                         .starts_paragraph = i % 3 == 0});
  }
  for (uint32_t entity = 0; entity < 12; ++entity) {
    Entity& added = doc.entities.emplace_back();
    added.name = doc.Text(Words(doc, entity * 200, 15));
    added.first_mention = static_cast<uint32_t>(doc.mentions.size());
    for (uint32_t i = 0; i < (entity < 4 ? 6U : 2U); ++i) {
      doc.mentions.push_back({.span = Words(doc, entity * 200 + i * 60, 12),
                              .entity = entity,
                              .kind = MentionKind::kName,
                              .confidence = 0.9F});
    }
    added.end_mention = static_cast<uint32_t>(doc.mentions.size());
  }
  for (uint32_t i = 0; i < 10; ++i) {
    Claim& claim = doc.claims.emplace_back();
    claim.first_piece = i;
    claim.end_piece = i + 1;
    doc.claim_spans.push_back(Words(doc, i * 280, 120));
    claim.cue = Words(doc, i * 280 + 125, 5);
    claim.cue_lemma = "say";
    claim.source = Words(doc, i * 280 + 131, 8);
    claim.speaker_entity = static_cast<int32_t>(i % 12);
    claim.speaker_name = doc.entities[i % 12].name;
    claim.id = i * 0x9E3779B97F4A7C15U;
  }
}

// Fills the batch with articles of ids from `first` on; returns the bytes of their text.
int64_t Fill(DocumentBatch& batch, int64_t first, int accent) {
  batch.Clear();
  int64_t bytes = 0;
  for (int i = 0; i < kBatch; ++i) {
    Document& doc = AddPlainArticle(batch, "article-" + std::to_string(first + i), 1, "A title",
                                    ArticleText(i, accent));
    SetPosition(doc, "news", 0, first + i);
    AddFindings(doc);
    bytes += static_cast<int64_t>(doc.text.size());
  }
  return bytes;
}

void BM_Encode(benchmark::State& state) {
  DocumentBatch batch;
  const int64_t bytes = Fill(batch, 0, static_cast<int>(state.range(0)));
  RecordEncoder encoder(SampleProvenance(), OffsetUnit::kCodepoint);
  std::string out;
  for (auto _ : state) {
    for (const Document& doc : batch.docs()) {
      out.clear();
      encoder.Append(doc, &out);
      benchmark::DoNotOptimize(out.data());
    }
  }
  state.SetBytesProcessed(state.iterations() * bytes);
  state.SetItemsProcessed(state.iterations() * kBatch);
}
BENCHMARK(BM_Encode)->ArgName("accent")->Arg(0)->Arg(20);

// Whole batches, durable: Append() and Flush().
void WriteBatches(benchmark::State& state, SinkBuilder build, const std::string& yaml) {
  absl::StatusOr<OptionsReader> reader = OptionsReader::Parse(yaml, "bench");
  SinkContext context;
  context.provenance = SampleProvenance();
  auto sink = (*build(*reader, context))(0);
  if (!(*sink)->Assign({}).ok()) state.SkipWithError("cannot open");
  DocumentBatch batch;
  std::vector<const Document*> documents;
  std::vector<Settled> settled;
  int64_t next = 0;
  int64_t bytes = 0;
  for (auto _ : state) {
    state.PauseTiming();
    bytes += Fill(batch, next, 20);
    next += kBatch;
    documents.clear();
    settled.clear();
    for (const Document& doc : batch.docs()) documents.push_back(&doc);
    state.ResumeTiming();
    absl::Status status = (*sink)->Append(documents);
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    if (status.ok()) status = (*sink)->Flush(deadline, &settled);
    if (!status.ok()) state.SkipWithError("not written");
  }
  state.SetBytesProcessed(bytes);
  state.SetItemsProcessed(state.iterations() * kBatch);
}

void BM_Sqlite(benchmark::State& state) {
  TemporaryFolder directory;
  WriteBatches(state, &NewSqlite, "path: " + (directory.Path("news.db")));
}
BENCHMARK(BM_Sqlite)->Unit(benchmark::kMillisecond)->UseRealTime();

void BM_Ndjson(benchmark::State& state) {
  TemporaryFolder directory;
  WriteBatches(state, &NewNdjson,
               "directory: " + directory.Path("") +
                   (state.range(0) != 0 ? "\ncompression: zstd" : "\ncompression: none"));
}
BENCHMARK(BM_Ndjson)->ArgName("zstd")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace newsmill

BENCHMARK_MAIN();
