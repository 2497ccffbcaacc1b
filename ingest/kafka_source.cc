#include "ingest/kafka_source.h"

#include <xxhash.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <deque>

#include "ingest/kafka_client.h"
#include "ingest/kafka_troubles.h"
#include "ingest/log.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

using Clock = std::chrono::steady_clock;

constexpr size_t kSimdjsonPadding = 64;
constexpr int kCommittedTimeoutMs = 10'000;

KafkaPartitionList ListOf(std::span<const TopicPartition> partitions) {
  KafkaPartitionList list(rd_kafka_topic_partition_list_new(static_cast<int>(partitions.size())));
  for (const TopicPartition& item : partitions) {
    rd_kafka_topic_partition_list_add(list.get(), std::string(item.topic).c_str(),
                                      static_cast<int32_t>(item.partition));
  }
  return list;
}

// A broker gives a static member that is back within its session its old partitions, whatever it
// subscribes to now: with other topics it has to be another member.
std::string InstanceId(const KafkaSourceOptions& options, int worker) {
  std::string names;
  for (const KafkaSourceOptions::Topic& topic : options.topics) names += topic.name + "\n";
  char hash[16];
  std::snprintf(hash, sizeof(hash), "%08x",
                static_cast<unsigned>(XXH3_64bits(names.data(), names.size()) & 0xFFFFFFFFU));
  return options.instance_id + "-" + std::to_string(worker) + "-" + hash;
}

std::chrono::milliseconds Milliseconds(const rd_kafka_conf_t* conf, const char* name) {
  char text[32];
  size_t size = sizeof(text);
  if (rd_kafka_conf_get(conf, name, text, &size) != RD_KAFKA_CONF_OK) return {};
  return std::chrono::milliseconds(std::strtoll(text, nullptr, 10));
}

class KafkaSource : public Source {
 public:
  explicit KafkaSource(std::string_view offset_reset)
      : reset_offset_(offset_reset == "latest" ? RD_KAFKA_OFFSET_END : RD_KAFKA_OFFSET_BEGINNING) {}

  ~KafkaSource() override {
    // Destroying the client closes the consumer, which asks OnRebalance for an answer.
    closing_ = true;
    held_.clear();
  }

  absl::Status Start(KafkaConf conf, const KafkaSourceOptions& options) {
    session_timeout_ = Milliseconds(conf.get(), "session.timeout.ms");
    poll_within_ = Milliseconds(conf.get(), "max.poll.interval.ms") / 3;
    rd_kafka_conf_set_opaque(conf.get(), this);
    rd_kafka_conf_set_rebalance_cb(conf.get(), &KafkaSource::OnRebalance);
    rd_kafka_conf_set_error_cb(conf.get(), &KafkaSource::OnError);
    rd_kafka_conf_set_offset_commit_cb(conf.get(), &KafkaSource::OnCommit);
    ASSIGN_OR_RETURN(client_, NewKafkaClient(RD_KAFKA_CONSUMER, std::move(conf)));
    rd_kafka_poll_set_consumer(client_.get());
    const KafkaPartitionList topics(
        rd_kafka_topic_partition_list_new(static_cast<int>(options.topics.size())));
    for (const KafkaSourceOptions::Topic& topic : options.topics) {
      rd_kafka_topic_partition_list_add(topics.get(), topic.name.c_str(), RD_KAFKA_PARTITION_UA);
    }
    const rd_kafka_resp_err_t error = rd_kafka_subscribe(client_.get(), topics.get());
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return KafkaError("cannot subscribe", error);
    return absl::OkStatus();
  }

