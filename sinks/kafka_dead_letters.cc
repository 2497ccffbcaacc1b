#include "sinks/kafka_dead_letters.h"

#include <algorithm>
#include <array>
#include <deque>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "processors/base/status_macros.h"
#include "sinks/dead_letter_encoder.h"
#include "sinks/dead_letter_overflow.h"
#include "sinks/kafka_brokers.h"
#include "sinks/kafka_producer.h"
#include "sinks/rfc3339.h"

namespace newsmill {
namespace {

struct KafkaDeadLetterOptions {
  std::string topic;    // required
  std::string brokers;  // default: the source's
  std::vector<std::pair<std::string, std::string>> properties;
  // Gets the values of messages that the topic refuses for their size.
  std::string overflow = "dead_letters_overflow";
};

// A record's headers with the texts that they point to.
class DeadLetterHeaders {
 public:
  DeadLetterHeaders(const Document& document, const Provenance& provenance)
      : headers_(document.message.headers) {
    const SourcePosition& position = document.message.position;
    const DeadLetterReason why = ReasonOf(document);
    const std::string partition = std::to_string(static_cast<int32_t>(position.partition));
    const std::string offset = std::to_string(static_cast<int64_t>(position.offset));
    Add("newsmill.dlq.topic", position.topic);
    Add("newsmill.dlq.partition", partition);
    Add("newsmill.dlq.offset", offset);
    if (document.message.timestamp_ms >= 0) {
      Add("newsmill.dlq.timestamp", Rfc3339(document.message.timestamp_ms));
    }
    if (!why.stage.empty()) Add("newsmill.dlq.stage", why.stage);
    if (!why.sink.empty()) Add("newsmill.dlq.sink", why.sink);
    Add("newsmill.dlq.class", why.kind);
    Add("newsmill.dlq.code", why.code);
    Add("newsmill.dlq.reason", why.reason);
    Add("newsmill.dlq.attempts", std::to_string(document.failure.attempts));
    Add("newsmill.dlq.pipeline", std::to_string(provenance.pipeline));
    Add("newsmill.dlq.config_hash", provenance.config_hash);
    Add("newsmill.dlq.failed_at", Rfc3339(UnixNowMs()));
    Add("__connect.errors.topic", position.topic);
    Add("__connect.errors.partition", partition);
    Add("__connect.errors.offset", offset);
    Add("__connect.errors.stage", why.sink.empty() ? why.stage : why.sink);
    Add("__connect.errors.exception.class.name", why.code);
    Add("__connect.errors.exception.message", why.reason);
  }

  void Add(std::string_view name, std::string_view value) {
    headers_.push_back({name, texts_.emplace_back(value)});
  }

  std::span<const Header> get() const { return headers_; }

 private:
  std::vector<Header> headers_;
  std::deque<std::string> texts_;
};

class KafkaDeadLetters : public Sink {
 public:
  KafkaDeadLetters(const KafkaDeadLetterOptions& options, const Provenance& provenance)
      : options_(options), provenance_(provenance) {}

  absl::Status Assign(std::span<const TopicPartition>) override { return Connect(); }

  absl::Status Append(std::span<const Document* const> documents) override {
    for (const Document* document : documents) pending_.push_back({.document = document});
    return absl::OkStatus();
  }

  absl::Status Flush(Deadline deadline, std::vector<Settled>* settled) override {
    RETURN_IF_ERROR(Connect());
    absl::Status status = SendAll(deadline);
    const absl::Status flushed = producer_->Flush(deadline, &errors_);
    if (status.ok()) status = flushed;
    const absl::Status failed = TakeErrors();
    if (absl::IsFailedPrecondition(status)) StartOver();
    if (!status.ok()) {
      return {IsBlocked(status) ? status.code() : absl::StatusCode::kUnavailable,
              "dead letters: " + std::string(status.message())};
    }
    RETURN_IF_ERROR(failed);
    for (const Pending& one : pending_) {
      settled->push_back({one.document, SinkOutcome::kDelivered, "", ""});
    }
    pending_.clear();
    return absl::OkStatus();
  }

  void Discard() override {
    pending_.clear();
    ++generation_;
  }

  absl::Status Close() override {
    producer_.reset();
    return absl::OkStatus();
  }

 private:
  struct Pending {
    const Document* document = nullptr;
    bool sent = false;
    bool alone = false;  // its request was refused as too large: perhaps for its neighbours' size
    bool by_reference = false;
  };

  absl::Status Connect() {
    if (producer_ != nullptr) return absl::OkStatus();
    ASSIGN_OR_RETURN(producer_, KafkaProducer::Create({.brokers = options_.brokers,
                                                       .properties = options_.properties}));
    return absl::OkStatus();
  }

  // A producer that broke is replaced; what it may have delivered is sent again.
  void StartOver() {
    producer_.reset();
    for (Pending& one : pending_) one.sent = false;
  }

  absl::Status SendAll(Deadline deadline) {
    for (size_t i = 0; i < pending_.size(); ++i) {
      if (pending_[i].sent) continue;
      if (pending_[i].alone) RETURN_IF_ERROR(producer_->Flush(deadline, &errors_));
      absl::Status status = Send(pending_[i], i, deadline);
      if (absl::IsInvalidArgument(status) && CanGoByReference(pending_[i])) {
        pending_[i].by_reference = true;
        status = Send(pending_[i], i, deadline);
      }
      RETURN_IF_ERROR(status);
      pending_[i].sent = true;
      if (pending_[i].alone) RETURN_IF_ERROR(producer_->Flush(deadline, &errors_));
    }
    return absl::OkStatus();
  }

  static bool CanGoByReference(const Pending& one) {
    return !one.by_reference && one.document->message.value.has_value();
  }

