#include "processors/claims/attribution_text.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "processors/learning/hashing.h"

namespace newsmill::claims {
namespace {

// Longer ones are cut, since the features of all words of one are held at once.
constexpr uint32_t kLongestParagraph = 1000;
constexpr size_t kLongestStem = 24;
constexpr size_t kShortestStem = 3;

// Endings that are taken off, the longest first.
constexpr std::array<std::string_view, 9> kEndings = {"ingly", "ments", "ment", "ing", "edly",
                                                      "ies",   "ed",    "es",   "s"};

// "pledging", "pledged" and "pledges" to "pledg", "denies" and "deny" to "den".
uint32_t Stem(std::string_view word) {
  std::array<char, kLongestStem> lower;
  if (word.size() > kLongestStem) return 0;
  std::transform(word.begin(), word.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  });
  std::string_view stem(lower.data(), word.size());
  for (const std::string_view ending : kEndings) {
    if (stem.ends_with(ending) && stem.size() >= ending.size() + kShortestStem) {
      stem.remove_suffix(ending.size());
      break;
    }
  }
  if (stem.size() > kShortestStem && (stem.back() == 'e' || stem.back() == 'y')) {
    stem.remove_suffix(1);
  }
  const size_t size = stem.size();
  if (size > kShortestStem && stem[size - 1] == stem[size - 2]) stem.remove_suffix(1);
  return HashText(stem);
}

uint32_t LexiconValue(const Item& item) {
  const uint32_t lemma = item.cue == nullptr ? 0 : HashText(item.cue->lemma);
  return Mix(lemma, static_cast<uint32_t>(item.word_class) * 8 + static_cast<uint32_t>(item.form));
}

bool IsMark(TokenKind kind) {
  return kind == TokenKind::kOpenQuote || kind == TokenKind::kCloseQuote ||
         kind == TokenKind::kStraightQuote;
}

}  // namespace

void AttributionText::Read(const Reading& reading, std::span<const Draft> drafts) {
  Divide(reading);
  Describe(reading);
  MarkNames(reading);
  MarkQuotations(reading);
  drafts_ = drafts;
  MarkRules();
}

void AttributionText::Divide(const Reading& reading) {
  const std::span<const WordSentence> all = loaded_.sentences();
  const auto is_here = [&](const WordSentence& s) { return s.field == reading.field(); };
  const auto begin = std::find_if(all.begin(), all.end(), is_here);
  const auto end = std::find_if_not(begin, all.end(), is_here);
  const uint32_t base = begin == end ? 0 : begin->first;
  words_ = loaded_.words().subspan(base, begin == end ? 0 : (end - 1)->end - base);
  facts_.assign(words_.size(), WordFacts());
  sentences_.clear();
  paragraphs_.clear();
  const std::vector<Sentence>& layout = reading.document().layout(reading.field()).sentences;
  size_t at = 0;
  for (auto sentence = begin; sentence != end; ++sentence, ++at) {
    if (sentence->first == sentence->end) continue;
    const WordRange range{sentence->first - base, sentence->end - base};
    sentences_.push_back(range);
    bool starts = layout[at].starts_paragraph;
    for (uint32_t i = range.first; i < range.end; ++i) {
      if (starts || paragraphs_.empty() || paragraphs_.back().size() == kLongestParagraph) {
        paragraphs_.push_back({i, i});
        starts = false;
      }
      paragraphs_.back().end = i + 1;
      facts_[i].sentence = static_cast<uint32_t>(sentences_.size() - 1);
      facts_[i].paragraph = static_cast<uint32_t>(paragraphs_.size() - 1);
    }
  }
  first_word_.clear();
  for (uint32_t i = 0; i < words_.size(); ++i) {
    while (first_word_.size() <= words_[i].token) first_word_.push_back(i);
  }
  first_word_.resize(reading.tokens().size() + 1, static_cast<uint32_t>(words_.size()));
}

WordRange AttributionText::WordsOf(const TokenRange& range) const {
  return {first_word_[range.first], first_word_[range.end]};
}

