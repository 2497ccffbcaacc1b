#include "processors/learning/word_classes_trainer.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <thread>

#include "processors/base/status_macros.h"
#include "processors/learning/bigram_table.h"
#include "processors/learning/class_exchange.h"
#include "processors/learning/word_vectors.h"

namespace newsmill {
namespace {

class Trainer {
 public:
  Trainer(const NumberedText& text, const WordClassesOptions& options)
      : text_(text), options_(options) {}

  std::vector<WordGrain> Run() {
    std::vector<WordGrain> by_vectors;
    std::thread vectors([&] { by_vectors = Vectors(); });
    std::vector<WordGrain> grains = Exchanges();
    vectors.join();
    std::move(by_vectors.begin(), by_vectors.end(), std::back_inserter(grains));
    return grains;
  }

 private:
  std::vector<WordGrain> Exchanges() {
    std::vector<WordGrain> grains;
    if (options_.exchange.empty()) return grains;
    const BigramTable table(text_);
    for (const uint32_t classes : options_.exchange) {
      ClassExchangeOptions exchange;
      exchange.classes = classes;
      exchange.rounds = options_.rounds;
      exchange.on_round = [&](int round, uint64_t moves) {
        Report(
            fmt::format("{} classes by exchange: round {}, {} words moved", classes, round, moves));
      };
      grains.push_back({classes, ExchangeClasses(text_, table, exchange)});
    }
    return grains;
  }

  std::vector<WordGrain> Vectors() {
    std::vector<WordGrain> grains;
    if (options_.vectors.empty()) return grains;
    WordVectorOptions training;
    training.epochs = options_.epochs;
    training.seed = options_.seed;
    training.on_epoch = [&](int epoch) {
      Report(fmt::format("word vectors: epoch {} of {}", epoch, options_.epochs));
    };
    const std::vector<WordVector> vectors = TrainWordVectors(text_, training);
    for (const uint32_t classes : options_.vectors) {
      grains.push_back({classes, ClusterVectors(vectors, classes, options_.rounds)});
      Report(fmt::format("{} classes of word vectors", classes));
    }
    return grains;
  }

  void Report(const std::string& what) {
    if (!options_.on_progress) return;
    const std::lock_guard lock(mutex_);
    options_.on_progress(what);
  }

  const NumberedText& text_;
  const WordClassesOptions& options_;
  std::mutex mutex_;
};

absl::Status Check(const WordClassesOptions& options, size_t words) {
  const size_t grains = options.exchange.size() + options.vectors.size();
  if (grains == 0 || grains > WordClasses::kMaxGrains) {
    return absl::InvalidArgumentError(
        fmt::format("{} grains; 1 to {} are possible", grains, WordClasses::kMaxGrains));
  }
  for (const std::vector<uint32_t>* sizes : {&options.exchange, &options.vectors}) {
    for (const uint32_t classes : *sizes) {
      if (classes == 0 || classes >= WordClasses::kNone) {
        return absl::InvalidArgumentError(
            fmt::format("{} classes; 1 to 65534 are possible", classes));
      }
      if (classes <= words) continue;
      return absl::InvalidArgumentError(
          fmt::format("{} classes of {} words: read more text, or lower the count that a word "
                      "needs",
                      classes, words));
    }
  }
  return absl::OkStatus();
}

}  // namespace

ModelFileWriter TrainedWordClasses::Encode() const {
  std::vector<WordClasses::Entry> entries;
  entries.reserve(words.size());
  for (size_t w = 0; w < words.size(); ++w) {
    WordClasses::Entry& entry = entries.emplace_back(WordClasses::Entry{words[w], {}});
    entry.classes.fill(WordClasses::kNone);
    for (size_t g = 0; g < grains.size(); ++g) entry.classes[g] = grains[g].class_of[w];
  }
  return WordClasses::Encode(entries, grains.size());
}

absl::StatusOr<TrainedWordClasses> TrainWordClasses(const WordCorpus& corpus,
                                                    const WordClassesOptions& options) {
  NumberedText text = corpus.Number(options.min_count, options.max_words);
  RETURN_IF_ERROR(Check(options, text.words.size()));
  std::vector<WordGrain> grains = Trainer(text, options).Run();
  return TrainedWordClasses{std::move(text.words), std::move(grains)};
}

}  // namespace newsmill
