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
  // Gets the values, or all, of messages that the topic refuses for their size.
  std::string overflow = "dead_letters_overflow";
};

// A record's headers with the texts that they point to.
class DeadLetterHeaders {
 public:
  // `own`: those of the message itself, which come first.
  DeadLetterHeaders(std::span<const Header> own, const Document& document,
                    const Provenance& provenance)
      : headers_(own.begin(), own.end()) {
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
    absl::Status status;
    do {
      made_smaller_ = false;
      status = SendPending(deadline);
    } while (!status.ok() && made_smaller_ && std::chrono::steady_clock::now() < deadline);
    if (!status.ok()) return Explain(status);
    blocked_ = absl::OkStatus();
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
  // How much of the message is in the dead letter, each smaller than the one before.
  enum class Form : uint8_t { kWhole, kValueInFile, kAllInFile };
  enum class Stage : uint8_t { kNew, kSent, kDelivered };

  struct Pending {
    const Document* document = nullptr;
    Stage stage = Stage::kNew;
    Form form = Form::kWhole;
    bool alone = false;  // its request was refused as too large: perhaps for its neighbours' size
  };

  absl::Status Connect() {
    if (producer_ != nullptr) return absl::OkStatus();
    ASSIGN_OR_RETURN(producer_, KafkaProducer::Create({.brokers = options_.brokers,
                                                       .properties = options_.properties}));
    return absl::OkStatus();
  }

  // Sends what is not yet on the topic, and waits for it.
  absl::Status SendPending(Deadline deadline) {
    RETURN_IF_ERROR(Connect());
    absl::Status status = SendAll(deadline);
    const absl::Status flushed = producer_->Flush(deadline, &errors_);
    const absl::Status failed = TakeErrors();
    if (flushed.ok()) MarkDelivered();
    if (status.ok() || IsBlocked(flushed)) status = flushed;
    if (status.ok() || IsBlocked(failed)) status = failed;
    if (absl::IsFailedPrecondition(status) || IsBlocked(status)) StartOver();
    return status;
  }

  void MarkDelivered() {
    for (Pending& one : pending_) {
      if (one.stage == Stage::kSent) one.stage = Stage::kDelivered;
    }
  }

  // A producer that broke or is shut out is replaced; what it may have delivered is sent again.
  void StartOver() {
    producer_.reset();
    for (Pending& one : pending_) {
      if (one.stage == Stage::kSent) one.stage = Stage::kNew;
    }
  }

  // A new producer takes a while to find out what the old one knew: until then that stands.
  absl::Status Explain(const absl::Status& status) {
    std::string message = "dead-letter topic " + options_.topic + ": ";
    if (IsBlocked(status)) {
      blocked_ = {status.code(), message + std::string(status.message())};
      return blocked_;
    }
    message += std::string(status.message());
    if (blocked_.ok()) return absl::UnavailableError(message);
    return {blocked_.code(), std::string(blocked_.message()) + "; since then: " + message};
  }

  absl::Status SendAll(Deadline deadline) {
    for (size_t i = 0; i < pending_.size(); ++i) {
      if (pending_[i].stage != Stage::kNew) continue;
      if (pending_[i].alone) RETURN_IF_ERROR(producer_->Flush(deadline, &errors_));
      absl::Status status = Send(pending_[i], i, deadline);
      while (absl::IsOutOfRange(status) && MakeSmaller(pending_[i])) {
        status = Send(pending_[i], i, deadline);
      }
      RETURN_IF_ERROR(Refusal(status));
      pending_[i].stage = Stage::kSent;
      if (pending_[i].alone) RETURN_IF_ERROR(producer_->Flush(deadline, &errors_));
    }
    return absl::OkStatus();
  }

  static bool MakeSmaller(Pending& one) {
    if (one.form == Form::kAllInFile) return false;
    const bool has_value = one.document->message.value.has_value();
    one.form = one.form == Form::kWhole && has_value ? Form::kValueInFile : Form::kAllInFile;
    return true;
  }

  // A letter that the topic refuses has nowhere else to go: that waits for a person, too.
  static absl::Status Refusal(const absl::Status& status) {
    if (absl::IsInvalidArgument(status)) return absl::ResourceExhaustedError(status.message());
    if (!absl::IsOutOfRange(status)) return status;
    return absl::ResourceExhaustedError(
        "even the reason alone is larger than the topic takes; raise its max.message.bytes to "
        "16384 or more");
  }

  absl::Status Send(const Pending& one, size_t index, Deadline deadline) {
    const Message& message = one.document->message;
    const bool has_all = one.form != Form::kAllInFile;
    DeadLetterHeaders headers(has_all ? message.headers : std::span<const Header>(), *one.document,
                              provenance_);
    if (one.form == Form::kValueInFile) {
      ASSIGN_OR_RETURN(const StoredBytes stored, StoreValue(message, options_.overflow));
      headers.Add("newsmill.dlq.value_sha256", stored.sha256);
      headers.Add("newsmill.dlq.value_size", std::to_string(stored.size));
      headers.Add("newsmill.dlq.value_file", stored.path);
    } else if (one.form == Form::kAllInFile) {
      ASSIGN_OR_RETURN(const StoredBytes stored, StoreMessage(message, options_.overflow));
      headers.Add("newsmill.dlq.message_sha256", stored.sha256);
      headers.Add("newsmill.dlq.message_size", std::to_string(stored.size));
      headers.Add("newsmill.dlq.message_file", stored.path);
    }
    return producer_->Send({.topic = options_.topic,
                            .key = has_all ? message.key : std::nullopt,
                            .value = one.form == Form::kWhole ? message.value : std::nullopt,
                            .headers = headers.get(),
                            .tag = generation_ << 32 | index},
                           deadline);
  }

  // What failed is sent again: if too large, in a request of its own, and if that is refused too,
  // in the next smaller form. Returns the worst error, a blocked one.
  absl::Status TakeErrors() {
    absl::Status worst;
    for (const KafkaDeliveryError& error : errors_) {
      const size_t index = error.tag & 0xFFFFFFFFU;
      if (error.tag >> 32 != generation_ || index >= pending_.size()) continue;
      Pending& one = pending_[index];
      one.stage = Stage::kNew;
      const bool too_large = absl::IsOutOfRange(error.why);
      const bool again = too_large && (!one.alone || MakeSmaller(one));
      one.alone = too_large;
      made_smaller_ |= again;
      const absl::Status status =
          again ? absl::UnavailableError(error.why.message()) : Refusal(error.why);
      if (worst.ok() || IsBlocked(status)) worst = status;
    }
    errors_.clear();
    return worst;
  }

  const KafkaDeadLetterOptions options_;
  const Provenance provenance_;
  std::unique_ptr<KafkaProducer> producer_;
  std::vector<Pending> pending_;
  bool made_smaller_ = false;  // some of them are worth another attempt at once
  absl::Status blocked_;       // what the topic was blocked for, until it takes letters again
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
  // So long a topic that is not there may have been made just now.
  options->properties.emplace_back("topic.metadata.propagation.max.ms", "10000");
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
