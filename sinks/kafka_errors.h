#ifndef NEWSMILL_SINKS_KAFKA_ERRORS_H_
#define NEWSMILL_SINKS_KAFKA_ERRORS_H_

#include <librdkafka/rdkafka.h>

#include "absl/status/status.h"

namespace newsmill {

// What an error of producing means for whoever sent the record:
// kOutOfRange: the record is too large for the topic;
// kInvalidArgument: the topic refuses the record for another reason; sending it again as it is
//   cannot help;
// one of IsBlocked(): no right, wrong credentials, no such topic, a setting of the topic or the
//   brokers; the message names the remedy;
// kUnavailable: everything else passes by itself.
absl::Status KafkaProduceError(rd_kafka_resp_err_t error);

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_KAFKA_ERRORS_H_
