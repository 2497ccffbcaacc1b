// The stages one by one, and several of them together, on the articles of
// tests/golden/articles/open.jsonl, all in one batch that is reused. Bytes are those of the text
// alone; items are words: what stands between white space.
#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "embedded/word_classes.h"
#include "processors/builtin.h"
#include "processors/entities/gazetteer.h"
#include "processors/learning/model_file.h"
#include "processors/learning/word_classes.h"
#include "processors/learning/words.h"
#include "processors/tags/tagger.h"
#include "processors/text/sentence_splitter.h"
#include "processors/text/tokenizer.h"

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
void BM_Coreference(benchmark::State& state) { RunStages(state, "coreference", "coreference"); }
void BM_Claims(benchmark::State& state) { RunStages(state, "claims", "claims"); }
void BM_LanguageToClaims(benchmark::State& state) { RunStages(state, "language", "claims"); }
BENCHMARK(BM_Language);
BENCHMARK(BM_Sentences);
BENCHMARK(BM_Entities);
BENCHMARK(BM_LanguageToEntities);
BENCHMARK(BM_Coreference);
BENCHMARK(BM_Claims);
BENCHMARK(BM_LanguageToClaims);

// Parts of speech by themselves: features and decoding, on words that are there; and with these.
void RunTags(benchmark::State& state, bool with_words) {
  auto classes = ModelFile::FromBytes(embedded::WordClasses(), WordClasses::kKind, "words");
  auto file = ModelFile::Open(std::string(NEWSMILL_MODELS) + "/tags.default.bin", TagModel::kKind);
  if (!classes.ok() || !file.ok()) return state.SkipWithError("no models");
  const auto word_classes = WordClasses::Load(*classes);
  if (!word_classes.ok()) return state.SkipWithError("no word classes");
  const auto model = TagModel::Load(*file, **word_classes);
  if (!model.ok()) return state.SkipWithError(model.status().ToString().c_str());
  DocumentBatch batch;
  Fill(batch);
  std::vector<DocumentWords> words;
  Tokenizer tokenizer;
  for (Document& doc : batch.docs()) {
    tokenizer.Tokenize(doc.text, &doc.text_layout.tokens);
    SplitSentences(doc.text, doc.text_layout.tokens, &doc.text_layout.sentences);
    words.emplace_back(**word_classes).Load(doc);
  }
  Tagger tagger(**model);
  std::vector<PartOfSpeech> tags;
  for (auto _ : state) {
    for (size_t i = 0; i < words.size(); ++i) {
      if (with_words) words[i].Load(batch.docs()[i]);
      tagger.Tag(words[i], &tags);
    }
  }
  int64_t count = 0;
  for (const std::string& text : Texts()) count += CountWords(text);
  state.SetItemsProcessed(state.iterations() * count);
}
void BM_Tags(benchmark::State& state) { RunTags(state, false); }
void BM_WordsAndTags(benchmark::State& state) { RunTags(state, true); }
BENCHMARK(BM_Tags);
BENCHMARK(BM_WordsAndTags);

// Once for each process.
void BM_ParseGazetteer(benchmark::State& state) {
  simdjson::padded_string table;
  if (simdjson::padded_string::load(std::string(NEWSMILL_MODELS) + "/gazetteer.tsv").get(table) !=
      simdjson::SUCCESS) {
    return state.SkipWithError("no gazetteer");
  }
  for (auto _ : state) benchmark::DoNotOptimize(Gazetteer::Parse(table));
}
BENCHMARK(BM_ParseGazetteer)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace newsmill
