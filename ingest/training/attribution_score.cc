#include "ingest/training/attribution_score.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

#include "processors/text/characters.h"

namespace newsmill {
namespace {

constexpr double kSame = 0.5;  // overlap

bool IsWordCharacter(UChar32 c) {
  return c == '_' || (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

void DropEqualAndEmpty(std::vector<WordSet>* sets) {
  std::erase_if(*sets, [](const WordSet& words) { return words.empty(); });
  std::sort(sets->begin(), sets->end());
  sets->erase(std::unique(sets->begin(), sets->end()), sets->end());
}

}  // namespace

HitCounts& HitCounts::operator+=(const HitCounts& more) {
  hits += more.hits;
  found += more.found;
  marked += more.marked;
  return *this;
}

TextWords::TextWords(std::string_view text) {
  bool inside = false;
  for (uint32_t at = 0; at < text.size();) {
    const Character character = ReadCharacter(text, at);
    const bool word = IsWordCharacter(static_cast<UChar32>(character.code));
    if (word && !inside) words_.push_back({at, at});
    at += character.size;
    if (word) words_.back().end = at;
    inside = word;
  }
}

WordSet TextWords::In(const std::vector<ByteRange>& ranges) const {
  WordSet set;
  for (const ByteRange& range : ranges) {
    auto word = std::ranges::partition_point(
        words_, [&](const ByteRange& w) { return w.end <= range.begin; });
    for (; word != words_.end() && word->begin < range.end; ++word) {
      set.push_back(static_cast<uint32_t>(word - words_.begin()));
    }
  }
  std::ranges::sort(set);
  set.erase(std::unique(set.begin(), set.end()), set.end());
  return set;
}

size_t Common(const WordSet& a, const WordSet& b) {
  WordSet both;
  std::ranges::set_intersection(a, b, std::back_inserter(both));
  return both.size();
}

double Overlap(const WordSet& a, const WordSet& b) {
  const size_t words = a.size() + b.size();
  return words == 0 ? 0 : 2 * static_cast<double>(Common(a, b)) / static_cast<double>(words);
}

std::vector<AttributionPair> PairAttributions(const std::vector<WordSet>& marked,
                                              const std::vector<WordSet>& found) {
  std::vector<std::tuple<double, size_t, size_t>> candidates;
  for (size_t m = 0; m < marked.size(); ++m) {
    for (size_t f = 0; f < found.size(); ++f) {
      const double overlap = Overlap(marked[m], found[f]);
      if (overlap >= kSame) candidates.emplace_back(-overlap, m, f);
    }
  }
  std::ranges::sort(candidates);
  std::vector<AttributionPair> pairs;
  std::set<size_t> used_marked, used_found;
  for (const auto& [distance, m, f] : candidates) {
    if (used_marked.contains(m) || used_found.contains(f)) continue;
    used_marked.insert(m);
    used_found.insert(f);
    pairs.push_back({m, f, marked[m] == found[f]});
  }
  return pairs;
}

HitCounts CountEqual(std::vector<WordSet> marked, std::vector<WordSet> found) {
  DropEqualAndEmpty(&marked);
  DropEqualAndEmpty(&found);
  std::vector<WordSet> both;
  std::ranges::set_intersection(marked, found, std::back_inserter(both));
  return {.hits = static_cast<int>(both.size()),
          .found = static_cast<int>(found.size()),
          .marked = static_cast<int>(marked.size())};
}

}  // namespace newsmill
