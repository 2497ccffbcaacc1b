#include "ingest/training/coreference_judge.h"

#include <algorithm>
#include <map>
#include <set>

#include "processors/base/status_macros.h"
#include "processors/builtin.h"
#include "processors/coreference/reference_words.h"

namespace newsmill {
namespace {

namespace word = coreference::word;
using Marked = TreebankDocument::Marked;

constexpr size_t kAround = 60;  // bytes each side of a fault

std::string_view TextOf(const TreebankDocument& document, const Marked& marked) {
  const uint32_t begin = document.words[marked.first].begin;
  return std::string_view(document.text).substr(begin, document.words[marked.end - 1].end - begin);
}

uint64_t PronounOf(std::string_view text) {
  return coreference::FactsOf(text) & word::kPronounOfThird;
}

bool IsName(const Mention& mention) {
  return mention.kind == MentionKind::kName || mention.kind == MentionKind::kAlias;
}

// One document's comparison.
class Comparison {
 public:
  Comparison(const TreebankDocument& marked, const Document& doc, CoreferenceCounts* counts)
      : marked_(marked), doc_(doc), counts_(*counts) {
    for (const Marked& m : marked.marked) {
      if (m.named) named_.insert(m.chain);
    }
    for (const Mention& mention : doc.mentions) {
      if (!IsName(mention)) continue;
      const int32_t chain = ChainOfSpan(marked, mention.span, true);
      if (chain >= 0) names_of_[mention.entity].insert(static_cast<uint32_t>(chain));
    }
  }

  void JudgePronouns(const OnPronoun& on_fault) {
    std::map<uint32_t, const Mention*> found;
    for (const Mention& mention : doc_.mentions) {
      if (mention.kind == MentionKind::kPronoun && PronounOf(doc_.Text(mention.span)) != 0) {
        found[mention.span.begin] = &mention;
      }
    }
    for (const Marked& m : marked_.marked) {
      if (m.end - m.first != 1 || PronounOf(TextOf(marked_, m)) == 0) continue;
      const auto mention = found.find(marked_.words[m.first].begin);
      JudgePronoun(m, mention == found.end() ? nullptr : mention->second, on_fault);
      if (mention != found.end()) found.erase(mention);
    }
    // Pronouns that the treebank has in no chain.
    for (const auto& [begin, mention] : found) {
      ++CountsOf(doc_.Text(mention->span)).found;
      counts_.confidence.Add(mention->confidence, false);
    }
  }

  void JudgeChains() {
    Clusters marked;
    Clusters found;
    std::map<uint32_t, uint32_t> number_of_word;  // head -> mention
    MarkedClusters(&marked, &number_of_word);
    FoundClusters(number_of_word, &found);
    counts_.muc.Add(ScoreMuc(marked, found));
    counts_.b3.Add(ScoreB3(marked, found));
    counts_.ceaf.Add(ScoreCeaf(marked, found));
  }

 private:
  LinkCounts& CountsOf(std::string_view pronoun) {
    const uint64_t facts = PronounOf(pronoun);
    if ((facts & word::kThey) != 0) return counts_.plurals;
    return (facts & word::kIt) != 0 ? counts_.things : counts_.persons;
  }

  void JudgePronoun(const Marked& m, const Mention* mention, const OnPronoun& on_fault) {
    LinkCounts& counts = CountsOf(TextOf(marked_, m));
    const bool named = named_.contains(m.chain);
    const bool hit = mention != nullptr && names_of_[mention->entity].contains(m.chain);
    counts.marked += named ? 1 : 0;
    counts.found += mention != nullptr ? 1 : 0;
    counts.hits_found += hit ? 1 : 0;
    counts.hits_marked += hit ? 1 : 0;
    if (mention != nullptr) counts_.confidence.Add(mention->confidence, hit);
    if (hit || (mention == nullptr && !named) || !on_fault) return;
    const uint32_t begin = marked_.words[m.first].begin;
    const size_t from = begin - std::min<size_t>(begin, kAround);
    const auto first = std::ranges::find(marked_.marked, m.chain, &Marked::chain);
    on_fault(std::string_view(marked_.text).substr(from, 2 * kAround),
             mention == nullptr ? "" : doc_.entities[mention->entity].name,
             TextOf(marked_, *first));
  }

