#include "ingest/training/claims_training.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "ingest/training/attribution_lesson.h"
#include "ingest/training/attribution_score.h"
#include "ingest/training/lesson_scores.h"
#include "ingest/training/lesson_sequences.h"
#include "ingest/training/model_in_memory.h"
#include "processors/base/arena.h"
#include "processors/base/status_macros.h"
#include "processors/claims/attribution_drafts.h"
#include "processors/claims/attribution_model.h"
#include "processors/claims/attribution_tagger.h"
#include "processors/claims/part_tagger.h"
#include "processors/claims/speech_features.h"
#include "processors/claims/trust_features.h"

namespace newsmill {
namespace {

using claims::AttributionModel;
using claims::CueOdds;
using claims::PartRange;

using Lessons = std::vector<Lesson*>;

CueOdds::Counts Sum(const Lessons& lessons) {
  CueOdds::Counts sum;
  for (const Lesson* lesson : lessons) {
    for (const auto& [word, count] : lesson->counts) {
      sum[word].cue += count.cue;
      sum[word].all += count.all;
    }
  }
  return sum;
}

absl::StatusOr<LinearChain> InMemoryChain(const std::string& section, Arena& arena) {
  ModelFileWriter writer(AttributionModel::kKind);
  writer.Add("chain", section);
  ASSIGN_OR_RETURN(auto file, InMemory(writer, AttributionModel::kKind, arena));
  return LinearChain::Load(std::move(file), "chain");
}

// A section that trusts nothing and nobody, until there is one.
std::string EmptyTrust() {
  return LinearChain::Encode(claims::kTrustLabelNames,
                             ChainScores::Zero(LabelSet::Free(claims::kTrustLabelNames)), {}, {},
                             0);
}

class Training {
 public:
  Training(const ClaimsTrainingOptions& options, const std::function<void(const std::string&)>& say)
      : options_(options), say_(say) {}

  absl::StatusOr<ModelFileWriter> Run() {
    for (const AttributionCorpus& corpus : options_.corpora) {
      RETURN_IF_ERROR(Load(corpus, &train_));
    }
    for (const AttributionCorpus& corpus : options_.trust_only) {
      RETURN_IF_ERROR(Load(corpus, &trust_only_));
    }
    for (const AttributionCorpus& corpus : options_.dev) RETURN_IF_ERROR(Load(corpus, &dev_));
    RETURN_IF_ERROR(LabelInFolds());
    counts_ = Sum(train_);
    for (Lesson* lesson : train_) lesson->MarkOdds(counts_, true);
    for (Lesson* lesson : dev_) lesson->MarkOdds(counts_, false);
    sections_.odds = CueOdds::Encode(counts_);
    sections_.parts =
        TrainParts(train_, [this](const std::string& section) { return ScoreParts(section); });
    TrainSpeech();
    sections_.of_cue =
        TrainOfCue(-1, [this](const std::string& section) { return ScoreOfCue(section); });
    RETURN_IF_ERROR(TrainTrust());
    return AttributionModel::Encode(sections_, *options_.classes);
  }

 private:
  // What was learnt from all lessons but the fold's.
  struct Fold {
    std::string parts;
    CueOdds::Counts counts;
  };

  int FoldOf(size_t lesson) const { return static_cast<int>(lesson) % options_.folds; }

  absl::Status Load(const AttributionCorpus& corpus, Lessons* lessons) {
    ASSIGN_OR_RETURN(auto loaded, PrepareLessons(corpus, *options_.classes));
    size_t attributions = 0;
    for (std::unique_ptr<Lesson>& lesson : loaded) {
      if (options_.speech_only) {
        std::erase_if(lesson->attributions, [](const LessonAttribution& a) { return !a.speech; });
      }
      attributions += lesson->attributions.size();
      lessons->push_back(lesson.get());
      owned_.push_back(std::move(lesson));
    }
    say_(fmt::format("{}: {} texts, {} attributions", corpus.path, loaded.size(), attributions));
    return absl::OkStatus();
  }

  std::string TrainParts(const Lessons& lessons,
                         const std::function<double(const std::string&)>& score) {
    LinearChainTrainer trainer(claims::AttributionLabels(), options_.parts);
    for (const Lesson* lesson : lessons) sequences_.AddParts(*lesson, &trainer);
    std::string section = trainer.Train(score, [&](const LinearChainTrainer::Epoch& epoch) {
      Report("parts", epoch, options_.parts);
    });
    say_(fmt::format("parts: {} features", trainer.features()));
    return section;
  }

