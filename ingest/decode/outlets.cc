#include "ingest/decode/outlets.h"

#include <algorithm>
#include <vector>

#include "embedded/outlets.h"
#include "processors/base/fields.h"

namespace newsmill {
namespace {

// The rows of outlets.tsv: domain, name, country; sorted by domain.
std::vector<Outlet> ReadOutlets() {
  std::vector<Outlet> outlets;
  std::string_view rest = embedded::Outlets();
  while (!rest.empty()) {
    std::string_view row = TakeField(&rest, '\n');
    Outlet& outlet = outlets.emplace_back();
    outlet.domain = TakeField(&row, '\t');
    outlet.name = TakeField(&row, '\t');
    outlet.country = row;
  }
  return outlets;
}

}  // namespace

const Outlet* FindOutlet(std::string_view host) {
  static const std::vector<Outlet> outlets = ReadOutlets();
  while (!host.empty()) {
    const auto found = std::lower_bound(
        outlets.begin(), outlets.end(), host,
        [](const Outlet& outlet, std::string_view d) { return outlet.domain < d; });
    if (found != outlets.end() && found->domain == host) return &*found;
    TakeField(&host, '.');
  }
  return nullptr;
}

}  // namespace newsmill
