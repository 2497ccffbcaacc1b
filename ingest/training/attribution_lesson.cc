#include "ingest/training/attribution_lesson.h"

#include <algorithm>
#include <utility>

#include "processors/base/options_reader.h"
#include "processors/base/status_macros.h"
#include "processors/entities.h"
#include "processors/sentences.h"

namespace newsmill {
namespace {

using claims::Part;
using claims::PartRange;
using claims::WordRange;

absl::StatusOr<std::unique_ptr<Processor>> Build(
    absl::StatusOr<ProcessorFactory> (*build)(OptionsReader&)) {
  OptionsReader options = OptionsReader::Empty();
  ASSIGN_OR_RETURN(const ProcessorFactory factory, build(options));
  return factory();
}

void MarkAttributions(Lesson* lesson) {
  for (const MarkedAttribution& marked : lesson->marked.attributions) {
    LessonAttribution attribution;
    attribution.source = lesson->WordsOf(marked.source);
    attribution.cue = lesson->WordsOf(marked.cue);
    for (const ByteRange& piece : marked.content) {
      const WordRange range = lesson->WordsOf(piece);
      if (!range.empty()) attribution.content.push_back(range);
    }
    attribution.speech = marked.speech;
    lesson->attributions.push_back(std::move(attribution));
  }
}

void CountCues(Lesson* lesson) {
  const auto words = lesson->text.words();
  std::vector<bool> in_cue(words.size(), false);
  for (const LessonAttribution& attribution : lesson->attributions) {
    std::fill(in_cue.begin() + attribution.cue.first, in_cue.begin() + attribution.cue.end, true);
  }
  for (size_t i = 0; i < words.size(); ++i) {
    for (const uint32_t key : {claims::AttributionText::WordKey(words[i]),
                               claims::AttributionText::StemKey(lesson->text.facts()[i])}) {
      claims::CueOdds::Count& count = lesson->counts[key];
      ++count.all;
      count.cue += in_cue[i] ? 1U : 0U;
    }
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<LessonPreparation>> LessonPreparation::New() {
  std::unique_ptr<LessonPreparation> preparation(new LessonPreparation);
  ASSIGN_OR_RETURN(preparation->sentences_, Build(&NewSentences));
  ASSIGN_OR_RETURN(preparation->entities_, Build(&NewEntities));
  return preparation;
}

absl::Status LessonPreparation::Prepare(Lesson* lesson) {
  batch_.Clear();
  Document& document = batch_.Add();
  document.id = lesson->marked.id;
  document.text = lesson->marked.text;
  document.language.tag = "en";
  RETURN_IF_ERROR(sentences_->Process(batch_));
  RETURN_IF_ERROR(entities_->Process(batch_));
  extractor_.Extract(document, Field::kText, &lesson->drafts);
  lesson->text.Start(document);
  lesson->text.Read(extractor_.TopLevel(), lesson->drafts);
  return absl::OkStatus();
}

ByteRange Lesson::BytesOf(const WordRange& range) const {
  if (range.empty()) return {};
  return {text.words()[range.first].begin, text.words()[range.end - 1].end};
}

WordRange Lesson::WordsOf(const ByteRange& range) const {
  if (range.empty()) return {};
  const auto words = text.words();
  const auto first = std::partition_point(words.begin(), words.end(),
                                          [&](const Word& w) { return w.end <= range.begin; });
  const auto end =
      std::partition_point(first, words.end(), [&](const Word& w) { return w.begin < range.end; });
  return {static_cast<uint32_t>(first - words.begin()), static_cast<uint32_t>(end - words.begin())};
}

void Lesson::MarkOdds(const claims::CueOdds::Counts& all, bool own) {
  text.MarkOdds([&](uint32_t key) {
    const auto known = all.find(key);
    claims::CueOdds::Count count = known == all.end() ? claims::CueOdds::Count() : known->second;
    if (own) {
      const claims::CueOdds::Count& self = counts.at(key);
      count.cue -= self.cue;
      count.all -= self.all;
    }
    return claims::CueOdds::Step(count);
  });
}

std::vector<PartRange> Lesson::Parts() const {
  // Of each word: its part and the number of the range that it is from.
  std::vector<std::pair<Part, uint32_t>> of_word(text.words().size(), {Part::kNone, 0});
  uint32_t number = 0;
  const auto mark = [&](const WordRange& range, Part part) {
    ++number;
    std::fill(of_word.begin() + range.first, of_word.begin() + range.end, std::pair(part, number));
  };
  for (const LessonAttribution& attribution : attributions) {
    for (const WordRange& piece : attribution.content) mark(piece, Part::kContent);
  }
  for (const LessonAttribution& attribution : attributions) mark(attribution.source, Part::kSource);
  for (const LessonAttribution& attribution : attributions) mark(attribution.cue, Part::kCue);
  std::vector<PartRange> parts;
  for (const WordRange& paragraph : text.paragraphs()) {
    for (uint32_t i = paragraph.first; i < paragraph.end; ++i) {
      if (of_word[i].first == Part::kNone) continue;
      if (i > paragraph.first && of_word[i] == of_word[i - 1]) {
        parts.back().words.end = i + 1;
      } else {
        parts.push_back({of_word[i].first, {i, i + 1}});
      }
    }
  }
  return parts;
}

absl::StatusOr<std::vector<std::unique_ptr<Lesson>>> PrepareLessons(const AttributionCorpus& corpus,
                                                                    const WordClasses& classes) {
  ASSIGN_OR_RETURN(std::vector<AttributedText> texts, ReadAttributedTexts(corpus.path));
  ASSIGN_OR_RETURN(const auto preparation, LessonPreparation::New());
  std::vector<std::unique_ptr<Lesson>> lessons;
  for (AttributedText& text : texts) {
    auto lesson = std::make_unique<Lesson>(classes);
    lesson->marked = std::move(text);
    lesson->weight = corpus.weight;
    RETURN_IF_ERROR(preparation->Prepare(lesson.get()));
    MarkAttributions(lesson.get());
    CountCues(lesson.get());
    lessons.push_back(std::move(lesson));
  }
  return lessons;
}

}  // namespace newsmill
