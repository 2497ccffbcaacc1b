#include "ingest/training/claims_errors.h"

#include <fmt/format.h>

#include <algorithm>

#include "ingest/training/same_speaker.h"
#include "processors/text/letter_case.h"

namespace newsmill {
namespace {

constexpr size_t kNone = AttributionComparison::kNone;
constexpr size_t kShownHead = 50;  // bytes of a long content: its beginning
constexpr size_t kShownTail = 30;  // ... and its end

std::string_view TextOf(const AttributedText& text, const ByteRange& range) {
  return std::string_view(text.text).substr(range.begin, range.end - range.begin);
}

bool Continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// On one line, its middle left out where it is long.
std::string Shown(std::string_view text) {
  std::string shown(text);
  if (text.size() > kShownHead + kShownTail) {
    size_t head = kShownHead;
    size_t tail = text.size() - kShownTail;
    while (Continues(text[head])) --head;
    while (Continues(text[tail])) ++tail;
    shown = std::string(text.substr(0, head)) + " ... " + std::string(text.substr(tail));
  }
  std::ranges::replace(shown, '\n', ' ');
  return shown;
}

std::string Shown(const AttributedText& text, const MarkedAttribution& attribution) {
  std::string content;
  for (const ByteRange& piece : attribution.content) {
    content += (content.empty() ? "" : " + ") + Shown(TextOf(text, piece));
  }
  return fmt::format("{} | {} | {}", Shown(TextOf(text, attribution.source)),
                     Shown(TextOf(text, attribution.cue)), content);
}

// Whether the cue of one of the attributions shares a word with `cue`.
template <typename Attributions, typename CueOf>
bool HasCue(const Attributions& attributions, const CueOf& cue_of, const TextWords& words,
            const ByteRange& cue) {
  const WordSet wanted = words.In(cue);
  return std::ranges::any_of(attributions, [&](const auto& attribution) {
    const ByteRange& range = cue_of(attribution);
    return range == cue || Common(words.In(range), wanted) > 0;
  });
}

std::string ContentError(const WordSet& marked, const WordSet& found) {
  if (found.front() < marked.front()) return "content: begins too early";
  if (found.front() > marked.front()) return "content: begins too late";
  if (found.back() > marked.back()) return "content: ends too late";
  if (found.back() < marked.back()) return "content: ends too early";
  return "content: other words inside";
}

// "" where both are the same.
std::string SpanError(std::string_view part, const WordSet& marked, const WordSet& found) {
  if (marked == found) return "";
  std::string_view how = "other words";
  if (found.empty()) {
    how = "missing";
  } else if (marked.empty()) {
    how = "none is marked";
  } else if (Common(marked, found) == found.size()) {
    how = "too short";
  } else if (Common(marked, found) == marked.size()) {
    how = "too long";
  }
  return fmt::format("{}: {}", part, how);
}

}  // namespace

void ClaimsErrors::Add(const AttributionComparison& comparison) {
  AddMissed(comparison);
  AddInvented(comparison);
  for (const AttributionPair& pair : comparison.pairs) AddPair(comparison, pair);
}

void ClaimsErrors::AddMissed(const AttributionComparison& c) {
  const auto cue_of = [](const FoundAttribution& f) -> const ByteRange& { return f.words.cue; };
  for (size_t m = 0; m < c.marked.size(); ++m) {
    if (c.partner_of_marked[m] != kNone) continue;
    const MarkedAttribution& marked = c.marked[m];
    const std::string_view speech = marked.speech ? "" : ", no speech";
    std::string_view why = "cue not found";
    if (marked.cue.empty()) {
      why = "no cue";
    } else if (HasCue(c.found, cue_of, c.words, marked.cue)) {
      why = "cue found, other content";
    }
    Note(fmt::format("missed: {}{}", why, speech), c.text, marked);
  }
}

void ClaimsErrors::AddInvented(const AttributionComparison& c) {
  const auto cue_of = [](const MarkedAttribution& m) -> const ByteRange& { return m.cue; };
  for (size_t f = 0; f < c.found.size(); ++f) {
    if (c.partner_of_found[f] != kNone) continue;
    const MarkedAttribution& found = c.found[f].words;
    std::string_view why = "cue not marked";
    if (found.cue.empty()) {
      why = "no cue";
    } else if (HasCue(c.marked, cue_of, c.words, found.cue)) {
      why = "cue marked, other content";
    }
    Note(fmt::format("invented: {}", why), c.text, found);
  }
}

void ClaimsErrors::AddPair(const AttributionComparison& c, const AttributionPair& pair) {
  const MarkedAttribution& marked = c.marked[pair.marked];
  const MarkedAttribution& found = c.found[pair.found].words;
  const auto note = [&](const std::string& kind) {
    if (!kind.empty()) Note(kind, c.text, marked, &found);
  };
  if (!pair.exact) {
    note(ContentError(c.marked_contents[pair.marked], c.found_contents[pair.found]));
  }
  note(SpanError("cue", c.words.In(marked.cue), c.words.In(found.cue)));
  note(SpanError("source", c.words.In(marked.source), c.words.In(found.source)));
  if (marked.speech != found.speech) note(marked.speech ? "speech: not seen" : "speech: none");
  if (marked.kind != found.kind) note(fmt::format("kind: {} as {}", marked.kind, found.kind));
  if (!marked.stance.empty() && !SameStance(marked.stance, found.stance)) {
    note(fmt::format("stance: {} as {}", marked.stance, found.stance));
  }
  if (!marked.speaker.empty() && !SameSpeaker(marked.speaker, found.speaker)) {
    note(found.speaker.empty() ? "speaker: nobody" : "speaker: somebody else");
  }
}

void ClaimsErrors::Note(const std::string& kind, const AttributedText& text,
                        const MarkedAttribution& attribution, const MarkedAttribution* other) {
  Kind& noted = kinds_[kind];
  ++noted.count;
  std::string cue;
  FoldCase(TextOf(text, attribution.cue), &cue);
  ++noted.cues[cue];
  if (noted.examples.size() >= examples_) return;
  std::string example = fmt::format("{}: {}", text.id, Shown(text, attribution));
  if (other != nullptr) {
    example += fmt::format("\n  found: {}", Shown(text, *other));
    if (!attribution.speaker.empty()) {
      example += fmt::format("\n  speaker {}, found: {}", attribution.speaker, other->speaker);
    }
  }
  noted.examples.push_back(std::move(example));
}

}  // namespace newsmill
