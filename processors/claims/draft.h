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
  std::array<TokenRange, kMaxPieces> pieces;
  uint8_t piece_count = 0;
  uint8_t level = 0;       // how many quotations the attribution stands in
  bool turn = false;       // an interview's turn: direct without marks
  bool quotation = false;  // the content so far ends with a whole quotation
  bool future = false;     // "will say": nothing was said yet
  int32_t parent = kNone;  // the draft whose quotation or turn this one stands in
  uint32_t segment = 0;
  uint32_t sentence_token = 0;  // first token of its sentence
  float confidence = 0;

  void AddPiece(TokenRange piece) {
    if (!piece.empty() && piece_count < kMaxPieces) pieces[piece_count++] = piece;
  }
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_DRAFT_H_
