#include "ingest/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <mutex>

#include "ingest/freshness.h"

namespace newsmill {
namespace {

using Labels = std::map<std::string, std::string>;

std::string_view SinkOutcomeName(SinkOutcome outcome) {
  switch (outcome) {
    case SinkOutcome::kDelivered:
      return "delivered";
    case SinkOutcome::kRetracted:
      return "retracted";
    case SinkOutcome::kSuperseded:
      return "superseded";
    case SinkOutcome::kFiltered:
      return "filtered";
    case SinkOutcome::kRejected:
      return "rejected";
  }
  return "unknown";
}

const prometheus::Histogram::BucketBoundaries& SecondsBuckets() {
  static const prometheus::Histogram::BucketBoundaries kBuckets = {
      0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
  return kBuckets;
}

Labels LabelsOf(const TopicPartition& partition) {
  return {{"topic", std::string(partition.topic)},
          {"partition", std::to_string(static_cast<int32_t>(partition.partition))}};
}

prometheus::ClientMetric Sample(double value, const Labels& labels) {
  prometheus::ClientMetric metric;
  for (const auto& [name, label] : labels) metric.label.push_back({name, label});
  metric.counter.value = value;
  metric.gauge.value = value;
  return metric;
}

}  // namespace

class Metrics::Impl {
 public:
  prometheus::Registry registry;
  prometheus::Counter& batches =
      Counter("newsmill_batches_total", "Batches that went through all stages").Add({});
  prometheus::Counter& text_bytes =
      Counter("newsmill_text_bytes_total", "Bytes of normalised title and text processed").Add({});
  prometheus::Counter& entities = Counter("newsmill_entities_total", "Entities found").Add({});
  prometheus::Counter& claims = Counter("newsmill_claims_total", "Claims found").Add({});
  prometheus::Histogram& process_seconds =
      Histogram("newsmill_process_seconds", "Time of one batch in decoder and stages");
  prometheus::Family<prometheus::Counter>& sink_records =
      Counter("newsmill_sink_records_total", "Documents settled by a sink, by outcome");
  prometheus::Family<prometheus::Counter>& dead_letters =
      Counter("newsmill_dead_letters_total", "Messages sent to the dead letters, by reason code");
  prometheus::Family<prometheus::Histogram>& flush_seconds =
      prometheus::BuildHistogram()
          .Name("newsmill_sink_flush_seconds")
          .Help("Time until a sink had made a batch durable")
          .Register(registry);
  prometheus::Family<prometheus::Gauge>& blocked =
      prometheus::BuildGauge()
          .Name("newsmill_sink_blocked")
          .Help("Workers that wait for this sink because it cannot accept now")
          .Register(registry);
  Freshness freshness{registry};

  mutable std::mutex mutex;  // guards the readers
  std::function<std::vector<PartitionCounts>()> ledger_reader;
  std::function<std::vector<PartitionProgress>()> progress_reader;

  std::vector<prometheus::MetricFamily> CollectLedgers() const;
  std::vector<prometheus::MetricFamily> CollectProgress() const;