  absl::StatusOr<SourceEvent> Fill(const FillLimits& limits, DocumentBatch* batch) override {
    // What was fetched before the process stood still may be another member's by now.
    RETURN_IF_ERROR(KeepMembership().status());
    RETURN_IF_ERROR(SetPaused(false));
    NoteTime();
    auto until = last_poll_ + limits.wait;
    size_t bytes = 0;
    while (pending_ == SourceEvent::kNone && batch->size() < limits.documents &&
           bytes < limits.bytes) {
      // What is there already is taken without a look at the clock.
      ASSIGN_OR_RETURN(KafkaMessage message, Next(0));
      if (message == nullptr) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
        if (left.count() <= 0) break;
        ASSIGN_OR_RETURN(message, Next(left.count()));
        NoteTime();
        if (message == nullptr) continue;
      }
      if (batch->empty()) until = std::min(until, Clock::now() + limits.linger);
      bytes += Take(*message, batch);
    }
    return pending_;
  }

  absl::StatusOr<SourceEvent> Idle(std::chrono::milliseconds wait) override {
    RETURN_IF_ERROR(SetPaused(true));
    ASSIGN_OR_RETURN(KafkaMessage message, Poll(wait.count()));
    NoteTime();
    // One that was under way when the partitions were paused must not be lost.
    if (message != nullptr) held_.push_back(std::move(message));
    return pending_;
  }

  absl::StatusOr<SourceEvent> KeepMembership() override {
    // A process that was stopped for so long has lost its partitions, but has not been told yet:
    // the client looks at its session about once a second.
    constexpr std::chrono::milliseconds kUntilTold{1500};
    const auto since_poll = Clock::now() - last_poll_;
    if (since_poll >= session_timeout_) return Idle(kUntilTold);
    if (since_poll >= poll_within_) return Idle(std::chrono::milliseconds(0));
    return pending_;
  }

  std::span<const TopicPartition> partitions() const override { return partitions_; }

  std::vector<PartitionState> States() const override {
    std::vector<PartitionState> states = states_;
    for (PartitionState& state : states) {
      int64_t low = -1;
      int64_t high = -1;
      rd_kafka_get_watermark_offsets(client_.get(), std::string(state.partition.topic).c_str(),
                                     static_cast<int32_t>(state.partition.partition), &low, &high);
      state.end = Offset{std::max<int64_t>(high, -1)};
      // Without a commit, reading began at the begin of the log.
      if (static_cast<int64_t>(state.start) < 0 && reset_offset_ == RD_KAFKA_OFFSET_BEGINNING) {
        state.start = Offset{std::max<int64_t>(low, 0)};
      }
    }
    return states;
  }

  absl::Status AcceptAssignment() override {
    const KafkaPartitionList list = ListOf(partitions_);
    if (!partitions_.empty()) {
      const rd_kafka_resp_err_t error =
          rd_kafka_committed(client_.get(), list.get(), kCommittedTimeoutMs);
      if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return KafkaError("committed offsets", error);
    }
    for (int i = 0; i < list->cnt; ++i) {
      rd_kafka_topic_partition_t& item = list->elems[i];
      if (item.err != RD_KAFKA_RESP_ERR_NO_ERROR) return KafkaError("committed offsets", item.err);
      if (item.offset < 0) item.offset = reset_offset_;
    }
    NoteStates(*list);
    const rd_kafka_resp_err_t error = rd_kafka_assign(client_.get(), list.get());
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return KafkaError("assign", error);
    // A pause outlives the assignment in which it was asked for.
    rd_kafka_resume_partitions(client_.get(), list.get());
    paused_ = false;
    pending_ = SourceEvent::kNone;
    return absl::OkStatus();
  }

  absl::Status GiveUpPartitions() override {
    held_.clear();
    ends_.clear();
    states_.clear();
    partitions_.clear();
    pending_ = SourceEvent::kNone;
    const rd_kafka_resp_err_t error = rd_kafka_assign(client_.get(), nullptr);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return KafkaError("unassign", error);
    return absl::OkStatus();
  }

  std::vector<NextOffset> TakeReachedEnds() override {
    if (!held_.empty()) return {};  // an end may lie behind a message not yet taken
    return std::exchange(ends_, {});
  }

  absl::Status Commit(std::span<const NextOffset> offsets, bool wait) override {
    if (offsets.empty()) return absl::OkStatus();
    const KafkaPartitionList list(
        rd_kafka_topic_partition_list_new(static_cast<int>(offsets.size())));
    for (const NextOffset& next : offsets) {
      rd_kafka_topic_partition_list_add(list.get(), std::string(next.partition.topic).c_str(),
                                        static_cast<int32_t>(next.partition.partition))
          ->offset = static_cast<int64_t>(next.offset);
    }
    const rd_kafka_resp_err_t error = rd_kafka_commit(client_.get(), list.get(), wait ? 0 : 1);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return KafkaError("commit", error);
    return absl::OkStatus();
  }

  absl::Status Close() override {
    closing_ = true;
    held_.clear();
    const rd_kafka_resp_err_t error = rd_kafka_consumer_close(client_.get());
    client_.reset();
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return KafkaError("leaving the group", error);
    return absl::OkStatus();
  }

 private:
  static void OnRebalance(rd_kafka_t* client, rd_kafka_resp_err_t error,
                          rd_kafka_topic_partition_list_t* partitions, void* opaque) {
    auto* self = static_cast<KafkaSource*>(opaque);
    if (self->closing_) {
      rd_kafka_assign(client, nullptr);
      return;
    }
    // Answered later by the worker, which first settles what it holds: the client waits for the
    // assign call and keeps the member alive meanwhile.
    if (error == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS) {
      self->pending_ = SourceEvent::kAssigned;
      self->partitions_.clear();
      for (int i = 0; i < partitions->cnt; ++i) {
        self->partitions_.push_back({InternTopic(partitions->elems[i].topic),
                                     static_cast<Partition>(partitions->elems[i].partition)});
      }
    } else {
      self->pending_ =
          rd_kafka_assignment_lost(client) != 0 ? SourceEvent::kLost : SourceEvent::kRevoked;
    }
  }

  void NoteStates(const rd_kafka_topic_partition_list_t& list) {
    states_.clear();
    for (int i = 0; i < list.cnt; ++i) {
      const int64_t start = list.elems[i].offset;
      states_.push_back({.partition = {InternTopic(list.elems[i].topic),
                                       static_cast<Partition>(list.elems[i].partition)},
                         .start = Offset{std::max<int64_t>(start, -1)},
                         .end = Offset{-1}});
      if (start >= 0) continue;
      LogInfo("partition without a committed offset: reading begins at its configured end",
              {{"kafka.topic", list.elems[i].topic},
               {"kafka.partition", std::to_string(list.elems[i].partition)},
               {"newsmill.offset_reset",
                reset_offset_ == RD_KAFKA_OFFSET_END ? "latest" : "earliest"}});
    }
  }

  static void OnError(rd_kafka_t* /*client*/, int error, const char* reason, void* opaque) {
    static_cast<KafkaSource*>(opaque)->Tell(static_cast<rd_kafka_resp_err_t>(error), "", reason);
  }

  void Tell(rd_kafka_resp_err_t error, const std::string& topic, const char* reason) {
    const auto tell = troubles_.IsNew(error, Clock::now()) ? &LogError : &LogDebug;
    tell("kafka consumer", {{"kafka.topic", topic},
                            {"event.code", rd_kafka_err2name(error)},
                            {"error.message", reason}});
  }

  static void OnCommit(rd_kafka_t* /*client*/, rd_kafka_resp_err_t error,
                       rd_kafka_topic_partition_list_t* /*offsets*/, void* /*opaque*/) {
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR || error == RD_KAFKA_RESP_ERR__NO_OFFSET) return;
    LogWarning("commit failed; the messages may be read again",
               {{"error.message", rd_kafka_err2str(error)}});
  }

  absl::StatusOr<KafkaMessage> Next(int64_t wait_ms) {
    if (held_.empty()) return Poll(wait_ms);
    KafkaMessage message = std::move(held_.front());
    held_.pop_front();
    return message;
  }

  // The next message, or null at the time-out, an event or an error that passes by itself.
  absl::StatusOr<KafkaMessage> Poll(int64_t wait_ms) {
    KafkaMessage message(rd_kafka_consumer_poll(client_.get(), static_cast<int>(wait_ms)));
    if (message == nullptr) return message;
    const bool answer = message->err == RD_KAFKA_RESP_ERR_NO_ERROR ||
                        message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF;
    if (answer && troubles_.Answered()) LogInfo("kafka brokers answer again");
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) return message;
    RETURN_IF_ERROR(HandleError(*message));
    return KafkaMessage();
  }

  absl::Status HandleError(const rd_kafka_message_t& message) {
    const std::string topic = message.rkt != nullptr ? rd_kafka_topic_name(message.rkt) : "";
    switch (message.err) {
      case RD_KAFKA_RESP_ERR__PARTITION_EOF:
        ends_.push_back({{InternTopic(topic), static_cast<Partition>(message.partition)},
                         static_cast<Offset>(message.offset)});
        return absl::OkStatus();
      case RD_KAFKA_RESP_ERR__FATAL:
        return absl::FailedPreconditionError(std::string("Kafka consumer: ") +
                                             rd_kafka_message_errstr(&message));
      case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
        StopPartition({InternTopic(topic), static_cast<Partition>(message.partition)}, message);
        return absl::OkStatus();
      default:
        Tell(message.err, topic, rd_kafka_message_errstr(&message));
        return absl::OkStatus();
    }
  }

  void StopPartition(const TopicPartition& partition, const rd_kafka_message_t& message) {
    for (PartitionState& state : states_) {
      if (state.partition == partition) state.stopped = true;
    }
    LogError("partition stopped: its committed offset is not in the log; see docs/runbook.md",
             {{"kafka.topic", std::string(partition.topic)},
              {"kafka.partition", std::to_string(message.partition)},
              {"error.message", rd_kafka_message_errstr(&message)}});
  }

  absl::Status SetPaused(bool paused) {
    if (paused == paused_ || partitions_.empty() || pending_ != SourceEvent::kNone) {
      return absl::OkStatus();
    }
    const KafkaPartitionList list = ListOf(partitions_);
    const rd_kafka_resp_err_t error = paused
                                          ? rd_kafka_pause_partitions(client_.get(), list.get())
                                          : rd_kafka_resume_partitions(client_.get(), list.get());
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) {
      return absl::InternalError(std::string("pause: ") + rd_kafka_err2str(error));
    }
    paused_ = paused;
    return absl::OkStatus();
  }

  void NoteTime() {
    last_poll_ = Clock::now();
    received_ms_ = std::chrono::duration_cast<std::chrono::milliseconds>(
                       std::chrono::system_clock::now().time_since_epoch())
                       .count();
  }

  std::string_view TopicOf(const rd_kafka_message_t& message) {
    const std::string_view name = rd_kafka_topic_name(message.rkt);
    if (name != last_topic_) last_topic_ = InternTopic(name);
    return last_topic_;
  }

  // Returns the bytes that it took.
  size_t Take(const rd_kafka_message_t& from, DocumentBatch* batch) {
    Arena& arena = batch->arena();
    Message& message = batch->Add().message;
    message.position = {TopicOf(from), static_cast<Partition>(from.partition),
                        static_cast<Offset>(from.offset)};
    if (from.key != nullptr) {
      message.key = arena.Copy({static_cast<const char*>(from.key), from.key_len});
    }
    if (from.payload != nullptr) {
      message.value =
          arena.CopyPadded({static_cast<const char*>(from.payload), from.len}, kSimdjsonPadding);
    }
    message.timestamp_ms = rd_kafka_message_timestamp(&from, nullptr);
    message.received_ms = received_ms_;
    TakeHeaders(from, arena, &message.headers);
    size_t bytes = from.len + from.key_len;
    for (const Header& header : message.headers) bytes += header.name.size() + header.value.size();
    return bytes;
  }

  static void TakeHeaders(const rd_kafka_message_t& from, Arena& arena, std::vector<Header>* out) {
    rd_kafka_headers_t* headers = nullptr;
    if (rd_kafka_message_headers(&from, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) return;
    const char* name = nullptr;
    const void* value = nullptr;
    size_t size = 0;
    for (size_t i = 0;
         rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR;
         ++i) {
      // A null header has no data(); an empty one must keep some.
      std::string_view bytes = value == nullptr ? std::string_view() : std::string_view("");
      if (size > 0) bytes = arena.Copy({static_cast<const char*>(value), size});
      out->push_back({arena.Copy(name), bytes});
    }
  }

  const int64_t reset_offset_;
  KafkaClient client_;
  std::chrono::milliseconds session_timeout_{};
  std::chrono::milliseconds poll_within_{};
  Clock::time_point last_poll_ = Clock::now();  // when last waited, or began to take
  int64_t received_ms_ = 0;                     // the same as Unix time
  std::string_view last_topic_;                 // of the last message; interned
  std::vector<TopicPartition> partitions_;
  std::vector<PartitionState> states_;  // of those accepted, in the same order
  SourceEvent pending_ = SourceEvent::kNone;
  KafkaTroubles troubles_;
  std::deque<KafkaMessage> held_;
  std::vector<NextOffset> ends_;
  bool paused_ = false;
  bool closing_ = false;
};

