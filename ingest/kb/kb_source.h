#ifndef NEWSMILL_INGEST_KB_KB_SOURCE_H_
#define NEWSMILL_INGEST_KB_KB_SOURCE_H_

#include <memory>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "processors/kb/kb_builder.h"

namespace newsmill {

enum class KbFormat : uint8_t {
  kTable,      // plain: see ParseKbRow
  kGeoNames,   // cities15000.txt, allCountries.txt: 19 columns
  kCountries,  // GeoNames' countryInfo.txt: 19 columns, comments begin with #
  kWikidata,   // latest-all.json: an array with one entity on each line
};

// The format of a file by its first line.
KbFormat GuessKbFormat(std::string_view first_line);

// Turns lines of one file into rows.
class KbSource {
 public:
  explicit KbSource(KbFormat format);
  ~KbSource();

  // True: *row is filled. False: the line is none (a comment, a bracket, a thing of a kind that is
  // not kept, one without an English name). The error says what is wrong with the line.
  //
  // GeoNames: weight is the square root of the population, by ten; towns, administrative areas and
  // countries are kept, and other places from 1,000 people on. Wikidata: `en` label and aliases,
  // P31 gives the type (kb_source.cc has the table), P17 the country, the number of sitelinks the
  // weight, P1566 the GeoNames id.
  absl::StatusOr<bool> Read(std::string_view line, KbRow* row);

 private:
  struct Json;

  const KbFormat format_;
  std::unique_ptr<Json> json_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_KB_KB_SOURCE_H_