 private:
  prometheus::Family<prometheus::Counter>& Counter(const char* name, const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
  }
  prometheus::Histogram& Histogram(const char* name, const char* help) {
    return prometheus::BuildHistogram().Name(name).Help(help).Register(registry).Add(
        {}, SecondsBuckets());
  }
};

std::vector<prometheus::MetricFamily> Metrics::Impl::CollectLedgers() const {
  std::vector<PartitionCounts> partitions;
  {
    const std::lock_guard lock(mutex);
    if (ledger_reader) partitions = ledger_reader();
  }
  prometheus::MetricFamily consumed{"newsmill_messages_consumed_total",
                                    "Messages taken from a partition",
                                    prometheus::MetricType::Counter,
                                    {}};
  prometheus::MetricFamily outcomes{"newsmill_messages_total",
                                    "Messages settled, by their one outcome",
                                    prometheus::MetricType::Counter,
                                    {}};
  prometheus::MetricFamily in_flight{"newsmill_messages_in_flight",
                                     "Messages taken and not settled yet",
                                     prometheus::MetricType::Gauge,
                                     {}};
  for (const auto& [partition, counts] : partitions) {
    const Labels labels = LabelsOf(partition);
    consumed.metric.push_back(Sample(static_cast<double>(counts.consumed), labels));
    in_flight.metric.push_back(Sample(static_cast<double>(counts.in_flight), labels));
    for (size_t i = 0; i < kOutcomes; ++i) {
      Labels with_outcome = labels;
      with_outcome["outcome"] = OutcomeName(static_cast<Outcome>(i));
      outcomes.metric.push_back(Sample(static_cast<double>(counts.outcomes[i]), with_outcome));
    }
  }
  return {std::move(consumed), std::move(outcomes), std::move(in_flight)};
}

std::vector<prometheus::MetricFamily> Metrics::Impl::CollectProgress() const {
  std::vector<PartitionProgress> partitions;
  {
    const std::lock_guard lock(mutex);
    if (progress_reader) partitions = progress_reader();
  }
  constexpr auto kGauge = prometheus::MetricType::Gauge;
  prometheus::MetricFamily lag{
      "newsmill_consumer_lag", "Messages of the partition that are not settled", kGauge, {}};
  prometheus::MetricFamily lag_seconds{
      "newsmill_consumer_lag_seconds",
      "Age of the last settled message while there is a lag, else 0",
      kGauge,
      {}};
  prometheus::MetricFamily standing{
      "newsmill_watermark_standing_seconds",
      "Time since the partition's offset moved while there is a lag, and the sink waited for",
      kGauge,
      {}};
  prometheus::MetricFamily stopped{
      "newsmill_partition_stopped",
      "1 where nothing is read because the committed offset is not in the log",
      kGauge,
      {}};
  for (const PartitionProgress& item : partitions) {
    const Labels labels = LabelsOf(item.partition);
    lag.metric.push_back(Sample(static_cast<double>(item.lag), labels));
    lag_seconds.metric.push_back(Sample(item.lag_seconds, labels));
    stopped.metric.push_back(Sample(item.stopped ? 1 : 0, labels));
    Labels with_sink = labels;
    with_sink["sink"] = item.blocking;
    standing.metric.push_back(Sample(item.standing_seconds, with_sink));
  }
  return {std::move(lag), std::move(lag_seconds), std::move(standing), std::move(stopped)};
}

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

void Metrics::CountBatch(const DocumentBatch& batch, double seconds) {
  size_t bytes = 0;
  size_t entities = 0;
  size_t claims = 0;
  for (const Document& document : batch.docs()) {
    bytes += document.title.size() + document.text.size();
    entities += document.entities.size();
    claims += document.claims.size();
  }
  impl_->batches.Increment();
  impl_->text_bytes.Increment(static_cast<double>(bytes));
  impl_->entities.Increment(static_cast<double>(entities));
  impl_->claims.Increment(static_cast<double>(claims));
  impl_->process_seconds.Observe(seconds);
}

void Metrics::CountSettled(std::string_view sink, std::span<const Settled> settled) {
  std::array<int, 5> counts{};
  for (const Settled& item : settled) ++counts[static_cast<size_t>(item.outcome)];
  for (size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    impl_->sink_records
        .Add({{"sink", std::string(sink)},
              {"outcome", std::string(SinkOutcomeName(static_cast<SinkOutcome>(i)))}})
        .Increment(counts[i]);
  }
}

void Metrics::ObserveFlush(std::string_view sink, double seconds) {
  impl_->flush_seconds.Add({{"sink", std::string(sink)}}, SecondsBuckets()).Observe(seconds);
}

void Metrics::AddBlocked(std::string_view sink, std::string_view kind, int change) {
  impl_->blocked.Add({{"sink", std::string(sink)}, {"kind", std::string(kind)}}).Increment(change);
}

void Metrics::ObserveFreshness(const DocumentBatch& batch, std::span<const Outcome> outcomes) {
  impl_->freshness.Observe(batch, outcomes);
}

void Metrics::CountDeadLetter(std::string_view code) {
  impl_->dead_letters.Add({{"code", std::string(code)}}).Increment();
}

void Metrics::SetLedgerReader(std::function<std::vector<PartitionCounts>()> reader) {
  const std::lock_guard lock(impl_->mutex);
  impl_->ledger_reader = std::move(reader);
}

void Metrics::SetProgressReader(std::function<std::vector<PartitionProgress>()> reader) {
  const std::lock_guard lock(impl_->mutex);
  impl_->progress_reader = std::move(reader);
}

std::string Metrics::Render() const {
  std::vector<prometheus::MetricFamily> families = impl_->CollectLedgers();
  for (prometheus::MetricFamily& family : impl_->CollectProgress()) {
    families.push_back(std::move(family));
  }
  impl_->freshness.Publish();
  for (prometheus::MetricFamily& family : impl_->registry.Collect()) {
    families.push_back(std::move(family));
  }
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace newsmill