TokenRange AttributionText::TokensOf(const WordRange& range) const {
  if (range.empty()) return {};
  return {words_[range.first].token, words_[range.end - 1].token + 1};
}

void AttributionText::Describe(const Reading& reading) {
  for (size_t i = 0; i < words_.size(); ++i) {
    WordFacts& facts = facts_[i];
    const uint32_t token = words_[i].token;
    const Item& item = reading.word(token);
    const std::string_view text = reading.TokenText(token);
    facts.colon = item.kind == ItemKind::kColon;
    facts.clause = facts.colon || item.kind == ItemKind::kComma ||
                   item.kind == ItemKind::kSemicolon || item.kind == ItemKind::kDash;
    facts.mark = IsMark(reading.tokens()[token].kind);
    facts.that = item.word_class == WordClass::kThat;
    if (words_[i].letters) {
      facts.stem = Stem(text);
      facts.lexicon = LexiconValue(item);
    }
    facts.may_be_cue = words_[i].letters || facts.colon || item.kind == ItemKind::kDash;
  }
}

void AttributionText::MarkOdds(const std::function<uint8_t(uint32_t)>& step) {
  for (size_t i = 0; i < words_.size(); ++i) {
    WordFacts& facts = facts_[i];
    facts.odds = facts.may_be_cue ? step(WordKey(words_[i])) : uint8_t{0};
    facts.stem_odds = words_[i].letters ? step(StemKey(facts)) : uint8_t{0};
    facts.cue_like = words_[i].letters && facts.odds >= CueOdds::kLikely;
  }
}

void AttributionText::MarkNames(const Reading& reading) {
  const Document& document = reading.document();
  for (const Mention& mention : document.mentions) {
    const bool named = mention.kind == MentionKind::kName || mention.kind == MentionKind::kAlias;
    if (!named || mention.span.field != reading.field()) continue;
    const auto first =
        std::lower_bound(words_.begin(), words_.end(), mention.span.begin,
                         [](const Word& word, uint32_t begin) { return word.begin < begin; });
    const uint32_t type = static_cast<uint32_t>(document.entities[mention.entity].type);
    uint32_t place = 0;
    for (auto word = first; word != words_.end() && word->begin < mention.span.end; ++word) {
      facts_[static_cast<size_t>(word - words_.begin())].name = 1 + 2 * type + place;
      place = 1;
    }
  }
}

void AttributionText::MarkQuotations(const Reading& reading) {
  for (const Quotation& quotation : reading.quotations()) {
    if (quotation.parent != Quotation::kNone) continue;
    const WordRange range = WordsOf({quotation.first_token, quotation.end_token});
    for (uint32_t i = range.first; i < range.end; ++i) {
      facts_[i].quoted = quotation.closed ? 1 : 2;
      facts_[i].quote_first = range.first;
      facts_[i].quote_end = range.end;
    }
  }
}

void AttributionText::MarkRules() {
  const auto mark = [&](const TokenRange& tokens, Part part) {
    const WordRange range = WordsOf(tokens);
    for (uint32_t i = range.first; i < range.end; ++i) {
      facts_[i].rule =
          static_cast<uint8_t>(2 * static_cast<uint32_t>(part) + (i == range.first ? 1 : 0));
    }
  };
  for (const Draft& draft : drafts_) {
    if (draft.level > 0 || draft.turn) continue;
    for (size_t p = 0; p < draft.piece_count; ++p) mark(draft.pieces[p], Part::kContent);
  }
  for (const Draft& draft : drafts_) {
    if (draft.level > 0 || draft.turn) continue;
    if (draft.source.found) {
      mark({draft.source.first_token, draft.source.end_token}, Part::kSource);
    }
    mark(draft.cue_tokens, Part::kCue);
  }
}

uint32_t AttributionText::QuotedShare(std::span<const WordRange> pieces) const {
  bool any = false;
  bool all = true;
  for (const WordRange& piece : pieces) {
    for (uint32_t i = piece.first; i < piece.end; ++i) {
      (facts_[i].quoted != 0 ? any : all) = facts_[i].quoted != 0;
    }
  }
  return any ? (all ? 2 : 1) : 0;
}

}  // namespace newsmill::claims
