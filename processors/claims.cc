#include "processors/claims.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "embedded/attribution_model.h"
#include "embedded/word_classes.h"
#include "processors/base/status_macros.h"
#include "processors/claims/attribution_drafts.h"
#include "processors/claims/attribution_model.h"
#include "processors/claims/attribution_tagger.h"
#include "processors/claims/attribution_text.h"
#include "processors/claims/extraction.h"
#include "processors/claims/identity.h"
#include "processors/claims/numbers.h"
#include "processors/claims/speakers.h"
#include "processors/claims/wording.h"
#include "processors/worthiness/worthiness_model.h"

namespace newsmill {
namespace {

using claims::Draft;
using claims::Speaker;
using claims::TokenRange;

struct ClaimsOptions {
  // Less sure claims of somebody are left out. Raising it trades misses for fewer false ones.
  double min_confidence = 0.1;
  // Model files of attributions that replace the built-in ones.
  std::string model, words;

  // A sentence in the article's own voice becomes a claim of kind `statement` from this
  // check-worthiness on. Lower finds more, and more that nobody would check. Range [0, 1].
  double statement_threshold = 0.5;
  // Whether thoughts, wishes and attitudes ("fears that", `speech: false`) are claims.
  bool attitudes = true;
  // Model files of check-worthiness that replace the built-in ones.
  std::string worthiness_model, worthiness_words;
};

constexpr size_t kLongestHeadlineQuotation = 256;  // bytes
constexpr size_t kHeadlineClaims = 4;

class Claims : public Processor {
 public:
  Claims(const ClaimsOptions& options, std::shared_ptr<const claims::AttributionModel> model,
         std::shared_ptr<const WorthinessModel> worthiness)
      : options_(options),
        model_(std::move(model)),
        words_(*model_->classes),
        tagger_(*model_),
        maker_(text_extractor_.reading(), &model_->trust,
               static_cast<float>(options.min_confidence)),
        worthiness_(std::move(worthiness)) {}

  absl::Status Process(DocumentBatch& batch) override {
    for (Document& doc : batch.docs()) {
      if (doc.live() && doc.language.MayBeEnglish()) Annotate(doc);
    }
    return absl::OkStatus();
  }

 private:
  struct FieldDrafts {
    std::vector<Draft> drafts;
    std::vector<Speaker> speakers;
    std::vector<uint32_t> order;
  };

  // The text comes first: it describes the people whom the title only names.
  void Annotate(Document& doc) {
    ids_.Start(doc.id);
    words_.Start(doc);
    worthiness_.Start(doc, words_.loaded());
    text_extractor_.Extract(doc, Field::kText, &text_.drafts);
    const claims::Reading& text = text_extractor_.TopLevel();
    FindAttributions(doc, text);
    resolver_.Start(doc, text);
    resolver_.Resolve(text, text_.drafts, &text_.speakers);
    title_extractor_.Extract(doc, Field::kTitle, &title_.drafts);
    resolver_.Resolve(title_extractor_.TopLevel(), title_.drafts, &title_.speakers);
    for (size_t i = 0; i < std::min(title_.drafts.size(), kHeadlineClaims); ++i) {
      if (!title_.drafts[i].source.found) title_.speakers[i] = WhoSaid(title_.drafts[i], text, doc);
    }
    AddClaims(title_extractor_.TopLevel(), title_, doc);
    AddClaims(text, text_, doc);
    // Last: until here mentions are known by their numbers.
    AddFirstPersons(text, doc);
    if (text_.drafts.size() >= Draft::kMaxDrafts) {
      doc.warnings.push_back(
          {"claims", "too_many_claims", "the text has more claims than are kept"});
    }
  }

  void AddFirstPersons(const claims::Reading& text, Document& doc) {
    const size_t known = doc.mentions.size();
    resolver_.AddFirstPersons(title_extractor_.TopLevel(), title_.drafts, title_.speakers,
                              &doc.mentions);
    resolver_.AddFirstPersons(text, text_.drafts, text_.speakers, &doc.mentions);
    if (doc.mentions.size() > known) doc.IndexMentions();
  }

  // Those of the text by the model, beside the rules' ones that text_.drafts holds. A text of 1 MiB
  // has less than kMostTokens, but for one of single characters, which would take memory for
  // nothing.
  void FindAttributions(const Document& doc, const claims::Reading& text) {
    constexpr size_t kMostTokens = size_t{1} << 18;
    if (doc.text_layout.tokens.size() > kMostTokens) return;
    words_.Read(text, text_.drafts);
    words_.MarkOdds([this](uint32_t key) { return model_->odds.Find(key); });
    tagger_.Tag(words_, &attributions_);
    maker_.Make(words_, tagger_.guesses(), attributions_, &text_.drafts);
  }

