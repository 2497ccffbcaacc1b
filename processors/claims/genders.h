#ifndef NEWSMILL_PROCESSORS_CLAIMS_GENDERS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_GENDERS_H_

#include <cstdint>
#include <string_view>

namespace newsmill::claims {

enum class Gender : uint8_t { kUnknown, kMale, kFemale };

// By a frequent first name ("Anna"); kUnknown for the others.
Gender GenderOfName(std::string_view first_name);

// By a title or a word for a person ("Mrs", "spokesman", "daughter"), in any case.
Gender GenderOfWord(std::string_view word);

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_GENDERS_H_
