#ifndef NEWSMILL_TESTS_SUPPORT_MESSAGE_GENERATOR_H_
#define NEWSMILL_TESTS_SUPPORT_MESSAGE_GENERATOR_H_

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace newsmill {

// Writes random messages of one shape: keys in any order, some missing, null or (title and body) of
// the wrong type; other spacing and escapes; unknown keys with nested values. Its texts need no
// normalising. Equal seeds give equal messages in one build.
class MessageGenerator {
 public:
  // `shape`: a name of Shapes().
  MessageGenerator(std::string_view shape, uint32_t seed);

  std::string Next();

 private:
  uint32_t Below(uint32_t limit) { return static_cast<uint32_t>(random_() % limit); }
  std::string Space();
  // JSON text of a string of words, some written as escapes, without quotes.
  std::string Words();
  // Any value, nested at most `depth` deep.
  std::string Noise(int depth);
  // `members`, comma-separated, each a string; or null.
  std::string Object(const std::string& members);
  std::string List(const std::string& members);
  std::string Value(char kind, const std::string& members);

  const std::vector<std::string>& keys_;
  std::mt19937 random_;
};

}  // namespace newsmill

#endif  // NEWSMILL_TESTS_SUPPORT_MESSAGE_GENERATOR_H_
