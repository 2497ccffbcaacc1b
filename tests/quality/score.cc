#include "tests/quality/score.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "tests/quality/code_points.h"

namespace newsmill::quality {
namespace {

using Words = std::set<uint32_t>;  // where each word begins

template <typename T>
void Count(const std::set<T>& gold, const std::set<T>& predicted, Counts* counts) {
  counts->gold += static_cast<int>(gold.size());
  counts->predicted += static_cast<int>(predicted.size());
  counts->hits += static_cast<int>(std::count_if(
      gold.begin(), gold.end(), [&](const T& item) { return predicted.contains(item); }));
}

// Adds the beginnings of the words (runs of letters and digits) that begin within `range`.
void AddWords(std::string_view text, Range range, Words* words) {
  bool inside = false;
  for (size_t at = range.begin; at < range.end;) {
    const size_t begin = at;
    const bool letter = u_isalnum(static_cast<UChar32>(NextCodePoint(text, &at)));
    if (letter && !inside) words->insert(static_cast<uint32_t>(begin));
    inside = letter;
  }
}

double Dice(const Words& a, const Words& b) {
  const auto common =
      std::count_if(a.begin(), a.end(), [&](uint32_t word) { return b.contains(word); });
  return a.empty() && b.empty()
             ? 0
             : 2.0 * static_cast<double>(common) / static_cast<double>(a.size() + b.size());
}

std::vector<std::string> NameWords(std::string_view name) {
  std::vector<std::string> words(1);
  for (size_t at = 0; at < name.size();) {
    const auto point = static_cast<UChar32>(NextCodePoint(name, &at));
    if (u_isalnum(point)) {
      icu::UnicodeString(u_tolower(point)).toUTF8String(words.back());
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty() || words.back() == "s") words.pop_back();  // nothing, or a possessive's
  return words;
}

// The claims of a document's text that somebody made, with the words of each.
std::vector<std::pair<const Claim*, Words>> PredictedClaims(const Document& document) {
  std::vector<std::pair<const Claim*, Words>> claims;
  for (const Claim& claim : document.claims) {
    if (claim.kind == ClaimKind::kStatement) continue;
    Words words;
    for (const TextSpan& piece : document.pieces(claim)) {
      if (piece.field == Field::kText) AddWords(document.text, {piece.begin, piece.end}, &words);
    }
    if (!words.empty()) claims.emplace_back(&claim, std::move(words));
  }
  return claims;
}

}  // namespace

bool SameSpeaker(std::string_view a, std::string_view b) {
  std::vector<std::string> x = NameWords(a);
  std::vector<std::string> y = NameWords(b);
  if (x.empty() || y.empty()) return false;
  if (x.size() < y.size()) std::swap(x, y);
  return x.back() == y.back() || std::search(x.begin(), x.end(), y.begin(), y.end()) != x.end();
}

void AddEntities(const GoldArticle& gold, const Document& document, Scores* scores) {
  std::map<EntityType, std::set<Range>> wanted;
  std::map<EntityType, std::set<Range>> found;
  std::set<Range> wanted_spans;
  std::set<Range> found_spans;
  for (const GoldEntity& entity : gold.entities) {
    wanted[entity.type].insert(entity.range);
    wanted_spans.insert(entity.range);
  }
  for (const Mention& mention : document.mentions) {
    const bool name = mention.kind == MentionKind::kName || mention.kind == MentionKind::kAlias;
    if (!name || mention.span.field != Field::kText) continue;
    found[document.entities[mention.entity].type].insert({mention.span.begin, mention.span.end});
    found_spans.insert({mention.span.begin, mention.span.end});
  }
  for (const EntityType type :
       {EntityType::kPerson, EntityType::kOrganisation, EntityType::kLocation, EntityType::kMisc}) {
    Count(wanted[type], found[type], &scores->entity_types[type]);
    Count(wanted[type], found[type], &scores->entities);
  }
  Count(wanted_spans, found_spans, &scores->entity_spans);
}

void AddClaims(const GoldArticle& gold, const Document& document, Scores* scores) {
  if (!gold.has_claims) return;
  const auto predicted = PredictedClaims(document);
  std::vector<std::tuple<double, size_t, size_t>> pairs;  // overlap, index of gold, of predicted
  for (size_t g = 0; g < gold.claims.size(); ++g) {
    Words words;
    for (const Range& piece : gold.claims[g].pieces) AddWords(gold.text, piece, &words);
    for (size_t p = 0; p < predicted.size(); ++p) {
      const double overlap = Dice(words, predicted[p].second);
      if (overlap >= 0.5) pairs.emplace_back(-overlap, g, p);  // the best first
    }
  }
  std::sort(pairs.begin(), pairs.end());
  std::set<size_t> taken_gold;
  std::set<size_t> taken_predicted;
  for (const auto& [overlap, g, p] : pairs) {
    if (taken_gold.contains(g) || taken_predicted.contains(p)) continue;
    taken_gold.insert(g);
    taken_predicted.insert(p);
    const std::string& speaker = gold.claims[g].speaker;
    if (speaker.empty()) continue;
    ++scores->speakers.gold;
    ++scores->speakers.predicted;
    if (SameSpeaker(speaker, predicted[p].first->speaker_name)) ++scores->speakers.hits;
  }
  scores->claims.hits += static_cast<int>(taken_gold.size());
  scores->claims.gold += static_cast<int>(gold.claims.size());
  scores->claims.predicted += static_cast<int>(predicted.size());
}

void AddSentences(const GoldArticle& gold, const Document& document, Scores* scores) {
  if (gold.sentences.empty()) return;
  std::set<uint32_t> wanted;
  std::set<uint32_t> found;
  for (const Range& sentence : gold.sentences) wanted.insert(sentence.begin);
  for (const Sentence& sentence : document.text_layout.sentences) found.insert(sentence.begin);
  wanted.erase(0);  // where the text begins is no achievement
  found.erase(0);
  Count(wanted, found, &scores->sentences);
}

}  // namespace newsmill::quality
