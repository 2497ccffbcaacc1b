#include "sinks/kafka_producer.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "processors/base/status_macros.h"
#include "sinks/kafka_errors.h"
#include "sinks/sink.h"

namespace newsmill {
namespace {

struct OwnedProperty {
  std::string_view name;
  std::string_view reason;
};

constexpr std::string_view kDelivery = "newsmill sets it, so that nothing is lost or doubled";
constexpr std::array<OwnedProperty, 13> kOwned = {{
    {"bootstrap.servers", "set `brokers` instead"},
    {"metadata.broker.list", "set `brokers` instead"},
    {"enable.idempotence", kDelivery},
    {"enable.gapless.guarantee", kDelivery},
    {"acks", kDelivery},
    {"request.required.acks", kDelivery},
    {"max.in.flight", kDelivery},
    {"max.in.flight.requests.per.connection", kDelivery},
    {"transactional.id", "newsmill does not use transactions"},
    {"delivery.report.only.error", kDelivery},
    {"message.max.bytes", "newsmill sets it to its own limit"},
    {"queue.buffering.max.kbytes", "newsmill bounds the queue itself"},
    {"enable.background.poll", "newsmill calls the library from its own thread"},
}};

int64_t SizeOf(const KafkaRecord& record) {
  size_t size = record.key.value_or("").size() + record.value.value_or("").size();
  for (const Header& header : record.headers) size += header.name.size() + header.value.size();
  return static_cast<int64_t>(size);
}

int RemainingMs(KafkaProducer::Deadline deadline) {
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  return static_cast<int>(std::clamp<int64_t>(left.count(), 0, 60'000));
}

absl::Status Set(rd_kafka_conf_t* conf, const std::string& name, const std::string& value) {
  std::array<char, 512> error{};
  if (rd_kafka_conf_set(conf, name.c_str(), value.c_str(), error.data(), error.size()) !=
      RD_KAFKA_CONF_OK) {
    return absl::InvalidArgumentError(std::string("Kafka property `") + name +
                                      "`: " + error.data());
  }
  return absl::OkStatus();
}

absl::Status ApplyProperties(rd_kafka_conf_t* conf, const KafkaProducerOptions& options) {
  const int64_t queue_kb =
      (std::max(options.max_in_flight_bytes, options.max_message_bytes) >> 10) * 2;
  const std::array<std::pair<std::string, std::string>, 9> defaults = {{
      {"bootstrap.servers", options.brokers},
      {"enable.idempotence", "true"},
      {"acks", "all"},
      {"max.in.flight", "1"},
      {"linger.ms", "50"},
      {"compression.type", "zstd"},
      {"message.max.bytes", std::to_string(options.max_message_bytes)},
      {"queue.buffering.max.kbytes", std::to_string(queue_kb)},
      {"log.connection.close", "false"},
  }};
  for (const auto& [name, value] : defaults) RETURN_IF_ERROR(Set(conf, name, value));
  for (const auto& [name, value] : options.properties) {
    if (const std::string_view why = RefusedProducerProperty(name); !why.empty()) {
      return absl::InvalidArgumentError("Kafka property `" + name +
                                        "` cannot be set: " + std::string(why));
    }
    RETURN_IF_ERROR(Set(conf, name, value));
  }
  return absl::OkStatus();
}

rd_kafka_vu_t TopicArgument(const std::string& topic) {
  rd_kafka_vu_t argument{};
  argument.vtype = RD_KAFKA_VTYPE_TOPIC;
  argument.u.cstr = topic.c_str();
  return argument;
}

rd_kafka_vu_t BytesArgument(rd_kafka_vtype_t type, const std::optional<std::string_view>& bytes) {
  static char empty[] = "";  // an empty value differs from a null one
  rd_kafka_vu_t argument{};
  argument.vtype = type;
  if (!bytes.has_value()) return argument;
  argument.u.mem.ptr = bytes->empty() ? empty : const_cast<char*>(bytes->data());
  argument.u.mem.size = bytes->size();
  return argument;
}

rd_kafka_headers_t* NewHeaders(std::span<const Header> headers) {
  rd_kafka_headers_t* list = rd_kafka_headers_new(headers.size());
  for (const Header& header : headers) {
    const char* value = header.value.data();
    rd_kafka_header_add(list, header.name.data(), static_cast<ssize_t>(header.name.size()), value,
                        static_cast<ssize_t>(header.value.size()));
  }
  return list;
}

// Hands the record to librdkafka, which copies it.
rd_kafka_resp_err_t Produce(rd_kafka_t* client, const KafkaRecord& record) {
  const std::string topic(record.topic);
  std::array<rd_kafka_vu_t, 8> arguments{};
  size_t count = 0;
  arguments[count++] = TopicArgument(topic);
  arguments[count++] = BytesArgument(RD_KAFKA_VTYPE_KEY, record.key);
  arguments[count++] = BytesArgument(RD_KAFKA_VTYPE_VALUE, record.value);
  arguments[count].vtype = RD_KAFKA_VTYPE_PARTITION;
  arguments[count++].u.i32 = record.partition < 0 ? RD_KAFKA_PARTITION_UA : record.partition;
  arguments[count].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
  arguments[count++].u.i = RD_KAFKA_MSG_F_COPY;
  arguments[count].vtype = RD_KAFKA_VTYPE_OPAQUE;
  arguments[count++].u.ptr = reinterpret_cast<void*>(static_cast<uintptr_t>(record.tag));
  if (record.timestamp_ms >= 0) {
    arguments[count].vtype = RD_KAFKA_VTYPE_TIMESTAMP;
    arguments[count++].u.i64 = record.timestamp_ms;
  }
  rd_kafka_headers_t* headers = nullptr;
  if (!record.headers.empty()) {
    headers = NewHeaders(record.headers);
    arguments[count].vtype = RD_KAFKA_VTYPE_HEADERS;
    arguments[count++].u.headers = headers;
  }
  rd_kafka_error_t* error = rd_kafka_produceva(client, arguments.data(), count);
  if (error == nullptr) return RD_KAFKA_RESP_ERR_NO_ERROR;
  const rd_kafka_resp_err_t code = rd_kafka_error_code(error);
  rd_kafka_error_destroy(error);
  if (headers != nullptr) rd_kafka_headers_destroy(headers);
  return code;
}

}  // namespace

struct KafkaProducer::State {
  rd_kafka_t* client = nullptr;
  int64_t max_in_flight_bytes = 0;
  int64_t in_flight = 0;
  int64_t in_flight_bytes = 0;
  std::string last_error;  // what the library last complained of: the likely cause of a time-out
  absl::Status shut_out;   // why the brokers let nobody in, until a record arrives
  std::vector<KafkaDeliveryError> errors;

  ~State() {
    if (client == nullptr) return;
    rd_kafka_purge(client, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
    rd_kafka_poll(client, 0);
    rd_kafka_destroy(client);
  }

  static void OnDelivery(rd_kafka_t*, const rd_kafka_message_t* message, void* opaque) {
    static_cast<State*>(opaque)->Report(*message);
  }

  static void OnError(rd_kafka_t*, int code, const char* reason, void* opaque) {
    const auto error = static_cast<rd_kafka_resp_err_t>(code);
    static_cast<State*>(opaque)->last_error = std::string(rd_kafka_err2str(error)) + ": " + reason;
    const absl::Status status = KafkaProduceError(error);
    if (!IsBlocked(status)) return;
    static_cast<State*>(opaque)->shut_out = {status.code(),
                                             std::string(status.message()) + " [" + reason + "]"};
  }

  // The library would print to standard error; what matters comes through OnError as well.
  static void OnLog(const rd_kafka_t*, int, const char*, const char*) {}

  void Report(const rd_kafka_message_t& message) {
    --in_flight;
    in_flight_bytes -= BytesOf(message);
    if (message.err == RD_KAFKA_RESP_ERR_NO_ERROR) {
      shut_out = absl::OkStatus();
      return;
    }
    errors.push_back({.tag = reinterpret_cast<uintptr_t>(message._private),
                      .why = KafkaProduceError(message.err)});
  }

  // The same sum as SizeOf() of the record that was sent.
  static int64_t BytesOf(const rd_kafka_message_t& message) {
    size_t size = message.len + message.key_len;
    rd_kafka_headers_t* headers = nullptr;
    if (rd_kafka_message_headers(&message, &headers) == RD_KAFKA_RESP_ERR_NO_ERROR) {
      const char* name = nullptr;
      const void* value = nullptr;
      size_t value_size = 0;
      for (size_t i = 0; rd_kafka_header_get_all(headers, i, &name, &value, &value_size) ==
                         RD_KAFKA_RESP_ERR_NO_ERROR;
           ++i) {
        size += std::string_view(name).size() + value_size;
      }
    }
    return static_cast<int64_t>(size);
  }

  bool HasRoomFor(int64_t bytes) const {
    return in_flight == 0 || in_flight_bytes + bytes <= max_in_flight_bytes;
  }

  absl::Status FatalError() const {
    std::array<char, 512> reason{};
    const rd_kafka_resp_err_t error = rd_kafka_fatal_error(client, reason.data(), reason.size());
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR) return absl::OkStatus();
    if (absl::Status status = KafkaProduceError(error); IsBlocked(status)) return status;
    return absl::FailedPreconditionError(std::string("Kafka producer: ") + reason.data());
  }

  absl::Status Unavailable(std::string_view what) const {
    if (!shut_out.ok()) return shut_out;
    return absl::UnavailableError("Kafka: " + std::string(what) +
                                  (last_error.empty() ? "" : "; last error: " + last_error));
  }
};

KafkaProducer::KafkaProducer(std::unique_ptr<State> state) : state_(std::move(state)) {}
KafkaProducer::~KafkaProducer() = default;

absl::StatusOr<std::unique_ptr<KafkaProducer>> KafkaProducer::Create(
    const KafkaProducerOptions& options) {
  if (options.brokers.empty()) return absl::InvalidArgumentError("Kafka: no brokers given");
  auto state = std::make_unique<State>();
  state->max_in_flight_bytes = options.max_in_flight_bytes;
  std::unique_ptr<rd_kafka_conf_t, void (*)(rd_kafka_conf_t*)> conf(rd_kafka_conf_new(),
                                                                    &rd_kafka_conf_destroy);
  RETURN_IF_ERROR(ApplyProperties(conf.get(), options));
  rd_kafka_conf_set_opaque(conf.get(), state.get());
  rd_kafka_conf_set_dr_msg_cb(conf.get(), &State::OnDelivery);
  rd_kafka_conf_set_error_cb(conf.get(), &State::OnError);
  rd_kafka_conf_set_log_cb(conf.get(), &State::OnLog);
  std::array<char, 512> error{};
  state->client = rd_kafka_new(RD_KAFKA_PRODUCER, conf.get(), error.data(), error.size());
  if (state->client == nullptr) {
    return absl::InvalidArgumentError(std::string("Kafka producer: ") + error.data());
  }
  static_cast<void>(conf.release());  // the client owns it now
  return std::unique_ptr<KafkaProducer>(new KafkaProducer(std::move(state)));
}

absl::Status KafkaProducer::Send(const KafkaRecord& record, Deadline deadline) {
  const int64_t bytes = SizeOf(record);
  rd_kafka_poll(state_->client, 0);
  while (true) {
    RETURN_IF_ERROR(state_->FatalError());
    const rd_kafka_resp_err_t error =
        state_->HasRoomFor(bytes) ? Produce(state_->client, record) : RD_KAFKA_RESP_ERR__QUEUE_FULL;
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR) {
      ++state_->in_flight;
      state_->in_flight_bytes += bytes;
      return absl::OkStatus();
    }
    if (error != RD_KAFKA_RESP_ERR__QUEUE_FULL) {
      RETURN_IF_ERROR(state_->FatalError());
      return KafkaProduceError(error);
    }
    const int wait_ms = std::min(RemainingMs(deadline), 100);
    if (wait_ms == 0) return state_->Unavailable("the send queue is full");
    rd_kafka_poll(state_->client, wait_ms);
  }
}

absl::Status KafkaProducer::Flush(Deadline deadline, std::vector<KafkaDeliveryError>* errors) {
  rd_kafka_resp_err_t result = RD_KAFKA_RESP_ERR_NO_ERROR;
  do {
    result = rd_kafka_flush(state_->client, std::min(RemainingMs(deadline), 1'000));
  } while (result != RD_KAFKA_RESP_ERR_NO_ERROR && RemainingMs(deadline) > 0 &&
           state_->FatalError().ok());
  if (errors != nullptr) {
    std::move(state_->errors.begin(), state_->errors.end(), std::back_inserter(*errors));
  }
  state_->errors.clear();
  RETURN_IF_ERROR(state_->FatalError());
  if (state_->in_flight > 0) {
    return state_->Unavailable(std::to_string(state_->in_flight) + " records not acknowledged");
  }
  return absl::OkStatus();
}

int64_t KafkaProducer::in_flight() const { return state_->in_flight; }

std::string_view RefusedProducerProperty(std::string_view name) {
  for (const OwnedProperty& owned : kOwned) {
    if (owned.name == name) return owned.reason;
  }
  return "";
}

std::string KafkaLibraryVersion() { return rd_kafka_version_str(); }

}  // namespace newsmill
