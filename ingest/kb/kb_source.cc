#include "ingest/kb/kb_source.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include "processors/base/fields.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

constexpr size_t kColumns = 19;
using Columns = std::array<std::string_view, kColumns>;

struct KindOfClass {
  std::string_view id;
  EntityType type;
  std::string_view subtype;
};

// Classes of Wikidata (P31) that are kept; the first that a thing has decides.
constexpr std::array kClasses = {
    KindOfClass{"Q5", EntityType::kPerson, ""},
    KindOfClass{"Q6256", EntityType::kLocation, "country"},
    KindOfClass{"Q3624078", EntityType::kLocation, "country"},
    KindOfClass{"Q5119", EntityType::kLocation, "capital"},
    KindOfClass{"Q515", EntityType::kLocation, "city"},
    KindOfClass{"Q1549591", EntityType::kLocation, "city"},
    KindOfClass{"Q1637706", EntityType::kLocation, "city"},
    KindOfClass{"Q3957", EntityType::kLocation, "city"},
    KindOfClass{"Q486972", EntityType::kLocation, "city"},
    KindOfClass{"Q10864048", EntityType::kLocation, "region"},
    KindOfClass{"Q35657", EntityType::kLocation, "region"},
    KindOfClass{"Q4022", EntityType::kLocation, "river"},
    KindOfClass{"Q7278", EntityType::kOrganisation, "party"},
    KindOfClass{"Q4830453", EntityType::kOrganisation, "company"},
    KindOfClass{"Q783794", EntityType::kOrganisation, "company"},
    KindOfClass{"Q891723", EntityType::kOrganisation, "company"},
    KindOfClass{"Q192283", EntityType::kOrganisation, "media"},
    KindOfClass{"Q11032", EntityType::kOrganisation, "media"},
    KindOfClass{"Q1193236", EntityType::kOrganisation, "media"},
    KindOfClass{"Q484652", EntityType::kOrganisation, "intergovernmental"},
    KindOfClass{"Q245065", EntityType::kOrganisation, "intergovernmental"},
    KindOfClass{"Q327333", EntityType::kOrganisation, "agency"},
    KindOfClass{"Q192350", EntityType::kOrganisation, "agency"},
    KindOfClass{"Q3918", EntityType::kOrganisation, "university"},
    KindOfClass{"Q476028", EntityType::kOrganisation, "team"},
    KindOfClass{"Q79913", EntityType::kOrganisation, "ngo"},
    KindOfClass{"Q43229", EntityType::kOrganisation, ""},
};

absl::Status Bad(const std::string& what) { return absl::InvalidArgumentError(what); }

bool Split(std::string_view line, Columns* columns) {
  if (std::ranges::count(line, '\t') != kColumns - 1) return false;
  for (std::string_view& column : *columns) {
    column = TakeField(&line, '\t');
  }
  return true;
}

template <typename Number>
bool ReadNumber(std::string_view text, Number* number) {
  if (text.empty()) return true;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *number);
  return error == std::errc() && end == text.data() + text.size();
}

float WeightOfPopulation(double population) {
  return static_cast<float>(std::sqrt(std::max(0.0, population)) / 10);
}