  // A headline that is a quotation without a name: whoever says so in the text.
  Speaker WhoSaid(const Draft& title, const claims::Reading& text, const Document& doc) const {
    const TextSpan span =
        title_extractor_.reading().Span(title.pieces[0].first + 1, title.pieces[0].end - 1);
    // The search is quadratic at worst: a headline's quotation is short.
    if (span.empty() || span.end - span.begin > kLongestHeadlineQuotation) return {};
    const size_t at = doc.text.find(doc.title.substr(span.begin, span.end - span.begin));
    if (at == std::string_view::npos) return {};
    for (size_t i = text_.drafts.size(); i > 0; --i) {
      const Draft& draft = text_.drafts[i - 1];
      for (size_t p = 0; p < draft.piece_count; ++p) {
        const TextSpan piece = text.Span(draft.pieces[p].first, draft.pieces[p].end);
        if (piece.begin <= at && at < piece.end) return text_.speakers[i - 1];
      }
    }
    return {};
  }

  // In text order, with the statements between the attributions.
  void AddClaims(const claims::Reading& reading, FieldDrafts& field, Document& doc) {
    field.order.clear();
    for (uint32_t i = 0; i < field.drafts.size(); ++i) {
      if (field.drafts[i].thought && !options_.attitudes) continue;
      SortPieces(field.drafts[i]);
      field.order.push_back(i);
    }
    std::sort(field.order.begin(), field.order.end(), [&](uint32_t a, uint32_t b) {
      const TokenRange& x = field.drafts[a].pieces[0];
      const TokenRange& y = field.drafts[b].pieces[0];
      if (x.first != y.first) return x.first < y.first;
      return x.end != y.end ? x.end > y.end : a < b;
    });
    MarkVoices(reading, field.drafts);
    size_t sentence = 0;
    for (const uint32_t i : field.order) {
      AddStatements(reading, field.drafts[i].pieces[0].first, &sentence, doc);
      AddClaim(reading, field.drafts[i], field.speakers[i], doc);
    }
    AddStatements(reading, UINT32_MAX, &sentence, doc);
  }

  static void SortPieces(Draft& draft) {
    std::sort(draft.pieces.begin(), draft.pieces.begin() + draft.piece_count,
              [](const TokenRange& a, const TokenRange& b) { return a.first < b.first; });
  }

  // Which sentences hold somebody's words: no statements of the article's own.
  void MarkVoices(const claims::Reading& reading, const std::vector<Draft>& drafts) {
    const size_t tokens = reading.tokens().size();
    voiced_.assign(tokens, false);
    for (const Draft& draft : drafts) {
      if (draft.level > 0) continue;
      for (size_t p = 0; p < draft.piece_count; ++p) {
        std::fill(voiced_.begin() + draft.pieces[p].first, voiced_.begin() + draft.pieces[p].end,
                  true);
      }
    }
  }

  // Statements of the text whose sentences start before token `until`, from *sentence on.
  void AddStatements(const claims::Reading& reading, uint32_t until, size_t* sentence,
                     Document& doc) {
    if (reading.field() != Field::kText) return;
    const std::vector<Sentence>& sentences = doc.text_layout.sentences;
    for (; *sentence < sentences.size() && sentences[*sentence].first_token < until; ++*sentence) {
      const Sentence& s = sentences[*sentence];
      const auto begin = voiced_.begin() + s.first_token;
      const auto end = voiced_.begin() + s.end_token;
      if (std::find(begin, end, true) != end || reading.DepthOf(s.first_token) > 0) continue;
      const float score = worthiness_.Score({s.begin, s.end, Field::kText});
      if (score < options_.statement_threshold) continue;
      Draft draft;
      draft.AddPiece({s.first_token, s.end_token});
      draft.confidence = score;
      AddClaim(reading, draft, {}, doc);
      doc.claims.back().kind = ClaimKind::kStatement;
    }
  }

  void AddClaim(const claims::Reading& reading, const Draft& draft, const Speaker& speaker,
                Document& doc) {
    Claim claim;
    claim.first_piece = static_cast<uint32_t>(doc.claim_spans.size());
    claim.first_number = static_cast<uint32_t>(doc.claim_numbers.size());
    const std::string_view text = doc.Text(reading.field());
    wording_.clear();
    for (size_t p = 0; p < draft.piece_count; ++p) {
      const TokenRange& piece = draft.pieces[p];
      const TextSpan span = reading.Span(piece.first, piece.end);
      doc.claim_spans.push_back(span);
      claims::AppendWording(text.substr(span.begin, span.end - span.begin), &wording_);
      claims::FindNumbers(text, reading.tokens(), piece.first, piece.end, reading.field(),
                          &doc.claim_numbers);
      claim.check_worthiness =
          std::max(claim.check_worthiness, worthiness_.Score(SentencesAround(span, doc)));
    }
    claim.end_piece = static_cast<uint32_t>(doc.claim_spans.size());
    claim.end_number = static_cast<uint32_t>(doc.claim_numbers.size());
    claim.kind = KindOf(reading, draft);
    FillCue(reading, draft, &claim);
    claim.source = SourceSpan(reading, draft);
    claim.speaker_entity = speaker.entity;
    claim.speaker_name = speaker.name;
    claim.speaker_role = speaker.role;
    claim.speaker_confidence = speaker.confidence;
    claim.fingerprint = claims::Fingerprint(wording_);
    claim.id = ids_.Next(wording_);
    claim.confidence = draft.confidence;
    doc.claims.push_back(claim);
  }