  void MarkedClusters(Clusters* clusters, std::map<uint32_t, uint32_t>* numbers) const {
    std::map<uint32_t, std::vector<uint32_t>> chains;
    for (const Marked& m : marked_.marked) {
      const bool pronoun = m.end - m.first == 1 && PronounOf(TextOf(marked_, m)) != 0;
      if (!named_.contains(m.chain) || (!m.named && !pronoun)) continue;
      const auto number = static_cast<uint32_t>(numbers->size());
      if (!numbers->emplace(marked_.words[m.head].begin, number).second) continue;
      chains[m.chain].push_back(number);
    }
    for (auto& [chain, mentions] : chains) {
      if (mentions.size() > 1) clusters->push_back(std::move(mentions));
    }
  }

  // Mentions that are not marked get numbers of their own.
  void FoundClusters(const std::map<uint32_t, uint32_t>& numbers, Clusters* clusters) const {
    auto next = static_cast<uint32_t>(numbers.size());
    std::set<uint32_t> used;
    for (const Entity& entity : doc_.entities) {
      std::vector<uint32_t> mentions;
      for (const Mention& mention : doc_.mentions_of(entity)) {
        const bool pronoun =
            mention.kind == MentionKind::kPronoun && PronounOf(doc_.Text(mention.span)) != 0;
        if (!IsName(mention) && !pronoun) continue;
        const auto head = numbers.lower_bound(mention.span.begin);
        const bool marked = head != numbers.end() && head->first < mention.span.end;
        const uint32_t number = marked ? head->second : next++;
        if (used.insert(number).second) mentions.push_back(number);
      }
      if (mentions.size() > 1) clusters->push_back(std::move(mentions));
    }
  }

  const TreebankDocument& marked_;
  const Document& doc_;
  CoreferenceCounts& counts_;
  std::set<uint32_t> named_;                         // chains that have a name
  std::map<uint32_t, std::set<uint32_t>> names_of_;  // entity -> chains of its names
};

}  // namespace

absl::StatusOr<CoreferenceChain> CoreferenceChain::Make(std::string_view until) {
  CoreferenceChain chain;
  for (const BuiltinProcessor& builtin : BuiltinProcessors()) {
    if (builtin.name == "language") continue;
    OptionsReader options = OptionsReader::Empty();
    ASSIGN_OR_RETURN(const ProcessorFactory factory, builtin.build(options));
    chain.stages_.push_back(factory());
    if (builtin.name == until) break;
  }
  return chain;
}

absl::StatusOr<Document*> CoreferenceChain::Run(std::string_view text) {
  batch_->Clear();
  Document& document = batch_->Add();
  document.text = text;
  for (const auto& stage : stages_) RETURN_IF_ERROR(stage->Process(*batch_));
  return &document;
}

int32_t ChainOfSpan(const TreebankDocument& marked, const TextSpan& span, bool named) {
  const Marked* best = nullptr;
  for (const Marked& m : marked.marked) {
    const uint32_t head = marked.words[m.head].begin;
    const bool fits = (m.named || !named) && span.begin <= head && head < span.end &&
                      marked.words[m.first].begin <= span.begin;
    if (fits && (best == nullptr || m.end - m.first < best->end - best->first)) best = &m;
  }
  return best == nullptr ? -1 : static_cast<int32_t>(best->chain);
}

absl::StatusOr<CoreferenceCounts> JudgeCoreference(const std::vector<TreebankDocument>& documents,
                                                   const std::vector<std::string>& prefixes,
                                                   const OnPronoun& on_fault) {
  ASSIGN_OR_RETURN(CoreferenceChain chain, CoreferenceChain::Make());
  CoreferenceCounts counts;
  for (const TreebankDocument& document : documents) {
    if (!IsAmong(document, prefixes)) continue;
    ASSIGN_OR_RETURN(const Document* doc, chain.Run(document.text));
    Comparison comparison(document, *doc, &counts);
    comparison.JudgePronouns(on_fault);
    comparison.JudgeChains();
  }
  return counts;
}

}  // namespace newsmill
