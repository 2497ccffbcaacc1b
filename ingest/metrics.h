#ifndef NEWSMILL_INGEST_METRICS_H_
#define NEWSMILL_INGEST_METRICS_H_

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/ledger.h"
#include "ingest/progress.h"
#include "processors/base/document.h"
#include "sinks/sink.h"

namespace newsmill {

// The process's metrics in Prometheus' text format; docs/metrics.md lists them. Counted once a
// batch. Thread-safe.
class Metrics {
 public:
  Metrics();
  ~Metrics();

  // A batch went through the decoder and the stages in `seconds`.
  void CountBatch(const DocumentBatch& batch, double seconds);
  // `sink` settled these documents.
  void CountSettled(std::string_view sink, std::span<const Settled> settled);
  // One Flush() of `sink` took `seconds`.
  void ObserveFlush(std::string_view sink, double seconds);
  // `sink` of some worker cannot accept (+1) or can again (-1). `kind`: "unavailable", or
  // "blocked" where it waits for a person.
  void AddBlocked(std::string_view sink, std::string_view kind, int change);
  // The delivered documents of a batch are durable now.
  void ObserveFreshness(const DocumentBatch& batch, std::span<const Outcome> outcomes);
  // A message went to the dead letters with this reason code.
  void CountDeadLetter(std::string_view code);

  // Where Render() reads the ledgers of all workers; an empty function before the workers exist
  // and after they are gone.
  void SetLedgerReader(std::function<std::vector<PartitionCounts>()> reader);

  // The same for how far the partitions are.
  void SetProgressReader(std::function<std::vector<PartitionProgress>()> reader);

  // The text of one scrape.
  std::string Render() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_METRICS_H_
