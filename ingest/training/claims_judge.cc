#include "ingest/training/claims_judge.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ingest/training/same_speaker.h"

namespace newsmill {
namespace {

std::string_view TextOf(const AttributedText& text, const ByteRange& range) {
  return std::string_view(text.text).substr(range.begin, range.end - range.begin);
}

std::string_view SourceOf(const AttributedText& text, const MarkedAttribution& attribution) {
  return attribution.source.empty() ? attribution.speaker : TextOf(text, attribution.source);
}

KindCounts& CountsOf(const std::string& kind, ClaimsCounts* counts) {
  if (kind == "direct") return counts->direct;
  return kind == "mixed" ? counts->mixed : counts->indirect;
}

void AddPair(const AttributionComparison& c, const AttributionPair& pair, KindCounts* of_marked,
             KindCounts* of_found) {
  of_marked->matched.hits_marked += 1;
  of_marked->exact.hits_marked += pair.exact ? 1 : 0;
  of_found->matched.hits_found += 1;
  of_found->exact.hits_found += pair.exact ? 1 : 0;
  const MarkedAttribution& marked = c.marked[pair.marked];
  if (SourceOf(c.text, marked).empty()) return;
  of_marked->source.Add(SameSource(c, pair));
}

void AddMarked(KindCounts* counts) {
  counts->matched.marked += 1;
  counts->exact.marked += 1;
}

void AddFound(KindCounts* counts) {
  counts->matched.found += 1;
  counts->exact.found += 1;
}

void AddKinds(const AttributionComparison& c, ClaimsCounts* counts) {
  for (const MarkedAttribution& marked : c.marked) {
    AddMarked(&counts->all);
    AddMarked(&CountsOf(marked.kind, counts));
  }
  for (const FoundAttribution& found : c.found) {
    AddFound(&counts->all);
    AddFound(&CountsOf(found.words.kind, counts));
  }
  for (const AttributionPair& pair : c.pairs) {
    AddPair(c, pair, &counts->all, &counts->all);
    AddPair(c, pair, &CountsOf(c.marked[pair.marked].kind, counts),
            &CountsOf(c.found[pair.found].words.kind, counts));
  }
}

// What is no speech is neither asked for nor held against whoever found it.
void AddSpeech(const AttributionComparison& c, bool only_said, KindCounts* counts) {
  std::vector<size_t> marked, found;
  std::vector<WordSet> marked_contents, found_contents;
  for (size_t m = 0; m < c.marked.size(); ++m) {
    if (!c.marked[m].speech) continue;
    marked.push_back(m);
    marked_contents.push_back(c.marked_contents[m]);
    AddMarked(counts);
  }
  for (size_t f = 0; f < c.found.size(); ++f) {
    const size_t partner = c.partner_of_found[f];
    if (partner != AttributionComparison::kNone && !c.marked[partner].speech) continue;
    if (only_said && !c.found[f].words.speech) continue;
    found.push_back(f);
    found_contents.push_back(c.found_contents[f]);
    AddFound(counts);
  }
  for (const AttributionPair& pair : PairAttributions(marked_contents, found_contents)) {
    AddPair(c, {marked[pair.marked], found[pair.found], pair.exact}, counts, counts);
  }
}

void AddSpans(const AttributionComparison& c, ClaimsCounts* counts) {
  std::array<std::vector<WordSet>, 2> sources, cues;
  for (const MarkedAttribution& marked : c.marked) {
    sources[0].push_back(c.words.In(marked.source));
    cues[0].push_back(c.words.In(marked.cue));
  }
  for (const FoundAttribution& found : c.found) {
    sources[1].push_back(c.words.In(found.words.source));
    cues[1].push_back(c.words.In(found.words.cue));
  }
  counts->source += CountEqual(std::move(sources[0]), std::move(sources[1]));
  counts->cue += CountEqual(std::move(cues[0]), std::move(cues[1]));
  counts->content += CountEqual(c.marked_contents, c.found_contents);
}

void AddSpeakersAndStances(const AttributionComparison& c, ClaimsCounts* counts) {
  for (const AttributionPair& pair : c.pairs) {
    const MarkedAttribution& marked = c.marked[pair.marked];
    const FoundAttribution& found = c.found[pair.found];
    if (!marked.stance.empty()) counts->stance.Add(SameStance(marked.stance, found.words.stance));
    if (marked.speaker.empty()) continue;
    const bool same = SameSpeaker(marked.speaker, found.words.speaker);
    counts->speaker.Add(same);
    if (!found.words.speaker.empty())
      counts->speaker_confidence.Add(found.speaker_confidence, same);
  }
}

void AddReliability(const AttributionComparison& c, ClaimsCounts* counts) {
  for (size_t f = 0; f < c.found.size(); ++f) {
    const bool right = c.partner_of_found[f] != AttributionComparison::kNone;
    counts->confidence.Add(c.found[f].confidence, right);
  }
}

// A claim that nobody marked, with its cue in the decoy or mostly the same words.
bool TakenForClaim(const AttributionComparison& c, const MarkedDecoy& decoy) {
  const WordSet words = c.words.In(decoy.range);
  for (size_t f = 0; f < c.found.size(); ++f) {
    if (c.partner_of_found[f] != AttributionComparison::kNone) continue;
    const WordSet cue = c.words.In(c.found[f].words.cue);
    if (Common(cue, words) > 0 || Overlap(c.found_contents[f], words) >= 0.5) return true;
  }
  return false;
}

void AddDecoys(const AttributionComparison& c, ClaimsCounts* counts) {
  for (const MarkedDecoy& decoy : c.text.decoys) {
    (decoy.reason == "scare_quote" ? counts->scare_quotes : counts->no_speech)
        .Add(TakenForClaim(c, decoy));
  }
}

bool IsOverParagraphs(const AttributedText& text, const MarkedAttribution& marked) {
  if (marked.kind != "direct") return false;
  return std::ranges::any_of(marked.content, [&](const ByteRange& piece) {
    const std::string_view words = TextOf(text, piece);
    const size_t end = words.find('\n');
    const size_t next = words.find_first_not_of("\n ", std::min(end, words.size()));
    if (end == std::string_view::npos || next == std::string_view::npos) return false;
    const std::string_view rest = words.substr(next);
    return rest.starts_with("“") || rest.starts_with('"') || rest.starts_with("‘");
  });
}

void AddTwoParagraphs(const AttributionComparison& c, ClaimsCounts* counts) {
  for (size_t m = 0; m < c.marked.size(); ++m) {
    if (!IsOverParagraphs(c.text, c.marked[m])) continue;
    const size_t partner = c.partner_of_marked[m];
    counts->two_paragraphs.Add(partner != AttributionComparison::kNone &&
                               c.found_contents[partner] == c.marked_contents[m]);
  }
}

// Whether all that touches the words is matched.
bool AllMatched(const std::vector<WordSet>& contents, const std::vector<size_t>& partners,
                const WordSet& words) {
  for (size_t i = 0; i < contents.size(); ++i) {
    if (partners[i] == AttributionComparison::kNone && Common(contents[i], words) > 0) return false;
  }
  return true;
}

void AddStrayMarks(const AttributionComparison& c, ClaimsCounts* counts) {
  for (const ByteRange& paragraph : ParagraphsWithStrayMarks(c.text.text)) {
    const WordSet words = c.words.In(paragraph);
    counts->stray_marks.Add(AllMatched(c.marked_contents, c.partner_of_marked, words) &&
                            AllMatched(c.found_contents, c.partner_of_found, words));
  }
}

int CountOf(std::string_view text, std::string_view part) {
  int count = 0;
  for (size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++count;
  }
  return count;
}

bool HasStrayMark(std::string_view paragraph) {
  if (CountOf(paragraph, "\"") % 2 == 1) return true;
  for (const std::string_view stop : {".’", "!’", "?’"}) {
    const size_t close = paragraph.find(stop);
    if (close != std::string_view::npos && CountOf(paragraph.substr(0, close), "‘") == 0) {
      return true;
    }
  }
  return false;
}

}  // namespace

AttributionComparison::AttributionComparison(const AttributedText& marked_text,
                                             std::vector<FoundAttribution> found_in)
    : text(marked_text), words(marked_text.text) {
  for (const MarkedAttribution& attribution : text.attributions) {
    WordSet content = words.In(attribution.content);
    if (content.empty()) continue;
    marked.push_back(attribution);
    marked_contents.push_back(std::move(content));
  }
  const WordSet left_out = words.In(text.ignore);
  for (FoundAttribution& attribution : found_in) {
    WordSet content = words.In(attribution.words.content);
    if (!content.empty() && 2 * Common(content, left_out) >= content.size()) {
      ++ignored;
      continue;
    }
    found.push_back(std::move(attribution));
    found_contents.push_back(std::move(content));
  }
  pairs = PairAttributions(marked_contents, found_contents);
  partner_of_marked.assign(marked.size(), kNone);
  partner_of_found.assign(found.size(), kNone);
  for (const AttributionPair& pair : pairs) {
    partner_of_marked[pair.marked] = pair.found;
    partner_of_found[pair.found] = pair.marked;
  }
}

void AddComparison(const AttributionComparison& comparison, ClaimsCounts* counts) {
  ++counts->texts;
  counts->ignored += comparison.ignored;
  AddSpans(comparison, counts);
  AddKinds(comparison, counts);
  AddSpeech(comparison, false, &counts->speech);
  AddSpeech(comparison, true, &counts->said);
  AddSpeakersAndStances(comparison, counts);
  AddReliability(comparison, counts);
  AddDecoys(comparison, counts);
  AddTwoParagraphs(comparison, counts);
  AddStrayMarks(comparison, counts);
}

bool SameSource(const AttributionComparison& comparison, const AttributionPair& pair) {
  return SameSpeaker(SourceOf(comparison.text, comparison.marked[pair.marked]),
                     SourceOf(comparison.text, comparison.found[pair.found].words));
}

bool SameStance(std::string_view marked, std::string_view found) {
  constexpr auto kStances =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"neutral", "says"},
                                                                    {"neutral", "asks"},
                                                                    {"claim", "claims"},
                                                                    {"denial", "denies"},
                                                                    {"admission", "acknowledges"},
                                                                    {"warning", "warns"},
                                                                    {"promise", "promises"},
                                                                    {"accusation", "accuses"},
                                                                    {"demand", "demands"},
                                                                    {"praise", "praises"},
                                                                    {"criticism", "criticises"}});
  return std::ranges::find(kStances, std::pair(marked, found)) != kStances.end();
}

std::vector<ByteRange> ParagraphsWithStrayMarks(std::string_view text) {
  std::vector<ByteRange> paragraphs;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    if (HasStrayMark(text.substr(begin, end - begin))) {
      paragraphs.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
    }
    begin = end + 1;
  }
  return paragraphs;
}

}  // namespace newsmill
