#include "processors/learning/word_classes_trainer.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <thread>
#include <unordered_set>
#include <utility>

#include "processors/base/status_macros.h"
#include "processors/learning/bigram_table.h"
#include "processors/learning/class_exchange.h"
#include "processors/learning/vector_clusters.h"
#include "processors/learning/word_vectors.h"
#include "processors/text/letter_case.h"

namespace newsmill {
namespace {

// Leaves the words that a text can hold, each once, in lower case.
void Fold(PublishedVectors* vectors) {
  std::unordered_set<std::string> seen;
  std::string form;
  std::string folded;
  size_t kept = 0;
  for (size_t w = 0; w < vectors->words.size(); ++w) {
    WordClasses::NormalForm(vectors->words[w], &form);
    FoldCase(form, &folded);
    if ((folded.size() > 1 && folded.find('-') != std::string::npos) ||
        !seen.insert(folded).second) {
      continue;
    }
    const auto from = vectors->values.begin() + static_cast<std::ptrdiff_t>(w * vectors->size);
    std::copy_n(from, vectors->size,
                vectors->values.begin() + static_cast<std::ptrdiff_t>(kept * vectors->size));
    vectors->words[kept++] = folded;
  }
  vectors->words.resize(kept);
  vectors->values.resize(kept * vectors->size);
}

void TakeOffTheMean(PublishedVectors* vectors) {
  std::vector<double> mean(vectors->size, 0);
  for (size_t i = 0; i < vectors->values.size(); ++i) mean[i % vectors->size] += vectors->values[i];
  for (double& x : mean) x /= static_cast<double>(vectors->words.size());
  for (size_t i = 0; i < vectors->values.size(); ++i) {
    vectors->values[i] -= static_cast<float>(mean[i % vectors->size]);
  }
}

class Trainer {
 public:
  Trainer(const NumberedText& text, const WordClassesOptions& options)
      : text_(text), options_(options) {}

  TrainedWordClasses Run() {
    TrainedWordClasses trained;
    std::vector<WordGrain> by_vectors;
    std::thread vectors([&] {
      by_vectors = Vectors();
      trained.published = {options_.published.words, Published()};
    });
    trained.induced = {text_.words, Exchanges()};
    vectors.join();
    std::move(by_vectors.begin(), by_vectors.end(), std::back_inserter(trained.induced.grains));
    return trained;
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
    return Clusters({kWordVectorSize, {vectors.front().data(), vectors.size() * kWordVectorSize}},
                    options_.vectors);
  }

  std::vector<WordGrain> Published() {
    return Clusters({options_.published.size, options_.published.values},
                    options_.published_classes);
  }

  std::vector<WordGrain> Clusters(const VectorTable& vectors, const std::vector<uint32_t>& sizes) {
    std::vector<WordGrain> grains;
    for (const uint32_t classes : sizes) {
      grains.push_back({classes, ClusterVectors(vectors, classes, options_.rounds)});
      Report(fmt::format("{} classes of {} word vectors", classes, vectors.count()));
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

absl::Status CheckSizes(const std::vector<uint32_t>& sizes, size_t words) {
  for (const uint32_t classes : sizes) {
    if (classes == 0 || classes >= WordClasses::kNone) {
      return absl::InvalidArgumentError(
          fmt::format("{} classes; 1 to 65534 are possible", classes));
    }
    if (classes <= words) continue;
    return absl::InvalidArgumentError(
        fmt::format("{} classes of {} words: read more text, or lower the count that a word needs",
                    classes, words));
  }
  return absl::OkStatus();
}

absl::Status Check(const WordClassesOptions& options, size_t words) {
  const size_t grains =
      options.exchange.size() + options.vectors.size() + options.published_classes.size();
  if (grains == 0 || grains > WordClasses::kMaxGrains) {
    return absl::InvalidArgumentError(
        fmt::format("{} grains; 1 to {} are possible", grains, WordClasses::kMaxGrains));
  }
  RETURN_IF_ERROR(CheckSizes(options.exchange, words));
  RETURN_IF_ERROR(CheckSizes(options.vectors, words));
  return CheckSizes(options.published_classes, options.published.words.size());
}

WordClasses::Table TableOf(const WordTable& words) {
  WordClasses::Table table;
  table.grains = words.grains.size();
  table.entries.reserve(words.words.size());
  for (size_t w = 0; w < words.words.size(); ++w) {
    WordClasses::Entry& entry = table.entries.emplace_back(WordClasses::Entry{words.words[w], {}});
    for (size_t g = 0; g < table.grains; ++g) entry.classes[g] = words.grains[g].class_of[w];
  }
  return table;
}

}  // namespace

ModelFileWriter TrainedWordClasses::Encode() const {
  return WordClasses::Encode(TableOf(induced), TableOf(published));
}

absl::StatusOr<TrainedWordClasses> TrainWordClasses(const WordCorpus& corpus,
                                                    WordClassesOptions& options) {
  const NumberedText text = corpus.Number(options.min_count, options.max_words);
  Fold(&options.published);
  RETURN_IF_ERROR(Check(options, text.words.size()));
  TakeOffTheMean(&options.published);
  NormaliseVectors(options.published.size, options.published.values);
  return Trainer(text, options).Run();
}

}  // namespace newsmill