  absl::Status Send(const Pending& one, size_t index, Deadline deadline) {
    const Message& message = one.document->message;
    DeadLetterHeaders headers(*one.document, provenance_);
    std::optional<std::string_view> value = message.value;
    if (one.by_reference) {
      ASSIGN_OR_RETURN(const StoredValue stored, StoreValue(message, options_.overflow));
      headers.Add("newsmill.dlq.value_sha256", stored.sha256);
      headers.Add("newsmill.dlq.value_size", std::to_string(value->size()));
      headers.Add("newsmill.dlq.value_file", stored.path);
      value.reset();
    }
    return producer_->Send({.topic = options_.topic,
                            .key = message.key,
                            .value = value,
                            .headers = headers.get(),
                            .tag = generation_ << 32 | index},
                           deadline);
  }

  // What failed is sent again by the next Flush(): if too large, in a request of its own, and if
  // that is refused too, by reference.
  absl::Status TakeErrors() {
    absl::Status status;
    for (const KafkaDeliveryError& error : errors_) {
      const size_t index = error.tag & 0xFFFFFFFFU;
      if (error.tag >> 32 != generation_ || index >= pending_.size()) continue;
      Pending& one = pending_[index];
      one.sent = false;
      if (error.too_large && one.alone && CanGoByReference(one)) one.by_reference = true;
      one.alone = error.too_large;
      status = absl::UnavailableError("dead letters: " + error.reason);
    }
    errors_.clear();
    return status;
  }

  const KafkaDeadLetterOptions options_;
  const Provenance provenance_;
  std::unique_ptr<KafkaProducer> producer_;
  std::vector<Pending> pending_;
  std::vector<KafkaDeliveryError> errors_;  // scratch
  uint64_t generation_ = 0;  // of pending_: reports about what was discarded do not count
};

// The names in "host:port,host"; 9092 is the default port.
std::set<std::string> BrokerNames(const std::string& brokers) {
  std::set<std::string> names;
  std::istringstream list(brokers);
  for (std::string name; std::getline(list, name, ',');) {
    std::erase(name, ' ');
    if (const size_t protocol = name.find("://"); protocol != std::string::npos) {
      name.erase(0, protocol + 3);
    }
    if (!name.empty()) names.insert(name.find(':') == std::string::npos ? name + ":9092" : name);
  }
  return names;
}

bool ShareBroker(const std::string& a, const std::string& b) {
  const std::set<std::string> names = BrokerNames(b);
  const std::set<std::string> others = BrokerNames(a);
  return std::any_of(others.begin(), others.end(),
                     [&](const std::string& name) { return names.contains(name); });
}

// The source's properties that say how to reach the brokers; the rest concerns its consumer.
bool IsConnectionProperty(std::string_view name) {
  constexpr std::array<std::string_view, 7> kPrefixes = {
      "security.", "sasl.", "ssl.", "enable.ssl.", "broker.", "socket.", "reconnect."};
  return name == "client.id" ||
         std::any_of(kPrefixes.begin(), kPrefixes.end(),
                     [&](std::string_view prefix) { return name.starts_with(prefix); });
}

absl::Status ReadConnection(OptionsReader& reader, const SinkContext& context,
                            KafkaDeadLetterOptions* options) {
  // Dead letters are tried until they arrive: a time-out might deliver them twice.
  options->properties.emplace_back("message.timeout.ms", "0");
  RETURN_IF_ERROR(reader.Optional("brokers", &options->brokers));
  if (options->brokers.empty()) {
    options->brokers = context.kafka_brokers;
    std::copy_if(context.kafka_properties.begin(), context.kafka_properties.end(),
                 std::back_inserter(options->properties),
                 [](const auto& property) { return IsConnectionProperty(property.first); });
  }
  if (options->brokers.empty()) return reader.ErrorAt("brokers", "is missing; it must be given");
  if (const std::string why = WhyNoBrokers(options->brokers); !why.empty()) {
    return reader.ErrorAt("brokers", why);
  }
  ASSIGN_OR_RETURN(const auto properties, reader.Pairs("properties"));
  for (const auto& property : properties) {
    if (const auto why = RefusedProducerProperty(property.first); !why.empty()) {
      return reader.PairErrorAt(
          "properties", property.first,
          "has " + property.first + ", which cannot be set: " + std::string(why));
    }
    options->properties.push_back(property);
  }
  const auto trial =
      KafkaProducer::Create({.brokers = options->brokers, .properties = options->properties});
  return trial.ok() ? absl::OkStatus()
                    : reader.ErrorAt("properties", std::string(trial.status().message()));
}

}  // namespace

absl::StatusOr<SinkFactory> NewKafkaDeadLetters(OptionsReader& reader, const SinkContext& context) {
  KafkaDeadLetterOptions options;
  RETURN_IF_ERROR(reader.Required("topic", &options.topic));
  RETURN_IF_ERROR(reader.Optional("overflow", &options.overflow));
  RETURN_IF_ERROR(ReadConnection(reader, context, &options));
  RETURN_IF_ERROR(reader.Finish());
  if (context.reads_topic && context.reads_topic(options.topic) &&
      ShareBroker(options.brokers, context.kafka_brokers)) {
    return reader.ErrorAt("topic",
                          "is `" + options.topic +
                              "`, which the source reads too: dead letters would come back "
                              "for ever; give another topic, or narrow source.kafka.topics");
  }
  return SinkFactory(
      [options, provenance = context.provenance](int) -> absl::StatusOr<std::unique_ptr<Sink>> {
        return std::make_unique<KafkaDeadLetters>(options, provenance);
      });
}

}  // namespace newsmill
