#ifndef NEWSMILL_PROCESSORS_BASE_ANNOTATIONS_H_
#define NEWSMILL_PROCESSORS_BASE_ANNOTATIONS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace newsmill {

// What the stages add to a document. Views point into the batch's arena or into static tables.

enum class Field : uint8_t { kTitle, kText };

// Half-open UTF-8 BYTE range into `field`, on code point boundaries. Only the record encoder
// converts to other units. Empty (begin == end) means absent.
struct TextSpan {
  uint32_t begin = 0;
  uint32_t end = 0;
  Field field = Field::kText;

  bool empty() const { return begin == end; }
  friend bool operator==(const TextSpan&, const TextSpan&) = default;
};

// What a token is, by its characters. Words keep inner apostrophes, hyphens and periods ("O'Neill",
// "al-Shabaab", "U.S."); a possessive ’s or 's is a token of its own (kClitic).
enum class TokenKind : uint8_t {
  kWord,
  kNumber,
  kClitic,
  kOpenQuote,
  kCloseQuote,
  kStraightQuote,
  kPunctuation,
  kSymbol
};

struct Token {
  uint32_t begin = 0;  // byte range in the field
  uint32_t end = 0;
  TokenKind kind = TokenKind::kWord;
  bool capitalised = false;   // first letter is upper case
  bool all_caps = false;      // at least two letters, all upper case
  bool space_before = false;  // white space (or the field's start) precedes it
};

struct Sentence {
  uint32_t begin = 0;  // byte range in the field, without surrounding white space
  uint32_t end = 0;
  uint32_t first_token = 0;  // half-open range into TextLayout::tokens
  uint32_t end_token = 0;
  bool starts_paragraph = false;
  bool outside_story = false;  // a byline or the like: no sentence of the record
};

// Tokens and sentences of one field, both in text order and not overlapping; every token lies in
// exactly one sentence.
struct TextLayout {
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;

  void Clear() {
    tokens.clear();
    sentences.clear();
  }
};

enum class EntityType : uint8_t { kPerson, kOrganisation, kLocation, kMisc };
enum class MentionKind : uint8_t { kName, kAlias, kPronoun, kDescription };

struct Mention {
  TextSpan span;
  uint32_t entity = 0;  // index into Document::entities
  MentionKind kind = MentionKind::kName;
  float confidence = 0;
};

// One real thing. Its mentions are the half-open range [first_mention, end_mention) of
// Document::mentions, which is sorted by (entity, field, begin).
struct Entity {
  EntityType type = EntityType::kMisc;
  std::string_view subtype;   // "" or e.g. "norp"
  std::string_view name;      // fullest form in the article, or the knowledge base's
  std::string_view wikidata;  // "" or "Q30"
  std::string_view role;  // how the text describes it first: "finance minister"; "" if not at all
  float link_confidence = 0;  // of `wikidata`
  float salience = 0;         // 0..1
  uint32_t first_mention = 0;
  uint32_t end_mention = 0;
};

// A pronoun or description of the text and who it stands for: an entity, or somebody whom the text
// introduces without a name ("a customs officer").
struct Reference {
  static constexpr int32_t kNoEntity = -1;

  TextSpan span;               // "he", "the Russian foreign minister"
  int32_t entity = kNoEntity;  // index into Document::entities
  TextSpan introduced;         // the words that introduce the unnamed one; empty for entities
  float confidence = 0;        // 0..1
};

enum class ClaimKind : uint8_t { kDirect, kIndirect, kMixed, kStatement };
enum class Stance : uint8_t {
  kSays,
  kAsks,
  kClaims,
  kDenies,
  kAcknowledges,
  kWarns,
  kPromises,
  kAccuses,
  kDemands,
  kPraises,
  kCriticises
};

// A number in a claim with its unit ("percent", "EUR", ... or "").
struct ClaimNumber {
  TextSpan span;
  double value = 0;
  std::string_view unit;
};

struct Claim {
  static constexpr int32_t kNoEntity = -1;

  ClaimKind kind = ClaimKind::kIndirect;
  // Half-open range into Document::claim_spans: the pieces of what was said, in text order,
  // quotation marks included.
  uint32_t first_piece = 0;
  uint32_t end_piece = 0;
  TextSpan cue;                        // empty: none
  std::string_view cue_lemma;          // "say"
  TextSpan source;                     // the words in the text; empty: none
  int32_t speaker_entity = kNoEntity;  // index into Document::entities
  std::string_view speaker_name;       // "" : nobody; never a pronoun
  std::string_view speaker_role;       // "" : not stated
  float speaker_confidence = 0;
  Stance stance = Stance::kSays;
  bool speech = true;  // false: a thought, wish or attitude is reported, nothing was said
  bool negated = false;
  float check_worthiness = 0;
  uint64_t id = 0;           // see records.md: stable across revisions while the words are the same
  uint64_t fingerprint = 0;  // equal for the same words in another outlet
  float confidence = 0;
  // Half-open range into Document::claim_numbers.
  uint32_t first_number = 0;
  uint32_t end_number = 0;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_BASE_ANNOTATIONS_H_
