#ifndef NEWSMILL_PROCESSORS_CLAIMS_DRAFT_H_
#define NEWSMILL_PROCESSORS_CLAIMS_DRAFT_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "processors/claims/lexicon.h"
#include "processors/claims/sources.h"

namespace newsmill::claims {

// Half-open range of tokens.
struct TokenRange {
  uint32_t first = 0;
  uint32_t end = 0;
  bool empty() const { return first == end; }
  uint32_t size() const { return end - first; }
};

// An attribution as found, before anybody asked who the speaker is.
struct Draft {
  static constexpr size_t kMaxPieces = 8;
  // No article says more; what is beyond is not reported.
  static constexpr size_t kMaxDrafts = 4096;  // of one field
  static constexpr int32_t kNone = -1;

  const CueVerb* cue = nullptr;  // null: none
  TokenRange cue_tokens;
  Stance stance = Stance::kSays;
  Source source;
  TokenRange source_tokens;  // all words of the source; empty: those of `source`
  std::array<TokenRange, kMaxPieces> pieces;
  uint8_t piece_count = 0;
  uint8_t level = 0;       // how many quotations the attribution stands in
  bool turn = false;       // an interview's turn: direct without marks
  bool quotation = false;  // the content so far ends with a whole quotation
  bool thought = false;    // nothing was said
  bool future = false;     // "will say": nothing was said yet
  bool negated = false;    // "did not say": this was not said
  int32_t parent = kNone;  // the draft whose quotation or turn this one stands in
  uint32_t segment = 0;
  uint32_t sentence_token = 0;  // first token of its sentence
  float confidence = 0;
  // Who found it, and how surely: the rules' confidence, and by how much the model's score beats
  // that of no content; below 0, by how much that of no source beats that with its source.
  bool by_rules = true;
  bool by_model = false;
  float rule_confidence = 0;
  float margin = 0;
  float source_margin = 0;
  // Where it lies among the others' contents, as the model first finds them: how many hold its cue,
  // any and those that the model is sure of, at most 3; whether one of the rules does; how many the
  // model is sure of hold the middle of its own content.
  uint8_t around = 0;
  uint8_t around_sure = 0;
  bool around_rule = false;
  uint8_t beside = 0;

  // All words of the source; empty: none.
  TokenRange SourceTokens() const {
    if (!source_tokens.empty() || !source.found) return source_tokens;
    if (source.relative < 0) return {source.first_token, source.end_token};
    const auto relative = static_cast<uint32_t>(source.relative);
    return {relative, relative + 1};
  }
  // Tokens of the content.
  size_t content_size() const {
    size_t size = 0;
    for (size_t p = 0; p < piece_count; ++p) size += pieces[p].size();
    return size;
  }
  bool ContentHolds(uint32_t token) const {
    for (size_t p = 0; p < piece_count; ++p) {
      if (pieces[p].first <= token && token < pieces[p].end) return true;
    }
    return false;
  }
  void AddPiece(TokenRange piece) {
    if (!piece.empty() && piece_count < kMaxPieces) pieces[piece_count++] = piece;
  }
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_DRAFT_H_
