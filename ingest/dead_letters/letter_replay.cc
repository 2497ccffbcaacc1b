#include "ingest/dead_letters/letter_replay.h"

#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "processors/base/status_macros.h"
#include "sinks/sink.h"

namespace newsmill {
namespace {

using Clock = std::chrono::steady_clock;

constexpr size_t kBatchLetters = 256;
constexpr int64_t kBatchBytes = int64_t{8} << 20;

std::optional<std::string_view> ViewOf(const std::optional<std::string>& text) {
  return text.has_value() ? std::optional<std::string_view>(*text) : std::nullopt;
}

std::vector<Header> HeadersOf(const DeadLetter& letter) {
  std::vector<Header> headers;
  for (const auto& [name, value] : letter.headers) {
    if (IsDeadLetterHeader(name)) continue;  // of an earlier death, in a directory's letter
    headers.push_back({name, ViewOf(value).value_or(std::string_view())});
  }
  return headers;
}

class Replay {
 public:
  Replay(const LetterStore& store, const ReplayOptions& options)
      : store_(store), options_(options) {}

  absl::StatusOr<ReplayCounts> Run() {
    RETURN_IF_ERROR(Prepare());
    absl::Status status = VisitLetters(store_, [this](DeadLetter& letter) { return Take(letter); });
    // What the broker has must be remembered, whatever happened.
    const absl::Status ended = EndBatch();
    if (status.ok()) status = ended;
    RETURN_IF_ERROR(status);
    return counts_;
  }

 private:
  absl::Status Prepare() {
    if (!store_.is_directory() && options_.to == store_.topic.topic) {
      return absl::InvalidArgumentError("the letters lie on " + options_.to +
                                        " already; --to must name another topic");
    }
    if (options_.dry_run) {
      ASSIGN_OR_RETURN(handled_, HandledLetters::Read(store_.HandledPath()));
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(handled_, HandledLetters::Open(store_.HandledPath()));
    ASSIGN_OR_RETURN(producer_, KafkaProducer::Create(options_.producer));
    return absl::OkStatus();
  }

  absl::Status Take(DeadLetter& letter) {
    if (!options_.filter.Matches(letter)) return absl::OkStatus();
    if (!options_.again && !handled_.WhatOf(letter.key_in_store).empty()) {
      ++counts_.already;
      return absl::OkStatus();
    }
    if (const absl::Status loaded = LoadMessage(store_.overflow, &letter); !loaded.ok()) {
      return Fail(letter, std::string(loaded.message()));
    }
    if (options_.to.empty() && letter.topic.empty()) {
      return Fail(letter, "it came from no topic; --to must name one");
    }
    if (options_.dry_run) return Count(letter);
    const absl::Status sent = Send(letter, batch_.size());
    if (CannotBeSent(sent)) return Fail(letter, std::string(sent.message()));
    RETURN_IF_ERROR(sent);
    batch_bytes_ += ValueSize(letter);
    batch_.push_back(std::move(letter));
    if (batch_.size() < kBatchLetters && batch_bytes_ < kBatchBytes) return absl::OkStatus();
    return EndBatch();
  }

  absl::Status Send(const DeadLetter& letter, uint64_t tag) {
    const std::vector<Header> headers = HeadersOf(letter);
    return producer_->Send({.topic = options_.to.empty() ? letter.topic : options_.to,
                            .key = ViewOf(letter.key),
                            .value = ViewOf(letter.value),
                            .headers = headers,
                            .tag = tag},
                           Clock::now() + options_.timeout);
  }

  static bool CannotBeSent(const absl::Status& status) {
    return absl::IsInvalidArgument(status) || absl::IsOutOfRange(status) || IsBlocked(status);
  }

  absl::Status EndBatch() {
    if (batch_.empty()) return absl::OkStatus();
    std::map<uint64_t, absl::Status> failed;
    const std::vector<DeadLetter> batch = std::exchange(batch_, {});
    batch_bytes_ = 0;
    // Where the time ran out nobody knows which of them arrived.
    RETURN_IF_ERROR(Flush(&failed));
    // What is refused for its size may only have been so together with its neighbours.
    for (auto& [tag, why] : failed) {
      if (absl::IsOutOfRange(why)) RETURN_IF_ERROR(SendAlone(batch.at(tag), &why));
    }
    std::vector<std::string> arrived;
    absl::Status status;
    for (size_t i = 0; i < batch.size(); ++i) {
      const auto failure = failed.find(i);
      if (failure == failed.end() || failure->second.ok()) {
        arrived.push_back(batch[i].key_in_store);
        counts_.bytes += ValueSize(batch[i]);
      } else if (CannotBeSent(failure->second)) {
        RETURN_IF_ERROR(Fail(batch[i], std::string(failure->second.message())));
      } else {
        status = failure->second;
      }
    }
    RETURN_IF_ERROR(handled_.Add("replayed", arrived));
    counts_.sent += static_cast<int64_t>(arrived.size());
    if (options_.on_progress) options_.on_progress(counts_);
    return status;
  }

  // (*failed)[tag] is why it did not arrive.
  absl::Status Flush(std::map<uint64_t, absl::Status>* failed) {
    std::vector<KafkaDeliveryError> errors;
    RETURN_IF_ERROR(producer_->Flush(Clock::now() + options_.timeout, &errors));
    for (const KafkaDeliveryError& error : errors) failed->emplace(error.tag, error.why);
    return absl::OkStatus();
  }

  // *outcome is what became of it.
  absl::Status SendAlone(const DeadLetter& letter, absl::Status* outcome) {
    std::map<uint64_t, absl::Status> failed;
    *outcome = Send(letter, 0);
    if (CannotBeSent(*outcome)) return absl::OkStatus();
    RETURN_IF_ERROR(*outcome);
    RETURN_IF_ERROR(Flush(&failed));
    if (!failed.empty()) *outcome = failed.begin()->second;
    return absl::OkStatus();
  }

  absl::Status Count(const DeadLetter& letter) {
    ++counts_.sent;
    counts_.bytes += ValueSize(letter);
    return absl::OkStatus();
  }

  static int64_t ValueSize(const DeadLetter& letter) {
    return static_cast<int64_t>(letter.value.value_or("").size());
  }

  absl::Status Fail(const DeadLetter& letter, std::string_view why) {
    ++counts_.failed;
    if (options_.on_failed) options_.on_failed(letter, why);
    return absl::OkStatus();
  }

  const LetterStore& store_;
  const ReplayOptions& options_;
  HandledLetters handled_;
  std::unique_ptr<KafkaProducer> producer_;
  std::vector<DeadLetter> batch_;  // under way; the tag is the index
  int64_t batch_bytes_ = 0;
  ReplayCounts counts_;
};

}  // namespace

absl::StatusOr<ReplayCounts> ReplayLetters(const LetterStore& store, const ReplayOptions& options) {
  return Replay(store, options).Run();
}

}  // namespace newsmill
