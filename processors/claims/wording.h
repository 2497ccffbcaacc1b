#ifndef NEWSMILL_PROCESSORS_CLAIMS_WORDING_H_
#define NEWSMILL_PROCESSORS_CLAIMS_WORDING_H_

#include <string>
#include <string_view>

namespace newsmill::claims {

// Appends the wording of `text`, by which quotations are compared: letters and digits in lower
// case (ASCII, Latin-1 and Latin Extended-A, Greek, Cyrillic), one space between words, no marks
// but the apostrophe and the decimal point inside a word. Signs that are spoken become words
// ("%": "percent"), "1,000" is "1000", "U.S." is "us". An editor's insertion in square brackets,
// or in round ones without a digit, goes; where the brackets touch letters ("[T]he") the letters
// stay. Several pieces append to one wording. Any bytes will do; linear time.
void AppendWording(std::string_view text, std::string* wording);

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_WORDING_H_
