#ifndef NEWSMILL_INGEST_DECODE_TOP_LEVEL_H_
#define NEWSMILL_INGEST_DECODE_TOP_LEVEL_H_

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace newsmill {

// Every top-level key that some shape knows, or that tells shapes apart. A new shape adds its keys
// here and to the table of names in top_level.cc, in the same order.
enum class Key : uint8_t {
  kAtContext,  // "@context"
  kAtGraph,    // "@graph"
  kAtId,       // "@id"
  kAtType,     // "@type"
  kAbout,
  kAltIdsCamel,  // "altIds"
  kAltIds,       // "altids"
  kArticleBody,
  kArticleSection,
  kAuthor,
  kAuthors,
  kBodies,
  kBody,
  kBodyHtml,
  kBodyText,
  kBodyXhtml,
  kBy,
  kByline,
  kCategories,
  kContentType,
  kCreativeWorkStatus,
  kData,
  kDataBase64,
  kDateModified,
  kDatePublished,
  kDateTime,
  kDateTimePub,
  kDescriptionHtml,
  kDescriptionText,
  kDescriptions,
  kEmbargoUntil,
  kEmbargoed,
  kEmbargoedUntil,     // "embargoedUntil"
  kFirstCreatedCamel,  // "firstCreated"
  kFirstCreated,       // "firstcreated"
  kGuid,
  kHeadline,
  kHeadlines,
  kId,
  kIdentifier,
  kInLanguage,
  kInfoSourcesCamel,  // "infoSources"
  kInfoSource,        // "infosource"
  kInfoSources,       // "infosources"
  kKeywords,
  kLang,
  kLanguage,
  kLink,
  kMainEntityOfPage,
  kName,
  kPubStatusCamel,  // "pubStatus"
  kPublishedAt,
  kPublisher,
  kPubStatus,  // "pubstatus"
  kSource,
  kSpecversion,
  kStatus,
  kSubject,
  kSubjects,
  kTitle,
  kTopics,
  kType,
  kUpdatedAt,
  kUri,
  kUrl,
  kVersion,
  kVersionCreatedCamel,  // "versionCreated"
  kVersionCreated,       // "versioncreated"
  kOtherHeadline,        // the first "headline_*"
  kOtherBody,            // the first "body_*" that is none of the above
};
inline constexpr size_t kKeyCount = static_cast<size_t>(Key::kOtherBody) + 1;

std::string_view KeyName(Key key);

// The known top-level fields of a message, each as the text of its JSON value (white space cut
// off). Views point into the message.
struct TopLevel {
  std::array<std::string_view, kKeyCount> values;
  std::bitset<kKeyCount> present;
  std::bitset<kKeyCount> duplicate;  // stood there more than once; the first counts

  bool Has(Key key) const { return present[static_cast<size_t>(key)]; }
  // "" where absent.
  std::string_view Get(Key key) const { return values[static_cast<size_t>(key)]; }
  void Set(Key key, std::string_view raw) {
    present[static_cast<size_t>(key)] = true;
    values[static_cast<size_t>(key)] = raw;
  }
};

struct ReadError {
  std::string_view code;  // a reason code, or "": no error
  std::string reason;
};

// Reads the top level of JSON objects with simdjson On-Demand, in one pass: known values are
// noted, others skipped after a look at their brackets and depth; all of it is checked for UTF-8.
// Owns the parser's index; one instance per thread.
class TopLevelReader {
 public:
  TopLevelReader();
  ~TopLevelReader();

  // 64 readable bytes follow `json`. `max_depth` counts the object itself. An array is read as the
  // object whose `@graph` it is.
  ReadError Read(std::string_view json, int max_depth, TopLevel* out);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_TOP_LEVEL_H_