  // Check-worthiness is judged with the words around the content: "I think" tells much.
  static TextSpan SentencesAround(const TextSpan& span, const Document& doc) {
    const std::vector<Sentence>& sentences = doc.layout(span.field).sentences;
    const auto first = std::ranges::lower_bound(sentences, span.begin + 1, {}, &Sentence::end);
    const auto behind = std::ranges::lower_bound(sentences, span.end, {}, &Sentence::begin);
    if (first >= behind) return span;
    return {first->begin, std::prev(behind)->end, span.field};
  }

  static TextSpan SourceSpan(const claims::Reading& reading, const Draft& draft) {
    const TokenRange tokens = draft.SourceTokens();
    return tokens.empty() ? TextSpan{0, 0, reading.field()}
                          : reading.Span(tokens.first, tokens.end);
  }

  static void FillCue(const claims::Reading& reading, const Draft& draft, Claim* claim) {
    claim->cue = reading.Span(draft.cue_tokens.first, draft.cue_tokens.end);
    claim->speech = !draft.thought && !draft.future && !draft.negated;
    claim->negated = draft.negated;
    if (draft.cue == nullptr) return;
    claim->cue_lemma = draft.cue->lemma;
    claim->stance = draft.stance;
  }

  // By how many of the content's words stand inside quotation marks; a leading "that" does not
  // count.
  static ClaimKind KindOf(const claims::Reading& reading, const Draft& draft) {
    if (draft.turn) return ClaimKind::kDirect;
    size_t inside = 0;
    size_t outside = 0;
    for (size_t p = 0; p < draft.piece_count; ++p) {
      for (uint32_t t = draft.pieces[p].first; t < draft.pieces[p].end; ++t) {
        const TokenKind kind = reading.tokens()[t].kind;
        if (kind != TokenKind::kWord && kind != TokenKind::kNumber) continue;
        if (t == draft.pieces[0].first && reading.TokenText(t) == "that") continue;
        (reading.DepthOf(t) > draft.level ? inside : outside)++;
      }
    }
    if (inside == 0) return ClaimKind::kIndirect;
    return outside == 0 ? ClaimKind::kDirect : ClaimKind::kMixed;
  }

  const ClaimsOptions options_;
  const std::shared_ptr<const claims::AttributionModel> model_;
  claims::AttributionText words_;
  claims::AttributionTagger tagger_;
  std::vector<claims::Attribution> attributions_;
  claims::Extractor text_extractor_, title_extractor_;
  claims::DraftMaker maker_;
  claims::SpeakerResolver resolver_;
  claims::ClaimIds ids_;
  WorthinessScorer worthiness_;
  FieldDrafts title_, text_;
  std::vector<bool> voiced_;  // per token
  std::string wording_;
};

absl::StatusOr<std::shared_ptr<const claims::AttributionModel>> LoadModel(
    const ClaimsOptions& options) {
  ASSIGN_OR_RETURN(auto words, ModelFile::OpenOrBuiltin(options.words, embedded::WordClasses(),
                                                        WordClasses::kKind));
  ASSIGN_OR_RETURN(auto classes, WordClasses::Load(std::move(words)));
  ASSIGN_OR_RETURN(auto file, ModelFile::OpenOrBuiltin(options.model, embedded::AttributionModel(),
                                                       claims::AttributionModel::kKind));
  return claims::AttributionModel::Load(file, std::move(classes));
}

}  // namespace

absl::StatusOr<ProcessorFactory> NewClaims(OptionsReader& reader) {
  ClaimsOptions options;
  RETURN_IF_ERROR(reader.Optional("min_confidence", &options.min_confidence, 0.0, 1.0));
  RETURN_IF_ERROR(reader.Optional("model", &options.model));
  RETURN_IF_ERROR(reader.Optional("words", &options.words));
  RETURN_IF_ERROR(reader.Optional("statement_threshold", &options.statement_threshold, 0.0, 1.0));
  RETURN_IF_ERROR(reader.Optional("attitudes", &options.attitudes));
  RETURN_IF_ERROR(reader.Optional("worthiness_model", &options.worthiness_model));
  RETURN_IF_ERROR(reader.Optional("worthiness_words", &options.worthiness_words));
  RETURN_IF_ERROR(reader.Finish());
  ASSIGN_OR_RETURN(std::shared_ptr<const claims::AttributionModel> model, LoadModel(options));
  ASSIGN_OR_RETURN(std::shared_ptr<const WorthinessModel> worthiness,
                   LoadWorthinessModel(options.worthiness_model, options.worthiness_words));
  return ProcessorFactory([model, worthiness, options] {
    return std::make_unique<Claims>(options, model, worthiness);
  });
}

}  // namespace newsmill
