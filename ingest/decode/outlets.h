#ifndef NEWSMILL_INGEST_DECODE_OUTLETS_H_
#define NEWSMILL_INGEST_DECODE_OUTLETS_H_

#include <string_view>

namespace newsmill {

// A news outlet, from outlets.tsv. Views live as long as the process.
struct Outlet {
  std::string_view domain, name;
  std::string_view country;  // ISO 3166, two letters
};

// The outlet to which a host belongs (edition.cnn.com → cnn.com), or null. `host` is in lower case.
// Thread-safe.
const Outlet* FindOutlet(std::string_view host);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_OUTLETS_H_
