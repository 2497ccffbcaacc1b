#ifndef NEWSMILL_PROCESSORS_COREFERENCE_GENDERS_H_
#define NEWSMILL_PROCESSORS_COREFERENCE_GENDERS_H_

#include <cstdint>
#include <string_view>

namespace newsmill::coreference {

enum class Gender : uint8_t { kUnknown, kMale, kFemale };

// By a frequent first name ("Anna"); kUnknown for the others. Thread-safe.
Gender GenderOfName(std::string_view first_name);

// By a title or a word for a person ("Mrs", "spokesman", "daughter"), in any case, or a pronoun.
// Thread-safe.
Gender GenderOfWord(std::string_view word);

}  // namespace newsmill::coreference

#endif  // NEWSMILL_PROCESSORS_COREFERENCE_GENDERS_H_