bool IsNumber(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// What a GeoNames feature is to us; "" for what is not kept.
std::string_view Subtype(std::string_view feature_class, std::string_view code) {
  if (code == "PPLC") return "capital";
  if (feature_class == "P") return "city";
  if (code.starts_with("PCL")) return "country";
  return feature_class == "A" ? "region" : "";
}

absl::StatusOr<bool> ReadGeoNames(std::string_view line, KbRow* row) {
  Columns columns;
  if (!Split(line, &columns)) return Bad("has not the 19 columns of a GeoNames dump");
  double population = 0;
  if (!IsNumber(columns[0]) || !ReadNumber(columns[0], &row->geonames)) {
    return Bad("begins with \"" + std::string(columns[0]) + "\", which is no GeoNames id");
  }
  if (!ReadNumber(columns[14], &population)) {
    return Bad("has the population \"" + std::string(columns[14]) + "\"");
  }
  row->subtype = Subtype(columns[6], columns[7]);
  if (row->subtype.empty() && population < 1000) return false;
  row->type = EntityType::kLocation;
  row->name = columns[1];
  if (row->name.empty()) return Bad("has no name");
  if (columns[2] != columns[1]) row->aliases.emplace_back(columns[2]);
  std::string_view rest = columns[3];
  while (!rest.empty()) {
    const std::string_view alias = TakeField(&rest, ',');
    if (!alias.empty()) row->aliases.emplace_back(alias);
  }
  row->weight = WeightOfPopulation(population);
  (row->subtype == "country" ? row->code : row->country) = columns[8];
  return true;
}

absl::StatusOr<bool> ReadCountry(std::string_view line, KbRow* row) {
  if (line.empty() || line[0] == '#') return false;
  Columns columns;
  if (!Split(line, &columns)) return Bad("has not the 19 columns of countryInfo.txt");
  double population = 0;
  if (columns[0].size() != 2 || columns[4].empty() || !ReadNumber(columns[7], &population) ||
      !ReadNumber(columns[16], &row->geonames)) {
    return Bad("has no ISO code, country, population or GeoNames id where they belong");
  }
  row->type = EntityType::kLocation;
  row->subtype = "country";
  row->code = columns[0];
  row->name = columns[4];
  row->weight = WeightOfPopulation(population);
  return true;
}

using Element = simdjson::dom::element;

std::string_view StringAt(const Element& element, const char* pointer) {
  std::string_view text;
  if (element.at_pointer(pointer).get(text) != simdjson::SUCCESS) text = {};
  return text;
}

bool SetKind(const Element& entity, KbRow* row) {
  simdjson::dom::array claims;
  if (entity.at_pointer("/claims/P31").get(claims) != simdjson::SUCCESS) return false;
  const KindOfClass* best = kClasses.end();
  for (const Element claim : claims) {
    const std::string_view id = StringAt(claim, "/mainsnak/datavalue/value/id");
    best = std::min(best, std::ranges::find(kClasses, id, &KindOfClass::id));
  }
  if (best == kClasses.end()) return false;
  row->type = best->type;
  row->subtype = best->subtype;
  return true;
}

void SetAliases(const Element& entity, KbRow* row) {
  simdjson::dom::array aliases;
  if (entity.at_pointer("/aliases/en").get(aliases) != simdjson::SUCCESS) return;
  for (const Element alias : aliases) {
    const std::string_view text = StringAt(alias, "/value");
    if (!text.empty()) row->aliases.emplace_back(text);
  }
}

}  // namespace

struct KbSource::Json {
  simdjson::dom::parser parser;
};

KbSource::KbSource(KbFormat format) : format_(format), json_(std::make_unique<Json>()) {}
KbSource::~KbSource() = default;

KbFormat GuessKbFormat(std::string_view first_line) {
  if (first_line.starts_with('[') || first_line.starts_with('{')) return KbFormat::kWikidata;
  if (first_line.starts_with('#')) return KbFormat::kCountries;
  if (std::ranges::count(first_line, '\t') != kColumns - 1) return KbFormat::kTable;
  return IsNumber(first_line.substr(0, first_line.find('\t'))) ? KbFormat::kGeoNames
                                                               : KbFormat::kCountries;
}

namespace {

absl::StatusOr<bool> ReadWikidata(std::string_view line, simdjson::dom::parser* parser,
                                  KbRow* row) {
  if (line.ends_with(',')) line.remove_suffix(1);
  if (line == "[" || line == "]") return false;
  Element entity;
  const simdjson::error_code error = parser->parse(line.data(), line.size()).get(entity);
  if (error != simdjson::SUCCESS)
    return Bad(std::string("is no JSON: ") + simdjson::error_message(error));
  row->wikidata = StringAt(entity, "/id");
  if (row->wikidata.empty()) return Bad("is no entity: it has no id");
  row->name = StringAt(entity, "/labels/en/value");
  if (!row->wikidata.starts_with('Q') || row->name.empty() || !SetKind(entity, row)) return false;
  SetAliases(entity, row);
  row->country = StringAt(entity, "/claims/P17/0/mainsnak/datavalue/value/id");
  const std::string_view geonames = StringAt(entity, "/claims/P1566/0/mainsnak/datavalue/value");
  if (!ReadNumber(geonames, &row->geonames)) row->geonames = 0;
  simdjson::dom::object sitelinks;
  row->weight = entity.at_pointer("/sitelinks").get(sitelinks) == simdjson::SUCCESS
                    ? static_cast<float>(sitelinks.size())
                    : 0;
  return true;
}

}  // namespace

absl::StatusOr<bool> KbSource::Read(std::string_view line, KbRow* row) {
  *row = KbRow();
  if (line.empty()) return false;
  switch (format_) {
    case KbFormat::kGeoNames:
      return ReadGeoNames(line, row);
    case KbFormat::kCountries:
      return ReadCountry(line, row);
    case KbFormat::kWikidata:
      return ReadWikidata(line, &json_->parser, row);
    case KbFormat::kTable:
      break;
  }
  RETURN_IF_ERROR(ParseKbRow(line, row));
  return true;
}

}  // namespace newsmill
