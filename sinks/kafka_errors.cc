#include "sinks/kafka_errors.h"

#include <algorithm>
#include <array>
#include <string>

namespace newsmill {
namespace {

struct Meaning {
  rd_kafka_resp_err_t error;
  absl::StatusCode code;
  const char* remedy;
};

constexpr const char* kCredentials =
    "check the credentials and certificates in `properties` (security.protocol, sasl.*, ssl.*)";
constexpr const char* kRights = "grant this user Write and Describe on the topic";
constexpr const char* kClusterRights =
    "grant this user IdempotentWrite on the cluster, or Write on the topic";
constexpr const char* kCreate = "create the topic, or correct its name";
constexpr const char* kSettings =
    "see the topic's settings: a compacted one, for example, takes no message without a key";
constexpr const char* kClock =
    "see the clocks of this machine and the broker, and message.timestamp.*.max.ms of the topic";
constexpr const char* kCompression =
    "the topic or the brokers do not take zstd: give compression.type in `properties`";
constexpr const char* kSize = "larger than the topic takes";

constexpr std::array kMeanings = {
    Meaning{RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, absl::StatusCode::kOutOfRange, kSize},
    Meaning{RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE, absl::StatusCode::kOutOfRange, kSize},
    Meaning{RD_KAFKA_RESP_ERR_INVALID_MSG_SIZE, absl::StatusCode::kOutOfRange, kSize},
    Meaning{RD_KAFKA_RESP_ERR_INVALID_RECORD, absl::StatusCode::kInvalidArgument, kSettings},
    Meaning{RD_KAFKA_RESP_ERR_POLICY_VIOLATION, absl::StatusCode::kInvalidArgument, kSettings},
    Meaning{RD_KAFKA_RESP_ERR_INVALID_TIMESTAMP, absl::StatusCode::kInvalidArgument, kClock},
    Meaning{RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION, absl::StatusCode::kInvalidArgument,
            "the topic has fewer partitions"},
    Meaning{RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC, absl::StatusCode::kNotFound, kCreate},
    Meaning{RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, absl::StatusCode::kNotFound, kCreate},
    Meaning{RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION, absl::StatusCode::kNotFound, kCreate},
    Meaning{RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED, absl::StatusCode::kPermissionDenied,
            kRights},
    Meaning{RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED, absl::StatusCode::kPermissionDenied,
            kClusterRights},
    Meaning{RD_KAFKA_RESP_ERR__AUTHENTICATION, absl::StatusCode::kUnauthenticated, kCredentials},
    Meaning{RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED, absl::StatusCode::kUnauthenticated,
            kCredentials},
    Meaning{RD_KAFKA_RESP_ERR_UNSUPPORTED_SASL_MECHANISM, absl::StatusCode::kUnauthenticated,
            kCredentials},
    Meaning{RD_KAFKA_RESP_ERR_ILLEGAL_SASL_STATE, absl::StatusCode::kUnauthenticated, kCredentials},
    Meaning{RD_KAFKA_RESP_ERR__SSL, absl::StatusCode::kUnauthenticated, kCredentials},
    Meaning{RD_KAFKA_RESP_ERR_UNSUPPORTED_COMPRESSION_TYPE, absl::StatusCode::kResourceExhausted,
            kCompression},
};

}  // namespace

absl::Status KafkaProduceError(rd_kafka_resp_err_t error) {
  const std::string text = std::string("Kafka: ") + rd_kafka_err2str(error);
  const auto* const found =
      std::find_if(kMeanings.begin(), kMeanings.end(),
                   [error](const Meaning& meaning) { return meaning.error == error; });
  if (found == kMeanings.end()) return absl::UnavailableError(text);
  return {found->code, text + " (" + rd_kafka_err2name(error) + "); " + found->remedy};
}

}  // namespace newsmill
