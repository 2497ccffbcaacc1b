#include "ingest/training/worthiness_training.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "ingest/training/model_in_memory.h"
#include "ingest/training/worthiness_corpus.h"
#include "ingest/training/worthiness_judge.h"
#include "processors/base/arena.h"
#include "processors/base/status_macros.h"
#include "processors/worthiness/worthiness_model.h"

namespace newsmill {
namespace {

constexpr const char* kKind = "regression";
constexpr const char* kSection = "weights";

using Examples = std::vector<JudgedSentence>;
using Say = std::function<void(const std::string&)>;

// One of the two regressions.
class Regression {
 public:
  Regression(const WorthinessTrainingOptions& options, bool general, const Say& say)
      : options_(options), general_(general), say_(say), trainer_(options.learning) {}

  std::string Train(const Examples& train, const Examples& dev) {
    ForEachStatement(train, *options_.classes, [&](const WorthinessFeatures& f, bool worthy) {
      const std::span<const WeightedFeature> features = Chosen(f);
      trainer_.Add(features, WorthinessFeatures::Factor(features.size()), worthy);
    });
    std::string best =
        trainer_.Train([&](const std::string& section) { return Judge(section, dev); },
                       [this](const LogisticTrainer::Epoch& epoch) { Report(epoch); });
    say_(fmt::format("{} features of {} sentences, {} KB", trainer_.features(), trainer_.examples(),
                     best.size() / 1000));
    return best;
  }

 private:
  std::span<const WeightedFeature> Chosen(const WorthinessFeatures& features) const {
    return general_ ? features.general() : features.all();
  }

  double Judge(const std::string& section, const Examples& dev) const {
    ModelFileWriter writer(kKind);
    writer.Add(kSection, section);
    Arena arena;
    const auto file = InMemory(writer, kKind, arena);
    if (!file.ok()) return 0;
    const auto weights = HashedWeights::Load(*file, kSection);
    if (!weights.ok()) return 0;
    std::vector<ScoredSentence> scored;
    ForEachStatement(dev, *options_.classes, [&](const WorthinessFeatures& f, bool worthy) {
      const std::span<const WeightedFeature> features = Chosen(f);
      const float factor = WorthinessFeatures::Factor(features.size());
      scored.push_back({weights->Sum(features, factor), worthy});
    });
    return AveragePrecision(std::move(scored));
  }

  void Report(const LogisticTrainer::Epoch& epoch) const {
    say_(fmt::format("epoch {:2} of {}  loss {:8.1f}  average precision {:5.2f}{}", epoch.number,
                     options_.learning.epochs, epoch.loss, 100 * epoch.score,
                     epoch.best ? "  best" : ""));
  }

  const WorthinessTrainingOptions& options_;
  const bool general_;
  const Say& say_;
  LogisticTrainer trainer_;
};

absl::StatusOr<std::string> TrainOne(const WorthinessTrainingOptions& options, bool general,
                                     const Say& say) {
  const std::string& path = general ? options.checkers : options.readers;
  ASSIGN_OR_RETURN(const Examples train, ReadJudgedSentences(path));
  ASSIGN_OR_RETURN(const Examples dev,
                   ReadJudgedSentences(general ? options.checkers_dev : options.readers_dev));
  say(fmt::format("{}: {} sentences", path, train.size()));
  return Regression(options, general, say).Train(train, dev);
}

}  // namespace

absl::StatusOr<ModelFileWriter> TrainWorthiness(const WorthinessTrainingOptions& options,
                                                const Say& say) {
  ASSIGN_OR_RETURN(const std::string readers, TrainOne(options, false, say));
  ASSIGN_OR_RETURN(const std::string checkers, TrainOne(options, true, say));
  WorthinessScale scale;
  scale.gain = static_cast<float>(options.gain);
  scale.floor = static_cast<float>(options.floor);
  Arena arena;
  ASSIGN_OR_RETURN(const auto file,
                   InMemory(WorthinessModel::Encode(readers, checkers, scale, *options.classes),
                            WorthinessModel::kKind, arena));
  ASSIGN_OR_RETURN(const auto model, WorthinessModel::Load(file, options.classes));
  ASSIGN_OR_RETURN(const Examples dev, ReadJudgedSentences(options.readers_dev));
  std::vector<ScoredSentence> sums;
  ForEachStatement(dev, *options.classes, [&](const WorthinessFeatures& features, bool worthy) {
    sums.push_back({model->Sum(features), worthy});
  });
  scale = FitScale(sums, scale);
  say(fmt::format("probability: logistic({:.3f} * sum {:+.3f})", scale.slope, scale.offset));
  return WorthinessModel::Encode(readers, checkers, scale, *options.classes);
}

}  // namespace newsmill
