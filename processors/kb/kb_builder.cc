#include "processors/kb/kb_builder.h"

#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <tuple>

#include "processors/base/fields.h"
#include "processors/base/status_macros.h"
#include "processors/text/characters.h"

namespace newsmill {
namespace {

constexpr size_t kMaxString = 255;
constexpr float kAliasShare = 0.6F;  // of the weight under a name that is not the main one

absl::Status Bad(std::string_view what) { return absl::InvalidArgumentError(std::string(what)); }

bool ParseType(std::string_view text, EntityType* type) {
  std::string upper(text);
  std::ranges::transform(upper, upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  if (upper == "PER") *type = EntityType::kPerson;
  if (upper == "ORG") *type = EntityType::kOrganisation;
  if (upper == "LOC") *type = EntityType::kLocation;
  if (upper == "MISC") *type = EntityType::kMisc;
  return upper == "PER" || upper == "ORG" || upper == "LOC" || upper == "MISC";
}

bool IsWikidataId(std::string_view id) {
  return id.size() > 1 && id.size() < 12 && id[0] == 'Q' &&
         std::ranges::all_of(id.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

absl::Status ParseIds(std::string_view ids, KbRow* row) {
  while (!ids.empty()) {
    std::string_view id = TakeField(&ids, '|');
    if (IsWikidataId(id)) {
      row->wikidata = id;
    } else if (id.starts_with("gn:")) {
      id.remove_prefix(3);
      const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), row->geonames);
      if (error != std::errc() || end != id.data() + id.size()) return Bad("no GeoNames number");
    }
  }
  return absl::OkStatus();
}

template <typename T>
void Append(const std::vector<T>& values, std::string* out) {
  out->append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
  out->resize((out->size() + 7) / 8 * 8);
}

}  // namespace

absl::Status ParseKbRow(std::string_view line, KbRow* row) {
  const auto tabs = std::ranges::count(line, '\t');
  if (tabs < 4 || tabs > 6) {
    return Bad("has " + std::to_string(tabs + 1) +
               " columns; allowed are 5 to 7: name, type, id, alias|alias, weight, country, code");
  }
  *row = KbRow();
  row->name = TakeField(&line, '\t');
  std::string_view kind = TakeField(&line, '\t');
  const std::string_view type = TakeField(&kind, '.');
  row->subtype = kind;
  if (row->name.empty()) return Bad("has no name");
  if (!ParseType(type, &row->type)) {
    return Bad("has the type \"" + std::string(type) + "\"; allowed are PER, ORG, LOC, MISC");
  }
  RETURN_IF_ERROR(ParseIds(TakeField(&line, '\t'), row));
  std::string_view aliases = TakeField(&line, '\t');
  while (!aliases.empty()) row->aliases.emplace_back(TakeField(&aliases, '|'));
  const std::string_view weight = TakeField(&line, '\t');
  const char* end = weight.data() + weight.size();
  if (!weight.empty()) {
    const auto [stop, error] = std::from_chars(weight.data(), end, row->weight);
    if (error != std::errc() || stop != end || !std::isfinite(row->weight) || row->weight < 0) {
      return Bad("has the weight \"" + std::string(weight) + "\", which is no number from 0");
    }
  }
  row->country = TakeField(&line, '\t');
  row->code = line;
  return absl::OkStatus();
}

uint32_t KbBuilder::Intern(std::string_view text) {
  if (text.empty()) return 0;
  if (text.size() > kMaxString) {
    size_t end = kMaxString;
    while (end > 0 && (static_cast<uint8_t>(text[end]) & 0xC0U) == 0x80U) --end;
    text = text.substr(0, end);
  }
  const auto [it, added] =
      numbers_.try_emplace(std::string(text), static_cast<uint32_t>(strings_.size()));
  if (added) {
    strings_ += static_cast<char>(text.size());
    strings_ += text;
  }
  return it->second;
}

uint32_t KbBuilder::EntryFor(const KbRow& row) {
  const std::string geonames = "gn:" + std::to_string(row.geonames);
  auto known = row.wikidata.empty() ? by_id_.end() : by_id_.find(row.wikidata);
  if (known == by_id_.end() && row.geonames != 0) known = by_id_.find(geonames);
  const auto index = known == by_id_.end() ? static_cast<uint32_t>(entries_.size()) : known->second;
  if (index == entries_.size()) {
    entries_.push_back({.name = Intern(row.name),
                        .subtype = Intern(row.subtype),
                        .wikidata = 0,
                        .geonames = 0,
                        .weight = row.weight,
                        .country = -1,
                        .type = static_cast<uint8_t>(row.type),
                        .reserved = {}});
    countries_.emplace_back();
  }
  KbEntry& entry = entries_[index];
  if (entry.wikidata == 0) entry.wikidata = Intern(row.wikidata);
  if (entry.geonames == 0) entry.geonames = row.geonames;
  if (countries_[index].empty()) countries_[index] = row.country;
  entry.weight = std::max(entry.weight, row.weight);
  if (!row.wikidata.empty()) by_id_.try_emplace(row.wikidata, index);
  if (row.geonames != 0) by_id_.try_emplace(geonames, index);
  if (!row.code.empty()) by_id_.try_emplace(row.code, index);
  return index;
}

void KbBuilder::Add(const KbRow& row) {
  const uint32_t entry = EntryFor(row);
  AddForm(row.name, entry, 1);
  for (const std::string& alias : row.aliases) AddForm(alias, entry, kAliasShare);
}

void KbBuilder::AddForm(std::string_view form, uint32_t entry, float share) {
  if (form.empty() || form.size() > kMaxString) return;
  forms_.push_back({KnowledgeBase::FormHash(form, &scratch_), entry, share});
}

void KbBuilder::SetCountries() {
  for (size_t i = 0; i < entries_.size(); ++i) {
    if (countries_[i].empty()) continue;
    const auto country = by_id_.find(countries_[i]);
    if (country == by_id_.end()) {
      ++unknown_countries_;
    } else if (country->second != i) {
      entries_[i].country = static_cast<int32_t>(country->second);
    }
  }
}

// Under one name each entry stands once, with the greatest of its priors.
void KbBuilder::SortForms() {
  for (KbForm& form : forms_) form.prior *= entries_[form.entry].weight;
  std::ranges::sort(forms_, {}, [](const KbForm& form) {
    return std::tuple(form.hash, form.entry, -form.prior);
  });
  const auto doubles = std::ranges::unique(forms_, [](const KbForm& a, const KbForm& b) {
    return a.hash == b.hash && a.entry == b.entry;
  });
  forms_.erase(doubles.begin(), doubles.end());
  std::ranges::sort(forms_, {}, [](const KbForm& form) {
    return std::tuple(form.hash, -form.prior, form.entry);
  });
}

std::string KbBuilder::Finish() {
  SetCountries();
  SortForms();
  KbHeader header{};
  std::memcpy(header.magic, KnowledgeBase::kMagic, sizeof(header.magic));
  header.version = KnowledgeBase::kVersion;
  header.entries = static_cast<uint32_t>(entries_.size());
  header.forms = static_cast<uint32_t>(forms_.size());
  header.bucket_bits = std::min(24U, static_cast<uint32_t>(std::bit_width(forms_.size() / 4)));
  header.string_bytes = strings_.size();
  std::vector<uint32_t> buckets((size_t{1} << header.bucket_bits) + 1);
  size_t form = 0;
  for (size_t bucket = 0; bucket < buckets.size(); ++bucket) {
    while (form < forms_.size() && header.bucket_bits > 0 &&
           forms_[form].hash >> (64 - header.bucket_bits) < bucket) {
      ++form;
    }
    buckets[bucket] = static_cast<uint32_t>(form);
  }
  buckets.back() = header.forms;
  std::string bytes(sizeof(header), '\0');
  Append(entries_, &bytes);
  Append(buckets, &bytes);
  Append(forms_, &bytes);
  bytes += strings_;
  header.checksum = XXH64(bytes.data() + sizeof(header), bytes.size() - sizeof(header), 0);
  std::memcpy(bytes.data(), &header, sizeof(header));
  return bytes;
}

}  // namespace newsmill
