#include "ingest/freshness.h"

#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace newsmill {
namespace {

constexpr std::string_view kOther = "other";

// Upper bounds in seconds.
constexpr std::array<double, 13> kBuckets = {0.01, 0.05, 0.1, 0.5,  1,      5,     15,
                                             60,   300,  900, 3600, 21'600, 86'400};

int64_t NowMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::string_view SourceOf(const Document& document) {
  if (!document.source.domain.empty()) return document.source.domain;
  if (!document.source.name.empty()) return document.source.name;
  return document.source.id.empty() ? "unknown" : document.source.id;
}

// Clocks of several machines need not agree: no time is negative.
double Seconds(int64_t from_ms, int64_t to_ms) {
  return static_cast<double>(std::max<int64_t>(to_ms - from_ms, 0)) / 1e3;
}

}  // namespace

class Freshness::Impl {
 public:
  explicit Impl(prometheus::Registry& registry)
      : family_(prometheus::BuildHistogram()
                    .Name("newsmill_article_seconds")
                    .Help("Time of delivered articles in each step on their way, by outlet")
                    .Register(registry)) {}

  void Observe(const DocumentBatch& batch, std::span<const Outcome> outcomes);
  void Publish();

 private:
  // From published (or updated) to received, enriched, durable: each from the one before.
  static constexpr size_t kSteps = 3;
  static constexpr size_t kMaxSources = 50;

  // One step of a source, and what is not published of it: counts and sum.
  struct Step {
    prometheus::Histogram* histogram = nullptr;
    std::vector<double> counts = std::vector<double>(kBuckets.size() + 1);
    double sum = 0;

    void Add(double seconds);
    void Publish();
  };
  using Steps = std::array<Step, kSteps>;

  Steps& Of(std::string_view source);
  Steps Make(const std::string& source);

  prometheus::Family<prometheus::Histogram>& family_;
  std::mutex mutex_;
  absl::flat_hash_map<std::string, Steps> sources_;
};

void Freshness::Impl::Step::Add(double seconds) {
  // A bucket's bound belongs to it.
  const auto bucket = std::lower_bound(kBuckets.begin(), kBuckets.end(), seconds);
  ++counts[static_cast<size_t>(bucket - kBuckets.begin())];
  sum += seconds;
}

void Freshness::Impl::Step::Publish() {
  histogram->ObserveMultiple(counts, sum);
  std::fill(counts.begin(), counts.end(), 0);
  sum = 0;
}

Freshness::Impl::Steps Freshness::Impl::Make(const std::string& source) {
  constexpr std::array<const char*, kSteps> kNames = {"received", "enriched", "durable"};
  const prometheus::Histogram::BucketBoundaries buckets(kBuckets.begin(), kBuckets.end());
  Steps made;
  for (size_t i = 0; i < kSteps; ++i) {
    made[i].histogram = &family_.Add({{"source", source}, {"step", kNames[i]}}, buckets);
  }
  return made;
}

Freshness::Impl::Steps& Freshness::Impl::Of(std::string_view source) {
  auto found = sources_.find(absl::string_view(source.data(), source.size()));
  if (found != sources_.end()) return found->second;
  if (sources_.size() >= kMaxSources && source != kOther) return Of(kOther);
  const std::string name(source);
  return sources_.emplace(name, Make(name)).first->second;
}

void Freshness::Impl::Observe(const DocumentBatch& batch, std::span<const Outcome> outcomes) {
  const int64_t durable_ms = NowMs();
  const std::lock_guard lock(mutex_);
  const Document* document = batch.docs().data();
  for (const Outcome outcome : outcomes) {
    const Document& one = *document++;
    if (outcome != Outcome::kDelivered) continue;
    Steps& steps = Of(SourceOf(one));
    const int64_t received_ms = one.message.received_ms;
    if (const auto& published = one.updated_ms ? one.updated_ms : one.published_ms) {
      steps[0].Add(Seconds(*published, received_ms));
    }
    steps[1].Add(Seconds(received_ms, one.enriched_ms));
    steps[2].Add(Seconds(one.enriched_ms, durable_ms));
  }
}

void Freshness::Impl::Publish() {
  const std::lock_guard lock(mutex_);
  for (auto& [name, steps] : sources_) {
    for (Step& step : steps) step.Publish();
  }
}

Freshness::Freshness(prometheus::Registry& registry) : impl_(std::make_unique<Impl>(registry)) {}
Freshness::~Freshness() = default;

void Freshness::Observe(const DocumentBatch& batch, std::span<const Outcome> outcomes) {
  impl_->Observe(batch, outcomes);
}

void Freshness::Publish() { impl_->Publish(); }

}  // namespace newsmill
