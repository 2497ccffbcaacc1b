#include "ingest/dead_letters/letter_replay.h"

#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "processors/base/status_macros.h"

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
    if (const absl::Status loaded = LoadValue(store_.overflow, &letter); !loaded.ok()) {
      return Fail(letter, std::string(loaded.message()));
    }
    const std::string& to = options_.to.empty() ? letter.topic : options_.to;
    if (to.empty()) return Fail(letter, "it came from no topic; --to must name one");
    if (options_.dry_run) return Count(letter);
    return Send(letter, to);
  }

  absl::Status Send(const DeadLetter& letter, const std::string& to) {
    const std::vector<Header> headers = HeadersOf(letter);
    const absl::Status sent = producer_->Send({.topic = to,
                                               .key = ViewOf(letter.key),
                                               .value = ViewOf(letter.value),
                                               .headers = headers,
                                               .tag = keys_.size()},
                                              Clock::now() + options_.timeout);
    if (absl::IsInvalidArgument(sent)) return Fail(letter, std::string(sent.message()));
    RETURN_IF_ERROR(sent);
    keys_.push_back(letter.key_in_store);
    batch_bytes_ += static_cast<int64_t>(letter.value.value_or("").size());
    if (keys_.size() < kBatchLetters && batch_bytes_ < kBatchBytes) return absl::OkStatus();
    return EndBatch();
  }

  absl::Status EndBatch() {
    if (keys_.empty()) return absl::OkStatus();
    std::vector<KafkaDeliveryError> errors;
    const absl::Status flushed = producer_->Flush(Clock::now() + options_.timeout, &errors);
    const std::vector<std::string> keys = std::exchange(keys_, {});
    // Where the time ran out nobody knows which of them arrived.
    RETURN_IF_ERROR(flushed);
    std::set<uint64_t> failed;
    for (const KafkaDeliveryError& error : errors) failed.insert(error.tag);
    std::vector<std::string> arrived;
    for (size_t i = 0; i < keys.size(); ++i) {
      if (!failed.contains(i)) arrived.push_back(keys[i]);
    }
    RETURN_IF_ERROR(handled_.Add("replayed", arrived));
    counts_.sent += static_cast<int64_t>(arrived.size());
    counts_.bytes += std::exchange(batch_bytes_, 0);
    if (options_.on_progress) options_.on_progress(counts_);
    return errors.empty() ? absl::OkStatus() : absl::UnavailableError(errors.front().reason);
  }

  absl::Status Count(const DeadLetter& letter) {
    ++counts_.sent;
    counts_.bytes += static_cast<int64_t>(letter.value.value_or("").size());
    return absl::OkStatus();
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
  std::vector<std::string> keys_;  // of the letters under way; the tag is the index
  int64_t batch_bytes_ = 0;
  ReplayCounts counts_;
};

}  // namespace

absl::StatusOr<ReplayCounts> ReplayLetters(const LetterStore& store, const ReplayOptions& options) {
  return Replay(store, options).Run();
}

}  // namespace newsmill
