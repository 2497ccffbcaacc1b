#include "ingest/training/lesson_sequences.h"

#include <algorithm>

#include "processors/claims/speech_features.h"

namespace newsmill {
namespace {

using claims::PartRange;
using claims::WordRange;

bool Overlap(const WordRange& a, const WordRange& b) { return a.first < b.end && b.first < a.end; }

std::vector<LabelMask> MasksOf(const std::vector<uint8_t>& labels) {
  std::vector<LabelMask> masks;
  masks.reserve(labels.size());
  for (const uint8_t label : labels) masks.push_back(LabelMask{1} << label);
  return masks;
}

}  // namespace

void LessonSequences::AddParts(const Lesson& lesson, LinearChainTrainer* trainer) {
  const std::vector<PartRange> parts = lesson.Parts();
  features_.Load(lesson.text);
  for (size_t p = 0; p < lesson.text.paragraphs().size(); ++p) {
    const WordRange& paragraph = lesson.text.paragraphs()[p];
    features_.Extract(p, &rows_);
    labels_.resize(paragraph.size());
    claims::LabelParts(parts, paragraph.first, labels_);
    trainer->Add(rows_, MasksOf(labels_), lesson.weight);
  }
}

void LessonSequences::AddCues(const Lesson& lesson, const LabelledLesson& labelled,
                              LinearChainTrainer* trainer) {
  std::vector<bool> hit(labelled.cues.size(), false);
  for (const LessonAttribution& attribution : lesson.attributions) {
    if (attribution.cue.empty()) continue;
    std::vector<WordRange> cues;
    WordRange cue = attribution.cue;
    bool found = false;
    for (size_t c = 0; c < labelled.cues.size(); ++c) {
      if (!Overlap(labelled.cues[c], attribution.cue)) continue;
      hit[c] = true;
      if (!found) cue = labelled.cues[c];
      found = true;
    }
    for (const WordRange& other : labelled.cues) {
      if (!Overlap(other, cue)) cues.push_back(other);
    }
    const auto at =
        std::upper_bound(cues.begin(), cues.end(), cue,
                         [](const WordRange& a, const WordRange& b) { return a.first < b.first; });
    const auto index = static_cast<size_t>(at - cues.begin());
    cues.insert(at, cue);
    cue_features_.Load(lesson.text, labelled.guesses, cues);
    AddCue(lesson, index, &attribution, trainer);
  }
  cue_features_.Load(lesson.text, labelled.guesses, labelled.cues);
  for (size_t c = 0; c < labelled.cues.size(); ++c) {
    if (!hit[c]) AddCue(lesson, c, nullptr, trainer);
  }
}

void LessonSequences::AddCue(const Lesson& lesson, size_t cue, const LessonAttribution* attribution,
                             LinearChainTrainer* trainer) {
  const WordRange window = cue_features_.Window(cue);
  cue_features_.ExtractWords(window, &own_);
  cue_features_.Extract(cue, &rows_);
  FeatureRows all;
  for (size_t i = 0; i < rows_.size(); ++i) {
    for (const uint32_t feature : own_.own(i)) all.AddValue(feature);
    for (const uint32_t feature : rows_.shared(i)) all.AddValue(feature);
    all.AddRow(rows_.own(i));
  }
  std::vector<uint8_t> labels(window.size(), claims::kOutside);
  if (attribution != nullptr) {
    std::vector<PartRange> parts;
    parts.reserve(attribution->content.size() + 1);
    for (const WordRange& piece : attribution->content) {
      parts.push_back({claims::Part::kContent, piece});
    }
    if (!attribution->source.empty()) {
      parts.push_back({claims::Part::kSource, attribution->source});
    }
    claims::LabelParts(parts, window.first, labels);
    claims::MendLabels(labels);
  }
  for (uint8_t& label : labels) label = claims::ToCueLabel(label);
  trainer->Add(all, MasksOf(labels), lesson.weight);
}

void LessonSequences::ForSpeech(const Lesson& lesson,
                                const std::function<void(const FeatureRows&, bool speech)>& use) {
  for (const LessonAttribution& attribution : lesson.attributions) {
    if (attribution.cue.empty()) continue;
    claims::ExtractSpeechFeatures(lesson.text, attribution.cue, attribution.source,
                                  attribution.content, &rows_);
    use(rows_, attribution.speech);
  }
}

}  // namespace newsmill
