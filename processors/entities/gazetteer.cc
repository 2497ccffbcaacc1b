#include "processors/entities/gazetteer.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "embedded/gazetteer.h"
#include "processors/base/fields.h"
#include "processors/base/status_macros.h"
#include "processors/text/tokenizer.h"

namespace newsmill {
namespace {

constexpr size_t kFirstSlots = size_t{1} << 17;
constexpr uint32_t kMaxPhraseWords = 12;

struct RoleName {
  std::string_view name;
  WordRole role;
  bool both_cases;  // lower-case words of which the capitalised form counts too
};

constexpr std::array kRoles = {
    RoleName{"title", kTitleWord, false},
    RoleName{"role", kRoleWord, true},
    RoleName{"org", kOrgHead, false},
    RoleName{"orgstart", kOrgStart, false},
    RoleName{"loc", kLocHead, false},
    RoleName{"locstart", kLocStart, false},
    RoleName{"misc", kMiscHead, false},
    RoleName{"miscstart", kMiscStart, false},
    RoleName{"stop", kStopWord, false},
    RoleName{"speech", kSpeechVerb, false},
    RoleName{"place", kPlaceWord, false},
    RoleName{"first", kFirstName, false},
    RoleName{"last", kLastName, false},
    RoleName{"ordinary", kOrdinaryWord, true},
    RoleName{"portfolio", kPortfolioWord, false},
    RoleName{"geo", kGeoNoun, true},
    RoleName{"orgnoun", kOrgNoun, true},
};

uint64_t Hash(std::string_view word) {
  const uint64_t hash = XXH3_64bits(word.data(), word.size());
  return hash == 0 ? 1 : hash;
}

uint64_t Combine(uint64_t phrase, uint64_t word) {
  const uint64_t mixed = (phrase ^ (word >> 29)) * 0x9E3779B97F4A7C15U + word;
  return mixed == 0 ? 1 : mixed;
}

bool ParseType(std::string_view kind, EntityType* type) {
  if (kind == "per") *type = EntityType::kPerson;
  if (kind == "org") *type = EntityType::kOrganisation;
  if (kind == "loc") *type = EntityType::kLocation;
  if (kind == "misc") *type = EntityType::kMisc;
  return kind == "per" || kind == "org" || kind == "loc" || kind == "misc";
}

}  // namespace

absl::StatusOr<std::shared_ptr<const Gazetteer>> Gazetteer::Parse(std::string_view table) {
  auto gazetteer = std::make_shared<Gazetteer>();
  gazetteer->slots_.resize(kFirstSlots);
  size_t line = 0;
  while (!table.empty()) {
    ++line;
    const std::string_view row = TakeField(&table, '\n');
    if (row.empty()) continue;
    if (absl::Status status = gazetteer->Add(row); !status.ok()) {
      return absl::InvalidArgumentError("gazetteer, line " + std::to_string(line) + ": " +
                                        std::string(status.message()));
    }
  }
  return std::shared_ptr<const Gazetteer>(std::move(gazetteer));
}

absl::Status Gazetteer::Add(std::string_view row) {
  if (std::ranges::count(row, '\t') != 3) return absl::InvalidArgumentError("not four columns");
  const std::string_view name = TakeField(&row, '\t');
  std::string_view kind = TakeField(&row, '\t');
  const std::string_view wikidata = TakeField(&row, '\t');
  const std::string_view group = TakeField(&kind, '.');
  if (group == "word") return AddWords(kind, row);
  GazetteerEntry entry{.name = name, .subtype = kind, .wikidata = wikidata, .type = {}};
  if (!ParseType(group, &entry.type)) return absl::InvalidArgumentError("unknown kind");
  if (entry.subtype == "other" || entry.subtype == "place") entry.subtype = "";
  const auto index = static_cast<int32_t>(entries_.size());
  entries_.push_back(entry);
  // A demonym's row is named after its country, which is not one of its forms.
  if (entry.subtype != "norp" || wikidata.empty()) AddForm(name, index);
  while (!row.empty()) AddForm(TakeField(&row, '|'), index);
  return absl::OkStatus();
}

absl::Status Gazetteer::AddWords(std::string_view role, std::string_view words) {
  const auto* known = std::ranges::find(kRoles, role, &RoleName::name);
  if (known == kRoles.end()) return absl::InvalidArgumentError("unknown role of words");
  std::string capitalised;
  while (!words.empty()) {
    const std::string_view word = TakeField(&words, '|');
    if (word.empty()) continue;
    Slot& slot = At(Hash(word));
    slot.roles |= static_cast<uint32_t>(known->role) & 0xFFFFFFU;
    if (!known->both_cases || word[0] < 'a' || word[0] > 'z') continue;
    capitalised = word;
    capitalised[0] = static_cast<char>(capitalised[0] - 'a' + 'A');
    At(Hash(capitalised)).roles |= static_cast<uint32_t>(known->role) & 0xFFFFFFU;
  }
  return absl::OkStatus();
}

// The first entry that claims a form keeps it.
void Gazetteer::AddForm(std::string_view form, int32_t entry) {
  Tokenizer tokenizer;
  tokenizer.Tokenize(form, &scratch_);
  if (scratch_.empty() || scratch_.size() > kMaxPhraseWords) return;
  uint64_t phrase = 0;
  uint64_t first = 0;
  for (const Token& token : scratch_) {
    const uint64_t word = Hash(form.substr(token.begin, token.end - token.begin));
    phrase = phrase == 0 ? word : Combine(phrase, word);
    if (first == 0) first = word;
  }
  Slot& slot = At(phrase);
  if (slot.entry < 0) slot.entry = entry;
  Slot& head = At(first);
  const auto words = static_cast<uint32_t>(scratch_.size());
  if (head.longest < words) head.longest = words & 0xFFU;
}

Gazetteer::Slot& Gazetteer::At(uint64_t hash) {
  if (used_ * 2 >= slots_.size()) Grow();
  const size_t mask = slots_.size() - 1;
  size_t i = hash & mask;
  while (slots_[i].hash != 0 && slots_[i].hash != hash) i = (i + 1) & mask;
  if (slots_[i].hash == 0) {
    slots_[i].hash = hash;
    ++used_;
  }
  return slots_[i];
}

const Gazetteer::Slot* Gazetteer::Find(uint64_t hash) const {
  const size_t mask = slots_.size() - 1;
  size_t i = hash & mask;
  while (slots_[i].hash != 0 && slots_[i].hash != hash) i = (i + 1) & mask;
  return slots_[i].hash == 0 ? nullptr : &slots_[i];
}

void Gazetteer::Grow() {
  std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
  used_ = 0;
  for (const Slot& slot : old) {
    if (slot.hash != 0) At(slot.hash) = slot;
  }
}

WordInfo Gazetteer::Look(std::string_view word) const {
  const uint64_t hash = Hash(word);
  const Slot* slot = Find(hash);
  if (slot == nullptr) return {.hash = hash};
  return {.hash = hash, .roles = slot->roles, .entry = slot->entry, .longest = slot->longest};
}

Gazetteer::Match Gazetteer::Longest(std::span<const WordInfo> words) const {
  if (words.empty()) return {};
  Match best;
  const size_t longest = std::min<size_t>(words.size(), words[0].longest);
  uint64_t phrase = 0;
  for (size_t n = 1; n <= longest; ++n) {
    phrase = n == 1 ? words[0].hash : Combine(phrase, words[n - 1].hash);
    const Slot* slot = Find(phrase);
    if (slot != nullptr && slot->entry >= 0) best = {.entry = slot->entry, .words = n};
  }
  return best;
}

absl::StatusOr<std::shared_ptr<const Gazetteer>> BuiltinGazetteer() {
  static const absl::StatusOr<std::shared_ptr<const Gazetteer>> gazetteer =
      Gazetteer::Parse(embedded::Gazetteer());
  return gazetteer;
}

}  // namespace newsmill
