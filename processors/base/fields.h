#ifndef NEWSMILL_PROCESSORS_BASE_FIELDS_H_
#define NEWSMILL_PROCESSORS_BASE_FIELDS_H_

#include <algorithm>
#include <string_view>

namespace newsmill {

// Cuts the field before the next `separator`, and that, off *rest; the last field is what remains.
inline std::string_view TakeField(std::string_view* rest, char separator) {
  const size_t end = std::min(rest->find(separator), rest->size());
  const std::string_view field = rest->substr(0, end);
  rest->remove_prefix(std::min(end + 1, rest->size()));
  return field;
}

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_BASE_FIELDS_H_
