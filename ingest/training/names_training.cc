#include "ingest/training/names_training.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <utility>

#include "ingest/training/model_in_memory.h"
#include "ingest/training/name_judge.h"
#include "processors/base/arena.h"
#include "processors/base/status_macros.h"
#include "processors/entities/name_features.h"
#include "processors/entities/name_tagger.h"

namespace newsmill {
namespace {

constexpr size_t kTypes = 4;

LabelMask MaskOf(size_t type) { return LabelMask{0xf} << SpanLabel::Of(type, SpanLabel::kBegin); }

LabelMask AllLabels() { return (LabelMask{1} << NameLabels().size()) - 1; }

SpanLabel::Place PlaceOf(size_t i, size_t begin, size_t end) {
  if (end - begin == 1) return SpanLabel::kSingle;
  if (i == begin) return SpanLabel::kBegin;
  return i + 1 == end ? SpanLabel::kEnd : SpanLabel::kInside;
}

// The labels that an unmarked word may have.
LabelMask Unmarked(const std::vector<EntityType>& complete) {
  LabelMask mask = LabelMask{1} << SpanLabel::kOutside;
  for (size_t type = 0; type < kTypes; ++type) {
    const auto found = std::find(complete.begin(), complete.end(), static_cast<EntityType>(type));
    if (found == complete.end()) mask |= MaskOf(type);
  }
  return mask;
}

// The labels that each word of a document may have.
std::vector<LabelMask> Allowed(const AnnotatedText& text, const DocumentWords& document,
                               LabelMask unmarked) {
  const std::span<const Word> words = document.words();
  std::vector<LabelMask> allowed(words.size(), unmarked);
  std::vector<bool> ends_sentence(words.size() + 1, false);
  for (const WordSentence& sentence : document.sentences()) ends_sentence[sentence.end] = true;
  size_t begin = 0;
  for (const AnnotatedText::Name& name : text.names) {
    while (begin < words.size() && words[begin].end <= name.begin) ++begin;
    size_t end = begin;
    bool cut = false;
    while (end < words.size() && words[end].begin < name.end) {
      cut = cut || (end > begin && ends_sentence[end]);
      ++end;
    }
    for (size_t i = begin; i < end; ++i) {
      const uint8_t label = SpanLabel::Of(static_cast<size_t>(name.type), PlaceOf(i, begin, end));
      // A name that goes across the end of a sentence tells nothing.
      allowed[i] = cut ? AllLabels() : LabelMask{1} << label;
    }
    begin = end;
  }
  return allowed;
}

class Training {
 public:
  Training(const NamesTrainingOptions& options, const std::function<void(const std::string&)>& say)
      : options_(options), say_(say), trainer_(NameLabels(), options.chain) {}

  absl::StatusOr<ModelFileWriter> Run() {
    RETURN_IF_ERROR(LoadLists());
    for (const NameCorpus& corpus : options_.corpora) RETURN_IF_ERROR(AddCorpus(corpus));
    for (const NameCorpus& dev : options_.dev) {
      ASSIGN_OR_RETURN(NameJudge judge, NameJudge::Load(dev));
      judges_.push_back(std::move(judge));
    }
    std::string chain =
        trainer_.Train([this](const std::string& section) { return Score(section); },
                       [this](const LinearChainTrainer::Epoch& epoch) { Report(epoch); });
    say_(fmt::format("{} features seen at least {} times", trainer_.features(),
                     options_.chain.min_count));
    const NameConfidence confidence = Confidence(chain);
    return NameModel::Encode(std::move(chain), lists_section_, *options_.classes, confidence);
  }

 private:
  absl::Status LoadLists() {
    absl::StatusOr<std::string> section = NameLists::Encode(options_.lists);
    if (!section.ok()) return section.status();
    lists_section_ = *std::move(section);
    ModelFileWriter writer(NameModel::kKind);
    writer.Add("lists", lists_section_);
    ASSIGN_OR_RETURN(auto file, InMemory(writer, NameModel::kKind, arena_));
    ASSIGN_OR_RETURN(NameLists lists, NameLists::Load(std::move(file)));
    lists_ = std::make_unique<NameLists>(std::move(lists));
    return absl::OkStatus();
  }

