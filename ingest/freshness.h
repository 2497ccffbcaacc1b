#ifndef NEWSMILL_INGEST_FRESHNESS_H_
#define NEWSMILL_INGEST_FRESHNESS_H_

#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <array>
#include <functional>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <string_view>

#include "ingest/ledger.h"
#include "processors/base/document.h"

namespace newsmill {

// How long articles take from their publication to the stores, by outlet. The outlets seen first
// have a label of their own, the others share "other": a feed must not make up label values.
// Thread-safe.
class Freshness {
 public:
  explicit Freshness(prometheus::Registry& registry);

  // The delivered documents of `batch` became durable now; outcomes[i] is that of document i.
  void Observe(const DocumentBatch& batch, std::span<const Outcome> outcomes);

 private:
  // From published (or updated) to received, enriched, durable: each from the one before.
  static constexpr size_t kSteps = 3;
  static constexpr size_t kMaxSources = 50;
  using Histograms = std::array<prometheus::Histogram*, kSteps>;

  Histograms& Of(std::string_view source);
  Histograms Make(const std::string& source);

  prometheus::Family<prometheus::Histogram>& family_;
  std::mutex mutex_;
  std::map<std::string, Histograms, std::less<>> sources_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_FRESHNESS_H_
