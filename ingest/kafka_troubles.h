#ifndef NEWSMILL_INGEST_KAFKA_TROUBLES_H_
#define NEWSMILL_INGEST_KAFKA_TROUBLES_H_

#include <librdkafka/rdkafka.h>

#include <chrono>
#include <map>

namespace newsmill {

// What one client complains of, with each complaint told once: librdkafka repeats that a broker is
// down with every try to reconnect, about once a second, for as long as it lasts. One thread.
class KafkaTroubles {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // Whether this complaint, heard at `now`, is news: not heard for a minute, which is longer than
  // the client waits between two tries.
  bool IsNew(rd_kafka_resp_err_t error, Time now);

  // A broker has answered. True where none did before: that is news too.
  bool Answered();

 private:
  std::map<rd_kafka_resp_err_t, Time> last_heard_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_KAFKA_TROUBLES_H_
