#ifndef NEWSMILL_PROCESSORS_COREFERENCE_RESOLVER_H_
#define NEWSMILL_PROCESSORS_COREFERENCE_RESOLVER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "processors/base/document.h"
#include "processors/coreference/antecedents.h"
#include "processors/coreference/descriptions.h"
#include "processors/coreference/passage.h"
#include "processors/coreference/phrases.h"

namespace newsmill::coreference {

// Says who the pronouns of the third person and the descriptions ("the minister") of a document
// stand for, in one pass through title and text. The sure steps come first, as in Lee et al. (2013,
// Deterministic coreference resolution based on entity-centric, precision-ranked rules):
// appositions, descriptions with the same noun, the only body or place of its kind; then pronouns,
// whose antecedents must agree and are ranked by a log-linear model. What is not likely enough
// stays open. Linear. Scratch is kept between documents; one instance a thread.
class Resolver {
 public:
  // Who a pronoun stands for, as an index into `antecedents`; the last one is "none".
  using Teacher = std::function<size_t(const Passage& passage, std::span<const Phrase> phrases,
                                       size_t pronoun, std::span<const Antecedent> antecedents)>;

  explicit Resolver(std::shared_ptr<const ReferenceWeights> weights)
      : weights_(std::move(weights)), finder_(phrases_, chains_) {}
  // The parts point at each other.
  Resolver(const Resolver&) = delete;
  Resolver& operator=(const Resolver&) = delete;

  // Fills doc.references and the roles of doc.entities, whose names must be marked.
  void Resolve(Document& doc);

  // In training the answers come from `teacher` instead of the weights.
  void set_teacher(Teacher teacher) { teacher_ = std::move(teacher); }

 private:
  void ResolveField(const Passage& passage, size_t begin, size_t end);
  void ResolveName(size_t at);
  void ResolveNominal(const Passage& passage, size_t at);
  int32_t FindSpeaker(const Passage& passage, size_t at) const;
  int32_t FindBody(const Passage& passage, size_t at) const;
  void Guess(size_t at, const Antecedent& antecedent);
  void ResolvePronoun(const Passage& passage, size_t at);
  void ResolveTitle(size_t end);
  void IntroduceEarlier(size_t name);
  void Rename(int32_t unnamed, int32_t entity, size_t begin, size_t end);
  int32_t FindDescribed(const Passage& passage, const Phrase& phrase, float* confidence) const;
  int32_t FindOnly(const Document& doc, size_t at, uint64_t kind) const;
  int32_t FindSameNoun(const Passage& passage, size_t at) const;
  void Join(size_t at, int32_t chain, float confidence);
  int32_t NewChain(const Passage& passage, size_t at);
  void Emit(Document& doc) const;

  const std::shared_ptr<const ReferenceWeights> weights_;
  Teacher teacher_;
  Document* doc_ = nullptr;
  Passage title_, text_;
  PhraseReader reader_;
  Descriptions descriptions_;
  std::vector<Phrase> phrases_;
  std::vector<Chain> chains_;
  std::vector<Antecedent> antecedents_;
  AntecedentFinder finder_;
};

}  // namespace newsmill::coreference

#endif  // NEWSMILL_PROCESSORS_COREFERENCE_RESOLVER_H_
