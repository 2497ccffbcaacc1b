#include "ingest/training/name_evaluation.h"

#include <fmt/format.h>

#include <algorithm>

namespace newsmill {
namespace {

constexpr std::array<std::string_view, NameEvaluation::kTypes> kNames = {"PER", "ORG", "LOC",
                                                                         "MISC"};

std::string_view NameOf(EntityType type) { return kNames[static_cast<size_t>(type)]; }

template <typename Name>
std::string Piece(std::string_view text, const Name& name) {
  std::string piece(text.substr(name.begin, name.end - name.begin));
  std::replace(piece.begin(), piece.end(), '\n', ' ');
  return piece;
}

template <typename A, typename B>
bool Overlap(const A& a, const B& b) {
  return a.begin < b.end && b.begin < a.end;
}

bool Same(const AnnotatedText::Name& marked, const FoundName& found) {
  return marked.begin == found.begin && marked.end == found.end;
}

// How the found piece's ends differ from the marked one's.
std::string_view Cut(const AnnotatedText::Name& marked, const FoundName& found) {
  if (found.begin <= marked.begin && found.end >= marked.end) return "too long";
  if (found.begin >= marked.begin && found.end <= marked.end) return "too short";
  return "shifted";
}

}  // namespace

bool NameEvaluation::Counts(EntityType type) const {
  return std::find(types_.begin(), types_.end(), type) != types_.end();
}

NameCounts NameEvaluation::all() const {
  NameCounts sum;
  for (const NameCounts& counts : counts_) {
    sum.hits += counts.hits;
    sum.found += counts.found;
    sum.marked += counts.marked;
  }
  return sum;
}

// Both lists are in text order and do not overlap within themselves, so that one pass meets all
// pairs that overlap.
void NameEvaluation::Add(std::string_view text, std::span<const AnnotatedText::Name> marked,
                         std::span<const FoundName> found) {
  size_t first = 0;
  for (const AnnotatedText::Name& name : marked) {
    if (!Counts(name.type)) continue;
    ++counts_[static_cast<size_t>(name.type)].marked;
    while (first < found.size() && found[first].end <= name.begin) ++first;
    const FoundName* best = nullptr;
    for (size_t i = first; i < found.size() && found[i].begin < name.end; ++i) {
      if (Counts(found[i].type) && (best == nullptr || Same(name, found[i]))) best = &found[i];
    }
    Compare(text, name, best);
  }
  size_t at = 0;
  for (const FoundName& name : found) {
    if (!Counts(name.type)) continue;
    ++counts_[static_cast<size_t>(name.type)].found;
    while (at < marked.size() && marked[at].end <= name.begin) ++at;
    bool hit = false;
    bool overlaps = false;
    for (size_t i = at; i < marked.size() && marked[i].begin < name.end; ++i) {
      if (!Counts(marked[i].type)) continue;
      overlaps = true;
      hit = hit || (Same(marked[i], name) && marked[i].type == name.type);
    }
    if (!overlaps) AddError(fmt::format("invented {}", NameOf(name.type)), Piece(text, name));
    reliability_.Add(name.confidence, hit);
  }
}

void NameEvaluation::Compare(std::string_view text, const AnnotatedText::Name& marked,
                             const FoundName* found) {
  const std::string_view type = NameOf(marked.type);
  if (found == nullptr) {
    AddError(fmt::format("missed {}", type), Piece(text, marked));
  } else if (!Same(marked, *found)) {
    AddError(fmt::format("{} {}", type, Cut(marked, *found)),
             fmt::format("{} | {}", Piece(text, marked), Piece(text, *found)));
  } else if (found->type != marked.type) {
    AddError(fmt::format("{} as {}", type, NameOf(found->type)), Piece(text, marked));
  } else {
    ++counts_[static_cast<size_t>(marked.type)].hits;
  }
}

// Later examples replace earlier ones ever more seldom, so that not all come from the first text.
void NameEvaluation::AddError(const std::string& kind, std::string example) {
  ErrorKind& error = errors_[kind];
  ++error.count;
  if (error.examples.size() < kExamples) {
    error.examples.push_back(std::move(example));
  } else if ((error.count & (error.count - 1)) == 0) {
    std::rotate(error.examples.begin(), error.examples.begin() + 1, error.examples.end());
    error.examples.back() = std::move(example);
  }
}

}  // namespace newsmill
