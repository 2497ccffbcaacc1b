#include "ingest/commands/eval_output.h"

#include <fmt/format.h>

#include <iostream>

namespace newsmill {

void PrintReliability(std::string_view name, const ReliabilityTable& table) {
  const auto& bins = table.bins();
  bool empty = true;
  for (size_t b = 0; b < bins.size(); ++b) {
    const ReliabilityTable::Bin& bin = bins[b];
    if (bin.found == 0) continue;
    if (empty) {
      std::cout << fmt::format("  {:18} found  mean  right   (calibration error {:.3f})\n", name,
                               table.error());
    }
    empty = false;
    std::cout << fmt::format("  {:.1f} - {:.1f} {:15} {:5.2f}  {:5.2f}\n",
                             0.1 * static_cast<double>(b), 0.1 * static_cast<double>(b + 1),
                             bin.found, bin.confidence / bin.found,
                             static_cast<double>(bin.hits) / bin.found);
  }
}

}  // namespace newsmill