  absl::Status LabelInFolds() {
    labelled_.resize(train_.size());
    for (int fold = 0; fold < options_.folds; ++fold) {
      Lessons seen;
      for (size_t i = 0; i < train_.size(); ++i) {
        if (FoldOf(i) != fold) seen.push_back(train_[i]);
      }
      say_(fmt::format("fold {} of {}", fold + 1, options_.folds));
      const CueOdds::Counts counts = Sum(seen);
      for (Lesson* lesson : seen) lesson->MarkOdds(counts, true);
      double epochs = 0;
      const std::string section = TrainParts(seen, [&](const std::string&) { return ++epochs; });
      folds_.push_back({section, counts});
      Arena arena;
      ASSIGN_OR_RETURN(const LinearChain chain, InMemoryChain(section, arena));
      for (size_t i = static_cast<size_t>(fold); i < train_.size();
           i += static_cast<size_t>(options_.folds)) {
        train_[i]->MarkOdds(counts, false);
        tagger_.Tag(train_[i]->text, chain);
        labelled_[i].guesses.assign(tagger_.guesses().begin(), tagger_.guesses().end());
        labelled_[i].cues.assign(tagger_.cues().begin(), tagger_.cues().end());
      }
    }
    return absl::OkStatus();
  }

  void TrainSpeech() {
    LinearChainTrainer trainer(LabelSet::Free(claims::kSpeechLabelNames), options_.parts);
    for (const Lesson* lesson : train_) {
      sequences_.ForSpeech(*lesson, [&](const FeatureRows& rows, bool speech) {
        const LabelMask mask = LabelMask{1}
                               << (speech ? claims::kSpeechLabel : claims::kThoughtLabel);
        trainer.Add(rows, std::span(&mask, 1), lesson->weight);
      });
    }
    sections_.speech =
        trainer.Train([this](const std::string& section) { return ScoreSpeech(section); },
                      [this](const LinearChainTrainer::Epoch& epoch) {
                        Report("speech", epoch, options_.parts);
                      });
    say_(fmt::format("speech: {} features", trainer.features()));
  }

  // The share of attributions that are told right.
  double ScoreSpeech(const std::string& section) {
    Arena arena;
    const auto chain = InMemoryChain(section, arena);
    if (!chain.ok() || dev_.empty()) return 0;
    int hits = 0;
    int all = 0;
    LinearChain::Workspace work;
    std::vector<uint8_t> labels;
    for (const Lesson* lesson : dev_) {
      sequences_.ForSpeech(*lesson, [&](const FeatureRows& rows, bool speech) {
        chain->Decode(rows, work, &labels);
        ++all;
        hits += (labels[0] == claims::kSpeechLabel) == speech ? 1 : 0;
      });
    }
    const double share = static_cast<double>(hits) / std::max(all, 1);
    scores_ = fmt::format("right {:5.2f}", 100 * share);
    return share;
  }

  // From all lessons but those of fold `without`.
  std::string TrainOfCue(int without, const std::function<double(const std::string&)>& score) {
    LinearChainTrainer trainer(claims::CueLabels(), options_.of_cue);
    for (size_t i = 0; i < train_.size(); ++i) {
      if (FoldOf(i) != without) sequences_.AddCues(*train_[i], labelled_[i], &trainer);
    }
    std::string section = trainer.Train(score, [this](const LinearChainTrainer::Epoch& epoch) {
      Report("of a cue", epoch, options_.of_cue);
    });
    say_(fmt::format("of a cue: {} features", trainer.features()));
    return section;
  }

  // Learns from what models of the other folds make of each fold, and of lessons that teach nothing
  // else.
  absl::Status TrainTrust() {
    ChainTrainingOptions options;
    options.epochs = 12;
    options.step = 0.01;
    options.c = 1;
    options.min_count = 3;
    options.dropout = 0.3;
    options.prune = 0.005;
    options.average_from = 4;
    LinearChainTrainer trainer(LabelSet::Free(claims::kTrustLabelNames), options);
    ASSIGN_OR_RETURN(const auto preparation, LessonPreparation::New());
    double epochs = 0;
    for (int fold = 0; fold < options_.folds; ++fold) {
      const Fold& of = folds_[static_cast<size_t>(fold)];
      AttributionModel::Sections sections = sections_;
      sections.parts = of.parts;
      sections.odds = CueOdds::Encode(of.counts);
      sections.of_cue = TrainOfCue(fold, [&](const std::string&) { return ++epochs; });
      sections.trust = EmptyTrust();
      Arena arena;
      ASSIGN_OR_RETURN(const auto file,
                       InMemory(AttributionModel::Encode(sections, *options_.classes),
                                AttributionModel::kKind, arena));
      ASSIGN_OR_RETURN(const auto model, AttributionModel::Load(file, options_.classes));
      Lessons lessons = fold == 0 ? trust_only_ : Lessons();
      for (size_t i = 0; i < train_.size(); ++i) {
        if (FoldOf(i) == fold) lessons.push_back(train_[i]);
      }
      RETURN_IF_ERROR(AddDrafts(*model, of.counts, lessons, *preparation, &trainer));
    }
    epochs = 0;
    sections_.trust = trainer.Train(
        [&](const std::string&) { return ++epochs; },
        [&](const LinearChainTrainer::Epoch& epoch) { Report("trust", epoch, options); });
    say_(fmt::format("trust: {} features", trainer.features()));
    return absl::OkStatus();
  }

