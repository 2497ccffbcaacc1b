#include "ingest/training/tags_training.h"

#include <fmt/format.h>

#include <utility>

#include "ingest/training/model_in_memory.h"
#include "ingest/training/tag_judge.h"
#include "ingest/training/treebank.h"
#include "processors/base/arena.h"
#include "processors/base/status_macros.h"
#include "processors/tags/tag_features.h"
#include "processors/tags/tagger.h"

namespace newsmill {
namespace {

constexpr LabelMask kAll = (LabelMask{1} << kPartsOfSpeech) - 1;

LabelMask Only(PartOfSpeech tag) { return LabelMask{1} << static_cast<size_t>(tag); }

LabelMask Allowed(const TreebankDocument::Word& word) { return word.tag ? Only(*word.tag) : kAll; }

class Training {
 public:
  Training(const TagsTrainingOptions& options, const std::function<void(const std::string&)>& say)
      : options_(options),
        say_(say),
        trainer_(LabelSet::Free(PartOfSpeechNames()), options.chain),
        words_(*options.classes),
        features_(options.classes->grains()) {}

  absl::StatusOr<ModelFileWriter> Run() {
    for (const std::string& path : options_.corpora) RETURN_IF_ERROR(AddCorpus(path));
    for (const std::string& path : options_.dev) {
      ASSIGN_OR_RETURN(TagJudge judge, TagJudge::Load(path));
      judges_.push_back(std::move(judge));
    }
    const std::string chain =
        trainer_.Train([this](const std::string& section) { return Score(section); },
                       [this](const LinearChainTrainer::Epoch& epoch) { Report(epoch); });
    say_(fmt::format("{} features seen at least {} times", trainer_.features(),
                     options_.chain.min_count));
    return Writer(chain);
  }

 private:
  absl::Status AddCorpus(const std::string& path) {
    ASSIGN_OR_RETURN(const std::vector<TreebankDocument> documents, ReadTreebank(path));
    size_t words = 0;
    size_t sentences = 0;
    for (size_t i = 0; i < documents.size(); ++i) {
      words += documents[i].words.size();
      sentences += documents[i].sentences.size();
      AddAsMarked(documents[i], false);
      AddAsCutByUs(documents[i]);
      const bool again = options_.caseless > 0 && i % static_cast<size_t>(options_.caseless) == 0;
      if (again) AddAsMarked(documents[i], true);
    }
    say_(fmt::format("{}: {} documents, {} sentences, {} words", path, documents.size(), sentences,
                     words));
    return absl::OkStatus();
  }

  ModelFileWriter Writer(const std::string& chain) const {
    return TagModel::Encode(chain, *options_.classes);
  }

  void AddAsMarked(const TreebankDocument& marked, bool caseless) {
    LayOutTreebank(marked, TreebankCut::kMarked, &document_, &token_words_);
    words_.Load(document_, caseless);
    for (const WordSentence& sentence : words_.sentences()) {
      allowed_.clear();
      for (uint32_t i = sentence.first; i < sentence.end; ++i) {
        allowed_.push_back(Allowed(marked.words[i]));
      }
      AddSentence(sentence);
    }
  }

  // Only the sentences that differ.
  void AddAsCutByUs(const TreebankDocument& marked) {
    LayOutTreebank(marked, TreebankCut::kOurs, &document_, &token_words_);
    words_.Load(document_);
    for (size_t s = 0; s < words_.sentences().size(); ++s) {
      const WordSentence& sentence = words_.sentences()[s];
      allowed_.clear();
      bool differs = false;
      for (uint32_t i = sentence.first; i < sentence.end; ++i) {
        const Word& word = words_.words()[i];
        const TreebankDocument::Word& same = marked.words[token_words_[word.token]];
        const bool whole = word.begin == same.begin && word.end == same.end;
        differs |= !whole;
        allowed_.push_back(word.end < same.end ? AllowedPiece(word) : Allowed(same));
      }
      if (differs) AddSentence(sentence);
    }
  }

  // Of a piece that hyphens cut off; the last piece has the tag of the whole.
  LabelMask AllowedPiece(const Word& word) const {
    return word.end - word.begin == 1 && document_.text[word.begin] == '-'
               ? Only(PartOfSpeech::kHYPH)
               : kAll;
  }

  void AddSentence(const WordSentence& sentence) {
    features_.Extract(words_, sentence, &rows_);
    trainer_.Add(rows_, allowed_);
  }

  // The mean accuracy on the dev sets.
  double Score(const std::string& chain) {
    scores_.clear();
    size_ = chain.size();
    if (judges_.empty()) return 0;
    Arena arena;
    const auto file = InMemory(Writer(chain), TagModel::kKind, arena);
    if (!file.ok()) return 0;
    const auto model = TagModel::Load(*file, *options_.classes);
    if (!model.ok()) return 0;
    double sum = 0;
    for (const TagJudge& judge : judges_) {
      const double accuracy = judge.Judge(**model, *options_.classes).accuracy();
      sum += accuracy;
      scores_ += fmt::format(" {:5.2f}", 100 * accuracy);
    }
    return sum / static_cast<double>(judges_.size());
  }

  void Report(const LinearChainTrainer::Epoch& epoch) const {
    say_(fmt::format("epoch {:2} of {}  log-likelihood {:9.0f}  accuracy{}  {} KB{}", epoch.number,
                     options_.chain.epochs, epoch.log_likelihood, scores_, size_ / 1000,
                     epoch.best ? "  best" : ""));
  }

  const TagsTrainingOptions& options_;
  const std::function<void(const std::string&)>& say_;
  LinearChainTrainer trainer_;
  std::vector<TagJudge> judges_;
  std::string scores_;
  size_t size_ = 0;  // of the last model
  Document document_;
  std::vector<uint32_t> token_words_;
  DocumentWords words_;
  TagFeatures features_;
  FeatureRows rows_;
  std::vector<LabelMask> allowed_;  // of the words of a sentence
};

}  // namespace

absl::StatusOr<ModelFileWriter> TrainTags(const TagsTrainingOptions& options,
                                          const std::function<void(const std::string&)>& say) {
  return Training(options, say).Run();
}

}  // namespace newsmill
