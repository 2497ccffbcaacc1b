#ifndef NEWSMILL_INGEST_FRESHNESS_H_
#define NEWSMILL_INGEST_FRESHNESS_H_

#include <memory>
#include <span>

#include "ingest/ledger.h"
#include "processors/base/document.h"

namespace prometheus {
class Registry;
}

namespace newsmill {

// How long articles take from their publication to the stores, by outlet. The outlets seen first
// have a label of their own, the others share "other": a feed must not make up label values.
// Thread-safe.
class Freshness {
 public:
  // The histograms live in `registry`, which must outlive this.
  explicit Freshness(prometheus::Registry& registry);
  ~Freshness();

  // The delivered documents of `batch` became durable now; outcomes[i] is that of document i.
  // They are counted in the histograms by Publish(): each costs a lock and atomic operations.
  void Observe(const DocumentBatch& batch, std::span<const Outcome> outcomes);
  void Publish();

 private:
  class Impl;
  const std::unique_ptr<Impl> impl_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_FRESHNESS_H_
