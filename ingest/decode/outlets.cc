#include "ingest/decode/outlets.h"

#include <unordered_map>

#include "embedded/outlets.h"
#include "processors/base/fields.h"

namespace newsmill {
namespace {

// The rows of outlets.tsv: domain, name, country; by domain.
std::unordered_map<std::string_view, Outlet> ReadOutlets() {
  std::unordered_map<std::string_view, Outlet> outlets;
  std::string_view rest = embedded::Outlets();
  while (!rest.empty()) {
    std::string_view row = TakeField(&rest, '\n');
    const std::string_view domain = TakeField(&row, '\t');
    Outlet& outlet = outlets[domain];
    outlet.domain = domain;
    outlet.name = TakeField(&row, '\t');
    outlet.country = row;
  }
  return outlets;
}

}  // namespace

const Outlet* FindOutlet(std::string_view host) {
  static const std::unordered_map<std::string_view, Outlet> outlets = ReadOutlets();
  while (host.find('.') != std::string_view::npos) {  // no outlet has a top-level domain
    const auto found = outlets.find(host);
    if (found != outlets.end()) return &found->second;
    TakeField(&host, '.');
  }
  return nullptr;
}

}  // namespace newsmill