KafkaProperties PropertiesOf(const KafkaSourceOptions& options, size_t prefetch_bytes) {
  KafkaProperties properties = {
      {"client.id", "newsmill"},
      {"queued.max.messages.kbytes", std::to_string(std::max<size_t>(prefetch_bytes >> 10, 1024))},
      {"fetch.max.bytes", std::to_string(std::clamp<size_t>(prefetch_bytes, 1 << 20, 50 << 20))},
      {"max.partition.fetch.bytes", std::to_string(size_t{1} << 20)},
      {"message.max.bytes", std::to_string(size_t{1} << 20)},
  };
  properties.insert(properties.end(), options.properties.begin(), options.properties.end());
  const KafkaProperties owned = {
      {"group.id", options.group},
      {"enable.auto.commit", "false"},
      {"enable.auto.offset.store", "false"},
      {"enable.partition.eof", "true"},
      {"partition.assignment.strategy", "range"},
      // A partition without a commit gets its start from AcceptAssignment(); one whose commit is
      // out of range must not be reset silently.
      {"auto.offset.reset", "error"},
  };
  properties.insert(properties.end(), owned.begin(), owned.end());
  return properties;
}

}  // namespace

absl::Status CheckKafkaSource(const KafkaSourceOptions& options, size_t prefetch_bytes) {
  ASSIGN_OR_RETURN(KafkaConf conf, NewKafkaConf(PropertiesOf(options, prefetch_bytes)));
  return NewKafkaClient(RD_KAFKA_CONSUMER, std::move(conf)).status();
}

absl::StatusOr<std::unique_ptr<Source>> NewKafkaSource(const KafkaSourceOptions& options,
                                                       int worker, size_t prefetch_bytes) {
  KafkaProperties properties = PropertiesOf(options, prefetch_bytes);
  properties.emplace_back("bootstrap.servers", options.brokers);
  if (!options.instance_id.empty()) {
    properties.emplace_back("group.instance.id", InstanceId(options, worker));
  }
  ASSIGN_OR_RETURN(KafkaConf conf, NewKafkaConf(properties));
  auto source = std::make_unique<KafkaSource>(options.offset_reset);
  RETURN_IF_ERROR(source->Start(std::move(conf), options));
  return source;
}

}  // namespace newsmill
