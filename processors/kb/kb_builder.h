#ifndef NEWSMILL_PROCESSORS_KB_KB_BUILDER_H_
#define NEWSMILL_PROCESSORS_KB_KB_BUILDER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/status.h"
#include "processors/kb/knowledge_base.h"

namespace newsmill {

// One thing for the knowledge base.
struct KbRow {
  std::string name;
  EntityType type = EntityType::kMisc;
  std::string subtype;
  std::string wikidata;   // "Q30" or ""
  uint32_t geonames = 0;  // 0: none
  std::vector<std::string> aliases;
  float weight = 1;
  std::string country;  // its country's Wikidata id or ISO 3166 code; "": none
  std::string code;     // of a country: its own ISO 3166 alpha-2 code
};

// Reads a row of a plain table:
//   name <TAB> type <TAB> id <TAB> alias|alias|... <TAB> weight [<TAB> country [<TAB> code]]
// `type` is PER, ORG, LOC or MISC in any case, with a subtype behind a period: `LOC.city`. `id` is
// empty, a Wikidata id, `gn:` and a GeoNames number, or both with a `|` between; identifiers of
// other kinds are ignored. An empty weight is 1. The error says what is wrong.
absl::Status ParseKbRow(std::string_view line, KbRow* row);

// Gathers rows and writes the file. Equal rows in equal order give equal bytes.
class KbBuilder {
 public:
  // A row whose Wikidata or GeoNames id is there already adds its names to that one, which keeps
  // the greater weight, and fills what that one leaves empty.
  void Add(const KbRow& row);

  // The file's bytes. The builder is used up.
  std::string Finish();

  size_t size() const { return entries_.size(); }
  // Rows with a country that no row is.
  size_t unknown_countries() const { return unknown_countries_; }

 private:
  uint32_t Intern(std::string_view text);
  uint32_t EntryFor(const KbRow& row);
  void AddForm(std::string_view form, uint32_t entry, float share);
  void SetCountries();
  void SortForms();

  std::vector<KbEntry> entries_;
  std::vector<std::string> countries_;  // of each entry, as stated
  std::vector<KbForm> forms_;           // prior: the share of the weight
  std::string strings_ = std::string(1, '\0');
  std::unordered_map<std::string, uint32_t> numbers_;  // of strings
  std::unordered_map<std::string, uint32_t> by_id_;
  std::string scratch_;
  size_t unknown_countries_ = 0;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_KB_KB_BUILDER_H_
