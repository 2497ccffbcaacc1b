#include "ingest/training/reliability.h"

#include <algorithm>
#include <cmath>

namespace newsmill {

void ReliabilityTable::Add(float confidence, bool right) {
  const auto place = static_cast<size_t>(confidence * static_cast<float>(kBins));
  Bin& bin = bins_[std::min(place, kBins - 1)];
  ++bin.found;
  bin.hits += right ? 1 : 0;
  bin.confidence += confidence;
}

double ReliabilityTable::error() const {
  double distance = 0;
  int found = 0;
  for (const Bin& bin : bins_) {
    distance += std::abs(bin.confidence - bin.hits);
    found += bin.found;
  }
  return found == 0 ? 0 : distance / found;
}

}  // namespace newsmill
