#ifndef NEWSMILL_PROCESSORS_CLAIMS_EXTRACTION_H_
#define NEWSMILL_PROCESSORS_CLAIMS_EXTRACTION_H_

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "processors/claims/contents.h"
#include "processors/claims/reading.h"
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
  static constexpr int32_t kNone = -1;

  const CueVerb* cue = nullptr;  // null: none
  TokenRange cue_tokens;
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

// Finds the attributions of a field by rule: cues with their sources and contents, quotations
// and where they go on, "according to", colons, interviews. Scratch is kept between calls; linear
// in the number of tokens, since each cue looks a bounded way around itself.
class Extractor {
 public:
  Extractor() : sources_(reading_), contents_(reading_, sources_) {}

  // Clears *drafts and fills it: the field's own level in text order, then each quotation's.
  void Extract(const Document& document, Field field, std::vector<Draft>* drafts);

  // The field of the last Extract() at its own level; valid until the next one.
  const Reading& TopLevel() {
    reading_.ReadLevel(Quotation::kNone);
    return reading_;
  }

 private:
  struct Turn {
    uint32_t first_segment;
    uint32_t end_segment;
    uint32_t colon;  // item
  };

  void ExtractLevel(int32_t quotation);
  void ExtractSegment(uint32_t segment);
  bool IsNoSpeech(const Segment& segment, uint32_t cue, uint32_t after, const CueVerb& verb) const;
  bool IsVerb(const Segment& segment, uint32_t cue, const VerbGroup& group) const;
  void TryCue(uint32_t segment, uint32_t cue);
  bool TryQuotationBefore(const Segment& segment, uint32_t cue, uint32_t after, Draft* draft);
  bool TryContentBefore(const Segment& segment, uint32_t comma, uint32_t after, Draft* draft);
  bool TryInverted(const Segment& segment, uint32_t cue, uint32_t after, Draft* draft);
  void AddFollowingQuotation(const Segment& segment, uint32_t after, Draft* draft);
  void TryAccordingTo(uint32_t segment, uint32_t item);
  void TryColon(uint32_t segment, size_t first_draft);
  void TryLabel(uint32_t segment);
  void TakeQuotations(uint32_t segment, size_t first_draft);
  void FindTurns();
  void AddTurns();
  Source Inherited(const Segment& segment, uint32_t cue) const;
  int32_t QuotationBefore(const Segment& segment, uint32_t end) const;
  bool IsPure(const Segment& segment) const;
  bool IsUsed(int32_t quotation) const;
  void Use(const Item& item, size_t draft);
  void Add(const Draft& draft);
  Draft NewDraft(uint32_t segment, float confidence) const;
  TokenRange Tokens(uint32_t begin_item, uint32_t end_item) const;
  uint32_t ContentStart(const Segment& segment, uint32_t comma) const;

  Reading reading_;
  SourceFinder sources_;
  ContentFinder contents_;
  std::vector<Draft>* drafts_ = nullptr;
  std::vector<int32_t> used_by_;  // per quotation: the draft whose content it is
  std::vector<Turn> turns_;
  size_t level_first_draft_ = 0;
  int32_t parent_ = Draft::kNone;
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_EXTRACTION_H_