  // A sequence for each draft: is it right?
  absl::Status AddDrafts(const AttributionModel& model, const CueOdds::Counts& counts,
                         const Lessons& lessons, LessonPreparation& preparation,
                         LinearChainTrainer* trainer) {
    claims::AttributionTagger tagger(model);
    claims::DraftMaker maker(preparation.reading(), nullptr, 0);
    std::vector<claims::Attribution> found;
    for (Lesson* lesson : lessons) {
      RETURN_IF_ERROR(preparation.Prepare(lesson));
      lesson->MarkOdds(counts, false);
      tagger.Tag(lesson->text, &found);
      std::vector<claims::Draft> drafts = lesson->drafts;
      maker.Make(lesson->text, tagger.guesses(), found, &drafts);
      std::erase_if(drafts, [](const claims::Draft& d) { return d.level > 0 || d.turn; });
      const std::vector<bool> right = Right(*lesson, drafts);
      for (size_t d = 0; d < drafts.size(); ++d) {
        claims::ExtractTrustFeatures(lesson->text, tagger.guesses(), drafts[d], &rows_);
        const LabelMask mask = LabelMask{1} << (right[d] ? claims::kRight : claims::kWrong);
        trainer->Add(rows_, std::span(&mask, 1), lesson->weight);
      }
    }
    return absl::OkStatus();
  }

  // The mean F1 of sources, cues and contents, each by itself.
  double ScoreParts(const std::string& section) {
    Arena arena;
    const auto chain = InMemoryChain(section, arena);
    if (!chain.ok() || dev_.empty()) return 0;
    std::array<HitCounts, 4> counts;
    std::vector<PartRange> found;
    std::vector<uint8_t> labels;
    for (const Lesson* lesson : dev_) {
      tagger_.Tag(lesson->text, *chain, 1);
      labels.clear();
      for (const claims::PartGuess& guess : tagger_.guesses()) labels.push_back(guess.label);
      claims::FindParts(labels, 0, &found);
      const std::vector<PartRange> marked = lesson->Parts();
      for (const PartRange& part : marked) ++counts[static_cast<size_t>(part.part)].marked;
      for (const PartRange& part : found) {
        HitCounts& count = counts[static_cast<size_t>(part.part)];
        ++count.found;
        count.hits += std::any_of(marked.begin(), marked.end(), [&](const PartRange& m) {
          return m.part == part.part && m.words == part.words;
        });
      }
    }
    scores_ = fmt::format("source {:5.2f} cue {:5.2f} content {:5.2f}", 100 * counts[1].f1(),
                          100 * counts[2].f1(), 100 * counts[3].f1());
    return (counts[1].f1() + counts[2].f1() + counts[3].f1()) / 3;
  }

  // The mean F1 of sources, cues, contents and matched attributions.
  double ScoreOfCue(const std::string& section) {
    Arena arena;
    AttributionModel::Sections sections = sections_;
    sections.of_cue = section;
    sections.trust = EmptyTrust();
    const auto file = InMemory(AttributionModel::Encode(sections, *options_.classes),
                               AttributionModel::kKind, arena);
    if (!file.ok() || dev_.empty()) return 0;
    const auto model = AttributionModel::Load(*file, options_.classes);
    if (!model.ok()) return 0;
    claims::AttributionTagger tagger(**model);
    std::vector<claims::Attribution> found;
    AttributionCounts counts;
    for (const Lesson* lesson : dev_) {
      tagger.Tag(lesson->text, &found);
      Count(*lesson, found, &counts);
    }
    scores_ = fmt::format("source {:5.2f} cue {:5.2f} content {:5.2f} matched {:5.2f}",
                          100 * counts.source.f1(), 100 * counts.cue.f1(),
                          100 * counts.content.f1(), 100 * counts.matched.f1());
    return (counts.source.f1() + counts.cue.f1() + counts.content.f1() + counts.matched.f1()) / 4;
  }

  void Report(const char* what, const LinearChainTrainer::Epoch& epoch,
              const ChainTrainingOptions& options) {
    say_(fmt::format("{}: epoch {:2} of {}  log-likelihood {:9.0f}  {}{}", what, epoch.number,
                     options.epochs, epoch.log_likelihood, scores_, epoch.best ? "  best" : ""));
    scores_.clear();
  }

  const ClaimsTrainingOptions& options_;
  const std::function<void(const std::string&)>& say_;
  std::vector<std::unique_ptr<Lesson>> owned_;
  Lessons train_, trust_only_, dev_;
  CueOdds::Counts counts_;
  std::vector<LabelledLesson> labelled_;  // of each lesson of train_
  std::vector<Fold> folds_;
  AttributionModel::Sections sections_;
  claims::PartTagger tagger_;
  LessonSequences sequences_;
  FeatureRows rows_;
  std::string scores_;
};

}  // namespace

absl::StatusOr<ModelFileWriter> TrainClaims(const ClaimsTrainingOptions& options,
                                            const std::function<void(const std::string&)>& say) {
  return Training(options, say).Run();
}

}  // namespace newsmill
