#ifndef NEWSMILL_PROCESSORS_CLAIMS_ATTRIBUTION_TEXT_H_
#define NEWSMILL_PROCESSORS_CLAIMS_ATTRIBUTION_TEXT_H_

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "processors/base/document.h"
#include "processors/claims/cue_odds.h"
#include "processors/claims/draft.h"
#include "processors/claims/reading.h"
#include "processors/learning/hashing.h"
#include "processors/learning/words.h"

namespace newsmill::claims {

// A part of an attribution; the types of the labels, in their order.
enum class Part : uint8_t { kNone, kSource, kCue, kContent };

// Half-open range of words.
struct WordRange {
  uint32_t first = 0;
  uint32_t end = 0;

  bool empty() const { return first == end; }
  uint32_t size() const { return end - first; }
  friend bool operator==(const WordRange&, const WordRange&) = default;
};

// What the attribution models look at in a word beside its form.
struct WordFacts {
  static constexpr uint32_t kNowhere = ~uint32_t{0};

  uint32_t name = 0;     // type and place of the name that it belongs to; 0: none
  uint32_t stem = 0;     // of its form without endings
  uint32_t lexicon = 0;  // class, form and lemma in the lexicon
  uint32_t sentence = 0;
  uint32_t paragraph = 0;
  uint32_t quote_first = kNowhere;  // words of the outermost quotation around it, marks included
  uint32_t quote_end = kNowhere;
  uint8_t quoted = 0;  // 1 inside a quotation, 2 inside one that is not closed
  uint8_t odds = CueOdds::kUnknown;
  uint8_t stem_odds = CueOdds::kUnknown;
  uint8_t rule = 0;     // what the rules say: 0 or 2 * part, + 1 where it begins
  bool mark = false;    // a quotation mark
  bool clause = false;  // a comma, semicolon, colon or dash
  bool colon = false;
  bool that = false;
  bool may_be_cue = false;
  bool cue_like = false;  // likely to be a cue, by itself
};

// One field of a document as the attribution models see it. Holds scratch; one document at a time.
class AttributionText {
 public:
  // `classes` must outlive this.
  explicit AttributionText(const WordClasses& classes) : loaded_(classes) {}

  // The document's words; to be called before Read().
  void Start(const Document& document) { loaded_.Load(document); }
  // Those of Start(), of both fields.
  const DocumentWords& loaded() const { return loaded_; }

  // The field that `reading` and the rules' `drafts` are of; both are kept until the next call. Its
  // document as in Start(), with its names.
  void Read(const Reading& reading, std::span<const Draft> drafts);

  // Sets how likely words are cues; `step` gives what CueOdds::Find would for WordKey and StemKey.
  void MarkOdds(const std::function<uint8_t(uint32_t)>& step);
  // What CueOdds knows a word and its stem by.
  static uint32_t WordKey(const Word& word) { return word.lower; }
  static uint32_t StemKey(const WordFacts& facts) { return Mix(facts.stem, 1); }

  std::span<const Word> words() const { return words_; }
  std::span<const WordFacts> facts() const { return facts_; }
  std::span<const WordRange> sentences() const { return sentences_; }
  std::span<const WordRange> paragraphs() const { return paragraphs_; }
  size_t grains() const { return loaded_.grains(); }
  // The grain to combine with other things: some hundred classes.
  size_t middle_grain() const { return grains() > kMiddleGrain ? kMiddleGrain : 0; }
  // As given to Read().
  std::span<const Draft> drafts() const { return drafts_; }

  // The words that overlap the tokens of `range`, and the tokens that overlap the words.
  WordRange WordsOf(const TokenRange& range) const;
  TokenRange TokensOf(const WordRange& range) const;

  // 0 where none of the words is quoted, 1 some, 2 all.
  uint32_t QuotedShare(std::span<const WordRange> pieces) const;

 private:
  static constexpr size_t kMiddleGrain = 5;

  void Divide(const Reading& reading);
  void Describe(const Reading& reading);
  void MarkNames(const Reading& reading);
  void MarkQuotations(const Reading& reading);
  void MarkRules();

  DocumentWords loaded_;
  std::span<const Word> words_;
  std::span<const Draft> drafts_;
  std::vector<WordFacts> facts_;
  std::vector<WordRange> sentences_, paragraphs_;
  std::vector<uint32_t> first_word_;  // of each token, and the number of words
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_ATTRIBUTION_TEXT_H_
