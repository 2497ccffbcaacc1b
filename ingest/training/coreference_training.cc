#include "ingest/training/coreference_training.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <span>

#include "ingest/training/coreference_judge.h"
#include "ingest/training/treebank.h"
#include "processors/base/status_macros.h"
#include "processors/coreference/resolver.h"

namespace newsmill {
namespace {

using coreference::Antecedent;
using coreference::FeatureVector;
using coreference::kFeatures;
using coreference::Passage;
using coreference::Phrase;
using coreference::PhraseKind;
using coreference::ReferenceWeights;

constexpr double kStep = 0.3;
constexpr int kReportEvery = 100;

// A pronoun with its antecedents, and which is right.
struct Question {
  std::vector<Antecedent> antecedents;
  size_t answer = 0;
};
using Questions = std::array<std::vector<Question>, coreference::kPronounGroups>;

// The chain of the treebank that the words of a phrase stand for; -1 if none is marked there.
int32_t MarkedChain(const TreebankDocument& marked, const Passage& passage, const Phrase& phrase) {
  const bool name = phrase.kind == PhraseKind::kName;
  return ChainOfSpan(marked, passage.Span(name ? phrase.begin : phrase.head, phrase.end), name);
}

size_t AnswerOf(const TreebankDocument& marked, const Passage& passage,
                std::span<const Phrase> phrases, size_t pronoun,
                std::span<const Antecedent> antecedents) {
  const int32_t chain = MarkedChain(marked, passage, phrases[pronoun]);
  for (size_t i = 0; chain >= 0 && i + 1 < antecedents.size(); ++i) {
    // Its last phrase: the one that stands nearest.
    for (size_t p = pronoun; p > 0; --p) {
      if (phrases[p - 1].chain != antecedents[i].chain) continue;
      if (MarkedChain(marked, passage, phrases[p - 1]) == chain) return i;
      break;
    }
  }
  return antecedents.size() - 1;
}

absl::Status Collect(const std::string& path, const CoreferenceTrainingOptions& options,
                     Questions* questions) {
  ASSIGN_OR_RETURN(const std::vector<TreebankDocument> documents, ReadTreebank(path));
  ASSIGN_OR_RETURN(CoreferenceChain chain, CoreferenceChain::Make("entities"));
  coreference::Resolver resolver(std::make_shared<const ReferenceWeights>());
  for (const TreebankDocument& document : documents) {
    if (!IsAmong(document, options.only)) continue;
    ASSIGN_OR_RETURN(Document * doc, chain.Run(document.text));
    resolver.set_teacher([&](const Passage& passage, std::span<const Phrase> phrases,
                             size_t pronoun, std::span<const Antecedent> antecedents) {
      Question question;
      question.antecedents.assign(antecedents.begin(), antecedents.end());
      question.answer = AnswerOf(document, passage, phrases, pronoun, antecedents);
      const auto group = coreference::AntecedentFinder::GroupOf(phrases[pronoun]);
      (*questions)[static_cast<size_t>(group)].push_back(question);
      return question.answer;
    });
    resolver.Resolve(*doc);
  }
  return absl::OkStatus();
}

struct Epoch {
  double likelihood = 0;
  size_t right = 0;
};

// Adds the likelihood's gradient to *gradient.
Epoch Differentiate(const ReferenceWeights& weights, size_t group, std::vector<Question>& questions,
                    std::array<double, kFeatures>* gradient) {
  Epoch epoch;
  for (Question& question : questions) {
    weights.Judge(static_cast<coreference::PronounGroup>(group), question.antecedents);
    size_t best = 0;
    for (size_t a = 0; a < question.antecedents.size(); ++a) {
      const Antecedent& antecedent = question.antecedents[a];
      if (antecedent.probability > question.antecedents[best].probability) best = a;
      const double push = (a == question.answer ? 1.0 : 0.0) - antecedent.probability;
      for (size_t f = 0; f < kFeatures; ++f) (*gradient)[f] += push * antecedent.features[f];
    }
    epoch.right += best == question.answer ? 1U : 0U;
    epoch.likelihood +=
        std::log(std::max(1e-9F, question.antecedents[question.answer].probability));
  }
  return epoch;
}

void Learn(const CoreferenceTrainingOptions& options, size_t group,
           std::vector<Question>& questions, ReferenceWeights* weights,
           const std::function<void(const std::string&)>& say) {
  std::array<double, kFeatures> squares{};
  for (int number = 1; number <= options.epochs; ++number) {
    std::array<double, kFeatures> gradient{};
    const Epoch epoch = Differentiate(*weights, group, questions, &gradient);
    FeatureVector& own = weights->groups[group];
    for (size_t f = 0; f < kFeatures; ++f) {
      const double slope = gradient[f] - options.penalty * own[f];
      squares[f] += slope * slope;
      if (squares[f] > 0) own[f] += static_cast<float>(kStep * slope / std::sqrt(squares[f]));
    }
    if (number % kReportEvery != 0) continue;
    say(fmt::format("group {} epoch {}: log-likelihood {:.1f}, right {} of {}", group, number,
                    epoch.likelihood, epoch.right, questions.size()));
  }
}

}  // namespace

absl::StatusOr<ReferenceWeights> TrainCoreference(
    const CoreferenceTrainingOptions& options, const std::function<void(const std::string&)>& say) {
  Questions questions;
  for (const std::string& path : options.treebanks) {
    RETURN_IF_ERROR(Collect(path, options, &questions));
  }
  ReferenceWeights weights;
  for (size_t group = 0; group < questions.size(); ++group) {
    Learn(options, group, questions[group], &weights, say);
  }
  return weights;
}

}  // namespace newsmill
