#include "sinks/kafka_brokers.h"

namespace newsmill {

std::string WhyNoBrokers(std::string_view brokers) {
  constexpr std::string_view kAllowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]%, ";
  const size_t wrong = brokers.find_first_not_of(kAllowed);
  if (wrong == std::string_view::npos) return "";
  return std::string("has the character `") + brokers[wrong] +
         "`; allowed: host:port, several with commas; protocol, user and password are properties "
         "(security.protocol, sasl.username, sasl.password)";
}

}  // namespace newsmill