  absl::Status AddCorpus(const NameCorpus& corpus) {
    ASSIGN_OR_RETURN(std::vector<AnnotatedText> texts, ReadAnnotatedTexts(corpus.path));
    HoldOut(corpus, &texts);
    const LabelMask unmarked = Unmarked(corpus.complete);
    size_t names = 0;
    for (size_t i = 0; i < texts.size(); ++i) {
      names += texts[i].names.size();
      AddText(texts[i], unmarked, corpus.weight, false);
      const bool again = options_.caseless > 0 && i % static_cast<size_t>(options_.caseless) == 0;
      if (again) AddText(texts[i], unmarked, corpus.weight, true);
    }
    say_(fmt::format("{}: {} texts, {} names", corpus.path, texts.size(), names));
    return absl::OkStatus();
  }

  void HoldOut(const NameCorpus& corpus, std::vector<AnnotatedText>* texts) {
    if (options_.held_out <= 0) return;
    std::vector<AnnotatedText> learnt;
    std::vector<AnnotatedText> held_out;
    for (size_t i = 0; i < texts->size(); ++i) {
      const bool out = (i + 1) % static_cast<size_t>(options_.held_out) == 0;
      (out ? held_out : learnt).push_back(std::move((*texts)[i]));
    }
    *texts = std::move(learnt);
    held_out_.emplace_back(std::move(held_out), corpus.complete);
  }

  void AddText(const AnnotatedText& text, LabelMask unmarked, float weight, bool caseless) {
    LayOut(text.text, &document_);
    DocumentWords words(*options_.classes);
    words.Load(document_, caseless);
    NameFeatures features(*lists_);
    features.Load(words);
    const std::vector<LabelMask> allowed = Allowed(text, words, unmarked);
    for (size_t i = 0; i < words.sentences().size(); ++i) {
      const WordSentence& sentence = words.sentences()[i];
      features.Extract(i, &rows_);
      const size_t size = sentence.end - sentence.first;
      trainer_.Add(rows_, std::span(allowed).subspan(sentence.first, size), weight);
    }
  }

  absl::StatusOr<std::shared_ptr<const NameModel>> Model(const std::string& chain, Arena& arena) {
    ASSIGN_OR_RETURN(
        const auto file,
        InMemory(NameModel::Encode(chain, lists_section_, *options_.classes, NameConfidence()),
                 NameModel::kKind, arena));
    return NameModel::Load(file, options_.classes);
  }

  // The mean F1 of the dev sets.
  double Score(const std::string& chain) {
    scores_.clear();
    if (judges_.empty()) return 0;
    Arena arena;
    const auto model = Model(chain, arena);
    if (!model.ok()) return 0;
    NameTagger tagger(**model);
    double sum = 0;
    for (const NameJudge& judge : judges_) {
      const double f1 = judge.Judge(tagger).f1();
      sum += f1;
      scores_ += fmt::format(" {:5.2f}", 100 * f1);
    }
    return sum / static_cast<double>(judges_.size());
  }

  // How sure the model may be, by the texts that were held out.
  NameConfidence Confidence(const std::string& chain) {
    Arena arena;
    const auto model = Model(chain, arena);
    if (!model.ok() || held_out_.empty()) return {};
    NameTagger tagger(**model);
    std::vector<NameConfidence::Sample> samples;
    for (const NameJudge& judge : held_out_) judge.Judge(tagger, &samples);
    const NameConfidence confidence = NameConfidence::Fit(samples);
    say_(fmt::format("confidence: slope {:.3f}, offset {:.3f}, by {} names of texts held out",
                     confidence.line.slope, confidence.line.offset, samples.size()));
    return confidence;
  }

  void Report(const LinearChainTrainer::Epoch& epoch) const {
    say_(fmt::format("epoch {:2} of {}  log-likelihood {:9.0f}  F1{}{}", epoch.number,
                     options_.chain.epochs, epoch.log_likelihood, scores_,
                     epoch.best ? "  best" : ""));
  }

  const NamesTrainingOptions& options_;
  const std::function<void(const std::string&)>& say_;
  LinearChainTrainer trainer_;
  Arena arena_;
  std::string lists_section_;
  std::unique_ptr<NameLists> lists_;
  std::vector<NameJudge> judges_;
  std::vector<NameJudge> held_out_;
  std::string scores_;
  Document document_;
  FeatureRows rows_;
};

}  // namespace

absl::StatusOr<ModelFileWriter> TrainNames(const NamesTrainingOptions& options,
                                           const std::function<void(const std::string&)>& say) {
  return Training(options, say).Run();
}

}  // namespace newsmill
