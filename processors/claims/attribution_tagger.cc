#include "processors/claims/attribution_tagger.h"

#include <algorithm>

#include "processors/claims/likely_source.h"
#include "processors/claims/speech_features.h"

namespace newsmill::claims {
namespace {

uint32_t Distance(const WordRange& a, const WordRange& b) {
  if (a.end <= b.first) return b.first - a.end;
  return b.end <= a.first ? a.first - b.end : 0;
}

}  // namespace

void AttributionTagger::Tag(const AttributionText& text, std::vector<Attribution>* attributions) {
  attributions->clear();
  parts_.Tag(text, model_.parts);
  features_.Load(text, parts_.guesses(), parts_.cues());
  own_emissions_.resize(text.words().size() * model_.of_cue.scores().stride);
  own_end_ = 0;
  const size_t cues = std::min(parts_.cues().size(), Draft::kMaxDrafts);
  for (size_t cue = 0; cue < cues; ++cue) {
    Attribution attribution;
    if (!ReadCue(cue, &attribution)) continue;
    attribution.speech = SpeechProbability(text, attribution);
    attributions->push_back(attribution);
  }
}

float AttributionTagger::SpeechProbability(const AttributionText& text,
                                           const Attribution& attribution) {
  ExtractSpeechFeatures(text, attribution.cue, attribution.source,
                        std::span(attribution.pieces).first(attribution.piece_count), &rows_);
  model_.speech.Decode(rows_, work_, &labels_);
  model_.speech.Marginals(work_);
  return work_.lattice.Marginal(0)[kSpeechLabel];
}

// Windows begin and end in the order of their cues, so that each word is looked at once.
void AttributionTagger::ReadOwn(const WordRange& window) {
  const WordRange rest{std::max(window.first, own_end_), window.end};
  if (rest.first >= rest.end) return;
  features_.ExtractWords(rest, &rows_);
  model_.of_cue.Emissions(rows_, &emissions_);
  std::copy(
      emissions_.begin(), emissions_.end(),
      own_emissions_.begin() + static_cast<ptrdiff_t>(rest.first * model_.of_cue.scores().stride));
  own_end_ = rest.end;
}

// Where the labels have none: seldom is nobody named.
void AttributionTagger::GuessSource(uint32_t first, Attribution* attribution) {
  const LikelySource source = FindLikelySource(model_.of_cue.scores(), emissions_, labels_);
  if (source.words.empty()) return;
  attribution->source = {first + source.words.first, first + source.words.end};
  attribution->source_margin = std::min(source.gain, 0.0F);
}

bool AttributionTagger::ReadCue(size_t cue, Attribution* attribution) {
  const WordRange window = features_.Window(cue);
  ReadOwn(window);
  features_.Extract(cue, &rows_);
  model_.of_cue.Emissions(rows_, &emissions_);
  const size_t stride = model_.of_cue.scores().stride;
  const float* own = &own_emissions_[window.first * stride];
  for (size_t k = 0; k < emissions_.size(); ++k) emissions_[k] += own[k];
  attribution->margin = decoder_.Decode(model_.of_cue.scores(), emissions_, &labels_);
  if (attribution->margin < kMinMargin) return false;
  attribution->cue = parts_.cues()[cue];
  attribution->cue_probability = parts_.cue_probabilities()[cue];
  FindParts(labels_, window.first, &found_);
  for (const PartRange& part : found_) {
    if (part.part == Part::kContent && attribution->piece_count < Draft::kMaxPieces) {
      attribution->pieces[attribution->piece_count++] = part.words;
    }
    if (part.part != Part::kSource) continue;
    const bool nearer =
        attribution->source.empty() ||
        Distance(part.words, attribution->cue) < Distance(attribution->source, attribution->cue);
    if (nearer) attribution->source = part.words;
  }
  if (attribution->source.empty()) GuessSource(window.first, attribution);
  return true;
}

}  // namespace newsmill::claims
