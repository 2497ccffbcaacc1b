#ifndef NEWSMILL_SINKS_KAFKA_BROKERS_H_
#define NEWSMILL_SINKS_KAFKA_BROKERS_H_

#include <string>
#include <string_view>

namespace newsmill {

// Why `brokers` is no list host:port,host:port, worded to follow a key's name; "" if it is one.
// Does not repeat it: who writes user:password@host would find the password in a log.
std::string WhyNoBrokers(std::string_view brokers);

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_KAFKA_BROKERS_H_
